"""The time a process took, and the most memory it held.

A child's peak is never less than what its parent held when it was started: so nothing heavy is imported here, nor in
any module of this package that runs in the parent.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished process: wall and CPU seconds, peak resident memory in MB (a million bytes), what it printed."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    printed: str


class BenchmarkFailed(Exception):
    """A measured process did not do its work, so its time means nothing."""


def run(command: Sequence[str], folder: Path) -> Ran:
    """Run `command` in `folder` to its end; refuses (BenchmarkFailed) one that does not exit with 0.

    Compiled modules are kept whatever the machine's settings say, as they are where the program is installed.
    """
    paths = (str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", ""))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONDONTWRITEBYTECODE": ""}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        printed, said = _read(out), _read(err)
    if process.returncode:
        raise BenchmarkFailed(f"{' '.join(command)}: exit {process.returncode}\n{said[-2000:]}")
    return Ran(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _UNIT / 1e6, printed)


def python(*arguments: str) -> list[str]:
    """This Python with `arguments`."""
    return [sys.executable, *arguments]


def pastdue(*arguments: str) -> list[str]:
    """The command line of pastdue: the installed script, else its entry point by name."""
    script = Path(sys.executable).with_name("pastdue")
    own = [str(script)] if script.exists() else python("-c", "from pastdue.cli import main; main()")
    return [*own, *arguments]


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
