"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods): the sheet that looks like invoices, its cells as text.

Cells keep their types: a date becomes 2026-11-23 and a number its shortest exact figure, so neither needs guessing.
Formulas and macros are not run; what the program last worked out is read.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.intake.file.containers import OLE
from pastdue.intake.file.vast_books import MOST_CELLS, ends_its_reader, refuse_vast
from pastdue.model.errors import InputError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_STDERR = 2
_HEAD = 40

Likeness = Callable[[list[list[str]]], int]
"""A function that counts the fields of a list of invoices found in the first rows of a sheet."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """One sheet as CSV: row n of it is line n of the text. `why` says how it was chosen, where there was a choice."""

    name: str
    text: str
    why: str


def read_workbook(file: str, raw: bytes, wanted: str, likeness: Likeness) -> SheetText:
    """The sheet called `wanted` of the workbook in `raw`, else the one with the most `likeness`.

    Refuses a workbook that is protected, broken, too large, or has no such sheet, naming `file`.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    protected = InputError(f"{file}: the workbook is protected by a password", "save it without one, or as CSV")
    damaged = InputError(f"{file}: the workbook is damaged", "open it in the program that wrote it, and save it again")
    refuse_vast(file, raw)
    if raw.startswith(OLE) and ends_its_reader(raw):
        raise damaged
    try:
        with _without_its_messages(), CalamineWorkbook.from_object(io.BytesIO(raw)) as book:
            return _sheet_of(book, file, wanted, likeness)
    except PasswordError:
        raise protected from None
    except (CalamineError, OSError, ValueError) as error:
        raise (protected if "assword" in str(error) or "ncrypted" in str(error) else damaged) from None
    except BaseException as error:  # the reader is foreign code: whatever a damaged file does to it is a damaged file
        if type(error).__name__ != "PanicException":
            raise
        raise damaged from None


@contextmanager
def _without_its_messages() -> Iterator[None]:
    """Nothing that the reader itself prints about a damaged file reaches the terminal: it says so of every place in its
    own source. The terminal's stream of errors leads nowhere for so long."""
    try:
        kept = os.dup(_STDERR)
    except OSError:  # closed by whoever started the command
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)


def _sheet_of(book: CalamineWorkbook, file: str, wanted: str, likeness: Likeness) -> SheetText:
    from python_calamine import SheetVisibleEnum

    names = list(book.sheet_names)
    if wanted and wanted not in names:
        raise InputError(f"{file}: has no sheet {wanted!r}", "it has " + ", ".join(map(repr, names)))
    heads = {name: _rows(book, name, _HEAD) for name in names} if not wanted else {}
    filled = [name for name in names if any(any(row) for row in heads.get(name, []))]
    shown = {each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible}
    filled = [name for name in filled if name in shown] or filled  # a hidden sheet only where no other says anything
    if not wanted and not filled:
        raise InputError(f"{file}: the workbook is empty", "export it again")
    name = wanted or max(filled, key=lambda each: likeness(heads[each]))
    cells = _size(book, name)
    if cells > MOST_CELLS:
        raise InputError(f"{file}: sheet {name!r} has {cells} cells, too many to read", "save it as CSV")
    return SheetText(name, _csv(_rows(book, name, None)), _chosen(name, len(filled) - 1 if not wanted else 0))


def _chosen(name: str, others: int) -> str:
    if not others:
        return ""
    return f"sheet {name!r} looks most like invoices and was read, {others} more not: --sheet NAME reads another"


def _size(book: CalamineWorkbook, name: str) -> int:
    sheet = book.get_sheet_by_name(name)
    return int(sheet.total_height) * int(sheet.total_width)


def _rows(book: CalamineWorkbook, name: str, most: int | None) -> list[list[str]]:
    sheet = book.get_sheet_by_name(name)
    return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False, nrows=most)]


def _text(cell: object) -> str:
    """A cell's text, as the CSV of it would have it; a line break within a cell stays one, but ends no line of the
    text."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{Decimal(repr(cell)):f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, (date, time, int)):
        return cell.isoformat() if not isinstance(cell, int) else str(cell)
    if isinstance(cell, timedelta):
        return str(cell)
    return "\u2028".join(str(cell).splitlines())


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
