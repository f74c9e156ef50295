"""Statements of account: everything on a customer's account in the order of its days, with a running balance."""
