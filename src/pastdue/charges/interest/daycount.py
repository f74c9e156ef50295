"""Day counts: how many days lie in a span, and of how long a year.

30/360 is the German method (30E/360, Eurobond basis): the 31st counts as the 30th, so every month but a broken
one has 30 days. It adds up however a span is cut, as the American bond basis does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pastdue.model import DayCount


def days_of(since: date, until: date, day_count: DayCount) -> int:
    """The days in (since, until] as `day_count` counts them.

    >>> days_of(date(2016, 1, 31), date(2016, 3, 31), DayCount.ACTUAL_365)
    60
    >>> days_of(date(2016, 1, 31), date(2016, 3, 31), DayCount.THIRTY_360)
    60
    >>> days_of(date(2016, 1, 30), date(2016, 1, 31), DayCount.THIRTY_360)
    0
    """
    if day_count is not DayCount.THIRTY_360:
        return (until - since).days
    return _thirtieths(until) - _thirtieths(since)


def days_in_year(day: date, day_count: DayCount) -> int:
    """The days of the year that `day` is in: 365 or 360, and 365 or 366 with actual/actual.

    >>> days_in_year(date(2024, 12, 31), DayCount.ACTUAL_ACTUAL), days_in_year(date(2024, 12, 31), DayCount.ACTUAL_365)
    (366, 365)
    """
    if day_count is DayCount.ACTUAL_ACTUAL:
        return (date(day.year, 12, 31) - date(day.year, 1, 1)).days + 1
    return 365 if day_count is DayCount.ACTUAL_365 else 360


def year_ends(since: date, until: date) -> Iterator[date]:
    """Each 31 December in (since, until]."""
    for year in range(since.year, until.year + 1):
        if since < date(year, 12, 31) <= until:
            yield date(year, 12, 31)


def _thirtieths(day: date) -> int:
    return 360 * day.year + 30 * day.month + min(day.day, 30)
