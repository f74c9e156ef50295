"""The page to look at before and after a run: what was asked of whom, why not the rest, and what is open."""
