"""Errors: one family for each exit code; every class words its message from facts.

`cli` alone turns these into a message on stderr and an exit code. A problem in a
user's file is a `Problem` value: they are collected and shown together.
"""

from __future__ import annotations

import errno
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pastdue.model.wording import counted, listed

if TYPE_CHECKING:
    from pastdue.model.messages import Text


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a user's file: its name as the user gave it and the physical line, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a user's file, with the excerpt that shows it and the remedy.

    >>> print(Problem(Source("in.csv", 7), "due", "31.02.2026", "is not a date", "write it as 2026-02-28"))
    in.csv:7: due: is not a date
      | 31.02.2026
      write it as 2026-02-28
    """

    source: Source
    column: str
    excerpt: str
    what: Text
    remedy: Text = ""
    cell: str = ""
    """The cell of a workbook, as `E6`; "" in other files."""

    @property
    def place(self) -> str:
        """Its file and line and, where it is in a column, that column, as `in.csv:7: due`."""
        column = f"{self.column} ({self.cell})" if self.cell else self.column
        return f"{self.source}: {column}" if column else str(self.source)

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.what}"]
        if self.excerpt:
            lines.append("  | " + shown(self.excerpt))
        if self.remedy:
            lines.append(f"  {self.remedy}")
        return "\n".join(lines)


def shown(text: str, limit: int = 120) -> str:
    """`text` made safe to show on one terminal line: control characters escaped, cut to `limit` characters.

    >>> shown("a\\x1b[31m\\nb")
    'a\\\\x1b[31m\\\\nb'
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in cut)


SHOWN_OF_A_KIND = 10
"""So many problems of one kind are shown; more of them teach nothing, and are counted."""


@dataclass(frozen=True, slots=True)
class MoreOfAKind:
    """Problems that are counted: their number, and the first of their kind, which is shown.

    `str()` is their message, with dots for what differs between them.
    """

    count: int
    first: Problem

    @property
    def place(self) -> str:
        """Their file and, where they are in a column, that column."""
        file, column = self.first.source.file, self.first.column
        return f"{file}: {column}" if column else file

    def __str__(self) -> str:
        return f"{self.place}: {counted(self.count, 'more row')} of this kind: {_kind(self.first)[-1]}"


def by_kind(problems: Iterable[Problem]) -> Iterator[Problem | MoreOfAKind]:
    """The first `SHOWN_OF_A_KIND` problems of each kind, then the others counted."""
    seen: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        kind = _kind(problem)
        first.setdefault(kind, problem)
        seen[kind] += 1
        if seen[kind] <= SHOWN_OF_A_KIND:
            yield problem
    for kind, count in seen.items():
        if count > SHOWN_OF_A_KIND:
            yield MoreOfAKind(count - SHOWN_OF_A_KIND, first[kind])


def _kind(problem: Problem) -> tuple[str, str, str]:
    """Its file, its column, and its words with dots for figures and for what stands in quotes."""
    return problem.source.file, problem.column, re.sub(r"[\d.,]+|'[^']*'", "...", str(problem.what))


def worded(problems: Iterable[Problem]) -> Iterator[str]:
    """The problems as messages: the first `SHOWN_OF_A_KIND` of each kind whole, the others counted at the end."""
    return map(str, by_kind(problems))


