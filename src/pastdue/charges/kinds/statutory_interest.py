"""What interest does a statute give? A reference rate and points, fixed as the law says, or a rate of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pastdue.charges.interest.accrual import (
    ONE_DAY,
    Compounding,
    Debt,
    RateStep,
    Settle,
    Terms,
    accrue,
    interest_per_day,
)
from pastdue.charges.lateness import NOTHING, Lateness, check_amounts, check_percent
from pastdue.charges.rates import Fixing, NoRate, ReferenceDay, Refix
from pastdue.charges.reference import Reference
from pastdue.model import Charge, ChargeKind, DayCount
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.spans import Span


@dataclass(frozen=True, slots=True)
class Margin:
    """The points a law adds for contracts made on `contracts_from` or later; without it, for all earlier ones."""

    points: Decimal
    contracts_from: date | None = None


@dataclass(frozen=True, slots=True)
class StatutoryInterest:
    """Interest a law gives on what is open, from the day after the due day.

    `margins` rise by contract date; the last that fits counts. `at_most` is how long interest runs, `least` what it
    must come to before any is owed. A law with a rate of its own has `percent` and no series.

    >>> StatutoryInterest(percent=Decimal(5)).day_count
    <DayCount.ACTUAL_365: 'actual/365'>
    >>> StatutoryInterest()
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: statutory interest needs either a series with margins or a percent
      as series = "ecb-mro" and margins = [{ points = 8 }]
    """

    series: Reference | None = None
    refix: Refix = Refix.HALF_YEAR
    reference_day: ReferenceDay = ReferenceDay.HALF_YEAR_START
    margins: tuple[Margin, ...] = ()
    percent: Decimal | None = None
    day_count: DayCount = DayCount.ACTUAL_365
    compounding: Compounding = Compounding.NONE
    settle: Settle = Settle.PRINCIPAL_FIRST
    at_most: Span | None = None
    least: tuple[Money, ...] = ()
    law: str = ""

    def __post_init__(self) -> None:
        if (self.series is None) == (self.percent is None) or (self.series is None) != (not self.margins):
            raise SettingsError(
                "statutory interest needs either a series with margins or a percent",
                'as series = "ecb-mro" and margins = [{ points = 8 }]',
            )
        if self.series is not None and not self.series.series.is_percent:
            raise SettingsError(f"series {self.series.series.name} is an exchange rate, not a rate of interest")
        if self.at_most is not None and self.at_most.counts_open_days:
            raise SettingsError("at_most counts calendar days", 'as at_most = "12 months"')
        for earlier, later in pairwise(self.margins):
            if (later.contracts_from or date.min) <= (earlier.contracts_from or date.min):
                raise SettingsError("margins must rise by contracts_from", "the earliest contracts first")
        self._fixing(NOTHING)
        check_percent(self.percent, "percent")
        check_amounts(self.least, "least")

    @property
    def kind(self) -> ChargeKind:
        return ChargeKind.INTEREST

    @property
    def vat_percent(self) -> Decimal:
        """No VAT: statutory interest is no price for anything."""
        return NOTHING

    def charge(self, lateness: Lateness) -> Charge | None:
        """The interest of the chargeable days, or None; refuses (NoRate) a day whose rate nobody has checked."""
        debt = self._debt(lateness)
        if debt.principal.amount <= 0 and not debt.payments:
            return None
        segments = accrue(debt, self._terms(debt, lateness)).segments
        interest = sum_of((s.amount for s in segments), debt.principal.currency)
        if not segments or (self.least and interest < lateness.priced(self.least, "least")):
            return None
        return Charge(ChargeKind.INTEREST, lateness.policy, segments, debt.principal.currency, self.law)

    def daily(self, lateness: Lateness) -> Money | None:
        """What the next day adds, unrounded; nothing once interest has run as long as it may.

        Where the next day's rate is not known yet, at the last day's: what a letter calls "about" so much a day.
        """
        debt = self._debt(lateness)
        tomorrow = replace(debt, until=debt.until + ONE_DAY)
        if self._ends(debt.since, tomorrow.until) < tomorrow.until:
            return Money.zero(debt.principal.currency)
        try:
            terms = self._terms(tomorrow, lateness)
        except NoRate:
            terms = self._terms(debt, lateness)
        return interest_per_day(Money(accrue(debt, terms).base, debt.principal.currency), tomorrow.until, terms)

    def rates(self, since: date, until: date, contracted: date) -> tuple[RateStep, ...]:
        """The yearly rates of interest in (since, until] on a debt of a contract made on the day `contracted`.

        Refuses (NoRate) a day whose reference rate is not known.
        """
        if self.series is None:
            return (RateStep(since + ONE_DAY, self.percent or NOTHING),)
        fitting = [m for m in self.margins if m.contracts_from is None or m.contracts_from <= contracted]
        margin = (fitting or self.margins)[-1 if fitting else 0]
        return self.series.rate_steps(self._fixing(margin.points), since, until)

    def _debt(self, lateness: Lateness) -> Debt:
        debt = Debt.of(lateness, self.settle)
        return replace(debt, until=self._ends(debt.since, debt.until))

    def _terms(self, debt: Debt, lateness: Lateness) -> Terms:
        rates = self.rates(debt.since, debt.until, lateness.invoice.contracted)
        return Terms(rates, self.day_count, self.compounding, self.settle)

    def _fixing(self, points: Decimal) -> Fixing:
        return Fixing(self.refix, self.reference_day, points)

    def _ends(self, since: date, until: date) -> date:
        return until if self.at_most is None else min(until, self.at_most.after(since))
