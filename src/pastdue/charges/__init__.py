"""Charges: what a policy adds to a late invoice, by contract or statute, with the rate and the law behind it."""
