"""The tasks of a day: those of the plan, of the ledger and of a follow-up list, in one list."""

from __future__ import annotations

from pastdue.run.tasks.listing import TasksListed, tasks_beside, tasks_of
from pastdue.run.tasks.named import check_task

__all__ = ["TasksListed", "check_task", "tasks_beside", "tasks_of"]
