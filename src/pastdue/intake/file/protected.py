"""Workbooks that are encrypted with a password: recognised by their containers, without any reader."""

from __future__ import annotations

import io
import re
import struct
import zipfile

from pastdue.intake.file.containers import DAMAGED_ZIP, OLE, ZIP
from pastdue.model.errors import InputError

_BOTH = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
"""The streams of a container that holds an encrypted .xlsx."""
_BEGINNING = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")
"""The first record of the workbook in an .xls file."""
_FILEPASS, _WRITE_PROTECTED = 0x2F, 0x86
_MOST_MANIFEST = 1 << 20


def refuse_protected(file: str, raw: bytes) -> None:
    """Refuse a workbook that only a password opens, naming `file` and the ways to take the password off."""
    if _is_protected(raw):
        remedy = (
            "open it with the password, save it without one, and hand that in\n"
            "  (Excel: File > Info > Protect Workbook > Encrypt with Password, empty the field;\n"
            "  LibreOffice: File > Save As, without Save with password), or save the sheet as CSV"
        )
        raise InputError(f"{file}: the workbook is protected by a password", remedy)


def _is_protected(raw: bytes) -> bool:
    if raw.startswith(OLE):
        return all(name in raw for name in _BOTH) or _has_filepass(raw)
    return raw.startswith(ZIP) and b"META-INF/manifest.xml" in raw and _is_encrypted_document(raw)


def _has_filepass(raw: bytes) -> bool:
    """True when the record of an encrypted .xls stands right behind the first one, or behind that of its protection
    against writing."""
    found = _BEGINNING.search(raw)
    if found is None:
        return False
    at = found.start()
    for _ in range(3):
        if at + 4 > len(raw):
            return False
        kind, size = struct.unpack_from("<HH", raw, at)
        if kind == _FILEPASS:
            return True
        if at != found.start() and kind != _WRITE_PROTECTED:
            return False
        at += 4 + size
    return False


def _is_encrypted_document(raw: bytes) -> bool:
    """True when the list of parts of an .ods says that one of them is encrypted."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open("META-INF/manifest.xml") as manifest:
            return b":encryption-data" in manifest.read(_MOST_MANIFEST)
    except DAMAGED_ZIP:
        return False
