"""The task: an action, its customer and its day, under an id that stays the same and can be typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from pastdue.model import Party
from pastdue.model.calendars import Calendar
from pastdue.model.kept import TaskDone
from pastdue.model.money import Money
from pastdue.tasks.cadence import Cadence, Do, Step

CONTACT = "contact"
"""The kind of the tasks that complete a customer's data; every other kind is a cadence."""


class Unsent(StrEnum):
    """The states of an e-mail that has not left the house, or of which it is not known: not tried or put off, perhaps
    sent, refused by the mail server."""

    WAITS = "waits"
    PERHAPS = "perhaps"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Matter:
    """The subject of a chain of steps: its kind, the customer, the invoices or letter, and the name that follows the
    step's in the id of a task."""

    kind: str
    name: str
    to: Party
    amount: Money | None = None
    invoices: tuple[str, ...] = ()
    letter: str = ""
    project: str = ""
    unsent: Unsent | None = None
    """The state of the e-mail that is to be sent."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do in a matter. `since` is the day it rests on: of a message, a due day, a day to pay by, the step
    before."""

    id: str
    do: Do
    due: date
    since: date
    matter: Matter


@dataclass(frozen=True, slots=True)
class Tasking:
    """The settings tasks are found by: the day, the number of days ahead, the calendar, the cadences, and the tasks
    done by then."""

    as_of: date
    calendar: Calendar
    cadences: Mapping[str, Cadence]
    done: Mapping[str, TaskDone] = field(default_factory=dict)
    ahead: int = 7

    @property
    def until(self) -> date:
        """The last day whose tasks are listed."""
        return self.as_of + timedelta(days=self.ahead)

    def next(self, steps: tuple[Step, ...], matter: Matter, since: date, prefix: str = "") -> Task | None:
        """The first step that is not done, each counted from the day the one before it was done; None after the last.

        `prefix` stands before the step's name in the id.
        """
        for step in steps:
            id_ = f"{prefix}{step.name}:{matter.name}"
            if id_ not in self.done:
                return Task(id_, step.do, step.due(since, self.calendar), since, matter)
            since = max(since, self.done[id_].on)
        return None


def typed(text: str) -> str:
    """`text` as part of a task's id, without what a shell would take for itself; two texts never come out alike.

    >>> typed("Ärzte & Co"), typed("C-017")
    ('Ärzte+%26+Co', 'C-017')
    """
    plain = (c if c.isalnum() or c in "-._/@," else "+" if c == " " else f"%{ord(c):02X}" for c in text)
    return "".join(plain)
