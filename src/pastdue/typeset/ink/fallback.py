"""The user's own face for characters that the shipped faces lack, as in a Chinese name."""

from __future__ import annotations

import hashlib
import io
import struct
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from pastdue.model.errors import SettingsError
from pastdue.typeset.ink.face import Face, Helper
from pastdue.typeset.ink.named_file import named_file

_BYTES_AT_MOST = 40_000_000
_POSTSCRIPT = b"OTTO"
_COLLECTION = b"ttcf"
_LICENCE, _RESTRICTED, _NO_SUBSET_OR_OUTLINES = 0x000F, 0x0002, 0x0300
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")


def read_fallback(path: Path, setting: str) -> Face:
    """The face in the file `path`; `setting` names it in messages.

    Refuses what is not a TrueType font with glyf outlines, one whose maker forbids to embed it, and a damaged one.
    """
    where = f"{setting} {str(path)!r}"
    data = named_file(path, where, _BYTES_AT_MOST, "take a font for the one script you need")
    _check_kind(data[:4], where)
    try:
        parsed = TTFontFace(io.BytesIO(data))
        permitted = _may_be_embedded(parsed)
    except (TTFError, struct.error, ValueError, KeyError, IndexError, AssertionError) as error:
        raise SettingsError(f"{where}: cannot be used: {error}", "take another TrueType font") from None
    if not permitted:
        raise SettingsError(f"{where}: its maker does not allow it to be embedded in part", "take another font")
    return Helper(f"Fallback{hashlib.sha256(data).hexdigest()[:8]}", parsed)


def _may_be_embedded(parsed: Any) -> bool:
    """True when the font's fsType allows embedding; a font without one may be embedded."""
    if "OS/2" not in parsed.table:
        return True
    (fs_type,) = struct.unpack(">H", parsed.get_chunk(parsed.table["OS/2"]["offset"] + 8, 2))
    return fs_type & _LICENCE != _RESTRICTED and not fs_type & _NO_SUBSET_OR_OUTLINES


def _check_kind(begins: bytes, where: str) -> None:
    remedy = "take a TrueType font with glyf outlines (.ttf), as Droid Sans Fallback, IPA Gothic or Nanum Gothic"
    if begins == _POSTSCRIPT:
        raise SettingsError(f"{where}: has PostScript (CFF) outlines, which cannot be embedded", remedy)
    if begins == _COLLECTION:
        raise SettingsError(f"{where}: is a collection of several fonts", remedy)
    if begins not in _TRUETYPE:
        raise SettingsError(f"{where}: is not a TrueType font", remedy)
