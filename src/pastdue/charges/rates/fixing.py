"""How does a law make its own rate of a reference rate? It takes some day's, adds points, and does so once or again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pastdue.charges.rates.series import ONE_DAY, Rate, Series, half_year_end, half_year_start
from pastdue.model.calendars import Calendar
from pastdue.model.errors import SettingsError


class Refix(StrEnum):
    """When a law looks the reference rate up again for a debt that already bears interest."""

    NEVER = "never"
    HALF_YEAR = "half-year"
    CHANGE = "change"


class ReferenceDay(StrEnum):
    """Which day's reference rate a law takes for a day of interest."""

    SAME_DAY = "same day"
    HALF_YEAR_START = "first day of the half-year"
    DAY_BEFORE_HALF_YEAR = "day before the half-year"


@dataclass(frozen=True, slots=True)
class Fixing:
    """How a law makes its rate of a reference rate: which day's, how often anew, and plus how many points.

    >>> Fixing(Refix.NEVER, ReferenceDay.DAY_BEFORE_HALF_YEAR).reference_for(date(2026, 7, 1))
    datetime.date(2026, 6, 30)
    >>> Fixing(Refix.HALF_YEAR, ReferenceDay.SAME_DAY)
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: a rate refixed each half-year needs a reference day in or before the half-year
    """

    refix: Refix
    reference_day: ReferenceDay
    margin: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        same_day = self.reference_day is ReferenceDay.SAME_DAY
        if self.refix is Refix.HALF_YEAR and same_day:
            raise SettingsError("a rate refixed each half-year needs a reference day in or before the half-year")
        if self.refix is Refix.CHANGE and not same_day:
            raise SettingsError("a rate refixed at each change takes the reference rate of the same day")

    def reference_for(self, day: date) -> date:
        """The day whose reference rate counts for interest that starts, or is fixed anew, on `day`."""
        if self.reference_day is ReferenceDay.SAME_DAY:
            return day
        start = half_year_start(day)
        return start if self.reference_day is ReferenceDay.HALF_YEAR_START else start - ONE_DAY


@dataclass(frozen=True, slots=True)
class Step:
    """A law's yearly rate from `first_day` (included) on: the reference rate of `reference_day` plus the margin."""

    first_day: date
    percent: Decimal
    reference_day: date
    reference: Rate


def fixed_on(series: Series, fixing: Fixing, day: date, provisional: bool = False) -> Step:
    """The rate of interest that starts, or is fixed anew, on `day`, the first day of interest; NoRate as `rate_on`."""
    reference_day = fixing.reference_for(day)
    rate = series.rate_on(reference_day, provisional)
    return Step(day, rate.percent + fixing.margin, reference_day, rate)


def steps(series: Series, fixing: Fixing, since: date, until: date, provisional: bool = False) -> tuple[Step, ...]:
    """The law's rates for interest in (since, until], in order; the first begins on the day after `since`.

    A law that refixes each half-year has a step per half-year, even where its rate stays; one that follows each
    change has none for a row that changes nothing. A negative reference rate is added as it is. Raises NoRate.
    """
    if until <= since:
        return ()
    first = since + ONE_DAY
    if fixing.refix is Refix.CHANGE:
        series.rate_on(until, provisional)  # so that the day refused is the last one needed, not the first unknown
    found = [fixed_on(series, fixing, first, provisional)]
    for day in _fixing_days(series, fixing.refix, first, until):
        step, last = fixed_on(series, fixing, day, provisional), found[-1]
        stays = (step.percent, step.reference.provisional) == (last.percent, last.reference.provisional)
        if fixing.refix is Refix.HALF_YEAR or not stays:
            found.append(step)
    return tuple(found)


def _fixing_days(series: Series, refix: Refix, first: date, last: date) -> Iterator[date]:
    """The days in (first, last] on which a law looks the rate up again."""
    if refix is Refix.NEVER:
        return iter(())
    return half_years(first, last) if refix is Refix.HALF_YEAR else series.changes(first, last)


def half_years(first: date, last: date) -> Iterator[date]:
    """Each 1 January and 1 July in (first, last], in order."""
    day = half_year_end(first) + ONE_DAY
    while day <= last:
        yield day
        day = half_year_end(day) + ONE_DAY


def last_open_day_before_month(day: date, calendar: Calendar) -> date:
    """The last open day of the month before the month of `day`."""
    found = day.replace(day=1) - ONE_DAY
    while not calendar.is_open(found):
        found -= ONE_DAY
    return found
