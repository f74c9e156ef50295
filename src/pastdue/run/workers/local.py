"""Workers on this machine: a loky pool of processes that ends with the run, however the run ends."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait

from pastdue import collect_garbage_rarely
from pastdue.run.workers import PATIENCE, Workers

_LOOK_EVERY = 0.5
"""The seconds a worker may outlive a run that was killed."""

_REMEDY = "there may be too little memory, or its own message is above; --processes 1 does without it"


@contextmanager
def local_workers(count: int, patience: float = PATIENCE) -> Iterator[Workers]:
    """`count` processes, started anew and not forked, so that none holds the ledger or its lock; killed at the end."""
    from loky import ProcessPoolExecutor

    # No worker looks for modules in the folder it is started in: nobody's `json.py` is taken for Python's own.
    safe = {"PYTHONSAFEPATH": "1"}
    os.environ.update(safe)  # loky's resource tracker takes its environment from here
    executor = ProcessPoolExecutor(count, initializer=begin, initargs=(os.getpid(),), env=safe)
    try:
        yield Workers(executor, count, _REMEDY, patience=patience)
    finally:
        executor.shutdown(kill_workers=True)


def begin(run: int) -> None:
    """Make this process a worker of the process `run`.

    A signal from the keyboard is the run's to deal with, what a library prints is no output of the run's, and a worker
    whose run was killed ends.
    """
    collect_garbage_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(2, 1)
    threading.Thread(target=_end_with, args=(run,), daemon=True).start()


def _end_with(run: int) -> None:
    """End this process when the process `run` has ended."""
    parent = parent_process()
    sentinel = getattr(parent, "_sentinel", None)  # only Windows hands a worker something to wait for
    if sentinel is not None:
        wait([sentinel])
    else:
        while os.getppid() == run:
            time.sleep(_LOOK_EVERY)
    os._exit(0)
