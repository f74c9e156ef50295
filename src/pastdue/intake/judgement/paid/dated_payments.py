"""An amount of payments beside its day, under headers that say both in words that no list has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.invoices.days import days_between
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.paid.paid_days import is_after, read_days_of_empty_balances, read_paid_days
from pastdue.intake.states.topics import beginnings, is_called, loose_words
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import rows
from pastdue.model.messages import Message

_SAID = ("paid", "balance", "settled_on", "paid_on", "paid_mark")
_OTHER_MONEY = ("paid", "open", "credit", "on_account")
_FEWEST = 2
"""Fewer rows than these with a payment, or without one, prove nothing."""


def read_payments(sheet: Sheet, places: dict[str, int], unused: Iterable[Contents]) -> None:
    """Add to `places` the columns that say what was paid and when, or only when, where nothing else is said of it."""
    free = list(unused)
    _read_dated_payment(sheet, places, free)
    read_paid_days(sheet, places, free)
    read_days_of_empty_balances(sheet, places, free)


def _read_dated_payment(sheet: Sheet, places: dict[str, int], free: Sequence[Contents]) -> None:
    """Add to `places` the one column of amounts and the one of days whose headers say a payment and nothing else, where
    nothing that is read says what is paid or open: a few invoices have both and a few neither, none has one alone, no
    amount is more than the invoice, one is all of it, and no day is before the day of issue or after the day of which
    the file is read."""
    if not {"total", "issued"} <= set(places) or not sheet.preset.fallback:
        return
    if any(field in places or field in sheet.dialect.map for field in _SAID):
        return
    dates = [each for each in free if each.holds is Holds.DATES]
    days = [each for each in dates if each.about("paid") or is_called("day_paid", each.name)]
    money = [each for each in free if each.holds is Holds.AMOUNTS and any(map(each.about, _OTHER_MONEY))]
    if len(days) != 1 or len(money) != 1 or not is_called("day_paid", days[0].name) or not _is_payment(money[0].name):
        return
    column = sheet.records.column(sheet.rows, days[0].place).coded().cleaned(clean).without(sheet.no_day)
    column = column.emptied(~_invoices(sheet))
    if _stand_together(sheet, places, money[0], column) and not _is_planned(sheet, column):
        places |= {"paid": money[0].place, "paid_on": days[0].place}
        sheet.tell(Message.of("payments_by_day", amount=repr(money[0].name), day=repr(days[0].name)))


def _is_payment(name: str) -> bool:
    """True when every word of the header says a payment or an amount, and one a payment, without a number."""
    words, paid, amount = loose_words(name), beginnings("paid"), tuple(rows("headers")["of_amount"])
    return all(word.startswith((*paid, *amount)) for word in words) and any(word.startswith(paid) for word in words)


def _stand_together(sheet: Sheet, places: dict[str, int], money: Contents, days: Coded) -> bool:
    """True when the amounts stand in the very invoices that have a day, between nothing and the whole, some of them the
    whole and some none."""
    invoices = _invoices(sheet)
    total, paid = plain_amounts(sheet, places["total"]), plain_amounts(sheet, money.place)
    some, whole = invoices & (paid.minor != 0), paid.minor == total.minor
    low, high = np.minimum(total.minor, 0), np.maximum(total.minor, 0)
    within = (low <= paid.minor) & (paid.minor <= high)
    enough = some.sum() >= _FEWEST and (invoices & ~some & (total.minor != 0)).sum() >= _FEWEST
    fits = not (paid.wrong & invoices).any() and within[invoices].all() and (some & whole).any()
    return bool(enough and fits and np.array_equal(some[invoices], days.filled[invoices]))


def _invoices(sheet: Sheet) -> Flags:
    """The rows with a day of issue, as no total of several has."""
    return sheet.text("issued").rows(is_dated)


def _is_planned(sheet: Sheet, column: Coded) -> bool:
    """True when one of the days is before that of issue, or to come, or all are those to pay by."""
    issued = days_between(sheet, sheet.text("issued"), column)
    due = days_between(sheet, sheet.text("due"), column) if sheet.has("due") else None
    by_due = due is not None and len(due) > 0 and not (due != 0).any()
    return issued is None or bool((issued < 0).any()) or by_due or is_after(sheet, column)
