"""The whole program on one page: a file of invoices becomes letters, reports and a ledger.

Facts come in, lateness is measured, rules decide, words are chosen, pages are set, deeds are recorded.

The names are found when first asked for: reading and checking need none of what makes and posts letters.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pastdue.run.job import Job
    from pastdue.run.opened import OpenedJob, prepare
    from pastdue.run.planning import Planned, plan
    from pastdue.run.sending import Rehearsal, rehearsal, rehearse, send

__all__ = ["Job", "OpenedJob", "Planned", "Rehearsal", "plan", "prepare", "rehearsal", "rehearse", "send"]

_HOMES = {
    "Job": "job",
    "OpenedJob": "opened",
    "Planned": "planning",
    "Rehearsal": "sending",
    "plan": "planning",
    "prepare": "opened",
    "rehearsal": "sending",
    "rehearse": "sending",
    "send": "sending",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
