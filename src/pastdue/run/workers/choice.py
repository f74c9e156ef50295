"""The workers for a piece of work: the cluster's where the job names one, else as many processes here as help."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from pastdue.intake import Spread, here
from pastdue.run.job import Job
from pastdue.run.workers import Result, Task, Workers
from pastdue.run.workers.shared import SharedWorkers

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
    two. Those that the whole run shares go on when this step has ended."""
    count = min(job.processes or _cores(), useful)
    if job.workers is not None:
        yield job.workers.of(job.engine, count)
        return
    with SharedWorkers() as own:
        yield own.of(job.engine, count)


@contextmanager
def sharing_workers(job: Job) -> Iterator[Job]:
    """The job with workers that all its steps share, which are begun once and end with this."""
    with SharedWorkers() as shared:
        yield replace(job, workers=shared)


def _cores() -> int:
    """The number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
