"""Charges as agreed, booked or named: a kind waived or set to an amount, amounts booked as invoices of their own, and
what a letter asked for whatever the policy charges now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pastdue.charges.charged import Charged
from pastdue.model import Charge, ChargeKind, Issued, Segment
from pastdue.model.kept import Agreement
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of

AGREED = "agreed"
"""The note of a segment that makes up the difference between the policy's charge and the agreed amount."""
BOOKED = "booked"
"""The note of a segment that takes off an amount booked as an invoice of its own."""
SETTLED = "settled"
"""The note of a segment that makes a charge what the letter named that was paid."""


def as_agreed(made: Charged, agreements: Iterable[Agreement]) -> Charged:
    """The charges with the agreements applied, kind by kind.

    An agreed amount holds once the policy charges something of the kind, and then for good: no further day adds to it.
    An agreement in another currency than the charges' is not applied.
    """
    for agreement in agreements:
        own = [charge for charge in made.charges if charge.kind is agreement.kind]
        if own and (agreement.amount is None or agreement.amount.currency == own[0].currency):
            daily = None if agreement.kind is ChargeKind.INTEREST else made.daily
            made = replace(made, charges=tuple(_agreed(made.charges, own, agreement.amount)), daily=daily)
    return made


def _agreed(charges: Iterable[Charge], own: Sequence[Charge], amount: Money | None) -> Iterator[Charge]:
    """The charges, with those in `own` brought to `amount` together, or left out where it is None (waived)."""
    whole = sum_of((charge.amount for charge in own), own[0].currency)
    for charge in charges:
        if charge not in own or (amount is not None and charge is not own[-1]):
            yield charge
        elif amount is not None:
            yield replace(charge, segments=(*charge.segments, Segment(amount - whole, note=AGREED)))


def named_by(notice: Issued) -> Charged:
    """The charges that the notice named, without their arithmetic."""
    currency = notice.total.currency
    return Charged(tuple(
        Charge(one.kind, one.policy, (Segment(Money.of_minor(one.minor, currency), note=SETTLED),), currency, one.law)
        for one in notice.named
    ))  # fmt: skip


def less_booked(made: Charged, booked: Money) -> Charged:
    """The charges less the amount `booked` as an invoice of its own, taken off the first of them, then the next."""
    left, kept = booked, []
    for charge in made.charges:
        off = min(left, charge.amount)
        if off.amount > 0:
            charge = replace(charge, segments=(*charge.segments, Segment(-off, note=BOOKED)))
            left = left - off
        kept.append(charge)
    return replace(made, charges=tuple(kept))


def charged_in_all(charge: Charge) -> Money:
    """The charge in full: the amounts already booked as invoices of their own added back, in the charge's currency."""
    return sum_of((segment.amount for segment in charge.segments if segment.note != BOOKED), charge.currency)
