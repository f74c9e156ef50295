"""The day a cell states, in one format for the whole column; a day-month order is never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from pastdue.intake.values.flaws import Flaw
from pastdue.model.errors import SettingsError
from pastdue.model.messages import Message
from pastdue.model.spans import parse_day

FIRST_YEAR, LAST_YEAR = 1990, 2100
_EXAMPLE = date(2026, 11, 23)
SERIAL = re.compile(r"[34567]\d{4}(\.\d+)?", re.ASCII)
"""A day as spreadsheets count them from 1900: 32874 is the first one of 1990."""

_MILLISECONDS = re.compile(r"/Date\((-?\d{1,14})([+-]\d{4})?\)/", re.ASCII)


def without_milliseconds(text: str) -> str:
    """`text`, or the day that it says in milliseconds since 1970, as JSON of .NET writes them and the programs that
    take it over; with the time of day and zone where it is not midnight there.

    >>> without_milliseconds("/Date(1761955200000+0000)/"), without_milliseconds("/Date(1221561913790)/")
    ('2025-11-01', '2008-09-16 10:45:13 UTC')
    >>> without_milliseconds("/Date(1761919200000+1000)/"), without_milliseconds("/Date(x)/")
    ('2025-11-01', '/Date(x)/')
    """
    match = _MILLISECONDS.fullmatch(text)
    if match is None:
        return text
    zone = match[2] or "+0000"
    ahead = int(f"{zone[0]}1") * timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(match[1])) + ahead
    except OverflowError:
        return text
    if not (moment.hour or moment.minute or moment.second):
        return str(moment.date())
    return f"{moment:%Y-%m-%d %H:%M:%S} {'UTC' if zone == '+0000' else zone}"


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
