"""The columns of the invoices file as typed values, before the unusable rows are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book.columns import TEXT
from pastdue.intake.customers.customers import read_customers
from pastdue.intake.export.fields import LABELS
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.blocks import read_blocks, read_flag
from pastdue.intake.invoices.currencies import read_currency
from pastdue.intake.invoices.days import read_days, read_due
from pastdue.intake.invoices.discounts import offered
from pastdue.intake.invoices.settlement import RowSettlement, amounts_of, settle
from pastdue.model.messages import APART, Message, Names

_FEW = 16
"""The number of values of a column whose kind is kept."""


@dataclass(frozen=True, slots=True, eq=False)
class InvoiceTable:
    """The columns of a sheet: texts, and numbers of days and minor units, in the names of the book's frame."""

    sheet: Sheet
    texts: dict[str, Coded]
    numbers: dict[str, npt.NDArray[Any]]
    settlement: RowSettlement
    on_account: Ints
    """Money of the row's customer that is for no invoice yet, in minor units."""
    doubts: dict[int, tuple[Message, ...]] = field(default_factory=dict)
    """By position, why it is not sure what is open of the row."""
    taken_back: dict[int, str] = field(default_factory=dict)
    """By position of a credit, the number of the invoice it takes back, which is left out as void."""

    def doubt(self, row: int, what: Message) -> None:
        """Put a doubt on the row in that position beside those it has: an approval answers them all."""
        before = self.doubts.get(row, ())
        if what not in before:
            self.doubts[row] = (*before, what)

    @property
    def balance(self) -> Ints:
        """The open amount of each row in minor units, by its own total and paid columns."""
        return self.settlement.total - self.settlement.paid


def read_table(sheet: Sheet) -> InvoiceTable:
    """The columns of `sheet`; what cannot be used in them is noted."""
    texts = {"invoice": sheet.checked("invoice", required=True), **read_customers(sheet)}
    currency = texts["currency"] = read_currency(sheet)
    texts |= {name: sheet.checked(name) for name in LABELS if sheet.has(name)}
    if (discount := offered(sheet)) is not None:
        texts["discount"] = discount
    issued = read_days(sheet, "issued")
    settlement = settle(sheet, currency, read_days(sheet, "paid_on"), read_days(sheet, "settled_on"))
    kinds = [records for (field, _), records in sheet.unknown.items() if field == "type"]
    asked = np.isin(sheet.rows, kinds[0] if kinds else ())  # perhaps credits, which need no due date
    owed = settlement.total > (0 if sheet.dialect.terms else settlement.paid)
    due, stands_in = read_due(sheet, issued, owed & ~asked, settlement.total > settlement.paid)
    numbers = {
        "issued": issued, "due": due, "total_minor": settlement.total,
        "paid_minor": settlement.paid, "paid_on": settlement.paid_on,
        **read_blocks(sheet, currency), "line": sheet.lines().astype(np.int32),
    }  # fmt: skip
    if (unknown := stands_in & (settlement.total >= 0)).any():  # a credit is due when it is issued
        numbers["due_unknown"] = unknown
    if sheet.has("contract_date"):
        numbers["contract_date"] = read_days(sheet, "contract_date")
    if sheet.has("split_payment"):
        numbers["split_payment"] = read_flag(sheet, "split_payment")
    on_account: Ints = np.abs(amounts_of(sheet, "on_account", currency).minor)
    return InvoiceTable(sheet, texts, numbers, settlement, on_account)


def frame_of(table: InvoiceTable, kept: Flags) -> pd.DataFrame:
    """The book's frame: see `pastdue.book` for its columns."""
    rows = slice(None) if kept.all() else np.flatnonzero(kept)
    columns: dict[str, Any] = {"invoice": pd.array(_invoices(table, kept), dtype=TEXT)}
    for name, column in table.texts.items():
        if name != "invoice":
            kind = _kind(tuple(column.texts)) if len(column.texts) <= _FEW else _kind_of(column.texts)
            columns[name] = pd.Categorical.from_codes(column.codes[rows], dtype=kind, validate=False)
    if table.doubts:
        columns["doubt"] = _doubts(table)[rows]
    columns |= {name: numbers[rows] for name, numbers in table.numbers.items()}
    return pd.DataFrame(columns, copy=False)


def _kind_of(texts: Sequence[str]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index(texts, dtype=TEXT))


@lru_cache(maxsize=512)
def _kind(texts: tuple[str, ...]) -> pd.CategoricalDtype:
    """The kind of a column with these few values: to make one takes as long as to read a short column, and parts of an
    export have the same currencies, countries and empty columns."""
    return _kind_of(texts)


def _doubts(table: InvoiceTable) -> pd.Categorical:
    """The doubts of all rows, as a column."""
    codes: Ints = np.full(len(table.sheet), -1, np.int64)
    doubts = {row: tuple(sorted(own, key=str)) for row, own in table.doubts.items()}  # in whatever order rows stand
    known = {own: code for code, own in enumerate(dict.fromkeys(doubts.values()))}
    codes[list(doubts)] = [known[own] for own in doubts.values()]
    said = [own[0] if len(own) == 1 else Message.of("parts", parts=Names(own, separator=APART)) for own in known]
    return pd.Categorical.from_codes(codes, categories=pd.Index(said, dtype="object"))


def _invoices(table: InvoiceTable, kept: Flags) -> list[str]:
    texts = table.texts["invoice"].all()
    return texts if kept.all() else [texts[row] for row in np.flatnonzero(kept).tolist()]
