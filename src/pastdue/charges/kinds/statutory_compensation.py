"""Which fixed sum does a statute give for the cost of recovery? One by the size of the debt, once for each debt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from pastdue.charges.interest.accrual import ONE_DAY
from pastdue.charges.lateness import NOTHING, Lateness
from pastdue.charges.rates import last_open_day_before_month
from pastdue.charges.reference import Reference, worth
from pastdue.charges.workdays import workdays
from pastdue.model import Charge, ChargeKind, CustomerKind, Segment, Why
from pastdue.model.errors import CannotCharge, SettingsError
from pastdue.model.money import Money


class MonthOf(StrEnum):
    """Which day's month a claim became due in, for the exchange rate: writers disagree."""

    DUE = "due"
    DAY_AFTER = "day after due"


@dataclass(frozen=True, slots=True)
class Tier:
    """A sum, and the debts it is for: those `below` an edge, or `up_to` one and including it; the last has none."""

    amount: Money
    below: Money | None = None
    up_to: Money | None = None

    @property
    def edge(self) -> Money | None:
        """The upper edge, whichever side it belongs to."""
        return self.below or self.up_to

    def holds(self, debt: Money) -> bool:
        """Whether a debt of this size, not of an earlier tier, belongs here."""
        if self.below is not None:
            return debt < self.below
        return self.up_to is None or debt <= self.up_to


@dataclass(frozen=True, slots=True)
class StatutoryCompensation:
    """A sum owed as soon as interest begins, by what was open on the due day. An empty `applies_to` is everybody.

    With `convert` it is changed into the invoice's currency at the rate of the last day open in `convert_calendar`
    before the month that `month_of` names. `contracts_from` and `contracts_before` bound the contracts it is for.

    >>> StatutoryCompensation((Tier(Money.parse("40 EUR")),)).month_of
    <MonthOf.DUE: 'due'>
    >>> StatutoryCompensation((Tier(Money.parse("40 EUR"), below=Money.parse("10 EUR")),))
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: the last tier must have no edge
      add one for every larger debt
    """

    tiers: tuple[Tier, ...]
    convert: Reference | None = None
    convert_calendar: str = ""
    month_of: MonthOf = MonthOf.DUE
    contracts_from: date | None = None
    contracts_before: date | None = None
    applies_to: tuple[CustomerKind, ...] = ()
    law: str = ""

    def __post_init__(self) -> None:
        if not self.tiers or self.tiers[-1].edge is not None:
            raise SettingsError("the last tier must have no edge", "add one for every larger debt")
        if any((tier.below is None) == (tier.up_to is None) for tier in self.tiers[:-1]):
            raise SettingsError("each tier but the last has an edge", 'either below = "1000 EUR" or up_to = "1000 EUR"')
        edges = [tier.edge for tier in self.tiers[:-1] if tier.edge is not None]
        if any(a.currency != b.currency or a >= b for a, b in pairwise(edges)):
            raise SettingsError("the tiers' edges must rise, all in one currency")
        if any(tier.amount.amount <= 0 for tier in self.tiers):
            raise SettingsError("a tier's amount must be more than nothing")
        if (self.convert is None) != (not self.convert_calendar):
            raise SettingsError("convert and convert_calendar belong together", 'as convert_calendar = "PL"')
        if self.convert is not None and self.convert.series.is_percent:
            raise SettingsError(f"convert: {self.convert.series.name} is a rate of interest, not an exchange rate")

    @property
    def kind(self) -> ChargeKind:
        return ChargeKind.COMPENSATION

    @property
    def vat_percent(self) -> Decimal:
        """No VAT: it is damages."""
        return NOTHING

    def charge(self, lateness: Lateness) -> Charge | None:
        """The sum for this debt, or None where the law gives none.

        Refuses a currency it has no table for, and (NoQuote) a day whose exchange rate is not known.
        """
        invoice, debt = lateness.invoice, lateness.claim
        if debt.amount <= 0 or not self._serves(invoice.customer.kind, invoice.contracted):
            return None
        sum_ = self._tier(lateness, debt).amount
        if self.convert is None:
            segment = Segment(sum_)
        else:
            conversion = self.convert.converted(sum_, self._rate_day(lateness.since))
            segment = Segment(worth(conversion, invoice.currency), conversion=conversion)
        if segment.amount.currency != invoice.currency:
            raise _no_table(lateness)
        return Charge(ChargeKind.COMPENSATION, lateness.policy, (segment,), invoice.currency, self.law)

    def _serves(self, kind: CustomerKind, contracted: date) -> bool:
        since, before = self.contracts_from or date.min, self.contracts_before or date.max
        return since <= contracted < before and (not self.applies_to or kind in self.applies_to)

    def _tier(self, lateness: Lateness, debt: Money) -> Tier:
        edge = self.tiers[0].edge
        if edge is not None and edge.currency != debt.currency:
            raise _no_table(lateness)
        return next(tier for tier in self.tiers if tier.holds(debt))

    def _rate_day(self, due: date) -> date:
        """The day whose exchange rate counts for a debt due on the day `due`."""
        fell_due = due if self.month_of is MonthOf.DUE else due + ONE_DAY
        return last_open_day_before_month(fell_due, workdays(self.convert_calendar))


def _no_table(lateness: Lateness) -> CannotCharge:
    return CannotCharge(
        Why.POLICY_REFUSES,
        f"policy {lateness.policy} has no compensation table in {lateness.invoice.currency}, "
        f"the currency of invoice {lateness.invoice.number}",
        "choose another policy for this currency",
    )
