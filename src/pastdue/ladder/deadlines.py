"""Days to pay by, and the range a final demand's must stay in.

Business days are open days after the letter date; calendar days that end on a closed day
move to the next open day. A final demand's deadline lies from 5 business days to 30 calendar days after the
letter date; where moving on would pass the 30th day, it moves back instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pastdue.model.calendars import Calendar
from pastdue.model.choices import Roll
from pastdue.model.errors import SettingsError
from pastdue.model.messages import Message
from pastdue.model.spans import Span

FINAL_AT_LEAST = Span.parse("5 business days")
FINAL_AT_MOST = Span.parse("30 days")
_TWO_MONTHS = 62


class FinalDeadlineOutOfRange(SettingsError):
    """A final demand's deadline is earlier or later than it may be."""

    def __init__(self, span: Span, letter_on: date, bounds: FinalRange) -> None:
        earliest, latest = bounds.earliest, bounds.latest
        what = Message.of("final_deadline", on=letter_on, span=span, earliest=earliest, latest=latest)
        self.said = what, Message.of("choose_span", least=FINAL_AT_LEAST, most=FINAL_AT_MOST)
        super().__init__(*map(str, self.said))


@dataclass(frozen=True, slots=True)
class FinalRange:
    """The days a final demand may name, both included."""

    earliest: date
    latest: date


def check_final_span(span: Span, letter_on: date, calendar: Calendar, mail_days: int = 0) -> None:
    """Refuses a span that is out of range for a final demand of `letter_on` and of every other day of the two months
    from then on: it can never be meant. One that a holiday makes too short, or a month too long, passes."""
    days = (letter_on + timedelta(days=n) for n in range(_TWO_MONTHS))
    first: FinalDeadlineOutOfRange | None = None
    for day in days:
        try:
            final_deadline(day, span, calendar, mail_days)
        except FinalDeadlineOutOfRange as error:
            first = first or error
        else:
            return
    assert first is not None
    raise first


def deadline(letter_on: date, span: Span, calendar: Calendar, mail_days: int = 0) -> date:
    """The day `span` ends when counted from `mail_days` calendar days after the letter date.

    An end on a closed day moves to the next open day.
    """
    start = letter_on + timedelta(days=mail_days)
    if span.counts_open_days:
        return calendar.after(start, span.count)
    return calendar.roll(span.after(start), Roll.FOLLOWING)


def final_range(letter_on: date, calendar: Calendar) -> FinalRange:
    """The earliest (5th open day) and the latest day (30th calendar day) a final demand of `letter_on` may name."""
    return FinalRange(calendar.after(letter_on, FINAL_AT_LEAST.count), FINAL_AT_MOST.after(letter_on))


def final_deadline(letter_on: date, span: Span, calendar: Calendar, mail_days: int = 0) -> date:
    """The deadline of a final demand, always an open day within `final_range`; refuses a span that ends outside.

    Only an end on or before the 30th day may move back; a span that itself ends later is refused.
    """
    bounds = final_range(letter_on, calendar)
    day = deadline(letter_on, span, calendar, mail_days)
    if day > bounds.latest and not span.counts_open_days:
        unmoved = span.after(letter_on + timedelta(days=mail_days))
        if unmoved <= bounds.latest:
            day = calendar.roll(unmoved, Roll.PRECEDING)
    if not bounds.earliest <= day <= bounds.latest:
        raise FinalDeadlineOutOfRange(span, letter_on, bounds)
    return day
