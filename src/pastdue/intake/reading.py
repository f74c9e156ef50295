"""What does the user's CSV say? Every row ends as an invoice, ignored, or rejected with reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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
from pastdue.intake.currencies import read_currency
from pastdue.intake.customers import contradictions, read_customers
from pastdue.intake.days import infer_dates, read_days, read_due
from pastdue.intake.dialect import Dialect, Files
from pastdue.intake.duplicates import without_repeats
from pastdue.intake.findings import Rejected
from pastdue.intake.line_items import Grouped
from pastdue.intake.near_names import near_names
from pastdue.intake.payments import Received, read_payments, reconcile
from pastdue.intake.presets import CANONICAL
from pastdue.intake.reconciling import Reconciled, reconcile_totals, remarks
from pastdue.intake.settlement import Settlement, settle
from pastdue.intake.sheet import Flags, Sheet, open_sheet
from pastdue.intake.structure import Ints
from pastdue.intake.vendor_rows import Sorted, sort_rows
from pastdue.model import Payment

_DATES = ("issued", "due", "paid_on", "settled_on", "hold_until", "promised_on")
_LABELS = ("project", "policy", "invoice_pdf", "dispute_reason")


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of reading: the book, and an account of every row.

    `rows` counts all records but the header, blank ones too; rows == len(book) + ignored + rejected_rows, and
    `ignored_for` says what the ignored ones are. `preset` is whose export it was read as.
    `rejected` are the problems of both files, `rejected_records` the records that have them.
    """

    book: Book
    rows: int
    ignored: int
    rejected: tuple[Problem, ...]
    unused_columns: tuple[str, ...]
    remarks: tuple[str, ...]
    rejected_records: tuple[Rejected, ...]
    preset: str = CANONICAL
    ignored_for: Mapping[str, int] = field(default_factory=dict)
    reconciled: tuple[Reconciled, ...] = ()

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

    @property
    def balance(self) -> Ints:
        """What is open of each row, by the row alone, in minor units."""
        return self.settlement.total - self.settlement.paid


def read(files: Files, dialect: Dialect) -> Intake:
    """The book the files hold, with its rejected rows; raises InputError when a file as a whole is unusable.

    A file with no usable row among those that say something is unusable too (BadInput with all problems);
    a header alone is an empty book.
    """
    opened = open_sheet(files.invoices, dialect, INVOICES)
    sorted_ = sort_rows(opened)
    rows = sorted_.sheet
    infer_dates(rows, _DATES)
    lines = rows.preset.lines
    group = Grouped(rows) if lines else None
    sheet = group.together(lines, read_currency(rows)) if group and lines else without_repeats(rows)
    table = _table(sheet)
    received = _receive(files.payments, dialect, table) if files.payments else None
    if group and lines and lines.add:
        group.reject_whole_groups()
    notes = _Notes(sorted_, table, received)
    if not notes.kept.any() and notes.problems:
        raise BadInput(notes.problems)
    totals = reconcile_totals(sheet, sorted_.passed, table.balance, table.texts["currency"])
    return Intake(
        book=Book(_frame(table, notes.kept), sheet.header.file, notes.payments()),
        rows=notes.rows,
        ignored=notes.ignored,
        rejected=notes.problems,
        unused_columns=sheet.header.unused,
        remarks=tuple(notes.remarks() + remarks(totals)),
        rejected_records=notes.records,
        preset=sheet.preset.name,
        ignored_for=notes.ignored_for(),
        reconciled=totals,
    )


