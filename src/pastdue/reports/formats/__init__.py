"""Formats of a `Table`: text on a terminal, CSV, JSON, a workbook.

What a report says is decided in `reports`; nothing here counts anything but widths.
"""
