"""The workers for a piece of work: the cluster's where the job names one, else as many processes here as help."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from pastdue.firm.settings import LOCAL
from pastdue.intake import Spread, here
from pastdue.run.job import Job
from pastdue.run.workers import Result, Task, Workers
from pastdue.run.workers.dask import dask_workers
from pastdue.run.workers.local import local_workers

LETTERS_A_CORE = 250
"""For fewer, starting another process takes longer than it saves."""
BYTES_A_CORE = 40_000_000
"""As many bytes of part files are read in about the time that starting a process takes."""


@contextmanager
def workers_for(job: Job, letters: int) -> Iterator[Workers | None]:
    """The workers for so many letters: the cluster's where the job names one, else another process for each core that
    the letters keep busy; None where they are too few to share."""
    with _workers(job, letters // LETTERS_A_CORE) as workers:
        yield workers


@contextmanager
def workers_to_read(job: Job) -> Iterator[Workers | None]:
    """The workers for the job's part files, never more than parts; None where they are too small to share."""
    size = sum(path.stat().st_size for path in job.files.parts)
    with _workers(job, min(len(job.files.parts), size // BYTES_A_CORE)) as workers:
        yield workers


def spread_by(workers: Workers | None) -> Spread:
    """The way in which these workers share the parts, of which no more than each has one and a few wait; None: one
    after the other, here."""
    if workers is None:
        return here

    def spread(work: Callable[[Sequence[Task]], list[Result]], tasks: Sequence[Task]) -> Iterator[Result]:
        return workers.map(work, tasks, at_once=1, ahead=workers.count + 1)

    return spread


@contextmanager
def _workers(job: Job, useful: int) -> Iterator[Workers | None]:
    """The cluster's workers, else as many processes here as are `useful` and there are cores; None for fewer than
    two."""
    if job.engine != LOCAL:
        with dask_workers(job.engine) as workers:
            yield workers
        return
    count = min(job.processes or _cores(), useful)
    if count < 2:
        yield None
        return
    with local_workers(count) as workers:
        yield workers


def _cores() -> int:
    """The number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
