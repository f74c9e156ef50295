"""The containers of workbooks and packed files, by the bytes they begin with."""

from __future__ import annotations

ZIP = b"PK\x03\x04"
"""Of .zip, .xlsx and .ods."""
OLE = b"\xd0\xcf\x11\xe0"
"""Of .xls, and of an .xlsx that is encrypted."""
GZIP = b"\x1f\x8b"
