"""Packed files: .gz and .zip with one file are opened within limits, other files that are not CSV are named in a
refusal."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from pastdue.intake.file.containers import DAMAGED_ZIP, GZIP, OLE, ZIP
from pastdue.intake.file.vast_books import MOST_BYTES
from pastdue.model.errors import InputError

_SMALL = 64 << 20
_MOST_TIMES = 400
"""The largest ratio of unpacked to packed size; beyond it, and above `_SMALL`, an archive is refused as a bomb."""
_DOCUMENTS = {
    b"%PDF-": ("a PDF", "export the list as CSV or as a workbook"),
    b"7z\xbc\xaf\x27\x1c": ("a 7z archive", "unpack it and hand in the file inside"),
    b"Rar!": ("a RAR archive", "unpack it and hand in the file inside"),
    b"BZh": ("packed with bzip2", "unpack it and hand in the file inside"),
    b"\xfd7zXZ": ("packed with xz", "unpack it and hand in the file inside"),
    b"\x28\xb5\x2f\xfd": ("packed with zstd", "unpack it and hand in the file inside"),
    b"SQLite format 3": ("a database", "export the invoices from its program as CSV"),
    b"{\\rtf": ("a text document (RTF)", "export the list as CSV or as a workbook"),
    b"\x89PNG": ("a picture", "export the list as CSV or as a workbook"),
    b"\xff\xd8\xff": ("a picture", "export the list as CSV or as a workbook"),
}  # fmt: skip
"""The first bytes of files that are not lists, with the name of their kind and a remedy."""

_AS_TABLE = "export the list as CSV or as a workbook"
_NOT_BANK = "export the open invoices of your invoicing program as CSV"
_INVOICE_FORMATS = "crossindustry|urn:oasis:names:specification:ubl|fatturaelettronica|jpk|fa_wiersz"
_MAIL_HEADS = "received|return-path|delivered-to|mime-version|message-id|from: [^\\n]*@"
_TEXTS = (
    (r"<!doctype html|<html|<table|<head|<meta ", "a web page, whatever its name ends in",
     "open it in a spreadsheet and save it as CSV or as a workbook"),
    (r"<\?xml.*schemas-microsoft-com:office:spreadsheet", "a spreadsheet written as XML",
     "open it in a spreadsheet and save it as CSV or as .xlsx"),
    (rf"<\?xml.*({_INVOICE_FORMATS})", "an electronic invoice, not a list of invoices",
     "export the list of open invoices from your program"),
    (r"<\?xml|<[a-z]+[ >].*</", "XML", _AS_TABLE),
    (r"[\[{]\s*[\"{\[\]}]", "JSON", _AS_TABLE),
    (r"!type:", "QIF, a list of bank bookings", _NOT_BANK),
    (r"ofxheader|<ofx>", "OFX, a bank statement", _NOT_BANK),
    (r":20:.*:25:", "MT940, a bank statement", _NOT_BANK),
    (rf"({_MAIL_HEADS})[^\n]*\n[a-z-]+: ", "an e-mail", "save its attachment and hand that in"),
)  # fmt: skip
"""The beginnings of texts that are not lists, with the name of their kind and a remedy."""
MARKS = (ZIP, OLE, GZIP, *_DOCUMENTS)
"""The first bytes of files that have to be unpacked or refused."""

_BEGINNING = 4096


def is_workbook(raw: bytes) -> bool:
    """True when `raw` is a workbook by its contents, whatever its name."""
    if raw.startswith(OLE):
        return True
    if not raw.startswith(ZIP):
        return False
    names = _names(raw)
    if "mimetype" in names:
        return any(name == "content.xml" for name in names)
    return any(name.startswith("xl/") for name in names)


def unpacked(file: str, raw: bytes) -> tuple[bytes, str]:
    """The bytes of `raw` once unpacked, and how they were packed; "" where they were not.

    Refuses an archive of several files, one that unpacks to too much, and kinds of files that hold no list.
    """
    if raw.startswith(GZIP):
        return _gunzipped(file, raw), "unpacked from gzip"
    if raw.startswith(ZIP) and not is_workbook(raw):
        return _unzipped(file, raw)
    for mark, (what, remedy) in _DOCUMENTS.items():
        if raw.startswith(mark):
            raise InputError(f"{file}: this is {what}, not a CSV file", remedy)
    return raw, ""


def refuse_texts(file: str, beginning: bytes) -> None:
    """Refuse a text that is not a list, as a web page or JSON, with its kind and the file to hand in instead."""
    text = beginning[:_BEGINNING].decode("utf-8", "replace").lstrip("\ufeff \t\r\n").casefold()
    for pattern, what, remedy in _TEXTS:
        if re.match(pattern, text, re.DOTALL):
            raise InputError(f"{file}: this is {what}", remedy)


def wide_text(raw: bytes) -> str:
    """The encoding of a text of two bytes a character without a mark that says so; "" where it is none."""
    head = raw[:2000]
    if len(head) < 4 or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ""
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / max(1, len(head[1::2]))
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.05 else ""


def _names(raw: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return archive.namelist()
    except DAMAGED_ZIP:
        return []


def _gunzipped(file: str, raw: bytes) -> bytes:
    parts, size, rest = list[bytes](), 0, raw
    try:
        while rest.startswith(GZIP):
            unpacker = zlib.decompressobj(31)
            while not unpacker.eof:
                part = unpacker.decompress(rest, 1 << 22)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
                if not part and not rest and not unpacker.eof:
                    raise zlib.error
                size += len(part)
                _refuse_large(file, size, len(raw))
                parts.append(part)
    except zlib.error:
        raise InputError(f"{file}: the gzip file is damaged", "copy it again, or unpack it") from None
    return b"".join(parts)


def _unzipped(file: str, raw: bytes) -> tuple[bytes, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            inside = [
                info for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX")
            ]
            if any(info.filename.startswith("word/") for info in inside):
                raise InputError(
                    f"{file}: this is a text document, not a CSV file", "export the list as CSV or as a workbook"
                )
            if len(inside) != 1:
                named = ", ".join(repr(info.filename) for info in inside[:5])
                raise InputError(
                    f"{file}: the archive holds {len(inside)} files: {named}", "unpack it and hand in one of them"
                )
            if inside[0].flag_bits & 1:
                raise InputError(
                    f"{file}: the archive is protected by a password", "unpack it and hand in the file inside"
                )
            _refuse_large(file, inside[0].file_size, len(raw))
            with archive.open(inside[0]) as member:
                found = member.read(inside[0].file_size + 1)
            _refuse_large(file, len(found), len(raw))
            return found, f"unpacked {inside[0].filename!r} from its archive"
    except DAMAGED_ZIP:
        raise InputError(
            f"{file}: this is an archive or a workbook, and it is damaged",
            "open it in the program that wrote it, and save it again",
        ) from None


def _refuse_large(file: str, size: int, packed: int) -> None:
    if size > MOST_BYTES or (size > _SMALL and size > packed * _MOST_TIMES):
        raise InputError(
            f"{file}: it unpacks to more than is read from a packed file", "unpack it and hand in the file inside"
        )
