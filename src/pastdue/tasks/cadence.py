"""Cadences: the steps by which a silent customer is followed up, each so long after the one before or an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pastdue.model.calendars import Calendar
from pastdue.model.choices import Roll
from pastdue.model.errors import SettingsError
from pastdue.model.spans import Span


class Do(StrEnum):
    """The actions a task can ask of a person: the closed list that cadences draw from; each has its words in every
    language."""

    CHECK_IN = "check_in"
    LAST_CHECK_IN = "last_check_in"
    CHECK_ADDRESS = "check_address"
    STOP_WORK = "stop_work"
    CLOSE = "close"
    RESEND = "resend"
    CONFIRM = "confirm"
    POST = "post"
    MAIL = "mail"
    CALL = "call"
    CLAIM = "claim"
    PROMISE = "promise"
    PHONE = "phone"
    ADDRESS = "address"

    @property
    def by_phone(self) -> bool:
        """True when the task is done on the telephone."""
        return self in (Do.CHECK_ADDRESS, Do.CONFIRM, Do.CALL, Do.PROMISE)


class Since(StrEnum):
    """The day a step counts from: of the step before it, an unanswered message, an invoice's due day, a letter that is
    posted, one that is e-mailed, a letter's day to pay by, that of a final demand with nothing above it, or a promise.
    """

    STEP = "step"
    MESSAGE = "message"
    DUE = "due"
    LETTER = "letter"
    EMAIL = "email"
    PAY_BY = "pay_by"
    FINAL_PAY_BY = "final_pay_by"
    PROMISE = "promise"


class Weekday(StrEnum):
    """The days of a week, which begins on a Monday."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a cadence: due `after` what it counts from, with `weekday` on that day of the week so reached.

    A closed day moves to the next open one; with `between` to the last open one before where that would be too late.
    """

    name: str
    do: Do
    after: Span
    since: Since = Since.STEP
    weekday: Weekday | None = None
    between: tuple[Span, Span] | None = None

    def __post_init__(self) -> None:
        if self.between is None:
            return
        spans = (self.between[0], self.after, self.between[1])
        if any(span.counts_open_days or span.unit != self.after.unit for span in spans):
            raise SettingsError(f"step {self.name!r}: between and after count in different units, or in business days")
        if not self.between[0].count <= self.after.count <= self.between[1].count:
            least, most = self.between
            raise SettingsError(
                f"step {self.name!r}: {self.after} is not between {least} and {most}",
                f"give it from {least} to {most}",
            )

    def due(self, since: date, calendar: Calendar) -> date:
        """The day it is to be done, counted from `since`, itself not counted.

        >>> project = Step("first", Do.CHECK_IN, Span.parse("1 week"), Since.MESSAGE, Weekday.TUESDAY)
        >>> project.due(date(2026, 11, 18), Calendar("PL"))
        datetime.date(2026, 11, 24)
        """
        day = calendar.after(since, self.after.count) if self.after.counts_open_days else self.after.after(since)
        if self.weekday is not None:
            day += timedelta(days=list(Weekday).index(self.weekday) - day.weekday())
        moved = calendar.roll(day, Roll.FOLLOWING)
        if self.between is None or moved <= self.between[1].after(since):
            return moved
        earlier = calendar.roll(day, Roll.PRECEDING)
        return earlier if earlier >= self.between[0].after(since) else day


@dataclass(frozen=True, slots=True)
class Cadence:
    """The steps of one kind of matter, in their order."""

    kind: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        if not names or len(set(names)) < len(names):
            raise SettingsError(f"cadence {self.kind!r}: wants steps, each with a name of its own")
        if self.steps[0].since is Since.STEP:
            raise SettingsError(
                f"cadence {self.kind!r}: step {names[0]!r} is the first and counts from the step before",
                'say what it counts from, as since = "message"',
            )

    def chain(self, since: Since) -> tuple[Step, ...]:
        """The step that counts from such an event, and those that follow it one after the other; none where there is
        no such step."""
        found: list[Step] = []
        for step in self.steps:
            if found and step.since is not Since.STEP:
                break
            if found or step.since is since:
                found.append(step)
        return tuple(found)
