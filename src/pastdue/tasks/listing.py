"""The list of tasks of a day: those due by the end of the days ahead, and the facts missing to do them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pastdue.model import Party
from pastdue.tasks.cadence import Do
from pastdue.tasks.task import CONTACT, Matter, Task, Tasking, typed


def listed(tasks: Iterable[Task], tasking: Tasking, unreachable: Iterable[Party] = ()) -> tuple[Task, ...]:
    """Those of `tasks` that are due in time, the earliest first, with those that find a phone number for a call and an
    address for `unreachable` customers, to whom no letter can be posted."""
    due = {task.id: task for task in tasks if task.due <= tasking.until}
    for task in _missing(due.values(), unreachable, tasking):
        if task.id not in tasking.done:
            due.setdefault(task.id, task)
    return tuple(sorted(due.values(), key=lambda task: (task.due, task.matter.to.name, task.matter.to.id, task.id)))


def _missing(tasks: Iterable[Task], unreachable: Iterable[Party], tasking: Tasking) -> Iterator[Task]:
    silent = {task.matter.to.id: task.matter.to for task in tasks if task.do.by_phone and not task.matter.to.phone}
    wanted = [(Do.PHONE, one) for one in silent.values()] + [(Do.ADDRESS, one) for one in unreachable]
    for do, customer in wanted:
        matter = Matter(CONTACT, typed(customer.id), customer)
        yield Task(f"{do}:{matter.name}", do, tasking.as_of, tasking.as_of, matter)
