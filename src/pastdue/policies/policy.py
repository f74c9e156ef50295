"""What does a policy charge an overdue invoice? All its rules, from the day its grace allows, within its limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, runtime_checkable

from pastdue.errors import CannotCharge, SettingsError
from pastdue.model import Charge, CustomerKind, Issued, Overdue, Why
from pastdue.money import Money
from pastdue.policies.lateness import NOTHING, Lateness, check_amounts, check_percent, settled_on
from pastdue.policies.limits import SANE_ANNUAL_PERCENT, capped, check_sane, raised, simple_interest, with_vat
from pastdue.spans import Span

_ADJUSTED = ("minimum", "cap")


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
        pairs = [(r.vat_percent, c) for r in self.rules if (c := r.charge(lateness)) is not None]
        limited = self._limited([c for _, c in pairs], lateness)
        full = [with_vat(c, vat) for (vat, _), c in zip(pairs, limited, strict=True)]
        charges = tuple(replace(c, law=c.law or self.law) for c in full if c.amount)
        if not self.allow_high_charges:
            check_sane(charges, lateness)
        return charges

    def daily(self, overdue: Overdue, issued: tuple[Issued, ...] = ()) -> Money | None:
        """What each further day adds at what is open now, unrounded and with its VAT.

        None when that is nothing, or not the same each day: compounding, whole months, a minimum or cap at work.
        """
        charges = self.charges(overdue, issued)
        lateness = self._lateness(overdue, issued, True)
        if lateness is None or any(s.note in _ADJUSTED for c in charges for s in c.segments):
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
        since = overdue.effective_due
        until = overdue.as_of if settled is None else settled
        if until <= since:
            return None
        if self.grace is not None:
            if self._within_grace(self.grace, overdue, until < overdue.as_of):
                return None
        ...


def check_rates(rules: tuple[Rule, ...]) -> None:
    """Refuses interest above what is sane a year."""
    for rule in rules:
        if isinstance(rule, Accruing) and rule.annual_equivalent > SANE_ANNUAL_PERCENT:
            raise SettingsError(
                f"a rate of {rule.annual_equivalent} % a year is above {SANE_ANNUAL_PERCENT} %",
                "correct it, or set allow_high_charges = true if this is meant",
            )
