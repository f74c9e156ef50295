"""The whole program on one page: a file of invoices becomes letters, reports and a ledger.

Facts come in, lateness is measured, rules decide, words are chosen, pages are set, deeds are recorded.

The names are found when first asked for: reading and checking need none of what makes and posts letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.run.job import Job
    from pastdue.run.opened import OpenedJob, prepare
    from pastdue.run.planning import Planned, plan
    from pastdue.run.sending import Rehearsal, rehearsal, rehearse, send

__all__ = ["Job", "OpenedJob", "Planned", "Rehearsal", "plan", "prepare", "rehearsal", "rehearse", "send"]

__getattr__ = names_on_demand(
    __name__,
    {
        "job": ("Job",),
        "opened": ("OpenedJob", "prepare"),
        "planning": ("Planned", "plan"),
        "sending": ("Rehearsal", "rehearsal", "rehearse", "send"),
    },
)
