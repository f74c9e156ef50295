"""Customers' records: how they paid, what it took, and what to agree with them next time."""
