"""A policy: all its rules applied to an overdue invoice, from the day its grace allows, within its limits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import repeat

from pastdue.charges.interest.accrual import ONE_DAY
from pastdue.charges.lateness import NOTHING, Lateness, LeftOut, settled_on
from pastdue.charges.limits import capped, check_sane, raised, simple_interest, with_vat
from pastdue.charges.rule import Accruing, Dated, Rated, Rule
from pastdue.charges.terms import GraceMeans, PolicyTerms, check_served
from pastdue.charges.workdays import effective_due
from pastdue.model import Charge, ChargeKind, Invoice, Issued, Overdue, Why
from pastdue.model.calendars import Calendar
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.messages import Message
from pastdue.model.money import Money

__all__ = ["GraceMeans", "Policy", "PolicyTerms", "Rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(PolicyTerms):
    """A list of charge rules and the terms they share."""

    name: str
    rules: tuple[Rule, ...] = ()
    subdivision: str = ""
    """The part of the `calendar`'s country whose holidays count."""
    open_days: Calendar | None = field(default=None, repr=False, compare=False)
    """The firm's open days, by which a grace in business days is counted for an invoice paid before the as-of day."""

    @property
    def annual_equivalent(self) -> Decimal | None:
        """The nominal yearly rate in percent of all the policy's interest; None where no rule has one rate."""
        rates = [rule.annual_equivalent for rule in self.rules if isinstance(rule, Rated)]
        return sum(rates, NOTHING) if rates else None

    def charges(
        self, overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool = True
    ) -> tuple[Charge, ...]:
        """Everything the lateness costs as of the day, never what an earlier run left to add.

        Nothing when the invoice is not late or within grace; a charge of nothing is left out. `issued` are the
        notices this invoice already had; a fee per notice counts those up to the as-of day and, unless
        `with_new_notice` is false, the one being written. Raises CannotCharge for a customer kind or a currency the
        policy does not serve, and for charges too high to be meant unless `allow_high_charges`; LeftOut where a law's
        sum cannot be worked out.
        """
        lateness = self._lateness(overdue, issued, with_new_notice=with_new_notice)
        if lateness is None:
            return ()
        self.check(lateness.invoice)
        self._check_start(lateness)
        ruled = self._ruled(lateness)
        limited = self._limited([c for _, c in ruled], lateness)
        full = [with_vat(c, rule.vat_percent) for (rule, _), c in zip(ruled, limited, strict=True)]
        due = self.effective_due(overdue)
        moved = self.due_law if due != overdue.invoice.due else ""
        charges = tuple(
            replace(c, law=c.law or self.law, due=due, due_law=moved, citation=self.citation) for c in full if c.amount
        )
        if not self.allow_high_charges:
            check_sane(charges, lateness)
        return charges

    def daily(self, overdue: Overdue, issued: tuple[Issued, ...] = ()) -> Money | None:
        """The charges of each further day on the amount open now, unrounded and with VAT.

        None when that is nothing, or not the same each day: compounding, whole months, a minimum or cap at work.
        """
        lateness = self._lateness(overdue, issued, with_new_notice=True)
        if lateness is None or self._bounded(lateness) or self._bounded(lateness.a_day_later()):
            return None
        whole, owing = Money.zero(overdue.invoice.currency), self._owing(lateness)
        for rule in self.rules:
            if isinstance(rule, Accruing):
                amount = rule.daily(owing)
                if amount is None:
                    return None
                whole = whole + amount * (1 + rule.vat_percent / 100)
        return whole if whole else None

    def effective_due(self, overdue: Overdue) -> date:
        """The due day as the policy's law moves it, whatever the firm's setting; as measured where it says nothing."""
        if self.due_roll is None:
            return overdue.effective_due
        return effective_due(overdue.invoice.due, self.due_roll, (self.calendar, self.subdivision), self.saturdays_from)

    def without(self, kind: ChargeKind) -> Policy:
        """This policy without its rules of one kind."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.kind is not kind))

    def _lateness(self, overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool) -> Lateness | None:
        """The chargeable days; None when there are none."""
        settled = settled_on(overdue.invoice, overdue.as_of)
        until = overdue.as_of if settled is None else settled
        since = self.effective_due(overdue)
        if until <= since or self._within_grace(overdue, until):
            return None
        if self.grace is not None and self.grace_means is GraceMeans.FREE:
            since = self.grace.after(since)
        known = tuple(notice for notice in issued if notice.on <= overdue.as_of)
        return Lateness(overdue, known, since, until, self.name, with_new_notice)

    def _within_grace(self, overdue: Overdue, until: date) -> bool:
        """True when grace still ran on the day `until`; its last day belongs to it."""
        if self.grace is None:
            return False
        if not self.grace.counts_open_days:
            return until <= self.grace.after(self.effective_due(overdue))
        if overdue.business_days <= self.grace.count:
            return True
        if until < overdue.as_of and self.open_days is not None:
            return self.open_days.business_days(overdue.effective_due, until) <= self.grace.count
        if until < overdue.as_of:
            raise CannotCharge(
                Why.POLICY_REFUSES,
                Message.of(
                    "grace_not_known",
                    invoice=overdue.invoice.named,
                    settled=until,
                    grace=self.grace,
                    on=overdue.as_of,
                ),
                Message.of("measure_as_of", day=until),
            )
        return False

    def _ruled(self, lateness: Lateness) -> list[tuple[Rule, Charge]]:
        """Each rule that charges, with its charge before minimum and caps. Interest is given the costs (`_owing`),
        since payments may have settled those first."""
        owing = self._owing(lateness)
        return [(rule, charge) for rule in self.rules if (charge := rule.charge(owing)) is not None]

    def _owing(self, lateness: Lateness) -> Lateness:
        """The lateness with its costs, VAT included, each on the day it arose; without them where no payment came."""
        if not any(p.on is not None and lateness.since < p.on for p in lateness.invoice.payments):
            return lateness
        costs: list[tuple[date, Decimal]] = []
        for rule in self.rules:
            try:
                charge = None if isinstance(rule, Accruing) else rule.charge(lateness)
            except LeftOut:
                continue
            if charge is not None:
                days = rule.arose(lateness) if isinstance(rule, Dated) else repeat(lateness.since + ONE_DAY)
                amounts = [(s.amount * (1 + rule.vat_percent / 100)).rounded().amount for s in charge.segments]
                costs += zip(days, amounts, strict=False)
        return replace(lateness, costs=tuple(costs))

    def _bounded(self, lateness: Lateness) -> bool:
        """True when the minimum or a cap changes what the rules charge."""
        if not self.minimum and not self.cap and self.cap_percent is None and self.cap_annual_percent is None:
            return False
        charges = [charge for _, charge in self._ruled(lateness)]
        return self._limited(charges, lateness) != tuple(charges)

    def check(self, invoice: Invoice) -> None:
        """Refuses (CannotCharge) an invoice whose customer or currency the policy does not serve."""
        check_served(self, self.name, invoice)

    def _check_start(self, lateness: Lateness) -> None:
        """Refuses a debt whose interest began before the policy's rates are known."""
        if self.starts_from is not None and lateness.since + ONE_DAY < self.starts_from:
            raise CannotCharge(
                Why.POLICY_REFUSES,
                Message.of(
                    "no_rates_so_early",
                    policy=self.name,
                    first=self.starts_from,
                    invoice=lateness.invoice.named,
                    due=lateness.since,
                ),
                Message.of("by_hand"),
            )

    def _limited(self, charges: list[Charge], lateness: Lateness) -> tuple[Charge, ...]:
        """The charges raised to the minimum, then held under the lowest cap."""
        held = raised(charges, lateness.priced(self.minimum, "minimum")) if self.minimum else tuple(charges)
        caps = [lateness.priced(self.cap, "cap")] if self.cap else []
        if self.cap_percent is not None:
            caps.append((lateness.invoice.total * (self.cap_percent / 100)).rounded())
        if self.cap_annual_percent is not None:
            caps.append(simple_interest(lateness, self.cap_annual_percent))
        return capped(held, min(caps)) if caps else held
