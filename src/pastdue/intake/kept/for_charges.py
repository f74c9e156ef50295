"""Payments entered by hand for the charges that a letter named, before the export called the invoice itself paid.

An export shows what was paid on an invoice, and seldom that its charges were. Where it calls the invoice paid in full,
an entry of just what a letter had named as charges came on top. A remark says so once, with how to take it back: it may
have been a part of the invoice all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.kept.shown import beyond, fits
from pastdue.model.kept import KeptPayment, Seen
from pastdue.model.messages import Message


def for_charges(own: Sequence[KeptPayment], table: InvoiceTable, at: int) -> KeptPayment | None:
    """The one of the invoice's `own` payments that paid its charges; None where none did, and where several have that
    amount, as instalments do."""
    found = [each for each in own if each.as_charges]
    if len(found) != 1 or beyond(table, at) is None:
        return None
    return found[0] if sum(each.payment.amount == found[0].payment.amount for each in own) == 1 else None


def told_for_charges(kept: Iterable[KeptPayment], table: InvoiceTable, seen: Mapping[str, Seen]) -> Iterator[Message]:
    """A remark on each payment that paid charges of an invoice which was open when the last run saw it."""
    of: dict[str, list[KeptPayment]] = defaultdict(list)
    for each in kept:
        if each.invoice in seen and seen[each.invoice].open_minor > 0:
            of[each.invoice].append(each)
    named = {number for number, own in of.items() if any(each.as_charges for each in own)}
    if not named:
        return
    for at, number in enumerate(table.texts["invoice"].all()):
        own = [each for each in of[number] if fits(each, table, at)] if number in named else []
        entry = for_charges(own, table, at) if own else None
        if entry is not None and entry.payment.amount.minor > (beyond(table, at) or 0):
            paid = entry.payment
            yield Message.of(
                "charges_by_hand", amount=paid.amount, day=paid.on or "", invoice=number, command=entry.taken_back
            )
