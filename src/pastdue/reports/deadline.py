"""The day a letter gives time until: as any letter would name it, as a final demand would, and the days it may name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pastdue.ladder.deadlines import FinalDeadlineOutOfRange, FinalRange, deadline, final_deadline, final_range
from pastdue.model import Column, Table
from pastdue.model.calendars import Calendar
from pastdue.model.spans import Span


@dataclass(frozen=True, slots=True)
class TimeGiven:
    """The end of `span` for a letter of `letter_on`, its mail days counted.

    `final` is the day a final demand would name, always within `bounds`; None where it may not have this span.
    """

    letter_on: date
    span: Span
    day: date
    bounds: FinalRange
    final: date | None
    calendar: str
    mail_days: int

    @property
    def refused(self) -> str:
        """Why a final demand may not have the span; empty where it may."""
        if self.final is not None:
            return ""
        early = self.day < self.bounds.earliest
        return f"refused: before {self.bounds.earliest}" if early else f"refused: after {self.bounds.latest}"


def time_given(letter_on: date, span: Span, calendar: Calendar, mail_days: int) -> TimeGiven:
    """The end of `span` counted from `mail_days` calendar days after `letter_on`, for a letter and a final demand."""
    try:
        final = final_deadline(letter_on, span, calendar, mail_days)
    except FinalDeadlineOutOfRange:
        final = None
    day, bounds = deadline(letter_on, span, calendar, mail_days), final_range(letter_on, calendar)
    return TimeGiven(letter_on, span, day, bounds, final, str(calendar.name), mail_days)


def deadline_table(found: TimeGiven) -> Table:
    """One row; where a final demand may not have the span, its cell says why."""
    columns = (
        Column("from", "Letter of", date),
        Column("span", "Span"),
        Column("date", "Deadline", date),
        Column("earliest_final", "Earliest final", date),
        Column("latest_final", "Latest final", date),
        Column("calendar", "Calendar"),
        Column("final_date", "As a final demand"),
        Column("mail_days", "Mail days", int),
    )
    bounds, final = (found.bounds.earliest, found.bounds.latest), found.refused or str(found.final)
    row = (found.letter_on, str(found.span), found.day, *bounds, found.calendar, final, found.mail_days)
    return Table("Deadline", columns, (row,))


def deadline_json(found: TimeGiven) -> dict[str, Any]:
    """The day and the range as JSON; `final_date` is null where a final demand may not have the span, and
    `final_refused` says why."""
    return {
        "schema": 1,
        "from": found.letter_on,
        "span": str(found.span),
        "date": found.day,
        "earliest_final": found.bounds.earliest,
        "latest_final": found.bounds.latest,
        "calendar": found.calendar,
        "final_date": found.final,
        "final_refused": found.refused or None,
        "mail_days": found.mail_days,
    }
