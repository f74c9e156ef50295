"""A Dask cluster on this machine: its processes, and work for them to do."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO

from tests.forked import ended, working


class Cluster:
    """A scheduler and its workers, each a process of its own on this machine, forked from one that has Dask imported:
    how Python starts is not the point."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder = folder
        self._said: list[IO[str]] = []
        self.scheduler, self.engine = self._begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        address = self.engine.replace("dask://", "tcp://")
        quiet = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
        self.workers = [self._begin("worker", address, *quiet)[0] for _ in range(workers)]

    def _begin(self, what: str, *words: str) -> tuple[BaseProcess, str]:
        """A process of Dask that has said where it listens, and its address."""
        reading, writing = os.pipe()
        process = working(partial(_become, what, str(self.folder), words), writing)
        os.close(writing)
        self._said.append(open(reading, encoding="utf-8"))  # noqa: PTH123, SIM115 - a descriptor, read to the end
        for line in self._said[-1]:
            if (what == "scheduler" and "Scheduler at:" in line) or (what == "worker" and "Registered to:" in line):
                return process, "dask://" + line.split("tcp://")[1].split()[0]
        raise AssertionError(f"dask {what} has ended with {ended(process)}")

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.join()
        for said in self._said:
            said.close()


def _become(what: str, folder: str, words: tuple[str, ...]) -> None:
    """Become `dask scheduler` or `dask worker`."""
    os.chdir(folder)
    import_module(f"distributed.cli.dask_{what}").main(list(words))


def slowly(tasks: Sequence[str]) -> list[str]:
    """The tasks in capitals, after a fifth of a second; one that is to die takes its process along."""
    time.sleep(0.2)
    if tasks[0] == "die":
        os._exit(7)
    return [task.upper() for task in tasks]
