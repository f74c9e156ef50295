"""Workers: other processes, on this machine or a cluster, that share the work of one run.

Each pool is an executor of `concurrent.futures`; `local` and `dask` say how to begin and end one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from pastdue.model.errors import OutputError

Task = TypeVar("Task")
Result = TypeVar("Result")

CHUNK = 8
"""The number of tasks given to a worker at once: handing them over and back takes about a tenth of the time of a
letter."""
PATIENCE = 600.0
"""After how many seconds without an answer a worker counts as hung; the slowest letters take some seconds."""


LOST = "a process of this run has ended"


@dataclass(frozen=True, slots=True)
class Workers:
    """`count` processes behind an executor. `lost` are the errors by which the executor says that one has ended, and
    `remedy` is what to do then."""

    executor: Executor
    count: int
    remedy: str
    lost: tuple[type[Exception], ...] = ()
    patience: float = PATIENCE

    def map(
        self,
        work: Callable[[Sequence[Task]], list[Result]],
        tasks: Sequence[Task],
        at_once: int = CHUNK,
        ahead: int | None = None,
    ) -> Iterator[Result]:
        """The results of `tasks`, in their order; `work` takes `at_once` of them at a time. No more than `ahead` pieces
        of work are given out and not yet fetched; None: all of them at once.

        `work`, the tasks and the results must be picklable. Raises what `work` raised of our own errors, and
        OutputError when a worker has ended, hangs or has too little memory.
        """
        given = (self.executor.submit(work, tasks[at : at + at_once]) for at in range(0, len(tasks), at_once))
        futures = deque[Future[list[Result]]]()
        try:
            futures.extend(islice(given, ahead))
            while futures:  # a result that was handed on is not held any longer
                results = futures.popleft().result(self.patience)
                futures.extend(islice(given, 1))
                yield from results
        except TimeoutError as error:
            what = f"a process of this run has not answered for {self.patience:g} seconds"
            raise OutputError(what, self.remedy) from error
        except MemoryError as error:
            raise OutputError("a process of this run has too little memory", self.remedy) from error
        except (BrokenExecutor, CancelledError) as error:
            raise OutputError(LOST, self.remedy) from error
        except self.lost as error:
            raise OutputError(LOST, self.remedy) from error
        finally:
            for future in futures:
                future.cancel()
