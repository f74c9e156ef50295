"""Which payment code may stand on a letter, and what does it say? Rules without a page: nothing here draws."""
