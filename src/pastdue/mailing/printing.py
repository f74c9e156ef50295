"""Printing through CUPS: one `lp` job a file, at actual size, on its own sides."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pastdue.model.errors import OutputError

_PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
_TOLERANCE = 1.0


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One print file: its paper by its common name, and whether it is printed on both sides."""

    file: Path
    paper: str
    duplex: bool


def paper_size(width: float, height: float) -> str:
    """The common name of a sheet of `width` x `height` mm, within a millimetre; refuses (OutputError) any other.

    >>> paper_size(209.97, 297.02)
    'A4'
    """
    for name, (wide, high) in _PAPERS.items():
        if abs(width - wide) <= _TOLERANCE and abs(height - high) <= _TOLERANCE:
            return name
    raise OutputError(
        f"sheets of {width:.0f} x {height:.0f} mm have no name that printers know", "print the file from a viewer"
    )


def command(job: PrintJob, printer: str, number: int, of: int) -> list[str]:
    """The `lp` command for `job`, the `number`-th of `of`. An empty `printer` is the default one.

    The title in the queue names no customer and no stage. Scaling is off, twice: filters differ in what they heed.
    """
    return [
        "lp", *(["-d", printer] if printer else []), "-n", "1", "-t", f"Letters {number} of {of}",
        "-o", f"media={job.paper}", "-o", "sides=" + ("two-sided-long-edge" if job.duplex else "one-sided"),
        "-o", "print-scaling=none", "-o", "nofit-to-page", "-o", "number-up=1", "-o", "job-sheets=none",
        "--", str(job.file),
    ]  # fmt: skip


def choose_printer(named: str, by_hand: str) -> str:
    """The printer called `named`, else the default one; `by_hand` says what to do where there is none.

    Refuses (OutputError) where there is no CUPS, no such printer, or none to choose by default.
    """
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        raise OutputError("there is no `lp` here, the command of CUPS that prints", by_hand)
    known, silence = _asked("-e")
    if not known:
        state = _asked("-r")[0].strip()
        silence = silence or (state if "not running" in state else "")
        said = f": {silence}" if silence else ""
        raise OutputError(f"CUPS knows no printer{said}", f"add one to CUPS, or {by_hand}")
    if named:
        if named not in known.split():
            raise OutputError(f"there is no printer {named!r}", "known: " + ", ".join(known.split()))
        return named
    default = re.search(r"destination: (\S+)", _asked("-d")[0])
    if default is None:
        raise OutputError("no printer is the default one", "name one with --printer: " + ", ".join(known.split()))
    return default[1]


def submit(commands: Sequence[Sequence[str]]) -> list[str]:
    """Hand each job to CUPS in turn; returns its answers. Stops at the first that is refused (OutputError), saying
    which were queued before it, so that none is printed twice."""
    answers: list[str] = []
    for line in commands:
        done = _run(line)
        if done.returncode:
            said = done.stderr.strip() or f"exit {done.returncode}"
            before = f"queued before it: {'; '.join(answers)}" if answers else "nothing was queued"
            raise OutputError(f"{line[-1]}: lp refuses it: {said}", before)
        answers.append(done.stdout.strip())
    return answers


def _asked(option: str) -> tuple[str, str]:
    """The output of `lpstat` and its error text, for the case that CUPS is not running."""
    done = _run(["lpstat", option])
    return done.stdout, done.stderr.strip()


def _run(line: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """The command done, its words in plain English whatever the user's language."""
    environment = os.environ | {"LC_ALL": "C"}
    return subprocess.run(line, env=environment, capture_output=True, text=True, errors="replace", check=False)


def is_print_file(name: str) -> bool:
    """True when the file of a run called `name` is one to print.

    >>> is_print_file("print/letters-standard-home.pdf"), is_print_file("letters/2026-00001-reminder.pdf")
    (True, False)
    """
    return re.fullmatch(r"print/letters[^/]*\.pdf", name) is not None
