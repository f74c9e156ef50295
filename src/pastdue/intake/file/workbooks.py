"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods): the sheet that looks like invoices, its cells as text.

Cells keep their types: a date becomes 2026-11-23 and a number its shortest exact figure, so neither needs guessing.
Formulas and macros are not run; what the program last worked out is read.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.intake.file.containers import OLE
from pastdue.intake.file.vast_books import MOST_CELLS, ends_its_reader, refuse_vast
from pastdue.intake.values.word_rows import ascii_form, rows
from pastdue.model.errors import InputError
from pastdue.model.wording import listed

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_STDERR = 2
_HEAD = 40
_TOGETHER = " + "
"""Stands between the names of sheets that are read as one list."""
_THOUSANDS = 3
"""A text with so many digits behind a point may be thousands; a number with so many is given a zero more."""
_NUMBER = re.compile(r"[-+]?[\d.,]+", re.ASCII)
"""A figure, which no day is: those of typed cells are as 2026-11-23."""
_FEWEST = 3
"""So many fields of a list a header has that shows two sheets to be alike."""

_Range = tuple[tuple[int, int], tuple[int, int]]
"""The row and column of the first and of the last of cells that are merged."""
Likeness = Callable[[list[list[str]]], int]
"""A function that counts the fields of a list of invoices found in the first rows of a sheet."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """One sheet as CSV: row n of it is line n of the text. `why` says how it was chosen, where there was a choice.

    Of several sheets that are read as one list the rows are counted on from sheet to sheet."""

    name: str
    text: str
    why: str
    several: bool = False


def read_workbook(file: str, raw: bytes, wanted: str, likeness: Likeness) -> SheetText:
    """The sheet called `wanted` of the workbook in `raw`, or the sheets, with a plus between them, else the one with
    the most `likeness`.

    Refuses a workbook that is protected, broken, too large, has no such sheet, or several of one header where none is
    named, naming `file`.
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
    chosen = [wanted] if wanted in names else wanted.split(_TOGETHER) if wanted else []
    if missing := [name for name in chosen if name not in names]:
        raise InputError(f"{file}: has no sheet {missing[0]!r}", "it has " + ", ".join(map(repr, names)))
    heads = {name: _rows(book, name, _HEAD) for name in names} if not wanted else {}
    filled = [name for name in names if any(any(row) for row in heads.get(name, []))]
    shown = {each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible}
    filled = [name for name in filled if name in shown] or filled  # a hidden sheet only where no other says anything
    if not wanted and not filled:
        raise InputError(f"{file}: the workbook is empty", "export it again")
    why = ""
    if not wanted:
        chosen = [max(filled, key=lambda each: likeness(heads[each]))]
        _refuse_alike(file, chosen[0], {name: heads[name] for name in filled}, likeness)
        why = _chosen(chosen[0], len(filled) - 1)
    for name in chosen:
        if (cells := _size(book, name)) > MOST_CELLS:
            raise InputError(f"{file}: sheet {name!r} has {cells} cells, too many to read", "save it as CSV")
    sheets, merged = dict[str, list[list[str]]](), list[str]()
    for name in chosen:
        sheets[name] = _rows(book, name, None)
        merged += _fill_in(sheets[name], book.get_sheet_by_name(name).merged_cell_ranges or [], likeness)
    one = SheetText(chosen[0], _csv(sheets[chosen[0]]), why) if len(chosen) == 1 else None
    found = one or _as_one_list(wanted, sheets, likeness)
    return replace(found, why="; ".join(filter(None, (found.why, *merged)))) if merged else found


def _chosen(name: str, others: int) -> str:
    if not others:
        return ""
    return f"sheet {name!r} looks most like invoices and was read, {others} more not: --sheet NAME reads another"


