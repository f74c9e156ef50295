"""Letters in words: what a notice says, in which language; nothing about the page."""
