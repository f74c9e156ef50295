"""The working days of a law: those of its country, whatever days the firm itself is closed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pastdue.model.calendars import Calendar
from pastdue.model.choices import Roll


@lru_cache
def workdays(country: str, subdivision: str = "", saturdays_open: bool = False) -> Calendar:
    """The calendar of a country or a part of it; refuses one that is not known."""
    return Calendar(country, subdivision, saturdays_open=saturdays_open)


def effective_due(due: date, roll: Roll, place: tuple[str, str], saturdays_from: date | None) -> date:
    """`due` as a law moves it off a closed day; before `saturdays_from` a Saturday was none of its closed days.

    >>> from datetime import date as d
    >>> effective_due(d(2026, 1, 31), Roll.FOLLOWING, ("PL", ""), d(2017, 1, 1))
    datetime.date(2026, 2, 2)
    >>> effective_due(d(2015, 1, 31), Roll.FOLLOWING, ("PL", ""), d(2017, 1, 1))
    datetime.date(2015, 1, 31)
    """
    if roll is Roll.NONE:
        return due
    return workdays(*place, saturdays_from is not None and due < saturdays_from).roll(due, roll)
