"""Charges left once an invoice itself is paid: those its letters named, less what was paid beyond it.

Where the debtor was never told of a charge, a late payment ends the matter: no letter goes out over a few cents. And
a letter says that its total is enough by its day to pay by: who pays that in time owes nothing that grew meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from pastdue.charges.agreed import SETTLED
from pastdue.charges.charged import Charged
from pastdue.ladder.rules import ChargesFor
from pastdue.model import Charge, ChargeKind, Issued, Overdue, Segment
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of


@dataclass(frozen=True, slots=True)
class Settlement:
    """The last payment that met a notice in time, and that notice. `charged` is what the notice named.

    `on` is None where a letter was met by payments without a date.
    """

    on: date | None
    notice: Issued
    charged: Money

    @property
    def told(self) -> Message:
        """The payment, and the letter that it met."""
        if self.on is None:
            return Message.of("settled_undated", letter=self.notice.letter)
        return Message.of("settled_on", on=self.on, letter=self.notice.letter)


def settlement(overdue: Overdue, issued: tuple[Issued, ...]) -> Settlement | None:
    """The settlement of the invoice with its charges: the oldest of its notices that was met in time, or None.

    A notice is met where dated payments up to and including its day to pay by, and no later than the as-of day, reach
    its total: those after its own day alone, or all of them the invoice and the charges it named. A payment without a
    date counts at the due date, so for no notice; it helps only as far as the notice had deducted it.
    """
    for notice in issued:
        if notice.charged is None or (overdue.open + notice.charged).amount > 0:
            continue
        on = _met_on(overdue, notice, notice.charged)
        if on is not None:
            return Settlement(on, notice, notice.charged)
    return None


def _met_on(overdue: Overdue, notice: Issued, charged: Money) -> date | None:
    """The day of the last of the payments that met `notice` in time; None where they did not."""
    invoice, last = overdue.invoice, min(notice.pay_by, overdue.as_of)
    in_time = [(p.on, p.amount) for p in invoice.payments if p.on is not None and p.on <= last]
    since = sum_of((amount for on, amount in in_time if on > notice.on), invoice.currency)
    # The second reading is for a payment made before the letter that the export it was written from did not have yet.
    whole = sum_of((amount for _, amount in in_time), invoice.currency)
    if since < notice.total and whole < invoice.total + charged:
        return None
    return max((on for on, amount in in_time if amount.amount > 0), default=None)


def charges_so_far(
    overdue: Overdue, issued: tuple[Issued, ...], charges_for: ChargesFor, met: Settlement | None = None
) -> Charged:
    """The charges up to the as-of day, without a fee for a letter that is not written yet.

    Where a notice was met in time they stay for good as it named them: `met`, where the letter was judged as a whole,
    else as the invoice alone tells. What was paid of the charges that the last letter named stays charged, whatever the
    policies charge now. Raises CannotCharge.
    """
    met = met or settlement(overdue, issued)
    if met is not None:
        return _kept(overdue, issued, charges_for, met)
    made = charges_for(overdue, issued, with_new_notice=False)
    paid = paid_as_named(overdue, issued, charges_for)
    return paid if _sum(paid.charges) > _sum(made.charges) else made


def paid_as_named(overdue: Overdue, issued: tuple[Issued, ...], charges_for: ChargesFor) -> Charged:
    """The charges that were paid beyond the invoice, as far as its last letter before that payment named them.

    None where that letter did not know of payments of its day or before: the charges it named were too high. Where the
    day of a payment is unknown, it is taken to have followed the last letter that named any.
    """
    payments, told = overdue.invoice.payments, [notice for notice in issued if notice.charged]
    last = max((p.on for p in payments if p.on is not None and p.on <= overdue.as_of), default=None)
    if all(payment.on is not None for payment in payments):
        told = [one for one in issued if last is not None and one.on <= last][-1:]
        told = [one for one in told if _knew_payments(one, overdue)]
    if overdue.open.amount >= 0 or not told or not told[-1].named:
        return Charged()
    named = charges_for(overdue, issued, as_named=told[-1])
    return replace(named, charges=at_most(-overdue.open, named.charges))


def _kept(overdue: Overdue, issued: tuple[Issued, ...], charges_for: ChargesFor, met: Settlement) -> Charged:
    """The charges of an invoice that was paid as a letter asked: those it named. Raises CannotCharge.

    They are as the policies charge them on the letter's day and never above what it named, where it did not know of
    payments before it, or where the ledger does not say what it named one by one.
    """
    if met.charged.amount <= 0:
        return Charged()
    on, known = met.notice.on, issued[: issued.index(met.notice) + 1]
    # The business days stay those of the as-of day: they tell whether grace is over, and a notice that charges says so.
    then = replace(overdue, as_of=on, days=(on - overdue.effective_due).days)
    if met.on is None:  # what met the letter was not there when it was written, though it counts from the due day
        dated = tuple(payment for payment in overdue.invoice.payments if payment.on is not None)
        then = replace(then, invoice=replace(overdue.invoice, payments=dated))
    named = None
    if met.notice.named and (met.on is None or _knew_payments(met.notice, overdue)):
        named = charges_for(then, known, as_named=met.notice)
    try:
        made = charges_for(then, known, with_new_notice=False)
    except CannotCharge:
        if named is None:
            raise
        return replace(named, charges=at_most(met.charged, named.charges))
    proved = made.charges if named is None else _proved(made.charges, named.charges)
    return replace(made, charges=at_most(met.charged, proved))


def _knew_payments(notice: Issued, overdue: Overdue) -> bool:
    """True when the letter had as much open on the invoice as its payments make it now. It may have known or not known
    of those of its own day, and of those without one."""
    invoice = overdue.invoice
    dated = replace(invoice, payments=tuple(payment for payment in invoice.payments if payment.on is not None))
    days = (notice.on, notice.on - timedelta(days=1))
    return any(notice.open == each.open(day) for each in (invoice, dated) for day in days)


def _proved(made: tuple[Charge, ...], named: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """The charges as they were named: those the policies `made`, with their arithmetic, where they come to as much of
    each kind and what is more is taken off; else without arithmetic."""
    wanted = {kind: _of_kind(named, kind) for kind in dict.fromkeys(charge.kind for charge in named)}
    if any(_sum(_of_kind(made, kind)) < _sum(own) for kind, own in wanted.items()):
        return named
    kinds = dict.fromkeys(charge.kind for charge in made if charge.kind in wanted)
    return tuple(
        c for kind in kinds for c in at_most(Money(_sum(wanted[kind]), made[0].currency), _of_kind(made, kind))
    )


def _of_kind(charges: tuple[Charge, ...], kind: ChargeKind) -> tuple[Charge, ...]:
    return tuple(charge for charge in charges if charge.kind is kind)


def _sum(charges: tuple[Charge, ...]) -> Decimal:
    return sum((charge.amount.amount for charge in charges), Decimal(0))


def at_most(named: Money, charges: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """The charges, with what they come to above `named` taken off the last of them, then the one before."""
    over = sum_of((charge.amount for charge in charges), named.currency) - named
    kept: list[Charge] = []
    for charge in reversed(charges):
        off = min(over, charge.amount)
        if off.amount > 0:
            charge = replace(charge, segments=(*charge.segments, Segment(-off, note=SETTLED)))
            over = over - off
        kept.insert(0, charge)
    return tuple(kept)


def left_of_charges(
    overdue: Overdue, issued: tuple[Issued, ...], charges_for: ChargesFor, met: Settlement | None = None
) -> Money | None:
    """The amount owed of a paid invoice's charges; negative where more was paid than invoice and charges came to.

    None where something is open on the invoice itself, or no letter named a charge. At most 0 where a notice was met in
    time (`met`, as for `charges_so_far`); then it raises no CannotCharge: the charges that notice named were paid.
    """
    if overdue.open.amount > 0 or not any(notice.charged for notice in issued):
        return None
    try:
        charges = charges_so_far(overdue, issued, charges_for, met).charges
    except CannotCharge:
        met = met or settlement(overdue, issued)
        if met is None:
            raise
        return overdue.open + met.charged
    return overdue.open + sum_of((charge.amount for charge in charges), overdue.invoice.currency)


def surplus(
    overdue: Overdue, issued: tuple[Issued, ...], charges_for: ChargesFor, met: Settlement | None = None
) -> Money:
    """The customer's credit from this invoice: the sum paid beyond it and the charges its letters named.

    0 where some of that is still owed. Where the charges cannot be worked out now, they are those that were paid as its
    last letter named them.
    """
    try:
        left = left_of_charges(overdue, issued, charges_for, met)
    except CannotCharge:
        left = beyond_named(overdue, issued, charges_for)
    return max(Money.zero(overdue.invoice.currency), -(overdue.open if left is None else left))


def beyond_named(overdue: Overdue, issued: tuple[Issued, ...], charges_for: ChargesFor) -> Money:
    """The amount open of the invoice and of the charges that were paid as its last letter named them."""
    paid = paid_as_named(overdue, issued, charges_for).charges
    return overdue.open + sum_of((charge.amount for charge in paid), overdue.invoice.currency)
