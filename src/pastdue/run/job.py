"""A job: whose invoices, in which files, are dealt with as of which day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pastdue.firm import Firm
from pastdue.intake import Dialect, Files
from pastdue.model.kept import Kept

Watch = Callable[[int, int], None]
"""Is called with the number of letters made so far and the number of all letters of the run."""


def _unwatched(done: int, of: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Job:
    """What one command is about: whose it is, which files, for which day; `approved` invoices need no further review.

    `processes` is how many processes may make letters; 0 for as many as help.
    """

    firm: Firm
    files: Files
    dialect: Dialect
    as_of: date
    approved: tuple[str, ...] = ()
    watch: Watch = _unwatched
    processes: int = 0
    kept: Kept = field(default_factory=Kept)
    """What earlier runs were handed in and still counts."""
