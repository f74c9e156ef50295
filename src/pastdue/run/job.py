"""A job: the firm, its files, and the day for which they are dealt with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pastdue.firm.settings.output import LOCAL
from pastdue.model.kept import Kept, Selection
from pastdue.reports.review.commands import Invocation

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.intake import Dialect, Files, Step
    from pastdue.run.workers.shared import SharedWorkers

Watch = Callable[[int, int], None]
"""Is called with the number of letters made so far and the number of all letters of the run."""


def _unwatched(done: int, of: int) -> None: ...


def _untold(step: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Job:
    """The input of one command: the firm, its files and the day; `approved` invoices need no further review.

    `engine` is where letters are made: `local` in at most so many `processes` (0: as many cores as help), or
    `dask://HOST:PORT` by the workers of that scheduler.
    """

    firm: Firm
    files: Files
    dialect: Dialect
    as_of: date
    approved: tuple[str, ...] = ()
    watch: Watch = _unwatched
    step: Step = _untold
    processes: int = 0
    engine: str = LOCAL
    kept: Kept = field(default_factory=Kept)
    """The lists handed in to earlier runs that still count."""
    selection: Selection = field(default_factory=Selection)
    """Whom alone this run is for, or whom not."""
    asked: Invocation = field(default_factory=Invocation)
    """The command line of the job, to be repeated by the commands that its page offers."""
    workers: SharedWorkers | None = field(default=None, compare=False)
    """The workers that all steps of the run share; None: each step begins its own."""
