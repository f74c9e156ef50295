"""What does a policy charge an overdue invoice? All its rules, from the day its grace allows, within its limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, runtime_checkable

from pastdue.errors import CannotCharge, SettingsError
from pastdue.model import Charge, CustomerKind, Issued, Overdue, Why
from pastdue.money import Money
from pastdue.policies.lateness import NOTHING, Lateness, check_amounts, check_percent, settled_on
from pastdue.policies.limits import capped, check_sane, raised, simple_interest, with_vat
from pastdue.spans import Span


class GraceMeans(StrEnum):
    """What grace does: hold every charge back until it is over, or leave its days free for good."""

    GATE = "gate"
    FREE = "free"


class Rule(Protocol):
    """One charge rule: a frozen dataclass whose fields are the keys of its row."""

    @property
    def vat_percent(self) -> Decimal:
        """The VAT on top of this charge, in percent; 0 for none."""
        ...

    def charge(self, lateness: Lateness) -> Charge | None:
        """What this lateness costs in all, never what it adds to an earlier run; None when nothing."""
        ...


@runtime_checkable
class Accruing(Protocol):
    """A rule with a rate, whose charge grows by the day."""

    @property
    def annual_equivalent(self) -> Decimal:
        """The nominal yearly rate in percent."""
        ...

    def daily(self, lateness: Lateness) -> Money | None:
        """What each further day adds, unrounded; None when that is not the same each day."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTerms:
    """What a policy's row says besides its charges.

    Minimum and caps bound the charges together, before VAT; the lowest cap wins, and a cap wins over the minimum.
    `cap_percent` is of the invoice's total, `cap_annual_percent` of what simple interest at that rate would be.
    An empty `applies_to` is everybody.
    """

    title: str
    source: str = ""
    law: str = ""
    applies_to: tuple[CustomerKind, ...] = ()
    grace: Span | None = None
    grace_means: GraceMeans = GraceMeans.GATE
    minimum: tuple[Money, ...] = ()
    cap: tuple[Money, ...] = ()
    cap_percent: Decimal | None = None
    cap_annual_percent: Decimal | None = None
    allow_high_charges: bool = False

    def __post_init__(self) -> None:
        if self.grace is not None and self.grace.counts_open_days and self.grace_means is GraceMeans.FREE:
            raise SettingsError(
                f"grace = {str(self.grace)!r} cannot be free: which days it frees depends on a calendar",
                'use calendar days, as grace = "7 days", or grace_means = "gate"',
            )
        check_amounts(self.minimum, "minimum")
        check_amounts(self.cap, "cap")
        check_percent(self.cap_percent, "cap_percent")
        check_percent(self.cap_annual_percent, "cap_annual_percent")
        for least, most in ((a, b) for a in self.minimum for b in self.cap if a.currency == b.currency):
            if least > most:
                raise SettingsError(f"minimum {least} is above cap {most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(PolicyTerms):
    """A list of charge rules and the terms they share."""

    name: str
    rules: tuple[Rule, ...] = ()

    @property
    def annual_equivalent(self) -> Decimal | None:
        """The nominal yearly rate in percent of all the policy's interest; None when it has none."""
        rates = [rule.annual_equivalent for rule in self.rules if isinstance(rule, Accruing)]
        return sum(rates, NOTHING) if rates else None

    def charges(
        self, overdue: Overdue, issued: tuple[Issued, ...], *, with_new_notice: bool = True
    ) -> tuple[Charge, ...]:
        """Everything the lateness costs as of the day, never what an earlier run left to add.

        Nothing when the invoice is not late or within grace; a charge of nothing is left out. `issued` are the
        notices this invoice already had; a fee per notice counts those up to the as-of day and, unless
        `with_new_notice` is false, the one being written. Raises CannotCharge for a customer kind or a currency the
        policy does not serve, and for charges too high to be meant unless `allow_high_charges`.
        """
        lateness = self._lateness(overdue, issued, with_new_notice)
        if lateness is None:
            return ()
        self._check_customer(lateness)
        ruled = self._ruled(lateness)
        limited = self._limited([c for _, c in ruled], lateness)
        full = [with_vat(c, rule.vat_percent) for (rule, _), c in zip(ruled, limited, strict=True)]
        charges = tuple(replace(c, law=c.law or self.law) for c in full if c.amount)
        if not self.allow_high_charges:
            check_sane(charges, lateness)
        return charges

    def daily(self, overdue: Overdue, issued: tuple[Issued, ...] = ()) -> Money | None:
        """What each further day adds at what is open now, unrounded and with its VAT.

        None when that is nothing, or not the same each day: compounding, whole months, a minimum or cap at work.
        """
        lateness = self._lateness(overdue, issued, True)
        if lateness is None or self._bounded(lateness) or self._bounded(lateness.a_day_later()):
            return None
        whole = Money.zero(overdue.invoice.currency)
        for rule in self.rules:
            if isinstance(rule, Accruing):
                amount = rule.daily(lateness)
                if amount is None:
                    return None
                whole = whole + amount * (1 + rule.vat_percent / 100)
        return whole if whole else None

    def _lateness(self, overdue: Overdue, issued: tuple[Issued, ...], with_new_notice: bool) -> Lateness | None:
        """The chargeable days; None when there are none."""
        settled = settled_on(overdue.invoice, overdue.as_of)
        until = overdue.as_of if settled is None else settled
        since = overdue.effective_due
        if until <= since or self._within_grace(overdue, until):
            return None
        if self.grace is not None and self.grace_means is GraceMeans.FREE:
            since = self.grace.after(since)
        known = tuple(notice for notice in issued if notice.on <= overdue.as_of)
        return Lateness(overdue, known, since, until, self.name, with_new_notice)

    def _within_grace(self, overdue: Overdue, until: date) -> bool:
        """Whether grace still ran on the day `until`; its last day belongs to it."""
        if self.grace is None:
            return False
        if not self.grace.counts_open_days:
            return until <= self.grace.after(overdue.effective_due)
        if overdue.business_days <= self.grace.count:
            return True
        if until < overdue.as_of:
            raise CannotCharge(
                Why.POLICY_REFUSES,
                f"invoice {overdue.invoice.number} was settled on {until}, and whether that was within a grace of "
                f"{self.grace} cannot be told from its business days on {overdue.as_of}",
                f"measure it as of {until}",
            )
        return False

    def _ruled(self, lateness: Lateness) -> list[tuple[Rule, Charge]]:
        """What each rule that charges at all charges by itself."""
        return [(rule, charge) for rule in self.rules if (charge := rule.charge(lateness)) is not None]

    def _bounded(self, lateness: Lateness) -> bool:
        """Whether the minimum or a cap changes what the rules charge."""
        charges = [charge for _, charge in self._ruled(lateness)]
        return self._limited(charges, lateness) != tuple(charges)

    def _check_customer(self, lateness: Lateness) -> None:
        customer = lateness.invoice.customer
        if self.applies_to and customer.kind not in self.applies_to:
            raise CannotCharge(
                Why.POLICY_REFUSES,
                f"policy {self.name} does not apply to a {customer.kind.value}, as {customer.name} is",
                f"it applies to: {', '.join(self.applies_to)}; choose another policy for this customer",
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
