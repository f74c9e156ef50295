"""A year of an office, made up from a seed, and a small independent model of what the program may do in it."""
