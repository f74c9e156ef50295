"""Spans of time: one grammar for thresholds, gaps, grace and deadlines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pastdue.model.errors import SettingsError


class Unit(StrEnum):
    """The units a span counts in."""

    DAYS = "days"
    BUSINESS_DAYS = "business days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: `30 days`, `5 business days`, `2 weeks`, `1 month`.

    >>> Span.parse("5 business days")
    Span(count=5, unit=<Unit.BUSINESS_DAYS: 'business days'>)
    >>> str(Span.parse("1 month"))
    '1 month'
    >>> Span.parse("a while")
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: 'a while' is not a span of time
      write it as 30 days, 5 business days, 2 weeks or 1 month
    """

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Span:
        """The span written as `30 days`; singular or plural, the count a whole number from 0 to 3650."""
        match = re.fullmatch(r"\s*(\d{1,4})\s+(business day|day|week|month)s?\s*", text.lower(), re.ASCII)
        if match is None or int(match[1]) > 3650:
            raise SettingsError(
                f"{text!r} is not a span of time", "write it as 30 days, 5 business days, 2 weeks or 1 month"
            )
        return cls(int(match[1]), Unit(match[2] + "s"))

    @property
    def counts_open_days(self) -> bool:
        """True when this span needs a calendar of open days to be counted."""
        return self.unit is Unit.BUSINESS_DAYS

    def after(self, day: date) -> date:
        """The day this span ends when counted from `day` (not counted itself); refuses business days.

        The last day of a month plus a month is the last day of the next one where that is shorter.

        >>> Span.parse("1 month").after(date(2026, 1, 31))
        datetime.date(2026, 2, 28)
        """
        if self.counts_open_days:
            raise ValueError("business days are counted by a Calendar")
        if self.unit is Unit.MONTHS:
            from dateutil.relativedelta import relativedelta  # here, so that `--help` need not wait for it

            return day + relativedelta(months=self.count)
        return day + timedelta(days=self.count * (7 if self.unit is Unit.WEEKS else 1))

    def before(self, day: date) -> date:
        """The day from which this span ends on `day`; refuses business days.

        >>> Span.parse("1 month").before(date(2026, 3, 31))
        datetime.date(2026, 2, 28)
        """
        if self.counts_open_days:
            raise ValueError("business days are counted by a Calendar")
        if self.unit is Unit.MONTHS:
            from dateutil.relativedelta import relativedelta

            return day - relativedelta(months=self.count)
        return day - timedelta(days=self.count * (7 if self.unit is Unit.WEEKS else 1))

    @property
    def calendar_days(self) -> tuple[int, int]:
        """The fewest and the most calendar days it can take, for business days in weeks of five without holidays.

        >>> Span.parse("10 business days").calendar_days, Span.parse("2 months").calendar_days
        ((12, 14), (59, 62))
        """
        if self.counts_open_days:
            return self.count + 2 * max(0, (self.count - 1) // 5), self.count + 2 * -(-self.count // 5)
        if self.unit is Unit.MONTHS:
            lengths = [(self.after(first) - first).days for first in _FIRSTS_OF_MONTHS]
            return min(lengths), max(lengths)
        days = self.count * (7 if self.unit is Unit.WEEKS else 1)
        return days, days

    def __str__(self) -> str:
        return f"{self.count} {self.unit.value if self.count != 1 else self.unit.value[:-1]}"


_FIRSTS_OF_MONTHS = tuple(date(year, month, 1) for year in range(2023, 2027) for month in range(1, 13))
"""Every place in a cycle of leap years, for the length of months."""

_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """`day` as a whole number of days since 1970-01-01, the form the book's columns carry."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The date that is `number` days after 1970-01-01."""
    return date.fromordinal(int(number) + _EPOCH)


def parse_day(text: str) -> date:
    """The date written as 2026-11-23; refuses every other form."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise SettingsError(f"{text!r} is not a date", "write it as 2026-11-23")
