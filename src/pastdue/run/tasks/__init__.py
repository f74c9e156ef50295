"""The tasks of a day: what the ladder has judged, the ledger knows and a follow-up list says, put into one list."""

from __future__ import annotations

from pastdue.run.tasks.listing import TasksListed, tasks_beside, tasks_of
from pastdue.run.tasks.named import check_task

__all__ = ["TasksListed", "check_task", "tasks_beside", "tasks_of"]
