"""The page of a run with many letters: its size, the time to make it, and the time to show it."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.processes import BenchmarkFailed, python, run
from benchmarks.report import Aim, Section

_COLUMNS = (("megabytes", "MB", 1), ("made", "made, CPU s", 1), ("shown", "shown, s", 1), ("cpu", "of it CPU, s", 1))


def measured(rounds: int, folder: Path) -> Section:
    """The page of 5,000 letters, each over one invoice with interest in two parts and a fixed sum."""
    row = json.loads(run(python("-m", "benchmarks.shown", str(rounds), str(folder)), folder).printed)
    if "failed" in row:
        raise BenchmarkFailed(row["failed"])
    size, shown, cpu = row["megabytes"], row["shown"], row["cpu"]
    aims = [
        Aim("under 10 MB", f"{size:.1f} MB", size < 10),
        Aim("shown in under 2 s", f"{shown:.1f} s, {cpu:.1f} s of them CPU", shown < 2),
    ]
    return Section(
        "The page of a run in a browser", "Chromium, from the first byte to all drawn", _COLUMNS, [row], aims
    )
