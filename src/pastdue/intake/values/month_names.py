"""Dates with the month as a word, in sixteen languages: `13. Januar 2026`, `Jan 28 2026`, `15-Apr-26`."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from pastdue.intake.values.word_rows import ascii_form, rows

_DAY_FIRST = re.compile(
    r"(?:[^\W\d_]+\.?,? )?(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er|º|°)?[ ./-]*(?:de |of |d['’])?(?P<month>[^\W\d_]{3,})\.?"
    r"(?:[ ,./'’-]+(?:de |del )?)(?P<year>\d{4}|\d{2})(?: r\.?)?"
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d_]+\.?,? )?(?P<month>[^\W\d_]{3,})\.?[ -](?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? |-)(?P<year>\d{4})"
)
_CENTURY = 2000
_LAST_SHORT_YEAR = 89
"""Years of two digits are those from 2000 on: with a month in words nothing else of the date can be a year, and dates
before 1990 are refused anyway."""


def named_day(text: str) -> date | None:
    """The day that `text` names with its month as a word; None where it does not, or there is no such day.

    >>> named_day("13. Januar 2026"), named_day("15-Apr-26"), named_day("3 stycznia 2026 r.")
    (datetime.date(2026, 1, 13), datetime.date(2026, 4, 15), datetime.date(2026, 1, 3))
    >>> named_day("31. Februar 2026") is None
    True
    """
    if len(text) > 40:
        return None
    match = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    month = _months().get(ascii_form(match["month"])) if match else None
    if match is None or month is None:
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:
        if year > _LAST_SHORT_YEAR:
            return None
        year += _CENTURY
    try:
        return date(year, month, int(match["day"]))
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {
        name: number for months in rows("months").values() for number, names in enumerate(months, 1) for name in names
    }


def are_english(texts: tuple[str, ...], form: str) -> bool:
    """True when no text, written in that format, has a month that only another language knows."""
    for text in texts:
        try:
            datetime.strptime(text, form)  # noqa: DTZ007 - a day of the calendar, no instant
        except ValueError:
            if named_day(text) is not None:
                return False
    return True
