"""A report as a workbook: real numbers and days, sums as formulas, a filter on every column, headings in sight.

The only home of XlsxWriter. A spreadsheet counts in binary floating point with 15 digits, so the cents of an amount
beyond 9,999,999,999,999.99 are not in the workbook; the CSV has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name

from pastdue.model import Column, Table
from pastdue.model.money import Money, digits
from pastdue.reports.formats.cells import CURRENCY, spread

_UNDATED = date(2000, 1, 1)
"""The day of a workbook that has none: the same report is the same bytes, whenever it is made."""
_SUBTOTAL_OF_SHOWN = 109
"""Excel's SUBTOTAL by this number adds up what a filter leaves in sight."""
_SHEET_NAME_AT_MOST = 31
_NARROWEST, _WIDEST = 8, 48
ROWS_AT_MOST = 1_048_000
"""The rows of one sheet: a little fewer than Excel's 1,048,576, which leaves room for headings and sums."""
_MEASURED = 1000
"""The number of rows that decide the width of a column."""
HELD_AT_MOST = 1000
"""The rows of a book that memory holds: without temporary files so few are written in a third of the time."""


@dataclass(frozen=True, slots=True)
class AboutBook:
    """The properties of a workbook: its title, the firm, its day, and the label of sums."""

    title: str = ""
    firm: str = ""
    on: date = _UNDATED
    total: str = "Total"


def xlsx(tables: Iterable[Table], about: AboutBook = AboutBook()) -> bytes:
    """`tables` as one workbook, a sheet for each, in their order; the same tables give the same bytes.

    Text is always text, whatever it begins with. An amount has a column beside it that names its currency. Under a
    table whose amounts may be added up stand their sums, a row a currency. A table with more rows than a sheet can have
    goes on in further sheets, each with the sums of its own rows.

    Rows of a large book wait in temporary files, so memory holds none of them; nothing is left of these, also where
    rows run out of room. Raises OSError, which names the folder of these files, where they cannot be written.
    """
    tables = tuple(tables)
    if sum(len(table.rows) for table in tables) <= HELD_AT_MOST:
        return _book(tables, about, {"in_memory": True})
    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as waiting:
            return _book(tables, about, {"constant_memory": True, "tmpdir": waiting})
    except (OSError, FileCreateError) as error:
        fault = error if isinstance(error, OSError) else error.args[0]
        fault.filename = gettempdir()
        raise fault from None


def _book(tables: Iterable[Table], about: AboutBook, waiting: Mapping[str, object]) -> bytes:
    """The workbook; `waiting` says where its rows wait until it is whole."""
    target = BytesIO()
    book = Workbook(target, {**waiting, "strings_to_formulas": False, "strings_to_urls": False})
    made = datetime(about.on.year, about.on.month, about.on.day)  # noqa: DTZ001 - a day, no instant
    book.set_properties(
        {"created": made, "author": about.firm or "pastdue", "title": about.title, "company": about.firm}
    )
    formats = _Formats(book, about.total)
    for table in tables:
        for piece in _fitting(table):
            _sheet(book, formats, piece)
    for sheet in book.worksheets():
        # What stands behind & in a header is an instruction, so a firm's own & is doubled.
        sheet.set_header("&L" + about.firm.replace("&", "&&") + "&R&P / &N")
    book.close()
    return target.getvalue()


def _fitting(table: Table) -> Iterator[Table]:
    """The table in as many pieces as it takes sheets."""
    if len(table.rows) <= ROWS_AT_MOST:
        yield table
        return
    rows = iter(table.rows)
    while some := tuple(islice(rows, ROWS_AT_MOST)):
        yield replace(table, rows=some)


class _Formats:
    """The cell formats of a workbook, each made once."""

    def __init__(self, book: Workbook, total_label: str) -> None:
        self._book, self.total_label = book, total_label
        self._made: dict[str, Any] = {}
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.total = book.add_format({"bold": True, "top": 1})

    def sum_of(self, currency: str) -> Any:
        """The format of a sum: that of its amounts, bold under a rule."""
        shape = "#,##0" + _decimals(digits(currency))
        if (key := f"sum {shape}") not in self._made:
            self._made[key] = self._book.add_format({"num_format": shape, "bold": True, "top": 1})
        return self._made[key]

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
    sums = _Sums.of(columns) if table.summed else None
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
        if sums is not None:
            sums.add(row)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(max(width, _NARROWEST), _WIDEST))
    sheet.autofilter(1, 0, max(last, 1), len(columns) - 1)
    below = last + 1 if sums is None else sums.write(sheet, formats, last + 1)
    for line, note in enumerate(table.notes, below + 1):
        sheet.write_string(line, 0, note)
    _for_print(sheet, columns)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums of a sheet's columns of `money`, by the currency that stands in column `at`."""

    at: int
    money: tuple[int, ...]
    by_code: dict[str, list[Decimal]] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Sequence[Column]) -> _Sums | None:
        """None of a table whose rows name no currency."""
        keys = [column.key for column in columns]
        money = tuple(n for n, column in enumerate(columns) if column.holds is Money)
        return cls(keys.index(CURRENCY), money) if CURRENCY in keys else None

    def add(self, row: Sequence[object]) -> None:
        """Add the amounts of `row`."""
        code = str(row[self.at])
        sums = self.by_code.setdefault(code, [Decimal(0)] * len(self.money))
        for n, column in enumerate(self.money):
            cell = row[column]
            if isinstance(cell, Money) and cell.currency == code:
                sums[n] += cell.amount

    def write(self, sheet: Any, formats: _Formats, line: int) -> int:
        """Write the sums from `line` on, a row a currency; returns the line after them.

        Of one currency, what a filter leaves in sight is added up. A workbook that is not worked out anew shows the
        sums that the rows have.
        """
        first, last = 3, line
        for row, code in enumerate(sorted(self.by_code), line):
            sheet.write_string(row, 0, formats.total_label, formats.total)
            sheet.write_string(row, self.at, code, formats.total)
            for n, sum_ in zip(self.money, self.by_code[code], strict=True):
                cells, codes_in = (f"${c}${first}:${c}${last}" for c in map(xl_col_to_name, (n, self.at)))
                adds = f'=SUMIFS({cells},{codes_in},"{code}")'
                if len(self.by_code) == 1:
                    adds = f"=SUBTOTAL({_SUBTOTAL_OF_SHOWN},{cells})"
                sheet.write_formula(row, n, adds, formats.sum_of(code), float(sum_))
        return line + len(self.by_code)


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
