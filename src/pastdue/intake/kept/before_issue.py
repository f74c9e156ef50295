"""Payments that came in long before the invoices they count for were issued: perhaps of older ones of their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pastdue.book import NO_DAY
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.model import Payment
from pastdue.model.messages import Message
from pastdue.model.spans import day_number, day_of

_MOST_DAYS = 31
"""So many calendar days before the invoice a payment may well be one in advance."""


def paid_before_issue(payments: Mapping[str, tuple[Payment, ...]], table: InvoiceTable) -> Iterator[Message]:
    """The remark on those of the `payments`, by invoice, that came in more than 31 days before its issue; none where
    none did."""
    numbers = table.texts["invoice"]
    issued = dict(zip(numbers.all(), table.numbers["issued"].tolist(), strict=True)) if payments else {}
    found = [
        (payment, number, payment.on)
        for number, own in payments.items()
        for payment in own
        if payment.on is not None and _is_early(payment.on, issued[number])
    ]
    for payment, number, on in found[:1]:
        first = Message.of("payment_for", amount=payment.amount, day=on, invoice=number)
        yield Message.of("paid_before_issue", count=len(found), payment=first, issued=day_of(issued[number]))


def _is_early(on: date, issued: int) -> bool:
    return issued != NO_DAY and day_number(on) < issued - _MOST_DAYS
