"""Tasks as a table, and as the JSON that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pastdue.letters.language.voice import Voice
from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.model.tables import ColumnsOf, Rank
from pastdue.reports.tasks.words import TaskWords, in_words
from pastdue.tasks import Matter, Task


@dataclass(frozen=True, slots=True)
class _TaskLine:
    """A task with its words."""

    task: Task
    words: TaskWords

    @property
    def matter(self) -> Matter:
        return self.task.matter


_COLUMNS = ColumnsOf[_TaskLine]({
    Column("due", "Due", date, rank=Rank.KEY): lambda one: one.task.due,
    Column("id", "Task", rank=Rank.KEY): lambda one: one.task.id,
    Column("customer", "Customer"): lambda one: one.matter.to.name,
    Column("action", "What to do"): lambda one: one.words.action,
    Column("why", "Why"): lambda one: one.words.why,
    Column("currency", "Currency"): lambda one: one.matter.amount.currency if one.matter.amount else "",
    Column("amount", "Amount", Money): lambda one: one.matter.amount,
    Column("phone", "Phone"): lambda one: one.matter.to.phone,
    Column("email", "E-mail"): lambda one: one.matter.to.email,
    Column("kind", "Kind"): lambda one: one.matter.kind,
    Column("customer_id", "Customer no."): lambda one: one.matter.to.id,
    Column("project", "Project"): lambda one: one.matter.project,
    Column("invoices", "Invoices"): lambda one: ", ".join(one.matter.invoices),
    Column("letter", "Letter"): lambda one: one.matter.letter,
})  # fmt: skip
_SHOWN = _COLUMNS.only(("due", "id", "customer", "action", "why", "currency", "amount", "phone", "email"))
"""The columns a terminal has room for; a file has all."""


def tasks_table(tasks: Iterable[Task], voice: Voice, title: str, *, whole: bool = True) -> Table:
    """A row for each task, in the order given; all columns, or those that a terminal has room for."""
    lines = (_TaskLine(task, in_words(task, voice)) for task in tasks)
    return (_COLUMNS if whole else _SHOWN).table(title, lines)


def tasks_json(tasks: Iterable[Task], voice: Voice, as_of: date) -> dict[str, object]:
    """The tasks as `tasks --format json` has them."""
    return {"schema": 1, "as_of": as_of.isoformat(), "tasks": [_json(task, voice) for task in tasks]}


def _json(task: Task, voice: Voice) -> dict[str, object]:
    words = in_words(task, voice)
    return {
        "id": task.id,
        "kind": task.matter.kind,
        "step": task.do.value,
        "customer_id": task.matter.to.id,
        "customer": task.matter.to.name,
        "project": task.matter.project,
        "due": task.due.isoformat(),
        "since": task.since.isoformat(),
        "why": words.why,
        "action": words.action,
        "phone": task.matter.to.phone,
        "email": task.matter.to.email,
        "amount": task.matter.amount.plain if task.matter.amount else None,
        "currency": task.matter.amount.currency if task.matter.amount else None,
        "invoices": list(task.matter.invoices),
        "letter": task.matter.letter or None,
    }