def _table(sheet: Sheet) -> _Table:
    texts = {"invoice": sheet.checked("invoice", required=True), **read_customers(sheet)}
    currency = texts["currency"] = read_currency(sheet)
    texts |= {name: sheet.checked(name) for name in _LABELS if sheet.has(name)}
    issued = read_days(sheet, "issued", required=True)
    due = read_due(sheet, issued)
    settlement = settle(sheet, currency, read_days(sheet, "paid_on"), read_days(sheet, "settled_on"))
    numbers = {
        "issued": issued, "due": due, "total_minor": settlement.total,
        "paid_minor": settlement.paid, "paid_on": settlement.paid_on,
        **read_blocks(sheet, currency), "line": sheet.lines().astype(np.int32),
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
    for name, column in table.texts.items():
        if name != "invoice":
            categories = pd.Index(column.texts, dtype="str")
            columns[name] = pd.Categorical.from_codes(column.codes[rows], categories=categories, validate=False)
    columns |= {name: numbers[rows] for name, numbers in table.numbers.items()}
    return pd.DataFrame(columns, copy=False)


def _invoices(table: _Table, kept: Flags) -> list[str]:
    texts = table.texts["invoice"].all()
    return texts if kept.all() else [texts[row] for row in np.flatnonzero(kept).tolist()]


class _Notes:
    """The account of every row: what was kept, ignored and rejected, and what the user should know."""

    def __init__(self, sorted_: Sorted, table: _Table, received: Received | None) -> None:
        self._sorted, self._table, self._received = sorted_, table, received
        self._sheets = [table.sheet] + ([received.sheet] if received else [])
        self.kept = table.sheet.clean()
        self.rows = len(table.sheet.records) - 1
        self.problems = tuple(problem for sheet in self._sheets for problem in sheet.findings.problems)
        self.records = tuple(record for sheet in self._sheets for record in sheet.findings.rejected)
        self.ignored = self.rows - int(self.kept.sum()) - len(table.sheet.findings)
        self._again = int((sorted_.sheet.clean()).sum()) - int(self.kept.sum())

    def ignored_for(self) -> dict[str, int]:
        """How many rows were ignored, by reason; they add up to `ignored`."""
        above = self._table.sheet.opened.top
        again = "further lines of an invoice" if self._table.sheet.preset.lines else "said before"
        named = {"above the header": above, **self._sorted.ignored, again: self._again}
        return {why: n for why, n in {**named, "blank": self.ignored - sum(named.values())}.items() if n}

    def payments(self) -> Mapping[str, tuple[Payment, ...]]:
        """The usable payments of the invoices that are kept."""
        if self._received is None:
            return {}
        texts = self._table.texts
        return self._received.of(self.kept).by_invoice(texts["invoice"], texts["currency"])

    def remarks(self) -> list[str]:
        """What is no problem, and yet should be said."""
        table, sheet = self._table, self._table.sheet
        found = [*sheet.said, *self._sorted.remarks]
        if self._again and not sheet.preset.lines:
            found.append(f"{_rows(self._again)} said again what an earlier row said: counted once")
        if self._again and sheet.preset.lines:
            what = "is a further line of an invoice" if self._again == 1 else "are further lines of invoices"
            found.append(f"{_rows(self._again)} {what}: {_counted(sheet)}")
        found += _late_fees(sheet)
        early = int((self.kept & (table.numbers["due"] < table.numbers["issued"])).sum())
        if early:
            found.append(f"{_rows(early)} due before the day of issue: the due date was taken as it stands")
        found += contradictions(table.texts, sheet.lines(), self.kept)
        kept = np.flatnonzero(self.kept)
        ids, names = (table.texts[field].only(kept) for field in ("customer_id", "customer"))
        found += near_names(ids, names, sheet.lines()[kept])
        if self._received is not None:
            found += self._received.remarks(self.kept)
        return found


def _late_fees(sheet: Sheet) -> list[str]:
    """A remark where the vendor's export has late fees of its own."""
    said = []
    for name in sheet.preset.late_fees:
        column = sheet.at(name)
        if column is not None:
            rows = int(column.rows(lambda text: bool(re.search("[1-9]", text))).sum())
            if rows:
                said.append(f"{name!r} is set in {_rows(rows)}: your invoicing software charges for lateness too; "
                            "switch one of the two off")  # fmt: skip
    return said


def _counted(sheet: Sheet) -> str:
    """What becomes of an invoice's amounts in its several lines."""
    added = sheet.preset.lines.add if sheet.preset.lines else ()
    names = [repr(sheet.header.name(field)) for field in added if sheet.has(field)]
    return f"{' and '.join(names)} added up" if names else "the balance of an invoice counts once"


def _rows(count: int) -> str:
    return f"{count} row{'s' if count > 1 else ''}"
