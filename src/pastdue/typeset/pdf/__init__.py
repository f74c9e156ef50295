"""Marks as PDF: operators, files, what a file says of itself, and the archive's PDF/A."""
