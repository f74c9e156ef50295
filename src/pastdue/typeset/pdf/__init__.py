"""Marks as PDF: operators, files, metadata, and the archive's PDF/A."""
