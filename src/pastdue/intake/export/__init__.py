"""Exports: whose a file is, which header holds which field, and which of its rows are invoices."""
