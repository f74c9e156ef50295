"""The bounds of a policy's charges: minimum, caps, VAT, and what no sane charge exceeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pastdue.charges.interest.accrual import ONE_DAY, RateStep, Terms, accrue
from pastdue.charges.interest.debt import Debt
from pastdue.charges.lateness import Lateness
from pastdue.model import Charge, ChargeKind, Segment, Why
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of

SANE_ANNUAL_PERCENT = Decimal(100)
SANE_SHARE = Decimal(50)


def raised(charges: Sequence[Charge], minimum: Money) -> tuple[Charge, ...]:
    """`charges` that come to at least `minimum` together: what lacks is added to the first, noted `minimum`."""
    lacking = minimum - charged(charges, minimum.currency)
    if not charges or lacking.amount <= 0:
        return tuple(charges)
    return (_with(charges[0], Segment(lacking, note="minimum")), *charges[1:])


def capped(charges: Sequence[Charge], cap: Money) -> tuple[Charge, ...]:
    """`charges` held to at most `cap` together: the excess is taken from the last first, noted `cap`."""
    excess = charged(charges, cap.currency) - cap
    kept: list[Charge] = []
    for charge in reversed(charges):
        cut = min(excess, charge.amount)
        kept.append(_with(charge, Segment(-cut, note="cap")) if cut.amount > 0 else charge)
        excess = excess - cut if cut.amount > 0 else excess
    return tuple(reversed(kept))


def with_vat(charge: Charge, vat_percent: Decimal) -> Charge:
    """`charge` and VAT on it, as a last segment noted `vat`, rounded half-up."""
    net = charge.amount
    if not vat_percent or not net:
        return charge
    vat = (net * (vat_percent / 100)).rounded()
    return _with(charge, Segment(vat, base=net, percent=vat_percent, note="vat"))


def simple_interest(lateness: Lateness, annual_percent: Decimal) -> Money:
    """Simple interest at this rate in the chargeable days, actual/365, each line rounded as it is printed."""
    debt = Debt.of(lateness)
    terms = Terms((RateStep(debt.since + ONE_DAY, annual_percent),))
    return sum_of((s.amount for s in accrue(debt, terms).segments), debt.principal.currency)


def check_sane(charges: Sequence[Charge], lateness: Lateness) -> None:
    """Refuses a fee above the invoice's total, and charges above half of it, VAT included."""
    invoice = lateness.invoice
    charge = next((c for c in charges if c.kind is not ChargeKind.INTEREST and c.amount > invoice.total), None)
    if charge is not None:
        raise _too_high(Message.of("charge_above_invoice", kind=charge.kind, amount=charge.amount), lateness)
    whole = charged(charges, invoice.currency)
    if whole > invoice.total * (SANE_SHARE / 100):
        raise _too_high(Message.of("charges_above_share", amount=whole, percent=SANE_SHARE), lateness)


def charged(charges: Sequence[Charge], currency: str) -> Money:
    """The sum of `charges`."""
    return sum_of((c.amount for c in charges), currency)


def _with(charge: Charge, segment: Segment) -> Charge:
    return replace(charge, segments=(*charge.segments, segment))


def _too_high(what: Message, lateness: Lateness) -> CannotCharge:
    invoice = lateness.invoice
    return CannotCharge(
        Why.CHARGES_TOO_HIGH,
        Message.of("too_high", policy=lateness.policy, invoice=invoice.named, total=invoice.total, what=what),
        Message.of("correct_policy"),
    )
