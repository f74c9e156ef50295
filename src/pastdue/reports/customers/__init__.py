"""Customers' records: the days they paid late, the letters it took, and the terms to agree with them next time."""
