"""Exports: the program a file comes from, the field of each header, and the rows that are invoices."""
