"""The aging as one page for the board."""
