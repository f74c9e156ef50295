"""Tasks that people did: recorded one by one, and read as they count on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pastdue.ledger.database import Database, reading_rows
from pastdue.model.errors import LedgerError
from pastdue.model.kept import TaskDone


@reading_rows("the tasks done")
def recorded(db: Database) -> tuple[TaskDone, ...]:
    """Every task recorded as done or as not done after all, in that order."""
    rows = db.execute("SELECT task, done_on, note, undone FROM tasks_done ORDER BY n")
    return tuple(TaskDone(task, date.fromisoformat(on), note, bool(undone)) for task, on, note, undone in rows)


def standing(entries: Iterable[TaskDone]) -> dict[str, TaskDone]:
    """The tasks that are done, each with its last record."""
    found: dict[str, TaskDone] = {}
    for entry in entries:
        found.pop(entry.task, None)
        if not entry.undone:
            found[entry.task] = entry
    return found


def record(db: Database, entry: TaskDone) -> None:
    """Record that a task is done, or not done after all; refuses a task that is in that state already."""
    done = standing(recorded(db)).get(entry.task)
    if done is not None and not entry.undone:
        raise LedgerError(
            f"task {entry.task!r} was done on {done.on}", f"if it was not: pastdue done {entry.task} --undo"
        )
    if done is None and entry.undone:
        raise LedgerError(f"task {entry.task!r} is not recorded as done", "`pastdue history --tasks` lists what is")
    row = (entry.task, int(entry.undone), entry.on.isoformat(), entry.note)
    db.add("tasks_done", "task, undone, done_on, note", row)
