"""Payments of today's list that may be those entered by hand: alike but for a reference that one of two lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pastdue.intake.beside.payments import Received
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.model import Payment
from pastdue.model.kept import KeptPayment
from pastdue.model.messages import Message
from pastdue.model.wording import quoted


def perhaps_twice(kept: Iterable[KeptPayment], received: Received, table: InvoiceTable) -> Iterator[Message]:
    """A remark on each payment of `received`, none of which is kept already, of the invoice, day and amount of one that
    was entered by hand, where one of the two has no reference: both count, and only the user can tell if it is one."""
    by_hand: dict[tuple[str, Payment], list[KeptPayment]] = defaultdict(list)
    for each in kept:
        if not each.file:
            by_hand[each.invoice, replace(each.payment, reference="")].append(each)
    numbers, ids, currency = (table.texts[name] for name in ("invoice", "customer_id", "currency"))
    for at, owner in enumerate(received.invoice.tolist() if by_hand else ()):
        payment, number = received.payment(at, currency), numbers.at(owner)
        for each in by_hand.get((number, replace(payment, reference="")), ())[:1]:
            entered, one_lacks = each.payment, not (payment.reference and each.payment.reference)
            if entered.on and one_lacks and each.customer_id in ("", ids.at(owner)):
                paid = entered.amount
                reference = f" --reference {quoted(entered.reference)}" if entered.reference else ""
                command = f"pastdue paid {quoted(number)} {quoted(str(paid))} --on {entered.on}{reference} --undo"
                yield Message.of("perhaps_twice", amount=paid, invoice=number, day=entered.on, command=command)
