"""A law's own rate: the reference rate of some day, plus points, perhaps rounded up, fixed once or again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from pastdue.charges.interest.accrual import RateStep
from pastdue.charges.rates.series import ONE_DAY, Series, half_year_start, half_years
from pastdue.model import RateBasis
from pastdue.model.calendars import Calendar
from pastdue.model.errors import SettingsError


class Refix(StrEnum):
    """The occasions on which a law looks the reference rate up again for a debt that already bears interest."""

    NEVER = "never"
    HALF_YEAR = "half-year"
    CHANGE = "change"


class ReferenceDay(StrEnum):
    """The day whose reference rate a law takes for a day of interest."""

    SAME_DAY = "same day"
    HALF_YEAR_START = "first day of the half-year"
    DAY_BEFORE_HALF_YEAR = "day before the half-year"


class DayOf(StrEnum):
    """The day a law means where it says that a claim became due: the due day, or the first day of interest."""

    DUE = "due"
    DAY_AFTER = "day after due"

    def of(self, since: date) -> date:
        """That day, for interest that runs from the day after `since`."""
        return since if self is DayOf.DUE else since + ONE_DAY


@dataclass(frozen=True, slots=True)
class Fixing:
    """A law's rule for making its rate from a reference rate: the day it is taken of, how often anew, the points added,
    and the step the sum is rounded up to (0: not rounded).

    `fixed_by` is the day that decides a rate fixed at the start: the first day of interest, or the due day before it.

    >>> Fixing(Refix.NEVER, ReferenceDay.DAY_BEFORE_HALF_YEAR).reference_for(date(2026, 7, 1))
    datetime.date(2026, 6, 30)
    >>> Fixing(Refix.HALF_YEAR, ReferenceDay.HALF_YEAR_START, Decimal(8), Decimal("0.5")).percent(Decimal("2.15"))
    Decimal('10.5')
    >>> Fixing(Refix.HALF_YEAR, ReferenceDay.SAME_DAY)
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: a rate refixed each half-year needs a reference day in or before the half-year
    """

    refix: Refix
    reference_day: ReferenceDay
    margin: Decimal = Decimal(0)
    rounded_up_to: Decimal = Decimal(0)
    fixed_by: DayOf = DayOf.DAY_AFTER

    def __post_init__(self) -> None:
        same_day = self.reference_day is ReferenceDay.SAME_DAY
        if self.refix is Refix.HALF_YEAR and same_day:
            raise SettingsError("a rate refixed each half-year needs a reference day in or before the half-year")
        if self.refix is Refix.CHANGE and not same_day:
            raise SettingsError("a rate refixed at each change takes the reference rate of the same day")
        if self.refix is not Refix.NEVER and self.fixed_by is DayOf.DUE:
            raise SettingsError('fixed_by = "due" needs refix = "never": another rate is that of each day')
        if self.rounded_up_to < 0:
            raise SettingsError(f"rounded_up_to = {self.rounded_up_to} is negative")

    def reference_for(self, day: date) -> date:
        """The day whose reference rate counts for interest that starts, or is fixed anew, on `day`."""
        if self.reference_day is ReferenceDay.SAME_DAY:
            return day
        start = half_year_start(day)
        return start if self.reference_day is ReferenceDay.HALF_YEAR_START else start - ONE_DAY

    def percent(self, reference: Decimal) -> Decimal:
        """The law's rate where the reference rate is `reference`; a negative one is added as it is."""
        whole = reference + self.margin
        if not self.rounded_up_to:
            return whole
        return (whole / self.rounded_up_to).to_integral_value(ROUND_CEILING) * self.rounded_up_to


def fixed_on(series: Series, fixing: Fixing, day: date, provisional: bool = False) -> RateStep:
    """The rate of interest that starts, or is fixed anew, on `day`, the first day of interest; NoRate as `row_on`."""
    on = fixing.reference_for(day if fixing.fixed_by is DayOf.DAY_AFTER else day - ONE_DAY)
    row = series.row_on(on, provisional)
    basis = RateBasis(
        series.name, series.about.title, row.figure, on, row.effective, fixing.margin, row.source,
        series.stands_in(row, on), fixing.rounded_up_to,
    )  # fmt: skip
    return RateStep(day, fixing.percent(row.figure), basis)


def steps(series: Series, fixing: Fixing, since: date, until: date, provisional: bool = False) -> tuple[RateStep, ...]:
    """The law's rates for interest in (since, until], in order; the first begins on the day after `since`.

    A law that refixes each half-year has a step per half-year, even where its rate stays; one that follows each
    change has none for a row that changes nothing. Raises NoRate.
    """
    if until <= since:
        return ()
    first = since + ONE_DAY
    if fixing.refix is Refix.CHANGE:
        series.row_on(until, provisional)  # so that the day refused is the last one needed, not the first unknown
    found = [fixed_on(series, fixing, first, provisional)]
    for day in _fixing_days(series, fixing.refix, first, until):
        step, last = fixed_on(series, fixing, day, provisional), found[-1]
        stays = (step.annual_percent, step.provisional) == (last.annual_percent, last.provisional)
        if fixing.refix is Refix.HALF_YEAR or not stays:
            found.append(step)
    return tuple(found)


def first_unknown(series: Series, fixing: Fixing) -> date:
    """The first day of interest, after those it can be worked out for, whose rate the series does not know yet."""
    if not series.rows:
        return date.min
    day = series.known_until + ONE_DAY
    if fixing.reference_day is ReferenceDay.SAME_DAY:
        return day
    start = half_year_start(day)
    if fixing.reference_for(start) < day:
        (start,) = [later for later in half_years(day, day.replace(year=day.year + 1)) if later > day][:1]
    return start


def _fixing_days(series: Series, refix: Refix, first: date, last: date) -> Iterator[date]:
    """The days in (first, last] on which a law looks the rate up again."""
    if refix is Refix.NEVER:
        return iter(())
    return half_years(first, last) if refix is Refix.HALF_YEAR else series.changes(first, last)


def last_open_day_before_month(day: date, calendar: Calendar) -> date:
    """The last open day of the month before the month of `day`."""
    found = day.replace(day=1) - ONE_DAY
    while not calendar.is_open(found):
        found -= ONE_DAY
    return found
