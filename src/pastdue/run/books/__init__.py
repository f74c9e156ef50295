"""The books of a run beside those of earlier ones: as they were seen, what is missing, and what changed."""