class PastdueError(Exception):
    """Base of every error pastdue words itself: `what` went wrong and, where there is one, the `remedy`.

    Every class keeps in `args` what it was made of, so that an error can come from another process.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}\n  {self.remedy}" if self.remedy else self.what


class SettingsError(PastdueError):
    """The settings, a data row or a command-line value cannot be used (exit 2)."""


class InputError(PastdueError):
    """The input file as a whole cannot be used (exit 4)."""


class BadInput(InputError):
    """The input file cannot be used, and these are its problems (exit 4); `further` says of how many more rows so."""

    def __init__(self, problems: Sequence[Problem], further: str = "") -> None:
        super().__init__("\n".join([*worded(problems), *([further] if further else [])]))
        self.args = (problems, further)
        self.problems = tuple(problems)


class LockedError(PastdueError):
    """Another run is at work on the same ledger (exit 5)."""


class OutputError(PastdueError):
    """The output folder cannot be written to, or a disk failed (exit 6)."""


_OF_THE_DISK = frozenset(
    number for name in ("EIO", "ENXIO", "ENODEV", "ESTALE", "ETIMEDOUT", "EREMOTEIO", "ENOLINK")
    if (number := getattr(errno, name, None)) is not None
)  # fmt: skip


def read_fault(file: object, error: OSError, otherwise: PastdueError) -> PastdueError:
    """The error to raise where `file` could not be opened, read or closed: that of a failing disk (exit 6), which says
    nothing of the file itself, or `otherwise`.

    >>> type(read_fault("pastdue.toml", OSError(errno.EIO, "Input/output error"), PastdueError("no"))).__name__
    'OutputError'
    >>> str(read_fault("pastdue.toml", OSError(errno.EACCES, "Permission denied"), PastdueError("no")))
    'no'
    """
    if error.errno not in _OF_THE_DISK:
        return otherwise
    return OutputError(
        f"{file}: the disk failed while it was read: {error.strerror}",
        "check the disk, or copy the file to another one; then run it again",
    )


_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


def write_fault(file: object, error: OSError, otherwise: OutputError) -> OutputError:
    """The error to raise where `file` could not be written: that of a full disk or a used-up share of it, or
    `otherwise`.

    >>> print(write_fault("out/run.json", OSError(errno.EDQUOT, "Quota exceeded"), OutputError("no")))
    out/run.json: the disk is full
      make room and run again: nothing is sent twice
    """
    if error.errno not in _FULL:
        return otherwise
    return OutputError(f"{file}: the disk is full", "make room and run again: nothing is sent twice")


class LedgerError(PastdueError):
    """The ledger is missing, damaged, newer than this program, or refuses the command (exit 7)."""


class CannotPrint(PastdueError):
    """One letter cannot be set; the run goes on without it and names why (exit 3 at the end).

    `letter` is its number and `invoices` are those no reminder will go out for, where they are known. `said` is what is
    wrong and what to do, ready for other languages.

    >>> print(CannotPrint("the footer is too long", letter="2026-00001", invoices=("A", "B")))
    letter 2026-00001, invoices A, B: the footer is too long
    """

    def __init__(self, what: Text, remedy: Text = "", letter: str = "", invoices: tuple[str, ...] = ()) -> None:
        super().__init__(str(what), str(remedy))
        self.args = (what, remedy, letter, invoices)
        self.said, self.letter, self.invoices = (what, remedy), letter, invoices

    def of(self, letter: str, invoices: tuple[str, ...]) -> CannotPrint:
        """The same error, of the letter with this number over these invoices."""
        return CannotPrint(*self.said, letter, invoices)

    def __str__(self) -> str:
        where = f"letter {self.letter}{', ' if self.invoices else ': '}" if self.letter else ""
        return f"{where}{self._named()}{super().__str__()}"

    def _named(self) -> str:
        """The invoices as the beginning of a message, at most three of them by number."""
        if not self.invoices:
            return ""
        many = "s" if len(self.invoices) > 1 else ""
        return f"invoice{many} {listed([shown(number, 40) for number in self.invoices])}: "


class CannotCharge(PastdueError):
    """A policy cannot say what one invoice's lateness costs; the invoice is skipped with `why`.

    `said` is what is wrong and what to do, each on one line, ready for other languages.
    """

    def __init__(self, why: str, what: Text, remedy: Text = "") -> None:
        super().__init__(str(what), str(remedy))
        self.args = (why, what, remedy)
        self.why = why
        self.said = what, remedy
