"""What a person must do beside the letters, and from which day: pure rules, no files, no clock, no words.

`cadence.py` is how a silent customer is followed up, `following.py` and `collecting.py` find the tasks of unanswered
messages and of unpaid invoices, `listing.py` makes one list of them.
"""

from __future__ import annotations

from pastdue.tasks.cadence import Cadence, Do, Since, Step, Weekday
from pastdue.tasks.collecting import Collected, Waiting, collecting_tasks
from pastdue.tasks.following import PAYMENT, follow_up_tasks
from pastdue.tasks.listing import listed
from pastdue.tasks.task import Task, Tasking, typed

__all__ = [
    "PAYMENT",
    "Cadence",
    "Collected",
    "Do",
    "Since",
    "Step",
    "Task",
    "Tasking",
    "Waiting",
    "Weekday",
    "collecting_tasks",
    "follow_up_tasks",
    "listed",
    "typed",
]
