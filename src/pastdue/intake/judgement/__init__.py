"""Columns judged by name and contents together: what could change who owes what is read, proved harmless, or asked."""
