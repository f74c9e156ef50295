"""The tasks of a job's day: what its plan and the ledger say, as the rules of tasks take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pastdue.firm.rows.cadences import load_cadences
from pastdue.intake.follow_ups import FollowUps
from pastdue.ledger import EmailEvent, Ledger
from pastdue.mailing.held_back import held_back, to_void
from pastdue.model import Party, Stage
from pastdue.model.errors.problems import Problem
from pastdue.model.remarks import Remark
from pastdue.model.wording import counted
from pastdue.run.email.routes import Routes
from pastdue.run.opened import OpenedJob
from pastdue.run.planning import Planned, known_by_then, plan
from pastdue.run.tasks.collected import LOOKED_AT_AT_MOST, collected, may_be_collected
from pastdue.tasks import Collected, Task, Tasking, Unsent, Waiting, collecting_tasks, follow_up_tasks, listed


@dataclass(frozen=True, slots=True)
class TasksListed:
    """The tasks of a day, the remarks beside them and the problems of rows that could not be used."""

    tasks: tuple[Task, ...]
    remarks: tuple[Remark, ...] = ()
    rejected: tuple[Problem, ...] = ()


def tasks_of(opened: OpenedJob, ledger: Ledger, follow_ups: Path | None = None, ahead: int = 7) -> TasksListed:
    """The tasks due by so many days `ahead` after the job's day, overdue ones included."""
    planned, history = plan(opened, ledger.history()), known_by_then(opened, ledger.history())
    tasking = _tasking(opened, ledger, ahead)
    said = opened.follow_ups(follow_ups)
    may, routes = list(collected(planned, history)), Routes(opened.job.firm)
    waiting, not_to_go = _still_to_go(_waiting(may, routes, ledger), may, ledger, tasking.as_of)
    found = (
        *collecting_tasks(may, tasking, waiting),
        *follow_up_tasks(said.matters, tasking, opened.customers),
    )
    remarks = (
        *not_to_go,
        *map(Remark, (*opened.intake.told, *said.remarks)),
        *_letters_due(planned),
        *_later(said, tasking),
    )
    rejected = (*opened.intake.rejected, *said.problems)
    return TasksListed(listed(found, tasking, _unreachable(may, routes)), remarks, rejected)


def tasks_beside(planned: Planned, ledger: Ledger, ahead: int = 7) -> tuple[Task, ...] | None:
    """The tasks beside the letters of the planned day; None where more than 10,000 invoices would have to be examined,
    which `pastdue tasks` does."""
    opened = planned.opened
    if sum(may_be_collected(skip) for skip in planned.skips) > LOOKED_AT_AT_MOST:
        return None
    tasking, routes = _tasking(opened, ledger, ahead), Routes(opened.job.firm)
    may = list(_beside(planned, ledger) if planned.collectable is None else planned.collectable)
    waiting, _ = _still_to_go(_waiting(may, routes, ledger), may, ledger, tasking.as_of)
    found = (
        *collecting_tasks(may, tasking, waiting),
        *follow_up_tasks(opened.follow_ups().matters, tasking, opened.customers),
    )
    return listed(found, tasking, _unreachable(may, routes))


def _beside(planned: Planned, ledger: Ledger) -> Iterator[Collected]:
    return collected(replace(planned, letters=()), known_by_then(planned.opened, ledger.history()))


def _tasking(opened: OpenedJob, ledger: Ledger, ahead: int) -> Tasking:
    as_of = opened.job.as_of
    cadences = load_cadences(opened.job.firm.catalog)
    return Tasking(as_of, opened.rulebook.calendar, cadences, ledger.tasks_done(as_of), ahead)


def _unreachable(may: Iterable[Collected], routes: Routes) -> Iterator[Party]:
    """The customers whom a letter cannot reach on paper, and not by e-mail instead."""
    for one in may:
        if routes.unreachable(one.overdue.invoice.customer, Stage.REMINDER):
            yield one.overdue.invoice.customer


def _waiting(may: Iterable[Collected], routes: Routes, ledger: Ledger) -> Waiting:
    """The last letters of these invoices that go by post and are not on record as posted, and those that go by e-mail
    and are not on record as sent."""
    posted, emailed = set(ledger.postings()), ledger.emails.standing()
    sent = {number for number, one in emailed.items() if one.gone and not one.unsure}
    gone = posted | sent  # what goes by e-mail now and was posted went by post then
    unsent = {EmailEvent.INTENT: Unsent.PERHAPS, EmailEvent.REFUSED: Unsent.REFUSED}
    ways = {
        one.issued[-1].letter: routes.route(one.overdue.invoice.customer, one.issued[-1].stage)
        for one in may if one.issued
    }  # fmt: skip
    return Waiting(
        frozenset(letter for letter, way in ways.items() if way.post and letter not in posted),
        {
            letter: unsent.get(emailed[letter].event, Unsent.WAITS) if letter in emailed else Unsent.WAITS
            for letter, way in ways.items()
            if way.email and letter not in (sent if way.post else gone)
        },
    )


def _still_to_go(
    waiting: Waiting, may: Iterable[Collected], ledger: Ledger, on: date
) -> tuple[Waiting, tuple[Remark, ...]]:
    """Those of the waiting letters whose day to pay by is not over and that can go as they are, and a remark on each
    of the others."""
    in_time = {one.issued[-1].letter for one in may if one.issued and on <= one.issued[-1].pay_by}
    asked = sorted(in_time & {*waiting.post, *waiting.email})
    notices = (notice for letter in asked for notice in ledger.notices(letter=letter))
    back = held_back(ledger, notices, on) if asked else {}
    remarks = tuple(
        Remark(f"should not be posted or sent as it is: {why}", about=letter, remedy=to_void(letter, why))
        for letter, why in back.items()
    )
    email = {letter: unsent for letter, unsent in waiting.email.items() if letter not in back}
    return Waiting(waiting.post.difference(back), email), remarks


def _letters_due(planned: Planned) -> Iterator[Remark]:
    if planned.letters:
        yield Remark(f"{counted(len(planned.letters), 'letter')} due today", remedy="`pastdue plan` shows which")


def _later(said: FollowUps, tasking: Tasking) -> Iterator[Remark]:
    for one in said.matters:
        if one.last_message > tasking.as_of:
            text = f"the message is of {one.last_message}, after {tasking.as_of}: nothing is due"
            yield Remark(text, about=one.to.id, source=one.source)
