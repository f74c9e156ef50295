"""A report as a workbook: real numbers and days, a filter on every column, and the headings always in sight.

The only home of XlsxWriter. A spreadsheet counts in binary floating point with 15 digits, so the cents of an amount
beyond 9,999,999,999,999.99 are not in the workbook; the CSV has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from pastdue.model import Column, Table
from pastdue.model.money import Money, digits
from pastdue.reports.formats.cells import spread

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same report is the same bytes, whenever it is made
_SHEET_NAME_AT_MOST = 31
_NARROWEST, _WIDEST = 8, 48
_MEASURED = 1000
"""How many rows decide how wide a column is."""


def xlsx(tables: Iterable[Table]) -> bytes:
    """`tables` as one workbook, a sheet for each, in their order; the same tables give the same bytes.

    Text is always text, whatever it begins with. An amount has a column beside it that names its currency.
    """
    target = BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE, "author": "pastdue"})
    formats = _Formats(book)
    for table in tables:
        _sheet(book, formats, table)
    book.close()
    return target.getvalue()


class _Formats:
    """How the cells of a workbook look, each format made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Any] = {}
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self.title = book.add_format({"bold": True, "font_size": 13})

    def of(self, cell: object) -> Any:
        """The format of a number or day; None for anything else."""
        match cell:
            case Money():
                return self._number("#,##0" + _decimals(digits(cell.currency)))
            case Decimal():
                return self._number("0" + _decimals(max(0, -int(cell.as_tuple().exponent))))
            case date():
                return self._number("yyyy-mm-dd")
            case _:
                return None

    def _number(self, shape: str) -> Any:
        if shape not in self._made:
            self._made[shape] = self._book.add_format({"num_format": shape})
        return self._made[shape]


def _decimals(count: int) -> str:
    return "." + "0" * count if count else ""


def _sheet(book: Workbook, formats: _Formats, table: Table) -> None:
    """The title, the headings under a filter, the rows, and what there is to note below them."""
    columns, rows = spread(table)
    sheet = book.add_worksheet(_name(table.title, {one.get_name().casefold() for one in book.worksheets()}))
    sheet.write_string(0, 0, table.title, formats.title)
    for at, column in enumerate(columns):
        sheet.write_string(1, at, column.heading, formats.heading)
    sheet.freeze_panes(2, 0)
    widths = [len(max(column.heading.split(), key=len, default="")) + 3 for column in columns]
    last = 1
    for last, row in enumerate(rows, 2):
        for at, cell in enumerate(row):
            _write(sheet, (last, at), cell, formats)
            if last < _MEASURED:
                widths[at] = max(widths[at], len(_shown(cell)) + 1)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(max(width, _NARROWEST), _WIDEST))
    sheet.autofilter(1, 0, max(last, 1), len(columns) - 1)
    for line, note in enumerate(table.notes, last + 2):
        sheet.write_string(line, 0, note)
    _for_print(sheet, columns)


def _write(sheet: Any, place: tuple[int, int], cell: object, formats: _Formats) -> None:
    match cell:
        case None:
            return
        case Money():
            sheet.write_number(*place, float(cell.amount), formats.of(cell))
        case bool():
            sheet.write_boolean(*place, cell)
        case int():
            sheet.write_number(*place, cell)
        case Decimal():
            sheet.write_number(*place, float(cell), formats.of(cell))
        case date():
            sheet.write_datetime(*place, datetime(cell.year, cell.month, cell.day), formats.of(cell))  # noqa: DTZ001
        case _:
            sheet.write_string(*place, str(cell))


def _shown(cell: object) -> str:
    return "" if cell is None else f"{cell.amount:,}" if isinstance(cell, Money) else str(cell)


def _for_print(sheet: Any, columns: Sequence[Column]) -> None:
    """On paper: across, all columns on one page, the headings on each."""
    sheet.repeat_rows(1)
    sheet.fit_to_pages(1, 0)
    if len(columns) > 6:
        sheet.set_landscape()


def _name(title: str, taken: set[str]) -> str:
    """A sheet's name out of `title`, such as a workbook takes, and no other sheet has.

    >>> _name("Open by customer on 2026-06-30, by due date", set()), _name("A/B", {"a b"})
    ('Open by customer on 2026-06-30', 'A B 2')
    """
    plain = "".join(" " if c in "[]:*?/\\" else c for c in title.split(",")[0]).strip("' ") or "Sheet"
    plain = plain[:_SHEET_NAME_AT_MOST].strip()
    n, name = 1, plain
    while name.casefold() in taken:
        n += 1
        name = f"{plain[: _SHEET_NAME_AT_MOST - 3]} {n}"
    return name
