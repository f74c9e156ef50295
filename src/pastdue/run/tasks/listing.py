"""The tasks of a job's day: its plan and the ledger's deeds as the rules of tasks want them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pastdue.firm.rows.cadences import load_cadences
from pastdue.intake.follow_ups import FollowUps, read_follow_ups
from pastdue.ledger import Ledger
from pastdue.model import Party
from pastdue.model.errors import Problem
from pastdue.model.remarks import Remark
from pastdue.model.wording import counted
from pastdue.run.opened import OpenedJob
from pastdue.run.planning import Planned, known_by_then, plan
from pastdue.run.tasks.collected import collected
from pastdue.tasks import Collected, Task, Tasking, collecting_tasks, follow_up_tasks, listed

_NO_FOLLOW_UPS = FollowUps((), (), ())


@dataclass(frozen=True, slots=True)
class TasksListed:
    """The tasks of a day, the remarks beside them and the problems of rows that could not be used."""

    tasks: tuple[Task, ...]
    remarks: tuple[Remark, ...] = ()
    rejected: tuple[Problem, ...] = ()


def tasks_of(opened: OpenedJob, ledger: Ledger, follow_ups: Path | None = None, ahead: int = 7) -> TasksListed:
    """What a person must do by the end of so many days `ahead` of the job's day, overdue tasks too."""
    planned, history = plan(opened, ledger.history()), known_by_then(opened, ledger.history())
    tasking = _tasking(opened, ledger, ahead)
    said = _NO_FOLLOW_UPS
    if follow_ups is not None:
        customers = opened.measured.customers()
        said = read_follow_ups(follow_ups, opened.job.dialect, tasking.cadences, customers)
    may = list(collected(planned, history))
    found = (
        *collecting_tasks(may, tasking, ledger.postings()),
        *follow_up_tasks(said.matters, tasking, opened.customers),
    )
    remarks = (
        *map(Remark, (*opened.intake.remarks, *said.remarks)),
        *_letters_due(planned),
        *_later(said, tasking),
    )
    return TasksListed(listed(found, tasking, _unreachable(may)), remarks, (*opened.intake.rejected, *said.problems))


def _tasking(opened: OpenedJob, ledger: Ledger, ahead: int) -> Tasking:
    as_of = opened.job.as_of
    cadences = load_cadences(opened.job.firm.catalog)
    return Tasking(as_of, opened.rulebook.calendar, cadences, ledger.tasks_done(as_of), ahead)


def _unreachable(may: Iterable[Collected]) -> Iterator[Party]:
    return (one.overdue.invoice.customer for one in may if not one.overdue.invoice.customer.address)


def _letters_due(planned: Planned) -> Iterator[Remark]:
    if planned.letters:
        yield Remark(f"{counted(len(planned.letters), 'letter')} due today", remedy="`pastdue plan` shows which")


def _later(said: FollowUps, tasking: Tasking) -> Iterator[Remark]:
    for one in said.matters:
        if one.last_message > tasking.as_of:
            text = f"the message is of {one.last_message}, after {tasking.as_of}: nothing is due"
            yield Remark(text, about=one.to.id, source=one.source)
