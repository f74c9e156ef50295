"""Interest: day counts, whole months, and the segments that interest is added up from."""
