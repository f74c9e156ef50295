"""The interest a statute gives: a reference rate and points, fixed as the law says, or a rate of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pastdue.charges.interest.accrual import (
    ONE_DAY,
    RateStep,
    Rounding,
    Terms,
    accrue,
    interest_per_day,
)
from pastdue.charges.interest.debt import Debt
from pastdue.charges.lateness import NOTHING, Lateness, check_amounts, check_percent
from pastdue.charges.rates import DayOf, Fixing, NoRate, ReferenceDay, Refix
from pastdue.charges.reference import Reference
from pastdue.model import BaseRules, Charge, ChargeKind, DayCount
from pastdue.model.choices import Compounding, Settle
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.spans import Span


@dataclass(frozen=True, slots=True)
class Margin:
    """The points a law adds, or for days it set a rate of itself the `percent`.

    Of those for the contract, made on `contracts_from` or later, the last counts whose `days_from` is not after the day
    of interest; without either key a margin is for all earlier contracts and days.

    >>> Margin(Decimal(8), percent=Decimal(13))
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: a margin has either points or a percent
      as margins = [{ points = 8 }]
    """

    points: Decimal | None = None
    contracts_from: date | None = None
    days_from: date | None = None
    percent: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.points is None) == (self.percent is None):
            raise SettingsError("a margin has either points or a percent", "as margins = [{ points = 8 }]")

    @property
    def order(self) -> tuple[date, date]:
        """The sort key by which margins rise: first the contract's day, then the day of interest."""
        return (self.contracts_from or date.min, self.days_from or date.min)


@dataclass(frozen=True, slots=True)
class StatutoryInterest:
    """Interest a law gives on the open amount, from the day after the due day.

    `margins` rise by contract date and day of interest. `rounded_up_to` is the step the law rounds its rate up to,
    `fixed_by` the day that decides a rate fixed at the start. `at_most` is how long interest runs, `least` what it
    must come to before any is owed. `settle_law` is the article behind `settle`. A law with a rate of its own has
    `percent` and no series. `assumes` are the points of this rule that no text was read for.

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
    rounded_up_to: Decimal = NOTHING
    fixed_by: DayOf = DayOf.DAY_AFTER
    day_count: DayCount = DayCount.ACTUAL_365
    rounding: Rounding = Rounding.LINE
    compounding: Compounding = Compounding.NONE
    settle: Settle = Settle.PRINCIPAL_FIRST
    settle_law: str = ""
    at_most: Span | None = None
    least: tuple[Money, ...] = ()
    law: str = ""
    assumes: tuple[str, ...] = ()

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
            if later.order <= earlier.order:
                raise SettingsError(
                    "margins must rise by contracts_from and days_from", "the earliest contracts and days first"
                )
        self.fixing()
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
        """The interest of the chargeable days, or None; refuses (NoRate) a day whose rate was not checked."""
        debt = self._debt(lateness)
        if debt.principal.amount <= 0 and not debt.payments:
            return None
        found = accrue(debt, self._terms(debt, lateness))
        interest = sum_of((s.amount for s in found.segments), debt.principal.currency)
        if not found.segments or (self.least and interest < lateness.priced(self.least, "least")):
            return None
        once = self.rounding is Rounding.ONCE
        return Charge(
            ChargeKind.INTEREST, lateness.policy, found.segments, debt.principal.currency, self.law,
            rounded_once=once, base=BaseRules(self.settle, self.settle_law, found.set_off, self.compounding),
        )  # fmt: skip

    def daily(self, lateness: Lateness) -> Money | None:
        """The interest of the next day, unrounded; 0 once interest has run as long as the law allows.

        Where the next day's rate is not known yet, the last day's rate counts: a letter calls it "about" so much a day.
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
        found: list[RateStep] = []
        for margin, begun, ended in self._margins_in(since, until, contracted):
            if margin.percent is not None:
                found.append(RateStep(begun + ONE_DAY, margin.percent))
            else:
                found += self.series.rate_steps(self.fixing(margin.points or NOTHING), begun, ended)
        return tuple(found)

    def margin_on(self, day: date) -> Margin | None:
        """The margin in force on the day for a contract made on that day; None for a law with a rate of its own."""
        return self._margins_in(day - ONE_DAY, day, day)[0][0] if self.margins else None

    def _margins_in(self, since: date, until: date, contracted: date) -> list[tuple[Margin, date, date]]:
        """The margins that count in (since, until], each with its part; one alone where the rate never changes."""
        made = [m for m in self.margins if m.contracts_from is None or m.contracts_from <= contracted]
        newest = (made or self.margins)[-1 if made else 0].contracts_from
        own = [m for m in self.margins if m.contracts_from == newest]
        begun = [m for m in own if m.days_from is None or m.days_from <= since + ONE_DAY]
        found = [((begun or own)[-1 if begun else 0], since)]
        if self.refix is not Refix.NEVER:
            found += [(m, m.days_from - ONE_DAY) for m in own if m.days_from and since + ONE_DAY < m.days_from <= until]
        ends = [*(start for _, start in found[1:]), until]
        return [(margin, start, end) for (margin, start), end in zip(found, ends, strict=True)]

    def _debt(self, lateness: Lateness) -> Debt:
        debt = Debt.of(lateness, self.settle)
        return replace(debt, until=self._ends(debt.since, debt.until))

    def _terms(self, debt: Debt, lateness: Lateness) -> Terms:
        asks = any(margin.contracts_from is not None for margin in self.margins)
        contracted = lateness.contracted if asks else debt.since  # without such margins any day will do
        rates = self.rates(debt.since, debt.until, contracted)
        return Terms(rates, self.day_count, self.compounding, self.settle, self.rounding)

    def fixing(self, points: Decimal = NOTHING) -> Fixing:
        """The law's rule for making its rate from the series, with so many `points` added."""
        return Fixing(self.refix, self.reference_day, points, self.rounded_up_to, self.fixed_by)

    def _ends(self, since: date, until: date) -> date:
        return until if self.at_most is None else min(until, self.at_most.after(since))
