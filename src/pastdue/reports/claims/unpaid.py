"""Principal, interest and costs as payments leave them: the figures a court's form takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pastdue.model import ChargeKind
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.reports.claims.pack import ClaimedInvoice


@dataclass(frozen=True, slots=True)
class Unpaid:
    """An invoice of a claim with each payment set off as its interest has it; the parts add up to the same total.

    `charges` has what is left of each kind. Unpaid interest is that of the days after `since` (None without interest),
    of which `interest_paid` was paid. Where no payment paid interest or costs (`set_off` is False), principal and
    charges are those of the letters.
    """

    principal: Money
    charges: Mapping[ChargeKind, Money]
    deducted: Money
    since: date | None
    interest_paid: Money
    set_off: bool


def unpaid_of(one: ClaimedInvoice) -> Unpaid:
    """The invoice as its payments leave it. With two kinds of interest, each with payments of its own, nothing says how
    those were set off against both: then all is as in the letters."""
    zero = Money.zero(one.laid.currency)
    bases = [charge.base for charge in one.notice.charges if charge.base.set_off]
    payments = bases[0].set_off if len(bases) == 1 else ()
    interest, costs = (sum_of((getattr(p, part) for p in payments), zero.currency) for part in ("interest", "costs"))
    settled, left = interest + costs, {}
    for kind in ChargeKind:
        off = interest if kind is ChargeKind.INTEREST else min(costs, one.charged(kind))
        costs = costs if kind is ChargeKind.INTEREST else costs - off
        left[kind] = one.charged(kind) - off
    principal = max(zero, one.notice.overdue.open + settled) if settled else one.principal
    since, paid = _begun(one), zero
    for payment in payments:
        if payment.base.amount > 0:  # the principal comes after interest, all of which was paid by then
            since, paid = payment.on, zero
        else:
            paid = paid + payment.interest
    deducted = principal + sum_of(left.values(), zero.currency) - one.total
    return Unpaid(principal, left, deducted, since, paid, bool(settled))


def _begun(one: ClaimedInvoice) -> date | None:
    """The day before the first with interest; None without interest."""
    spans = (s for c in one.notice.charges if c.kind is ChargeKind.INTEREST for s in c.segments)
    return min((span.since for span in spans if span.since is not None), default=None)
