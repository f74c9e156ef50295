"""The review page, to read before or after a run: letters, skips with their reasons, and open amounts."""
