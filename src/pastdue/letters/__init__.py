"""Letters in words: the texts of a notice in the customer's language, nothing about the page."""
