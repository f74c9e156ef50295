"""The commands that the page offers to copy, each as a shell takes it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pastdue.model.wording import quoted_on_windows


@dataclass(frozen=True, slots=True)
class Invocation:
    """The command that asked for the page: the files of invoices, the options by which it is read, and those of a run
    alone.

    >>> asked = Invocation(("invoices.csv",), ("--as-of", "2026-10-30"), ("--out", "my letters"))
    >>> print(asked.run("--approve", "A-7"))
    pastdue run invoices.csv --as-of 2026-10-30 --out 'my letters' --approve A-7
    >>> print(asked.explain("-7"))
    pastdue explain --as-of 2026-10-30 -- invoices.csv -7
    """

    files: tuple[str, ...] = ("invoices.csv",)
    reading: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    """`--config` with its file, where one was named; for commands that read no invoices."""

    def run(self, *more: str) -> str:
        """The same run once more, with `more` options."""
        return _typed("run", (*self.reading, *self.running, *more), *self.files)

    def explain(self, invoice: str) -> str:
        """Why `invoice` stands where it stands."""
        return _typed("explain", self.reading, self._one, invoice)

    def close(self, invoice: str, why: str, issued: date | None = None) -> str:
        """That a missing `invoice`, issued on that day where one must be named, was paid, written off or came to
        another end."""
        which = () if issued is None else ("--issued", str(issued))
        return _typed("close", ("--why", why, *which, *self.settings), invoice)

    @property
    def tasks(self) -> str:
        """The command that lists the tasks."""
        return _typed("tasks", self.reading, self._one)

    def claim(self, customer_id: str) -> str:
        """The evidence against a customer whose letters are all sent."""
        return _typed("claim", self.reading, self._one, customer_id)

    @property
    def _one(self) -> str:
        """The files as one word: the file, else the pattern that all files of the parts' folder and kind fit, else the
        first part."""
        first = Path(self.files[0])
        alike = sorted(map(str, first.parent.glob(f"*{first.suffix}"))) if len(self.files) > 1 else []
        return str(first.with_name(f"*{first.suffix}")) if alike == sorted(self.files) else self.files[0]

    def done(self, task: str) -> str:
        """That the task of this id was done."""
        return _typed("done", self.settings, task)


def _typed(command: str, options: Sequence[str], *named: str) -> str:
    """The command as it is typed; names that look like options are placed behind `--`."""
    if any(word.startswith("-") for word in named):
        words = ["pastdue", command, *options, "--", *named]
    else:
        words = ["pastdue", command, *named, *options]
    return " ".join(map(quoted_on_windows, words)) if os.name == "nt" else shlex.join(words)
