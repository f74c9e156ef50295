"""Tasks that a person did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task recorded as done on the day `on`, or with `undone` as not done after all."""

    task: str
    on: date
    note: str = ""
    undone: bool = False
