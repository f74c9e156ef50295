"""Columns judged by name and contents together: a column that could change a debt is read, proved harmless, or asked
about."""
