"""Payments that no column of a list is known to say, read or asked about by their figures, days and headers."""
