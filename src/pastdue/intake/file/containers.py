"""The containers of workbooks and packed files: the bytes they begin with, and what is raised where one is damaged."""

from __future__ import annotations

import zipfile
import zlib

ZIP = b"PK\x03\x04"
"""Of .zip, .xlsx and .ods."""
OLE = b"\xd0\xcf\x11\xe0"
"""Of .xls, and of an .xlsx that is encrypted."""
GZIP = b"\x1f\x8b"
DAMAGED_ZIP: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, RuntimeError,
)  # fmt: skip
"""The exceptions of `zipfile` for a damaged archive or one without the file that is asked for. Damage may look to it
like a later version of the format or like a password; both are a RuntimeError."""
try:
    import lzma
except ImportError:  # a Python built without it: zipfile then refuses what is packed so
    pass
else:
    DAMAGED_ZIP += (lzma.LZMAError,)
