"""Amounts called to be paid, and less than what was billed, as after a tax that is kept back or a deduction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds, contents_of
from pastdue.intake.judgement.money.plain_amounts import PlainAmounts, plain_amounts
from pastdue.intake.states.topics import beginnings, is_called, loose_words
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message

_SAID = ("paid", "paid_on", "paid_mark")
_BESIDE = ("of_amount", "net_amount", "withheld", "kept_back", "tax", "bill")
"""The topics of words that may stand behind those for what is to be paid."""
_ENDING = 3
"""So many letters may end the last of those words."""
_MOST_DISCOUNT = 0.05
"""No more of an invoice is taken off for an early payment."""
_FEWEST = 2
"""Fewer rows than these that are paid, or not, prove nothing."""


def read_amount_to_pay(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Let the one column called an amount to be paid, be it read as what is open, be the total in `places`, where it is
    between nothing and the total that is read and has an amount in every invoice, whether its state or a day of payment
    says that it is paid or not: so it is neither what was paid nor what is still open. What lacks may be a discount for
    an early payment, where a column says so, or none says anything and it is as little."""
    if not {"total", "issued"} <= set(places) or any(field in places for field in _SAID) or not sheet.preset.fallback:
        return
    if {"total", "paid", "balance"} & set(sheet.dialect.map):
        return
    free = list(unused)
    left = [contents_of(sheet, places["balance"])] if "balance" in places else []
    found = [each for each in left or free if each.holds is Holds.AMOUNTS and _is_to_pay(each.name)]
    paid = _paid(sheet, places, free)
    if len(found) != 1 or paid is None or found[0].about("discount"):
        return
    invoices = sheet.text("issued").rows(is_dated)
    owed, billed = plain_amounts(sheet, found[0].place), plain_amounts(sheet, places["total"])
    counted = invoices & (billed.minor != 0)
    low, high = np.minimum(billed.minor, 0), np.maximum(billed.minor, 0)
    fits = (low <= owed.minor) & (owed.minor <= high) & (owed.minor != 0) & ~owed.wrong & ~billed.wrong
    enough = (counted & paid).sum() >= _FEWEST and (counted & ~paid).sum() >= _FEWEST
    less = np.where(counted, billed.minor - owed.minor, 0)
    beside = [each for each in free if each.holds is Holds.AMOUNTS and _is(sheet, each, less, counted)]
    discount = any(each.about("discount") for each in beside) or not (beside or _is_more_than_a_discount(less, billed))
    if enough and fits[counted].all() and less.any() and not discount:
        told = {places["total"], *(each.place for each in beside)}
        sheet.prove(explained=sheet.proofs.explained | told)
        names = {"column": repr(found[0].name), "total": repr(sheet.header.names[places["total"]].strip())}
        sheet.tell(Message.of("owed_as_to_pay", **names))
        places["total"] = found[0].place
        places.pop("balance", None)


def _is_to_pay(name: str) -> bool:
    """True when the header begins with words for what is to be paid, and others behind them say no more of it than that
    it is an amount, of the invoice or after a tax: one of a month or to somebody else is no part of it.

    >>> _is_to_pay("Net payable"), _is_to_pay("Amount payable after tax"), _is_to_pay("To pay this month")
    (True, True, False)
    """
    words, stems = loose_words(name), beginnings("to_pay")
    first = next((at for at in range(1, len(words) + 1) if "".join(words[:at]).startswith(stems)), 0)
    if not first:
        return False
    said = "".join(words[:first])
    longest = max(len(stem) for stem in stems if said.startswith(stem))
    beside = tuple(chain.from_iterable(map(beginnings, _BESIDE)))
    return len(said) - longest <= _ENDING and all(
        word.startswith(beside) or word in beginnings("behind_to_pay") for word in words[first:]
    )


def _is(sheet: Sheet, contents: Contents, minor: Ints, rows: Flags) -> bool:
    """True when the column has just these amounts in the `rows`, with a minus or without."""
    return np.array_equal(np.abs(plain_amounts(sheet, contents.place).minor[rows]), np.abs(minor[rows]))


def _is_more_than_a_discount(less: Ints, billed: PlainAmounts) -> bool:
    """True when some row has more taken off than is offered for an early payment."""
    return bool((np.abs(less) > _MOST_DISCOUNT * np.abs(billed.minor)).any())


def _paid(sheet: Sheet, places: dict[str, int], free: Sequence[Contents]) -> Flags | None:
    """The rows that are paid by their state, else by having the one day of payment; None where nothing says it."""
    if "status" in places:
        states = sheet.records.column(sheet.rows, places["status"]).coded()
        return states.rows(lambda text: meanings("status").get(word_key(text.strip())) == "paid")
    days = [each.place for each in free if each.holds is Holds.DATES and is_called("day_paid", each.name)]
    days += [places["settled_on"]] if "settled_on" in places else []
    if len(days) != 1:
        return None
    return sheet.records.column(sheet.rows, days[0]).coded().cleaned(clean).without(sheet.no_day).filled
