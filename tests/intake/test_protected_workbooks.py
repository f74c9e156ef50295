"""Workbooks that a password protects are named as such, and every other one is not."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from tests.intake.test_intake_kinds_of_files import HEAD, ROWS, book, taken

from pastdue.model.errors import InputError

SECTOR, END, FREE, TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def container(**streams: bytes) -> bytes:
    """An OLE container (version 3) of these streams: a sector of the table, one of the directory, then the contents."""
    table, contents, directory = [TABLE, END], b"", entry("Root Entry", 5, END, 0, child=1)
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
        first, count = len(table), len(padded) // SECTOR
        table += [*range(first + 1, first + count), END]
        contents += padded
        directory += entry(name, 2, first, len(padded), right=number + 1 if number < len(streams) else FREE)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<10I", 0, 1, 1, 0, 4096, END, 0, END, 0, 0) + struct.pack("<108I", *[FREE] * 108)
    table += [FREE] * (128 - len(table))
    return head + struct.pack("<128I", *table) + directory.ljust(SECTOR, b"\0") + contents


def entry(name: str, kind: int, first: int, size: int, child: int = FREE, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<HBBIII", len(text), kind, 1, FREE, right, child)
    return text.ljust(64, b"\0") + head + bytes(36) + struct.pack("<IQ", first, size)


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_", "-"), text)
    return out.getvalue()


FIRST = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
PASSWORD = record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
AGAINST_WRITING = record(0x86, b"")
ODS = "application/vnd.oasis.opendocument.spreadsheet"
LOCKED = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.xlsx", container(EncryptedPackage=b"\1" * 5000, EncryptionInfo=struct.pack("<HHI", 4, 4, 0x40))),
        ("a.xls", container(Workbook=FIRST + PASSWORD)),
        ("b.xls", container(Workbook=FIRST + AGAINST_WRITING + PASSWORD)),
        ("a.ods", zipped(mimetype=ODS, META_INF__manifest_xml=LOCKED, content_xml="\x93\x12")),
        ("b.ods", zipped(mimetype=ODS, META_INF__manifest_xml=LOCKED, encrypted_package="\x93\x12")),
    ],
)
def test_a_workbook_with_a_password_is_named_with_the_way_to_take_it_off(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(InputError) as refused:
        taken(tmp_path / name)
    assert str(refused.value).startswith(f"{tmp_path / name}: the workbook is protected by a password")
    assert "save it without one" in str(refused.value) and "or save the sheet as CSV" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.xls", container(Workbook=FIRST + record(0x0A, b"") + PASSWORD)),
        ("a.ods", zipped(mimetype=ODS, META_INF__manifest_xml="<manifest:file-entry/>", content_xml="<a/>")),
        ("b.ods", zipped(mimetype=ODS, META_INF__manifest_xml=LOCKED, content_xml="<a/>")[:-30]),
    ],
)
def test_a_damaged_workbook_without_a_password_is_not_called_protected(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(InputError) as refused:
        taken(tmp_path / name)
    assert "protected" not in str(refused.value)


def test_a_workbook_that_speaks_of_encryption_is_read(tmp_path: Path) -> None:
    rows = [ROWS[0], [*ROWS[1][:1], "EncryptionInfo & EncryptedPackage Ltd", *ROWS[1][2:]]]
    assert len(taken(book(tmp_path / "a.xlsx", Open=[HEAD, *rows])).book) == 2
