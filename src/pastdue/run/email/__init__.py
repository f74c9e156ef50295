"""E-mail beside post: how each letter goes, the drafts of a run, and sending them."""
