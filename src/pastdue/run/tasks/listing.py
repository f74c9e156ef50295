"""The tasks of a job's day: its plan and the ledger's deeds as the rules of tasks want them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pastdue.firm.rows.cadences import load_cadences
from pastdue.intake.follow_ups import FollowUps, read_follow_ups
from pastdue.ledger import History, Ledger
from pastdue.model import Party, Why
from pastdue.model.errors import CannotCharge, Problem
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.remarks import Remark
from pastdue.model.wording import counted
from pastdue.run.opened import OpenedJob
from pastdue.run.planning import Planned, known_by_then, plan
from pastdue.tasks import Collected, Task, Tasking, collecting_tasks, follow_up_tasks, listed

_OVER = frozenset((Why.LADDER_DONE, Why.HIGHEST_STAGE_REACHED))
_NOT_SENT = frozenset((
    Why.NO_ADDRESS, Why.NOT_PRINTABLE, Why.POLICY_REFUSES, Why.CHARGES_TOO_HIGH, Why.NO_RATE, Why.NO_DEADLINE,
))  # fmt: skip
_COLLECTED = _OVER | _NOT_SENT | {Why.TOO_EARLY, Why.ALREADY_SENT, Why.MIN_GAP, Why.WAITING_FOR_PAY_BY}
"""Why an invoice without a notice today may be collected all the same; with any other reason nobody is bothered."""

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
    may = list(_collected(planned, history))
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


def _collected(planned: Planned, history: History) -> Iterator[Collected]:
    """The overdue invoices that may be collected, without those of customers who owe less than a letter is worth."""
    measured = planned.opened.measured
    whys = {skip.invoice: skip.why for skip in planned.skips if skip.why in _COLLECTED}
    late = [measured.overdue(row) for row in measured.rows_of(whys).values()]
    charges_for = planned.opened.rulebook.charges_for(history)
    found = []
    for overdue in (*late, *(notice.overdue for notice in planned.notices)):
        number = overdue.invoice.number
        issued, laid = history.issued(number), planned.account.laid_on(number, overdue.invoice.currency)
        try:
            made = charges_for(planned.account.credited(overdue), issued, with_new_notice=False).charges
        except CannotCharge:
            made = ()
        owed = overdue.open - laid + sum_of((charge.amount for charge in made), overdue.invoice.currency)
        found.append(Collected(overdue, owed, laid, issued, whys.get(number) in _OVER))
    yield from _worth_it(found, planned)


def _worth_it(found: list[Collected], planned: Planned) -> Iterator[Collected]:
    """Those of customers whose invoices come to what the settings ask for at least, something being owed of each."""
    measured, least = planned.opened.measured, planned.opened.rulebook.rules.least
    balances = measured.balances() if least.asks_for_balances else {}
    sums: dict[tuple[str, str], Money] = {}
    for one in found:
        sums[one.whose] = sums.get(one.whose, Money.zero(one.owed.currency)) + one.overdue.open - one.laid
    for one in found:
        if one.owed.amount > 0 and not least.account.missed_by(sums[one.whose], balances.get(one.whose)):
            yield one


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
