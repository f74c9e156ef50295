"""Columns that no list knows by their names, read because the figures, days and words of their rows prove them."""
