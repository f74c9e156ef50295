"""Rows of what the firm itself owes, in a list that has it in a column beside what customers owe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pastdue.intake.export.headers import places_of
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.states.receipts import figures
from pastdue.intake.states.topics import beginnings, loose_words
from pastdue.model.messages import Message, Text

_BILLS = "bills"
"""The reason for which such rows are left out."""
_FEWEST = 2
"""Fewer rows of either side than these show no two sides."""


def without_payables(sheet: Sheet, remarks: list[Text]) -> tuple[Sheet, list[tuple[str, Sheet]]]:
    """The sheet without the rows of what the firm itself owes, and those with that as their amount, which a remark
    tells."""
    ours, place = _owed_by_the_firm(sheet)
    if not ours.any() or _BILLS in sheet.dialect.include:
        return sheet, []
    amount = "total" if sheet.has("total") else "balance"
    bills, fields = sheet.only(ours), {field: at for field, at in sheet.header.places.items() if field != "balance"}
    bills.rename(replace(sheet.header, places={**fields, amount: place}))
    name, count = repr(bills.header.name(amount)), int(ours.sum())
    remarks.append(Message.of("state_ignored", count=count, reason=_BILLS, column=name, word=_BILLS))
    return sheet.only(~ours), [(_BILLS, bills)]


def _owed_by_the_firm(sheet: Sheet) -> tuple[Flags, int]:
    """The rows of a general list with an amount in the one column called payables alone, and its place, where every
    other row has one in a column called receivables that is the total or what is open, and none has both; no row and -1
    else."""
    none = np.zeros(len(sheet), np.bool_)
    read = [field for field in ("total", "balance") if sheet.has(field)]
    named = any(_has_word(sheet.header.name(field), "receivables") for field in read)
    found = list(_payables(sheet)) if sheet.preset.fallback and named and len(sheet) else []
    if len(found) != 1:
        return none, -1
    theirs = np.any([figures(sheet.text(field)) for field in read], axis=0)
    ours = figures(sheet.records.column(sheet.rows, found[0]).coded())
    apart = not (ours & theirs).any() and (ours | theirs).all()
    if not apart or ours.sum() < _FEWEST or theirs.sum() < _FEWEST:
        return none, -1
    return ours, found[0]


def _payables(sheet: Sheet) -> Iterator[int]:
    """The columns that nothing is read from under a header with a word for what the firm owes."""
    names = sheet.header.names
    used = {*sheet.header.places.values(), *places_of(sheet.dialect.ignore, names)}
    for place, name in enumerate(names):
        if place not in used and _has_word(name, "payables"):
            yield place


def _has_word(name: str, topic: str) -> bool:
    """True when a word of the header begins with one of `topic`."""
    return any(word.startswith(beginnings(topic)) for word in loose_words(name))
