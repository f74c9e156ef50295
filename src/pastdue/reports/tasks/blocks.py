"""Tasks as blocks of lines, for a terminal too narrow for their table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pastdue.letters.language.voice import Voice
from pastdue.reports.tasks.words import in_words
from pastdue.tasks import Task


def tasks_lines(tasks: Iterable[Task], voice: Voice, title: str) -> list[str]:
    """The title, then a block a task: its day and id, for whom, what to do, why, how to reach them, and the sum. What
    is not known has no line; lines are as long as their sentences."""
    return [title, *(line for task in tasks for line in ("", *_block(task, voice)))]


def _block(task: Task, voice: Voice) -> Iterator[str]:
    words = in_words(task, voice)
    yield f"{task.due}  {task.id}"
    yield "  " + " · ".join(part for part in (task.matter.to.name, task.matter.project) if part)
    yield f"  {words.action}"
    yield f"  {words.why}"
    reached = [part for part in (task.matter.to.phone, task.matter.to.email) if part]
    if reached:
        yield "  " + " · ".join(reached)
    if task.matter.amount is not None:
        yield f"  {task.matter.amount:,}"
