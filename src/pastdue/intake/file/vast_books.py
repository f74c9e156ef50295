"""Workbooks that would take all memory: refused before the foreign reader, which ends the whole command, is asked.

The reader keeps a place for every cell from the first to the last one that says anything. A lone cell at the far
corner of a sheet, or a damaged number in an .xls, makes that more than there is.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator

from pastdue.intake.file.containers import DAMAGED_ZIP, ZIP
from pastdue.model.errors import InputError

MOST_CELLS = 40_000_000
"""A sheet with more cells is refused: it would not fit into memory."""
MOST_COLUMNS = 1 << 14
"""No program writes a sheet with more columns: one that has them is damaged."""
MOST_BYTES = 1 << 30
"""A workbook that unpacks to more is refused."""
_CHUNK, _OVERLAP = 1 << 22, 1 << 10
_CELL = re.compile(rb'<c\b[^<>]{0,200}?\br="([A-Z]{1,9})(\d{1,9})"[^<>]{0,200}(?<!/)>(?!<v ?/>|<v></v>|</c>)')
"""A cell that is not empty, in the XML of a sheet."""
_FURTHER = re.compile(rb'"[A-Z]{2,9}\d{1,9}"')
"""A cell beyond column Z; a sheet without one is never too large."""
_PATIENCE = 60
_ATTEMPT = """
import io, sys
from python_calamine import CalamineWorkbook
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (1 << 32, resource.RLIM_INFINITY))
except (ImportError, ValueError, OSError):
    pass
book = CalamineWorkbook.from_object(io.BytesIO(sys.stdin.buffer.read()))
for name in book.sheet_names:
    book.get_sheet_by_name(name)
"""
"""The reading of a whole workbook, in at most 4 GB where the system can hold a process to that."""


def refuse_vast(file: str, raw: bytes) -> None:
    """Refuse the workbook in `raw` where it unpacks to too much or one of its sheets reaches too far; `file` names it.

    Damage is left to the reader to find, which says so of all but an .xls.
    """
    if not raw.startswith(ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise InputError(f"{file}: the workbook unpacks to more than is read", "save the list alone, as CSV")
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _refuse_far(file, archive, name)
    except DAMAGED_ZIP:
        return


def ends_its_reader(raw: bytes) -> bool:
    """True when the reader does not survive the .xls in `raw`, as a process of its own shows."""
    if not sys.executable:
        return False
    try:
        attempt = subprocess.run(
            [sys.executable, "-I", "-c", _ATTEMPT], input=raw, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
    return attempt.returncode not in (0, 1)


def _refuse_far(file: str, archive: zipfile.ZipFile, name: str) -> None:
    if not any(_FURTHER.search(chunk) for chunk in _chunks(archive, name)):
        return
    columns, last = set[bytes](), 0
    for chunk in _chunks(archive, name):
        found = _CELL.findall(chunk)
        columns.update({column for column, _ in found})
        last = max(last, max((int(row) for _, row in found), default=0))
    widest = max(columns, key=lambda letters: (len(letters), letters), default=b"")
    if last * _number(widest) > MOST_CELLS or _number(widest) > MOST_COLUMNS:
        what = f"a sheet of the workbook reaches to row {last} and column {widest.decode()}, too far to read"
        raise InputError(f"{file}: {what}", "delete what stands far away from the list, or save the list as CSV")


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The text of one file of the archive in pieces that overlap, so that every cell is whole in one of them."""
    with archive.open(name) as member:
        rest = b""
        while part := member.read(_CHUNK):
            yield rest + part
            rest = part[-_OVERLAP:]


def _number(letters: bytes) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
