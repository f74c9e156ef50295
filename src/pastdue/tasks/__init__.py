"""Tasks: the actions left to a person beside the letters, and the day of each. Pure rules, no files, no clock, no
words.

`cadence.py` has the steps for a silent customer, `following.py` and `collecting.py` find the tasks of unanswered
messages and of unpaid invoices, `listing.py` makes one list of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.tasks.cadence import Cadence, Do, Since, Step, Weekday
    from pastdue.tasks.collecting import Collected, Waiting, collecting_tasks
    from pastdue.tasks.following import PAYMENT, follow_up_tasks
    from pastdue.tasks.listing import listed
    from pastdue.tasks.task import Matter, Task, Tasking, Unsent, typed

__all__ = [
    "PAYMENT",
    "Cadence",
    "Collected",
    "Do",
    "Matter",
    "Since",
    "Step",
    "Task",
    "Tasking",
    "Unsent",
    "Waiting",
    "Weekday",
    "collecting_tasks",
    "follow_up_tasks",
    "listed",
    "typed",
]

__getattr__ = names_on_demand(
    __name__,
    {
        "cadence": ("Cadence", "Do", "Since", "Step", "Weekday"),
        "collecting": ("Collected", "Waiting", "collecting_tasks"),
        "following": ("PAYMENT", "follow_up_tasks"),
        "listing": ("listed",),
        "task": ("Matter", "Task", "Tasking", "Unsent", "typed"),
    },
)
