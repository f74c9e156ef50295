"""The workers of a whole run: begun when they first help, shared by all its steps, ended with it."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from pastdue.firm.settings.output import LOCAL
from pastdue.run.workers import Workers
from pastdue.run.workers.dask import dask_workers
from pastdue.run.workers.local import local_workers


class SharedWorkers:
    """Workers that are begun once and asked for as often as a run has something to share."""

    def __init__(self) -> None:
        self._begun = ExitStack()
        self._workers: Workers | None = None

    def of(self, engine: str, count: int) -> Workers | None:
        """The workers of the cluster at `engine`, else `count` processes here or as many more as were begun before;
        None for fewer than two."""
        local = engine == LOCAL
        if local and count < 2:
            return None
        if self._workers is None or (local and self._workers.count < count):
            self._begun.close()
            self._workers = self._begun.enter_context(local_workers(count) if local else dask_workers(engine))
        return self._workers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._workers = None
        self._begun.close()
