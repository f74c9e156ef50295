"""The thresholds of rungs: a span after a day, before it, or after the end of its month; and the day it counts from."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from pastdue.model.errors import SettingsError
from pastdue.model.spans import Span, Unit

if TYPE_CHECKING:
    from pastdue.model.calendars import Calendar


class CountedFrom(StrEnum):
    """The day from which a rung is counted."""

    DUE = "due"
    LAST_LETTER = "last letter"
    PAY_BY = "pay by"
    """The day to pay by of the last letter."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The moment a rung is reached: so long after a day, after the end of that day's month, or before the day.

    >>> str(Threshold.parse("EOM + 5 days")), str(Threshold.parse("-1 week"))
    ('EOM + 5 days', '-1 week')
    >>> Threshold.parse("EOM + 1 month")
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: 'EOM + 1 month' counts months from the end of one
      count days, business days or weeks, as EOM + 5 days
    """

    span: Span
    before: bool = False
    month_end: bool = False

    @classmethod
    def parse(cls, text: str) -> Threshold:
        """The threshold written as `30 days`, `EOM`, `EOM + 5 days` or `-5 days`."""
        match = re.fullmatch(r"\s*(?:(EOM)(?:\s*\+\s*(.+))?|(-)?\s*(.+))", text, re.IGNORECASE)
        if match is None:
            raise SettingsError("'' is not a span of time", "write it as 30 days, EOM + 5 days or -5 days")
        span = Span.parse(match[2] or match[4] or "0 days")
        if match[1] and span.unit is Unit.MONTHS:
            what = f"{text.strip()!r} counts months from the end of one"
            raise SettingsError(what, "count days, business days or weeks, as EOM + 5 days")
        if match[3] and not span.count:
            raise SettingsError(f"{text.strip()!r} is not before the day", "write it as -5 days")
        return cls(span, before=bool(match[3]), month_end=bool(match[1]))

    def reached_on(self, day: date, open_days: Calendar) -> date:
        """The first day on which it is reached, counted from `day`."""
        if self.month_end:
            day = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        if not self.before:
            return open_days.after(day, self.span.count) if self.span.counts_open_days else self.span.after(day)
        if self.span.counts_open_days:
            return _open_days_before(day, self.span.count, open_days)
        return self.span.before(day)

    @property
    def calendar_days(self) -> tuple[int, int]:
        """The fewest and the most calendar days from the day to the threshold; below nothing before the day."""
        least, most = self.span.calendar_days
        if self.before:
            return -most, -least
        return (least, most + _LONGEST_TO_MONTH_END) if self.month_end else (least, most)

    def comes_after(self, other: Threshold) -> bool:
        """True when the threshold is reached later than `other` from every day, holidays apart."""
        if (self.before, self.month_end, self.span.unit) == (other.before, other.month_end, other.span.unit):
            longer, shorter = (other, self) if self.before else (self, other)
            return longer.span.count > shorter.span.count
        return self.calendar_days[0] > other.calendar_days[1]

    def __str__(self) -> str:
        if self.before:
            return f"-{self.span}"
        if self.month_end:
            return f"EOM + {self.span}" if self.span.count else "EOM"
        return str(self.span)


_LONGEST_TO_MONTH_END = 30
"""From the first of a month of 31 days to its last."""


def _open_days_before(day: date, count: int, open_days: Calendar) -> date:
    """The latest day from which `count` open days lie in (it, day]."""
    start = day - timedelta(days=count)
    while open_days.business_days(start, day) < count:
        start -= timedelta(days=1)
    return start