def _refuse_alike(file: str, name: str, heads: Mapping[str, list[list[str]]], likeness: Likeness) -> None:
    """Refuse the workbook where sheets beside the one called `name` have its header and figures below it, as one for
    each year: what they say would be lost. A sheet whose name says that it is paid, void or the like is no such one."""
    header = _header(heads[name], likeness)
    if likeness([header]) < _FEWEST:
        return
    alike = [each for each, head in heads.items() if _goes_on_below(head, header) and not _is_settled(each)]
    if len(alike) > 1 and name in alike:
        what = f"sheets {listed([repr(each) for each in alike])} have the same header: are they one list?"
        ways = [_TOGETHER.join(alike), *alike]
        lines = [f"{'or pass' if at else 'pass'} --sheet {shlex.quote(way)}" for at, way in enumerate(ways)]
        raise InputError(f"{file}: {what}", "\n  ".join(lines))


def _header(head: Sequence[list[str]], likeness: Likeness) -> list[str]:
    return max(head, key=lambda row: likeness([row]))


def _goes_on_below(head: Sequence[list[str]], header: Sequence[str]) -> bool:
    """True when the header is one of the rows, and figures stand below it."""
    at = _place(head, header)
    return at is not None and any(char.isdigit() for row in head[at + 1 :] for cell in row for char in cell)


def _place(head: Sequence[list[str]], header: Sequence[str]) -> int | None:
    """The number of the row that is the header, whatever empty cells are behind it; None where none is."""
    keys = [_key(row) for row in head]
    return keys.index(_key(header)) if _key(header) in keys else None


def _key(row: Sequence[str]) -> list[str]:
    cells = [cell.strip().casefold() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _is_settled(name: str) -> bool:
    return any(word.startswith(tuple(rows("headers")["settled_sections"])) for word in ascii_form(name).split())


def _as_one_list(name: str, sheets: Mapping[str, list[list[str]]], likeness: Likeness) -> SheetText:
    """The rows of all sheets one below the other, those down to the header of each but the first one blank."""
    parts = list(sheets.values())
    header = _header(parts[0][:_HEAD], likeness)
    width, whole, starts = max(len(row) for part in parts for row in part), list[list[str]](), list[str]()
    for each, part in sheets.items():
        starts.append(f"{each!r} from row {len(whole) + 1} on")
        at = _place(part[:_HEAD], header)
        above = 0 if not whole or at is None else at + 1
        whole += [
            [""] * width if row < above else [*cells, *[""] * (width - len(cells))] for row, cells in enumerate(part)
        ]
    return SheetText(name, _csv(whole), f"sheets are read as one list, {listed(starts)}", several=True)


def _size(book: CalamineWorkbook, name: str) -> int:
    sheet = book.get_sheet_by_name(name)
    return int(sheet.total_height) * int(sheet.total_width)


def _rows(book: CalamineWorkbook, name: str, most: int | None) -> list[list[str]]:
    sheet = book.get_sheet_by_name(name)
    return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False, nrows=most)]


def _fill_in(rows: list[list[str]], ranges: Iterable[_Range], likeness: Likeness) -> list[str]:
    """Put the text or day of cells that are merged downwards below the header into each of their rows. A number stays
    in the first, as it may be one amount for all of them: what is returned says so of each."""
    header = _place(rows[:_HEAD], _header(rows[:_HEAD], likeness)) if rows and ranges else None
    alone = []
    for (top, left), (bottom, _) in ranges:
        if header is None or not header < top < bottom < len(rows) or not (text := rows[top][left]):
            continue
        if _NUMBER.fullmatch(text):
            alone.append(f"cells of rows {top + 1} to {bottom + 1} are merged: {text!r} counts for the first alone")
            continue
        for row in rows[top + 1 : bottom + 1]:
            row[left] = text
    return alone


def _text(cell: object) -> str:
    """A cell's text, as the CSV of it would have it; a line break within a cell stays one, but ends no line of the
    text."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        figure = str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{Decimal(repr(cell)):f}"
        return f"{figure}0" if len(figure.partition(".")[2]) == _THOUSANDS else figure
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
