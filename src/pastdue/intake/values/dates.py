"""The day a cell states, in one format for the whole column; a day-month order is never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime

from pastdue.intake.values.flaws import Flaw
from pastdue.model.errors import SettingsError
from pastdue.model.messages import Message
from pastdue.model.spans import parse_day

FIRST_YEAR, LAST_YEAR = 1990, 2100
_EXAMPLE = date(2026, 11, 23)
SERIAL = re.compile(r"[34567]\d{4}(\.\d+)?", re.ASCII)
"""A day as spreadsheets count them from 1900: 32874 is the first one of 1990."""


def parse_date(text: str, date_format: str = "") -> date | Flaw:
    """The day `text` names in `date_format` (a strptime format), or as 2026-11-23 when that is empty.

    Refuses every other form, days that do not exist, and years before 1990 or after 2100.

    >>> parse_date("23.11.2026", "%d.%m.%Y")
    datetime.date(2026, 11, 23)
    >>> parse_date("2026-02-30")
    Flaw(what='is not a date', remedy='write it as 2026-11-23, or say how dates are written with --date-format')
    """
    try:
        day = _in_format(text, date_format) if date_format else parse_day(text)
    except (ValueError, SettingsError):
        if SERIAL.fullmatch(text):
            return Flaw(Message.of("day_number_alone"), Message.of("show_as_dates"))
        example = _EXAMPLE.strftime(date_format or "%Y-%m-%d")
        return Flaw(Message.of("no_date"), Message.of("write_as" if date_format else "write_date_as", example=example))
    return in_reach(day)


def in_reach(day: date) -> date | Flaw:
    """`day`, or the flaw of a day whose year is before 1990 or after 2100."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        what = Message.of("year_out_of_reach", first=str(FIRST_YEAR), last=str(LAST_YEAR))
        return Flaw(what, Message.of("correct_year"))
    return day


def _in_format(text: str, date_format: str) -> date:
    if not text.isascii() and re.search(r"\d", re.sub(r"[0-9]", "", text)):
        raise ValueError
    return datetime.strptime(text, date_format).date()  # noqa: DTZ007 - a day of the calendar, no instant
