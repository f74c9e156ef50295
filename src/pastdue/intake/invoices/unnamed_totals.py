"""Totals that no word names: rows without a number and a date whose amounts are the sums of the rows above."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.judgement.money.plain_amounts import PlainAmounts, plain_amounts
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import rows, word_key
from pastdue.model.money import CURRENCIES

_FIELDS = ("total", "paid", "balance")
_FEWEST = 2
"""A row that says what one other row says may be that invoice again: so many rows prove the first sum of a file."""
_MOST = 1000
"""Of more rows without a number none is looked at: they are no totals."""


def sums_among(sheet: Sheet, records: Sequence[int], passed: Collection[int]) -> frozenset[int]:
    """Those of `records`, rows without a date, that have no invoice number and in each column of amounts nothing or the
    sum of the rows above: of all of them or of those below the last total, in the row's own currency if it names one.

    `passed` are the records of headings and totals that words name.
    """
    fields = [field for field in _FIELDS if field in sheet.header.places]
    if not fields or not records or len(records) > _MOST or not sheet.has("invoice"):
        return frozenset()
    positions = np.searchsorted(sheet.rows, records)
    numbered = sheet.text("invoice").filled[positions]
    if numbered.all():
        return frozenset()
    columns = [plain_amounts(sheet, sheet.header.places[field]) for field in fields]
    counted = ~np.isin(sheet.rows, [*records, *passed])
    codes = sheet.text("currency")
    ends = np.searchsorted(sheet.rows, sorted(passed)).tolist()
    found: list[int] = []
    for at, record in sorted(zip(positions[~numbered].tolist(), np.array(records)[~numbered].tolist(), strict=True)):
        own = codes.at(at) or _named(sheet, record)
        alike = counted & codes.rows(own.__eq__) if own and codes.filled.any() else counted
        since = max((end for end in (*ends, *np.searchsorted(sheet.rows, found).tolist()) if end <= at), default=0)
        spans = (_span(alike, start, at) for start in {0, since})
        fewest = 1 if found or _names_customer(sheet, at, record) else _FEWEST
        if any(int(span.sum()) >= fewest and _is_sum(columns, at, span) for span in spans):
            found.append(record)
    return frozenset(found)


def _named(sheet: Sheet, record: int) -> str:
    """The currency that a cell of the row names at its end, as `Total EUR`; "" for none."""
    words = (cell.split() for cell in sheet.records.fields(record))
    return next((each[-1] for each in words if each and each[-1] in CURRENCIES), "")


def _names_customer(sheet: Sheet, at: int, record: int) -> bool:
    """True when the row names the customer of the row above and behind it has a word for a total, as `Alder Total`."""
    name = sheet.text("customer").at(at - 1) if at else ""
    label = next(filter(None, map(clean, sheet.records.fields(record))), "")
    words = word_key(label.removeprefix(f"{name} ")) if name and label.startswith(f"{name} ") else ""
    return words in rows("headers")["group_total"]


def _span(rows: Flags, start: int, end: int) -> Flags:
    """Those of `rows` from `start` to before `end`."""
    span = np.zeros(len(rows), np.bool_)
    span[start:end] = rows[start:end]
    return span


def _is_sum(columns: Sequence[PlainAmounts], at: int, rows: Flags) -> bool:
    """True when the row says an amount, and each that it says is the sum of the column over `rows`."""
    said = [each for each in columns if each.given[at]]
    if any(each.wrong[at] for each in said) or not any(each.minor[at] for each in said):
        return False
    return all(each.minor[at] == each.minor[rows].sum() for each in said)
