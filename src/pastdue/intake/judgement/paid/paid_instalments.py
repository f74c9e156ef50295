"""Instalments that are proved by what is paid of them: the earlier one is paid in full, the later one not at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

import numpy as np

from pastdue.intake.export.headers import loose
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.states.topics import beginnings, loose_words

_NONE, _PART, _ALL = range(3)
_MOST_COLUMNS = 12


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


def may_repeat(sheet: Sheet, groups: Sequence[Ints]) -> bool:
    """True where a state alone says what is paid, all rows of each number have one total, and it may be that of the
    whole invoice: its header speaks of one or says no more than an amount, or an unread column divides it among the
    rows."""
    if "total" not in sheet.header.places or "paid" in sheet.header.places or "balance" in sheet.header.places:
        return False
    total = plain_amounts(sheet, sheet.header.places["total"]).minor
    if any(len(set(total[group].tolist())) > 1 for group in groups):
        return False
    name = sheet.header.name("total")
    named = loose(name).startswith(beginnings("bill")) or {*beginnings("mere_amount")}.issuperset(loose_words(name))
    beside = (minor for _, minor in amounts_beside(sheet))
    return named or any(all(minor[group].sum() == total[group[0]] for group in groups) for minor in beside)


def amounts_beside(sheet: Sheet) -> list[tuple[Contents, Ints]]:
    """The unread columns of amounts, a few, and what they say in minor units."""
    free = (each for each in unread_columns(sheet) if each.holds is Holds.AMOUNTS)
    return [(each, plain_amounts(sheet, each.place).minor) for each in islice(free, _MOST_COLUMNS)]


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
