"""Tasks from a follow-up list: each unanswered message at the next step of its cadence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pastdue.model.parties import FollowUp
from pastdue.model.spans import parse_day
from pastdue.tasks.cadence import Cadence, Since, Step
from pastdue.tasks.task import Matter, Task, Tasking, typed

PAYMENT = "payment"
"""The cadence of unpaid invoices, in which the book's facts about a customer count before the list's."""


def follow_up_tasks(follow_ups: Iterable[FollowUp], tasking: Tasking, in_book: Iterable[str]) -> Iterator[Task]:
    """The next task of each message sent by the day; none for payment from a customer who is `in_book` (ids), whose
    invoices have tasks of their own where they may be collected at all."""
    known = frozenset(in_book)
    for one in follow_ups:
        if one.last_message > tasking.as_of or (one.kind == PAYMENT and one.to.id in known):
            continue
        steps, whose = _steps(tasking.cadences[one.kind]), _whose(one)
        began = _began(one, steps, whose, tasking)
        matter = Matter(one.kind, f"{whose}:{began}", one.to, project=one.project)
        found = tasking.next(steps, matter, max(began, one.last_message), f"{one.kind}-")
        if found is not None:
            yield found


def _steps(cadence: Cadence) -> tuple[Step, ...]:
    """The steps that follow a message: those that say so, else those with which the cadence begins."""
    return cadence.chain(Since.MESSAGE) or cadence.chain(cadence.steps[0].since)


def _whose(one: FollowUp) -> str:
    return typed(one.to.id) + (f":{typed(one.project)}" if one.project else "")


def _began(one: FollowUp, steps: tuple[Step, ...], whose: str, tasking: Tasking) -> date:
    """The day of the message with which the matter began.

    A list that calls our own follow-up the last message still speaks of the message before it: where a step of an
    earlier message was done on the day of this one or later, the day of that earlier message.
    """
    starts = tuple(f"{one.kind}-{step.name}:{whose}:" for step in steps)
    for id_, done in tasking.done.items():
        start = next((each for each in starts if id_.startswith(each)), "")
        if start and (began := parse_day(id_.removeprefix(start))) < one.last_message <= done.on:
            return began
    return one.last_message
