"""Tasks as a table, and as the JSON that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pastdue.letters.language.voice import Voice
from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.model.tables import Rank
from pastdue.reports.tasks.words import in_words
from pastdue.tasks import Task

_COLUMNS = (
    Column("due", "Due", date, rank=Rank.KEY),
    Column("id", "Task", rank=Rank.KEY),
    Column("customer", "Customer"),
    Column("action", "What to do"),
    Column("why", "Why"),
    Column("currency", "Currency"),
    Column("amount", "Amount", Money),
    Column("phone", "Phone"),
    Column("email", "E-mail"),
    Column("kind", "Kind"),
    Column("customer_id", "Customer no."),
    Column("project", "Project"),
    Column("invoices", "Invoices"),
    Column("letter", "Letter"),
)
_SHOWN = ("due", "id", "customer", "action", "why", "currency", "amount", "phone", "email")
"""The columns a terminal has room for; a file has all."""


def tasks_table(tasks: Iterable[Task], voice: Voice, title: str, *, whole: bool = True) -> Table:
    """A row for each task, in the order given; all columns, or those that a terminal has room for."""
    at = [n for n, column in enumerate(_COLUMNS) if whole or column.key in _SHOWN]
    rows = (_row(task, voice) for task in tasks)
    return Table(title, tuple(_COLUMNS[n] for n in at), tuple(tuple(row[n] for n in at) for row in rows))


def _row(task: Task, voice: Voice) -> tuple[object, ...]:
    words = in_words(task, voice)
    return (
        *(task.due, task.id, task.to.name, words.action, words.why),
        *((task.amount.currency, task.amount) if task.amount else ("", None)),
        *(task.to.phone, task.to.email, task.kind, task.to.id, task.project, ", ".join(task.invoices), task.letter),
    )


def tasks_json(tasks: Iterable[Task], voice: Voice, as_of: date) -> dict[str, object]:
    """The tasks as `tasks --format json` has them."""
    return {"schema": 1, "as_of": as_of.isoformat(), "tasks": [_json(task, voice) for task in tasks]}


def _json(task: Task, voice: Voice) -> dict[str, object]:
    words = in_words(task, voice)
    return {
        "id": task.id,
        "kind": task.kind,
        "step": task.do.value,
        "customer_id": task.to.id,
        "customer": task.to.name,
        "project": task.project,
        "due": task.due.isoformat(),
        "since": task.since.isoformat(),
        "why": words.why,
        "action": words.action,
        "phone": task.to.phone,
        "email": task.to.email,
        "amount": task.amount.plain if task.amount else None,
        "currency": task.amount.currency if task.amount else None,
        "invoices": list(task.invoices),
        "letter": task.letter or None,
    }
