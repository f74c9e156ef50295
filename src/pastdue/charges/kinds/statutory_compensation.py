"""The fixed sum a statute gives for the cost of recovery: one by the size of the debt, once for each debt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pastdue.charges.interest.accrual import ONE_DAY
from pastdue.charges.lateness import NOTHING, Lateness, in_another_currency
from pastdue.charges.rates import DayOf, last_open_day_before_month
from pastdue.charges.reference import Reference, worth
from pastdue.charges.workdays import workdays
from pastdue.model import Charge, ChargeKind, CustomerKind, Segment
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money


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
        """True when a debt of this size, not of an earlier tier, belongs here."""
        if self.below is not None:
            return debt < self.below
        return self.up_to is None or debt <= self.up_to


@dataclass(frozen=True, slots=True)
class StatutoryCompensation:
    """A sum owed as soon as interest begins, by the amount open on the due day. An empty `applies_to` is everybody.

    With `convert` it is changed into the currency `convert_to` at the rate of the last day open in `convert_calendar`
    before the month that `month_of` names. With `times` it is so many times the tier's amount as that series says for
    the first day of interest: a sum that is set anew each half-year, beside tiers of one unit. `contracts_from` and
    `contracts_before` bound the contracts it is for, `arose_from` and `arose_before` the first day of interest.
    `assumes` are the points of this rule that no text was read for.

    >>> StatutoryCompensation((Tier(Money.parse("40 EUR")),)).month_of
    <DayOf.DUE: 'due'>
    >>> StatutoryCompensation((Tier(Money.parse("40 EUR"), below=Money.parse("10 EUR")),))
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: the last tier must have no edge
      add one for every larger debt
    """

    tiers: tuple[Tier, ...]
    convert: Reference | None = None
    convert_to: str = ""
    convert_calendar: str = ""
    times: Reference | None = None
    month_of: DayOf = DayOf.DUE
    contracts_from: date | None = None
    contracts_before: date | None = None
    arose_from: date | None = None
    arose_before: date | None = None
    applies_to: tuple[CustomerKind, ...] = ()
    law: str = ""
    assumes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.tiers or self.tiers[-1].edge is not None:
            raise SettingsError("the last tier must have no edge", "add one for every larger debt")
        if any((tier.below is None) == (tier.up_to is None) for tier in self.tiers[:-1]):
            raise SettingsError("each tier but the last has an edge", 'either below = "1000 EUR" or up_to = "1000 EUR"')
        edges = [tier.edge for tier in self.tiers[:-1] if tier.edge is not None]
        if any(a.currency != b.currency or a >= b for a, b in pairwise(edges)):
            raise SettingsError("the tiers' edges must rise, all in one currency")
        if any(tier.amount.amount <= 0 for tier in self.tiers):
            raise SettingsError("a tier's amount must be more than zero")
        if len({self.convert is None, not self.convert_to, not self.convert_calendar}) > 1:
            raise SettingsError(
                "convert, convert_to and convert_calendar belong together",
                'as convert = "nbp-eur", convert_to = "PLN", convert_calendar = "PL"',
            )
        if self.convert is not None and self.times is not None:
            raise SettingsError("convert and times cannot both be set", "a sum has one figure behind it")
        for key, reference in (("convert", self.convert), ("times", self.times)):
            if reference is not None and reference.series.is_percent:
                raise SettingsError(f"{key}: {reference.series.name} is a rate of interest, not a value")

    @property
    def kind(self) -> ChargeKind:
        return ChargeKind.COMPENSATION

    @property
    def vat_percent(self) -> Decimal:
        """No VAT: it is damages."""
        return NOTHING

    def holds_on(self, day: date) -> bool:
        """True when the sum is owed for a contract made on the day, when interest begins on it."""
        return self._covers(day) and (self.arose_from or date.min) <= day < (self.arose_before or date.max)

    def charge(self, lateness: Lateness) -> Charge | None:
        """The sum for this debt, or None where the law gives none.

        Refuses (LeftOut) a debt in another currency than the sum and its tiers, and a day whose figure is not known.
        """
        invoice, debt = lateness.invoice, lateness.claim
        if debt.amount <= 0 or not self._is_for(invoice.customer.kind, lateness.since + ONE_DAY):
            return None
        asks = self.contracts_from is not None or self.contracts_before is not None
        if asks and not self._covers(lateness.contracted):
            return None
        first = self.tiers[0]
        edge, named = (first.edge or debt).currency, self.convert_to or first.amount.currency
        if (edge, named) != (debt.currency, debt.currency):
            raise in_another_currency(debt.currency, lateness.policy)
        segment = self._segment(next(tier.amount for tier in self.tiers if tier.holds(debt)), lateness)
        return Charge(ChargeKind.COMPENSATION, lateness.policy, (segment,), invoice.currency, self.law)

    def serves(self, kind: CustomerKind, contracted: date, arose: date) -> bool:
        """True when the sum is for a customer of this kind, a contract made and a claim that arose on these days."""
        return self._covers(contracted) and self._is_for(kind, arose)

    def _is_for(self, kind: CustomerKind, arose: date) -> bool:
        begun = (self.arose_from or date.min) <= arose < (self.arose_before or date.max)
        return begun and (not self.applies_to or kind in self.applies_to)

    def _covers(self, contracted: date) -> bool:
        return (self.contracts_from or date.min) <= contracted < (self.contracts_before or date.max)

    def _segment(self, sum_: Money, lateness: Lateness) -> Segment:
        """The sum, and the published figure behind it where there is one."""
        if self.times is not None:
            conversion = self.times.converted(sum_, lateness.since + ONE_DAY)
            return Segment(worth(conversion, sum_.currency), conversion=conversion)
        if self.convert is None:
            return Segment(sum_)
        day = last_open_day_before_month(self.month_of.of(lateness.since), workdays(self.convert_calendar))
        conversion = self.convert.converted(sum_, day)
        return Segment(worth(conversion, self.convert_to), conversion=conversion)
