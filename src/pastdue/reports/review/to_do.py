"""The tasks of the page: what to do, for whom, by which day, and the command that records it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pastdue.reports.review.review import Review
from pastdue.reports.review.words import PageWords, ShownFigure
from pastdue.reports.tasks.words import bound_words
from pastdue.tasks import Do, Task

TASKS_AT_MOST = 500
AHEAD = timedelta(days=7)
"""The page looks a week ahead, as `pastdue tasks` does."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task, with the commands for it, the one that records it last."""

    due: ShownFigure | None
    late: bool
    customer: str
    customer_id: str
    action: str
    why: str
    amount: ShownFigure | None
    phone: str
    email: str
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """The tasks until a day, the earliest first; `all_of_them` is the command that lists them, said where the page does
    not."""

    until: str
    rows: tuple[TaskRow, ...]
    all_of_them: str


def to_do(review: Review, words: PageWords) -> ToDo:
    """The tasks of a week, at most 500 of them."""
    tasks = review.tasks or ()
    rows = tuple(
        TaskRow(
            words.day(task.due),
            task.due < review.as_of,
            task.matter.to.name,
            task.matter.to.id if task.matter.to.id != task.matter.to.name else "",
            said.action,
            said.why,
            words.money(task.matter.amount),
            task.matter.to.phone,
            task.matter.to.email,
            tuple(_commands(task, review)),
        )
        for task in tasks[:TASKS_AT_MOST]
        for said in (bound_words(task, words.voice),)
    )
    whole = review.tasks is not None and len(tasks) <= TASKS_AT_MOST
    return ToDo(words.voice.written.day(review.as_of + AHEAD), rows, "" if whole else review.asked.tasks)


def _commands(task: Task, review: Review) -> Iterator[str]:
    if task.do is Do.CLAIM:
        yield review.asked.claim(task.matter.to.id)
    yield review.asked.done(task.id)
