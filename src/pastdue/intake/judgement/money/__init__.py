"""Columns of amounts judged by their figures: balances, payments, currencies, and what nothing is read from."""
