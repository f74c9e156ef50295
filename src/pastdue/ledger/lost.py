"""A missing ledger: the first run, or a loss, told apart by the files of earlier runs."""

from __future__ import annotations

import os
from pathlib import Path

from pastdue.model.errors import LedgerError

_TRACES = "*/run*.json"
"""What every run leaves in its output folder, in the folder of its day."""


def is_first_run(ledger: Path, *outputs: Path) -> bool:
    """Whether there is no ledger at `ledger` and none was there before.

    Refuses a missing ledger where one of the `outputs` folders has the files of a run: a new ledger would send
    every letter again.
    """
    if os.path.lexists(ledger):
        return False
    earlier = [trace for out in outputs if out.is_dir() for trace in sorted(out.glob(_TRACES))]
    if earlier:
        raise LedgerError(
            f"{ledger}: the ledger is missing, but {earlier[-1]} was left by an earlier run",
            "put the ledger back from a backup; if nothing of it was posted, move the output folder away",
        )
    return True
