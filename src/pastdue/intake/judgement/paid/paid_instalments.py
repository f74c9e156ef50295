"""Instalments that are proved by what is paid of them: the earlier one is paid in full, the later one not at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.money.plain_amounts import plain_amounts

_NONE, _PART, _ALL = range(3)


def paid_one_by_one(sheet: Sheet, groups: Sequence[Ints], days: Coded) -> bool:
    """True when the rows of one number in `groups` are each owed by itself: those of one at least are paid in full up
    to a due day of `days` and not at all after it, and of none is a later row paid sooner than an earlier one, or part
    of two rows paid.

    A list that repeats the amount of the whole invoice in every row would say the same of all its rows, and one that
    has an invoice again with a later due day would call the older row the unpaid one.
    """
    paid = _paid(sheet)
    if paid is None:
        return False
    steps = [[int(paid[row]) for row in sorted(group.tolist(), key=days.at)] for group in groups]
    in_order = all(
        earlier >= later and (earlier, later) != (_PART, _PART) for each in steps for earlier, later in pairwise(each)
    )
    return in_order and any(_ALL in each and _NONE in each for each in steps)


def _paid(sheet: Sheet) -> Ints | None:
    """For each row whether nothing, a part or all of it is paid, by its state, its balance or the amount paid; None
    where the list does not say it, or an amount cannot be read."""
    amounts = {
        field: plain_amounts(sheet, sheet.header.places[field])
        for field in ("total", "paid", "balance")
        if field in sheet.header.places
    }
    if "total" not in amounts or any(each.wrong.any() for each in amounts.values()):
        return None
    total = amounts["total"].minor
    if "balance" in amounts:
        if not amounts["balance"].given.all():
            return None
        settled = total - amounts["balance"].minor
    elif "paid" in amounts:
        settled = amounts["paid"].minor
    elif sheet.has("status") or sheet.has("settled_on"):
        settled = np.zeros(len(sheet), np.int64)
    else:
        return None
    whole = sheet.settled | sheet.marked | ((settled == total) & (total != 0))
    if sheet.has("settled_on"):
        whole = whole | sheet.text("settled_on").filled
    return np.where(whole, _ALL, np.where((settled == 0) & ~sheet.partly, _NONE, _PART))
