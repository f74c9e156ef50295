"""Kept payments that a list of all payments there ever were does not have, though it names their invoices.

Beside that list they do not count; in a run without it they would again, which only the user can settle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pastdue.intake.beside.payments import Received
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.kept.shown import fits
from pastdue.model.kept import KeptPayment
from pastdue.model.messages import Message, Names

_NAMED_AT_MOST = 5


def overruled(kept: Iterable[KeptPayment], received: Received, table: InvoiceTable) -> Iterator[Message]:
    """A remark on the kept payments of the invoices in `received`, a list of all payments, that it does not have."""
    numbers, currency = table.texts["invoice"], table.texts["currency"]
    owners = {numbers.at(owner): owner for owner in received.invoice.tolist()}
    listed = {(numbers.at(owner), received.payment(at, currency)) for at, owner in enumerate(received.invoice.tolist())}
    found = [
        each
        for each in kept
        if each.invoice in owners
        and (each.invoice, each.payment) not in listed
        and fits(each, table, owners[each.invoice])
    ]
    if found:
        names = tuple(
            Message.of(
                "payment_for", amount=each.payment.amount, day=each.payment.on or "", invoice=each.invoice
            ) if each.payment.on else Message.of("amount_undated", amount=each.payment.amount)
            for each in found
        )  # fmt: skip
        payments = Names(names, _NAMED_AT_MOST)
        yield Message.of("not_in_all", count=len(found), payments=payments, command=found[0].taken_back)
