"""Which day does a cell state? One format for the whole file; a day-month order is never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pastdue.errors import SettingsError
from pastdue.intake.flaws import Flaw
from pastdue.spans import parse_day

FIRST_YEAR, LAST_YEAR = 1990, 2100

_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)


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
        shape = date_format or "2026-11-23, or say how dates are written with --date-format"
        return Flaw("is not a date", f"write it as {shape}")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Flaw(f"is not between {FIRST_YEAR} and {LAST_YEAR}", "correct the year")
    return day


def _in_format(text: str, date_format: str) -> date:
    if not text.isascii() and re.search(r"\d", re.sub(r"[0-9]", "", text)):
        raise ValueError
    return datetime.strptime(text, date_format).date()  # noqa: DTZ007 - a day of the calendar, no instant


@dataclass(frozen=True, slots=True)
class Order:
    """What the texts of a file say about the order of day and month: an example of each that proves one."""

    day_first: str = ""
    month_first: str = ""
    example: str = ""


def unsaid_order(columns: Mapping[str, list[str]]) -> Order | None:
    """What proves the order of day and month where a whole column has only numbers like 03/04/2026; else None."""
    wholly = {}
    for name, texts in columns.items():
        filled = [text for text in texts if text]
        if filled and all(_NUMBERS.fullmatch(text) for text in filled):
            wholly[name] = filled
    if not wholly:
        return None
    day_first = month_first = ""
    texts = [text for filled in wholly.values() for text in filled]
    for text in texts:
        if match := _NUMBERS.fullmatch(text):
            day_first = day_first or (text if int(match[1]) > 12 else "")
            month_first = month_first or (text if int(match[3]) > 12 else "")
    return Order(day_first, month_first, texts[0])


def refusal(order: Order) -> Flaw:
    """Why the file's dates cannot be read without --date-format, and which one to pass if that is known.

    >>> refusal(Order(day_first="23.11.2026", example="01.02.2026")).remedy
    "pass --date-format '%d.%m.%Y'"
    """
    day, month = (_format(order.example, first) for first in ("%d", "%m"))
    if order.day_first and order.month_first:
        return Flaw(
            f"the dates mix two orders: {order.day_first} and {order.month_first}",
            f"export them in one order, then pass --date-format '{day}' or --date-format '{month}'",
        )
    if order.day_first:
        return Flaw(f"the dates are written day first ({order.day_first})", f"pass --date-format '{day}'")
    if order.month_first:
        return Flaw(f"the dates are written month first ({order.month_first})", f"pass --date-format '{month}'")
    return Flaw(
        "the dates are ambiguous: no value shows whether the day or the month comes first",
        f"pass --date-format '{day}' for day first, '{month}' for month first",
    )


def _format(example: str, first: str) -> str:
    match = _NUMBERS.fullmatch(example)
    if match is None:
        raise ValueError(f"{example!r} is not a date in numbers")
    second = "%m" if first == "%d" else "%d"
    return match[2].join((first, second, "%Y" if len(match[4]) == 4 else "%y"))
