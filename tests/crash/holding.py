"""A process that holds the lock of a ledger, alone or with a worker that it has forked."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pastdue.ledger import Lock


def hold(path: Path, until: Path, *, with_a_worker: bool = False) -> None:
    """Hold the lock until somebody has opened and closed `until`, a named pipe; says on stderr that it is held, and
    the process of the worker, which lives for a minute."""
    with Lock(path):
        worker = os.fork() if with_a_worker else -1
        if not worker:
            time.sleep(60)
            os._exit(0)
        os.write(2, f"held {worker}\n".encode())
        until.read_bytes()
