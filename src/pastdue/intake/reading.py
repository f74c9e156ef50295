"""What does the user's CSV say? Every row ends as an invoice, ignored, or rejected with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book import NO_DAY, Book
from pastdue.errors import BadInput, Problem
from pastdue.intake.blocks import read_blocks
from pastdue.intake.cells import Coded
from pastdue.intake.columns import INVOICES
from pastdue.intake.customers import contradictions, read_customers
from pastdue.intake.days import check_order, read_days, read_due
from pastdue.intake.dialect import Dialect, Files
from pastdue.intake.duplicates import without_repeats
from pastdue.intake.findings import Rejected
from pastdue.intake.payments import Received, read_payments, reconcile
from pastdue.intake.settlement import Settlement, settle
from pastdue.intake.sheet import Flags, Sheet, open_sheet
from pastdue.intake.words import parse_currency
from pastdue.model import Payment

_DATES = ("issued", "due", "paid_on", "hold_until", "promised_on")
_LABELS = ("project", "policy", "invoice_pdf", "dispute_reason")


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of reading: the book, and an account of every row.

    `rows` counts the records under the header, blank ones too; rows == len(book) + ignored + rejected_rows.
    `rejected` are the problems of both files, `rejected_records` the records that have them.
    """

    book: Book
    rows: int
    ignored: int
    rejected: tuple[Problem, ...]
    unused_columns: tuple[str, ...]
    remarks: tuple[str, ...]
    rejected_records: tuple[Rejected, ...]

    @property
    def rejected_rows(self) -> int:
        """How many rows of the invoices file were rejected."""
        return sum(record.source.file == self.book.file for record in self.rejected_records)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What a sheet says, column by column, before the unusable rows are left out."""

    sheet: Sheet
    texts: dict[str, Coded]
    numbers: dict[str, npt.NDArray[Any]]
    settlement: Settlement


def read(files: Files, dialect: Dialect) -> Intake:
    """The book the files hold, with its rejected rows; raises InputError when a file as a whole is unusable.

    A file with no usable row among those that say something is unusable too (BadInput with all problems);
    a header alone is an empty book.
    """
    opened = open_sheet(files.invoices, dialect, INVOICES, _required(dialect))
    sheet = without_repeats(opened)
    check_order(sheet, _DATES, dialect)
    table = _table(sheet, dialect)
    received = _receive(files.payments, dialect, table) if files.payments else None
    notes = _Notes(opened, table, received)
    if not notes.kept.any() and notes.problems:
        raise BadInput(notes.problems)
    book = Book(_frame(table, notes.kept), sheet.header.file, notes.payments())
    return Intake(
        book=book,
        rows=notes.rows,
        ignored=notes.ignored,
        rejected=notes.problems,
        unused_columns=sheet.header.unused,
        remarks=tuple(notes.remarks()),
        rejected_records=notes.records,
    )


def _required(dialect: Dialect) -> tuple[tuple[str, ...], ...]:
    currency: tuple[tuple[str, ...], ...] = () if dialect.currency else (("currency",),)
    due: tuple[tuple[str, ...], ...] = () if dialect.terms else (("due", "terms"),)
    return (*INVOICES.required[:-1], *currency, *due, INVOICES.required[-1])


def _table(sheet: Sheet, dialect: Dialect) -> _Table:
    texts = {"invoice": sheet.checked("invoice", required=True), **read_customers(sheet)}
    column, codes = sheet.parsed("currency", lambda text: parse_currency(text or dialect.currency), "")
    currency = texts["currency"] = Coded(column.codes, codes).merged()
    texts |= {field: sheet.checked(field) for field in _LABELS if sheet.has(field)}
    issued = read_days(sheet, "issued", dialect.date_format, required=True)
    due = read_due(sheet, issued, dialect)
    settlement = settle(sheet, currency, read_days(sheet, "paid_on", dialect.date_format), dialect.decimal)
    numbers = {
        "issued": issued, "due": due, "total_minor": settlement.total,
        "paid_minor": settlement.paid, "paid_on": settlement.paid_on,
        **read_blocks(sheet, currency, dialect), "line": sheet.lines().astype(np.int32),
    }  # fmt: skip
    return _Table(sheet, texts, numbers, settlement)


def _receive(path: Path, dialect: Dialect, table: _Table) -> Received:
    currency = table.texts["currency"]
    received = read_payments(path, dialect, table.sheet, currency)
    listed = reconcile(received, table.sheet, table.settlement, currency)
    table.numbers["paid_minor"] = np.where(listed, 0, table.settlement.paid)
    table.numbers["paid_on"] = np.where(listed, np.int32(NO_DAY), table.settlement.paid_on)
    return received


def _frame(table: _Table, kept: Flags) -> pd.DataFrame:
    """The book's frame: see book.py for its columns."""
    rows = slice(None) if kept.all() else np.flatnonzero(kept)
    columns: dict[str, Any] = {"invoice": pd.array(_invoices(table, kept), dtype="str")}
    for field, column in table.texts.items():
        if field != "invoice":
            categories = pd.Index(column.texts, dtype="str")
            columns[field] = pd.Categorical.from_codes(column.codes[rows], categories=categories, validate=False)
    columns |= {field: numbers[rows] for field, numbers in table.numbers.items()}
    return pd.DataFrame(columns, copy=False)


def _invoices(table: _Table, kept: Flags) -> list[str]:
    texts = table.texts["invoice"].all()
    return texts if kept.all() else [texts[row] for row in np.flatnonzero(kept).tolist()]


class _Notes:
    """The account of every row: what was kept, ignored and rejected, and what the user should know."""

    def __init__(self, opened: Sheet, table: _Table, received: Received | None) -> None:
        self._table, self._received = table, received
        self._sheets = [table.sheet] + ([received.sheet] if received else [])
        self.kept = table.sheet.clean()
        self.rows = len(opened.records) - 1
        self.problems = tuple(problem for sheet in self._sheets for problem in sheet.findings.problems)
        self.records = tuple(record for sheet in self._sheets for record in sheet.findings.rejected)
        self.ignored = self.rows - int(self.kept.sum()) - len(table.sheet.findings.rejected)
        self._repeats = len(opened) - len(table.sheet)

    def payments(self) -> Mapping[str, tuple[Payment, ...]]:
        """The usable payments of the invoices that are kept."""
        if self._received is None:
            return {}
        texts = self._table.texts
        return self._received.of(self.kept).by_invoice(texts["invoice"], texts["currency"])

    def remarks(self) -> list[str]:
        """What is no problem, and yet should be said."""
        table, found = self._table, []
        if self._repeats:
            found.append(f"{_rows(self._repeats)} said again what an earlier row said: counted once")
        early = int((self.kept & (table.numbers["due"] < table.numbers["issued"])).sum())
        if early:
            found.append(f"{_rows(early)} due before the day of issue: the due date was taken as it stands")
        found += contradictions(table.texts, table.sheet.lines(), self.kept)
        if self._received is not None:
            found += self._received.remarks(self.kept)
        return found


def _rows(count: int) -> str:
    return f"{count} row{'s' if count > 1 else ''}"
