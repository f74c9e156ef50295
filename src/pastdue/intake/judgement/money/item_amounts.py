"""Amounts of the items of an invoice, a row each: what proves that its total, said again in every row, counts once."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Holds, unread_columns
from pastdue.intake.judgement.money.plain_amounts import plain_amounts

_SAME = ("customer", "issued", "due", "currency")


def item_amounts(sheet: Sheet) -> frozenset[int]:
    """The columns of a general list whose amounts add up, over the rows of each invoice, to the total that all of them
    say; none where a number stands in one row only, or where the rows of one are otherwise not the same invoice."""
    numbers = sheet.text("invoice")
    if not sheet.preset.fallback or sheet.has("balance") or "total" not in sheet.header.places:
        return frozenset()
    counts = np.bincount(numbers.codes, minlength=len(numbers.texts))
    repeated = numbers.filled & (counts[numbers.codes] > 1)
    if not repeated.any():
        return frozenset()
    rows = np.flatnonzero(numbers.filled)
    codes = numbers.codes[rows]
    total = plain_amounts(sheet, sheet.header.places["total"])
    alike = [sheet.text(field).codes[rows] for field in _SAME if sheet.has(field)]
    if total.wrong[rows].any() or not all(_same(codes, each) for each in (total.minor[rows], *alike)):
        return frozenset()
    whole = np.zeros(len(numbers.texts), np.int64)
    whole[codes] = total.minor[rows]
    found = []
    for each in unread_columns(sheet):
        if each.holds is Holds.AMOUNTS and not (each.about("paid") or each.about("open")):
            amounts = plain_amounts(sheet, each.place)
            if not amounts.wrong[rows].any() and (_sums(codes, amounts.minor[rows], len(whole)) == whole).all():
                found.append(each.place)
    return frozenset(found)


def _same(codes: Ints, values: Ints) -> bool:
    """True when all rows of one code have one value."""
    first = np.zeros(int(codes.max()) + 1, np.int64)
    first[codes[::-1]] = values[::-1]
    return bool((first[codes] == values).all())


def _sums(codes: Ints, minor: Ints, size: int) -> Ints:
    found = np.zeros(size, np.int64)
    np.add.at(found, codes, minor)
    return found
