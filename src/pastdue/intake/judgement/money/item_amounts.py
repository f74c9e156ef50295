"""Amounts of the items of an invoice, a row each: what proves that its total, said again in every row, counts once, or
that its rows, one for each rate of tax, are added up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, permutations

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Holds, unread_columns
from pastdue.intake.judgement.money.plain_amounts import PlainAmounts, plain_amounts
from pastdue.intake.judgement.taxes.tax_rates import is_tax_rate

_WHOLE = 100 * 100
"""A rate of one hundred per cent, in hundredths of one per cent."""
_MOST_COLUMNS = 12
_SAME = ("customer", "issued", "due", "currency")
STATES = ("type", "status", "settled_on")


def item_amounts(sheet: Sheet) -> frozenset[int]:
    """The columns of a general list whose amounts add up, over the rows of each invoice, to the total that all of them
    say; none where a number stands in one row only, or where the rows of one are otherwise not the same invoice."""
    if not sheet.preset.fallback or not repeats_numbers(sheet):
        return frozenset()
    numbers = sheet.text("invoice")
    rows = np.flatnonzero(numbers.filled)
    codes = numbers.codes[rows]
    total = plain_amounts(sheet, sheet.header.places["total"])
    if total.wrong[rows].any() or not (_same(codes, total.minor[rows]) and are_alike(sheet, rows)):
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


def rows_of_rates(sheet: Sheet) -> frozenset[int]:
    """The columns of net amounts, of tax and of its rates of a general list in which an invoice has a row for each rate
    of tax: no rate stands twice in one invoice, and in every row the tax is that of the net amount by its rate, and the
    total is both together. None where a row proves it wrong, the rows of an
    invoice are of two states, or the file says what is paid or open."""
    if not sheet.preset.fallback or not repeats_numbers(sheet) or sheet.has("paid"):
        return frozenset()
    unread = unread_columns(sheet)
    rate = [each for each in unread if is_tax_rate(each)]
    amounts = [each for each in unread if each.holds is Holds.AMOUNTS and each not in rate]
    net = [each for each in amounts if each.about("net_amount")]
    tax = [each for each in amounts if each.about("tax") and each not in net]
    rows = np.flatnonzero(sheet.text("invoice").filled)
    if not len(rate) == len(net) == len(tax) == 1 or not are_alike(sheet, rows, *STATES):
        return frozenset()
    places = (sheet.header.places["total"], *(each.place for each in (net[0], tax[0], rate[0])))
    total, before, on_top, share = (plain_amounts(sheet, place) for place in places)
    if any(each.wrong.any() or not each.given[rows].all() for each in (total, before, on_top, share)):
        return frozenset()
    off = np.abs(on_top.minor * _WHOLE - before.minor * share.minor)  # rates have two decimals as amounts have
    once = np.unique(np.stack([sheet.text("invoice").codes[rows], share.minor[rows]]), axis=1).shape[1] == len(rows)
    if once and (off <= _WHOLE).all() and (before.minor + on_top.minor == total.minor).all():
        return frozenset(places[1:])
    return frozenset()


def repeats_numbers(sheet: Sheet) -> bool:
    """True when a list with a total, and no balance, says the number of an invoice in several rows."""
    if sheet.has("balance") or "total" not in sheet.header.places:
        return False
    numbers = sheet.text("invoice")
    counts = np.bincount(numbers.codes, minlength=len(numbers.texts))
    return bool((numbers.filled & (counts[numbers.codes] > 1)).any())


def are_alike(sheet: Sheet, rows: Ints, *more: str) -> bool:
    """True when the `rows` of each invoice have one customer, the same days and one currency, and one value of each of
    the fields `more`."""
    codes = sheet.text("invoice").codes[rows]
    return all(_same(codes, sheet.text(field).codes[rows]) for field in (*_SAME, *more) if sheet.has(field))


def is_product(
    left: PlainAmounts, right: PlainAmounts, base: Ints, unit: int, among: Flags | slice = slice(None)
) -> bool:
    """True when the two are in every row, or in those `among` them, together the amount `base`, in parts of a `unit`,
    but for its rounding."""
    off = np.abs(left.minor * right.minor * unit - base * left.unit * right.unit)
    return bool((off[among] * 2 <= left.unit * right.unit).all())


def free_amounts(sheet: Sheet) -> Iterator[tuple[int, PlainAmounts]]:
    """The unread columns of amounts, without those of which some cell is none, by their places."""
    found = (each for each in unread_columns(sheet) if each.holds in (Holds.AMOUNTS, Holds.FLAGS))
    for each in islice(found, _MOST_COLUMNS):
        amounts = plain_amounts(sheet, each.place)
        if not amounts.wrong.any():
            yield each.place, amounts


def before_tax(total: PlainAmounts, amounts: dict[int, PlainAmounts]) -> Iterator[tuple[tuple[int, ...], Ints]]:
    """The total itself, and every column that is the total together with another one."""
    yield (), total.minor
    for (one, net), (two, tax) in permutations(amounts.items(), 2):
        if (net.minor + tax.minor == total.minor).all():
            yield (one, two), net.minor


def _same(codes: Ints, values: Ints) -> bool:
    """True when all rows of one code have one value."""
    first = np.zeros(int(codes.max()) + 1, np.int64)
    first[codes[::-1]] = values[::-1]
    return bool((first[codes] == values).all())


def _sums(codes: Ints, minor: Ints, size: int) -> Ints:
    found = np.zeros(size, np.int64)
    np.add.at(found, codes, minor)
    return found
