"""The days of kept payments that the export shows by now: of what its row calls paid it seldom says when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from pastdue.book import NO_DAY, Book
from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.model import Payment
from pastdue.model.kept import KeptPayment
from pastdue.model.money import Money


def dated(own: Sequence[KeptPayment], left: Iterable[Payment], as_of: date | None) -> tuple[Payment, ...]:
    """Those of an invoice's `own` payments that the export shows, each with its day and without the part that is `left`
    beside the export; none where one was returned.

    Those without a day say nothing that the row does not, nor do those of a day to come, after `as_of` and the last
    run: the row calls them paid. And nothing proves that one entered by hand once a run had seen the invoice paid in
    full is what paid it.
    """
    if any(each.payment.amount.minor < 0 for each in own):
        return ()
    rest = Counter[tuple[date | None, str]]()
    for payment in left:
        rest[payment.on, payment.reference] += payment.amount.minor
    found = list[Payment]()
    for each in own:
        payment = each.payment
        part = min(rest[payment.on, payment.reference], payment.amount.minor)
        rest[payment.on, payment.reference] -= part
        if part < payment.amount.minor and _has_come(each, as_of) and not each.came_when_paid:
            amount = Money.of_minor(payment.amount.minor - part, payment.amount.currency)
            found.append(replace(payment, amount=amount))
    return tuple(found)


def _has_come(each: KeptPayment, as_of: date | None) -> bool:
    on = each.payment.on
    return on is not None and (as_of is None or on <= as_of or (each.of is not None and on <= each.of[1]))


def with_days(book: Book, shown: Mapping[int, tuple[Payment, ...]], table: InvoiceTable, kept: Flags) -> Book:
    """The `book` of the rows `kept` of the table, in which the payments `shown` by the export, by position in the
    table, stand in with their days for as much of what its row calls paid without a day.

    Of a row that knows only its balance the total of then is not known, and nothing is paid by it.
    """
    rows, paid, payments = np.cumsum(kept) - 1, book.frame["paid_minor"].to_numpy().copy(), dict(book.payments)
    undated = book.frame["paid_on"].to_numpy() == NO_DAY
    for at, own in shown.items():
        row, sum_ = int(rows[at]), sum(one.amount.minor for one in own)
        if kept[at] and undated[row] and sum_ <= paid[row]:
            number = table.texts["invoice"].at(at)
            paid[row] -= sum_
            payments[number] = tuple(sorted((*own, *payments.get(number, ())), key=by_day))
    return replace(book, frame=book.frame.assign(paid_minor=paid), payments=payments) if shown else book


def by_day(payment: Payment) -> tuple[date, Money, str]:
    """The order of an invoice's payments: by day, those without one first, then by amount and reference."""
    return payment.on or date.min, payment.amount, payment.reference
