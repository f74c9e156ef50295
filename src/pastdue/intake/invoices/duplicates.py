"""Repeated invoices: an identical row counts for nothing; a differing one rejects all rows of the invoice."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.texts import clean
from pastdue.model.messages import Message

_SHOWN = 5


def without_repeats(sheet: Sheet) -> Sheet:
    """The sheet without rows that say, in all their columns and of the same customer, what an earlier row said.

    Rows with one invoice number that differ in any column are noted as problems, each naming the others.
    """
    numbers = sheet.text("invoice")
    often = np.bincount(numbers.codes, minlength=len(numbers.texts)) > 1
    repeated = np.flatnonzero(often[numbers.codes] & numbers.filled) if often.any() else np.zeros(0, np.int64)
    if not len(repeated):
        return sheet
    repeated = repeated[np.argsort(numbers.codes[repeated], kind="stable")]
    keep = np.ones(len(sheet), np.bool_)
    for group in np.split(repeated, np.flatnonzero(np.diff(numbers.codes[repeated])) + 1):
        rows = {_said(sheet, position) for position in group.tolist()}
        if len(rows) == 1:
            keep[group[1:]] = False
        else:
            _note(sheet, group, numbers.at(int(group[0])))
    return sheet.only(keep)


def _said(sheet: Sheet, position: int) -> tuple[str, ...]:
    """The cells of a row, and its customer, whom another row may name."""
    cells = sheet.records.fields(int(sheet.rows[position]))
    return (*map(clean, cells), *(sheet.text(field).at(position) for field in ("customer_id", "customer")))


def _note(sheet: Sheet, group: Ints, number: str) -> None:
    due = {sheet.text("due").at(position) for position in group.tolist()} if sheet.has("due") else set()
    instalments = len(due) == len(group)
    remedy = Message.of("one_row_or_instalments", number=number) if instalments else Message.of("one_row_each")
    lines = sheet.lines(group[: _SHOWN + 1]).tolist()
    for position, line in zip(group.tolist(), sheet.lines(group).tolist(), strict=True):
        others = [str(other) for other in lines if other != line][:_SHOWN]
        more = ", ..." if len(group) > len(others) + 1 else ""
        where = Message.of("on_lines", count=2 if more else len(others), lines=f"{', '.join(others)}{more}")
        sheet.note(position, "invoice", number, Flaw(Message.of("same_number", where=where), remedy))
