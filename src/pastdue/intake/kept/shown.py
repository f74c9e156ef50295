"""The part of kept payments that an export shows by itself: by what it called paid when they came, and calls paid now.

An export that called S paid when a payment came beside it, and calls T paid now, shows T - S of what came in since. The
oldest payments are taken to be shown first. Where a row knows only its balance, S and T are its balance below zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pastdue.intake.invoices.table import InvoiceTable
from pastdue.model.kept import KeptPayment
from pastdue.model.spans import day_of


def not_shown(stated_now: int, kept: Sequence[tuple[int | None, int]]) -> int:
    """The part of the `kept` payments, each with the amount stated when it came and its own, that the export does not
    show, in minor units. Where the stated amount is not known, today's is taken.

    >>> not_shown(0, [(0, 400)]), not_shown(400, [(0, 400)]), not_shown(150, [(0, 100), (0, 50)])
    (400, 0, 0)
    >>> not_shown(400, [(0, 400), (400, 100)])
    100
    """
    paid, since = stated_now, 0
    for stated, minor in reversed(kept):
        since += minor
        paid = max(paid, (stated_now if stated is None else stated) + since)
    return paid - stated_now


def stated_of(table: InvoiceTable, at: int) -> int:
    """The amount the row itself calls paid, in minor units; its balance below zero where the row has only that."""
    settlement = table.settlement
    paid = int(settlement.paid[at])
    return paid - int(settlement.total[at]) if settlement.from_balance[at] else paid


def beyond(table: InvoiceTable, at: int) -> int | None:
    """The amount that the row calls paid beyond the invoice's total, in minor units; None where it does not call it
    paid in full."""
    settlement, stated = table.settlement, stated_of(table, at)
    over = stated if settlement.from_balance[at] else stated - int(settlement.total[at])
    return over if over >= 0 and int(settlement.total[at]) >= 0 else None


def stated_then(each: KeptPayment, table: InvoiceTable, at: int) -> int | None:
    """The amount stated when the payment came, in the form of this row; None where it is not known.

    What was entered by hand has minus the open amount. Of an invoice that a run saw paid in full, a payment of a later
    day than that run's came on top; one up to that day may be the one that paid it. Of an invoice that no run had seen,
    as its number was an older one's, nothing was paid.
    """
    if each.stated is None:
        return None
    if each.is_of_newer(issued_of(table, at)):
        return -int(table.settlement.total[at]) if table.settlement.from_balance[at] else 0
    minor = each.stated.minor
    if minor >= 0 and each.is_later_than_its_run and each.total is not None:
        return minor if table.settlement.from_balance[at] else each.total.minor + minor
    if table.settlement.from_balance[at]:
        return minor if minor < 0 else None
    total = int(table.settlement.total[at]) if each.total is None else each.total.minor
    return max(0, minor + total) if minor < 0 else minor


def shows_twice(entry: KeptPayment, own: Iterable[KeptPayment], table: InvoiceTable, at: int) -> bool:
    """True when the row calls so much paid that the `entry` and one more payment of its amount are in it, with all
    others kept, which are its `own`."""
    every = (one for each in own for one in ([each, each] if each is entry else [each]))
    stated = [(stated_then(each, table, at), each.payment.amount.minor) for each in every]
    return not_shown(stated_of(table, at), stated) == 0


def fits(each: KeptPayment, table: InvoiceTable, at: int) -> bool:
    """True when the payment can be one of the invoice in that position, of its customer and in its currency."""
    customer, currency = (table.texts[name].at(at) for name in ("customer_id", "currency"))
    ours = each.customer_id in ("", customer) and each.payment.amount.currency == currency
    return ours and each.is_of(issued_of(table, at))


def issued_of(table: InvoiceTable, at: int) -> date:
    """The day of issue of the invoice in that position."""
    return day_of(int(table.numbers["issued"][at]))
