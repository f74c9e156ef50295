"""The interest a contract gives: a yearly or monthly rate, simple or compounding, from the day after due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pastdue.charges.interest.accrual import (
    ONE_DAY,
    RateStep,
    Rounding,
    Terms,
    accrue,
    interest_per_day,
)
from pastdue.charges.interest.debt import Debt
from pastdue.charges.interest.whole_months import MonthlyTerms, accrue_months
from pastdue.charges.lateness import NOTHING, Lateness, check_percent, check_start
from pastdue.model import BaseRules, Charge, ChargeKind, DayCount
from pastdue.model.choices import Compounding, Months, Settle
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.spans import Span


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest on the open amount, at `annual_percent` or at `monthly_percent`.

    A yearly rate counts actual/365 unless `day_count` says otherwise. A prorated monthly rate counts as twelve
    times itself a year, 30/360 unless `day_count` says otherwise, so that a month costs the monthly rate. With full
    or started months there is no day count, and compounding follows the months.

    >>> Interest(monthly_percent=Decimal("1.5")).annual_equivalent
    Decimal('18.0')
    >>> Interest()
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: interest needs either annual_percent or monthly_percent
      as annual_percent = 8
    """

    annual_percent: Decimal | None = None
    monthly_percent: Decimal | None = None
    months: Months = Months.PRORATED
    compounding: Compounding = Compounding.NONE
    day_count: DayCount | None = None
    rounding: Rounding = Rounding.LINE
    settle: Settle = Settle.PRINCIPAL_FIRST
    starts_after: Span | None = None
    kind: ChargeKind = ChargeKind.INTEREST
    vat_percent: Decimal = NOTHING

    def __post_init__(self) -> None:
        if (self.annual_percent is None) == (self.monthly_percent is None):
            raise SettingsError("interest needs either annual_percent or monthly_percent", "as annual_percent = 8")
        if self.months is not Months.PRORATED and self.monthly_percent is None:
            raise SettingsError(f"months = {self.months.value!r} needs a monthly_percent")
        if self.months is not Months.PRORATED and self.day_count is not None:
            raise SettingsError(f"months = {self.months.value!r} counts no days", "leave day_count out")
        if self.months is not Months.PRORATED and self.rounding is not Rounding.LINE:
            raise SettingsError(f"months = {self.months.value!r} rounds each month", "leave rounding out")
        check_start(self.starts_after)
        check_percent(self.annual_percent, "annual_percent")
        check_percent(self.monthly_percent, "monthly_percent")
        check_percent(self.vat_percent, "vat_percent")

    @property
    def annual_equivalent(self) -> Decimal:
        """The nominal yearly rate in percent: a monthly one times twelve, compounding left out of account."""
        if self.annual_percent is not None:
            return self.annual_percent
        return (self.monthly_percent or NOTHING) * 12

    def charge(self, lateness: Lateness) -> Charge | None:
        """The interest of the chargeable days; None when it has not started, nothing was open, or no month was full."""
        begun = lateness.started(self.starts_after)
        if begun is None:
            return None
        debt = Debt.of(begun, self.settle)
        if self.monthly_percent is not None and self.months is not Months.PRORATED:
            terms = MonthlyTerms(self.monthly_percent, self.months, self.compounding, self.settle)
            found = accrue_months(debt, terms)
        else:
            found = accrue(debt, self._terms(debt.since))
        if not found.segments:
            return None
        once = self.rounding is Rounding.ONCE
        return Charge(
            self.kind, lateness.policy, found.segments, debt.principal.currency,
            rounded_once=once, agreed=self.monthly_percent,
            base=BaseRules(self.settle, "", found.set_off, self.compounding, self.months),
        )  # fmt: skip

    def daily(self, lateness: Lateness) -> Money | None:
        """The interest of each further day, unrounded and without VAT. None where it differs from day to day: before
        its start, with whole months, and where it compounds."""
        begun = lateness.started(self.starts_after)
        if begun is None or self.months is not Months.PRORATED or self.compounding is not Compounding.NONE:
            return None
        debt = Debt.of(begun, self.settle)
        terms = self._terms(debt.since)
        base = Money(accrue(debt, terms).base, debt.principal.currency)
        return interest_per_day(base, debt.until + ONE_DAY, terms)

    def _terms(self, since: date) -> Terms:
        usual = DayCount.ACTUAL_365 if self.annual_percent is not None else DayCount.THIRTY_360
        rates = (RateStep(since + ONE_DAY, self.annual_equivalent),)
        return Terms(rates, self.day_count or usual, self.compounding, self.settle, self.rounding)
