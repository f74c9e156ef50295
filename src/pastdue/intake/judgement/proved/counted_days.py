"""Figures that count the days from one day of an invoice to another, and are no money."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import day_numbers
from pastdue.intake.judgement.contents import Contents, Holds, contents_of
from pastdue.intake.values.texts import clean

_FEWEST = 2
"""So many rows with other numbers of days show that they are counted."""
_MOST_ROWS = 10_000
"""So many rows of a long file show it."""


def count_days(sheet: Sheet, amounts: list[Contents]) -> list[Contents]:
    """Those of the columns of `amounts` that hold whole figures, in every row with two certain days the number of days
    from one to the other, and nothing or 0 in the others: how long a customer took to pay, as no amount does."""
    whole = [each for each in amounts if all(text.lstrip("-").isdigit() for text in each.counts)]
    if not whole:
        return []
    places = [at for at in range(len(sheet.header.names)) if contents_of(sheet, at).holds is Holds.DATES]
    days = [found for at in places if (found := _days(sheet, at)) is not None]
    return [each for each in whole if any(_is_between(sheet, each, *pair) for pair in permutations(days, 2))]


def counts_delay(sheet: Sheet, contents: Contents, due: int, paid: int) -> bool:
    """True when the column has in every row the days from the day in the column at place `due` to that in `paid`."""
    whole = all(text.lstrip("-").isdigit() for text in contents.counts)
    days = [found for at in (due, paid) if (found := _days(sheet, at)) is not None] if whole else []
    return len(days) == len((due, paid)) and _is_between(sheet, contents, *days)


def _days(sheet: Sheet, place: int) -> Ints | None:
    column = sheet.records.column(sheet.rows[:_MOST_ROWS], place).coded().cleaned(clean).without(sheet.no_day)
    return day_numbers(sheet, column)


def _is_between(sheet: Sheet, contents: Contents, earlier: Ints, later: Ints) -> bool:
    both = (earlier != NO_DAY) & (later != NO_DAY)
    texts = map(clean, sheet.records.column(sheet.rows[:_MOST_ROWS], contents.place).texts())
    said = np.array([int(text) if text.lstrip("-").isdigit() else 0 for text in texts], np.int64)
    counted = np.where(both, later - earlier, 0)
    return len(np.unique(counted[both])) >= _FEWEST and bool((said == counted).all())
