"""Problems: what is wrong at one place of a user's file. They are collected and shown together, by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pastdue.model.errors import InputError
from pastdue.model.messages import Text
from pastdue.model.wording import counted


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a user's file: its name as the user gave it and the physical line, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def is_in(self, file: str) -> bool:
        """True when the place is in that file, or in a sheet of it where it is a workbook.

        >>> Source("in.xlsx[Open]", 7).is_in("in.xlsx"), Source("in.xlsx.csv", 7).is_in("in.xlsx")
        (True, False)
        """
        sheet = self.file.removeprefix(file)
        return self.file.startswith(file) and (not sheet or (sheet.startswith("[") and sheet.endswith("]")))


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


class BadInput(InputError):
    """The input file cannot be used, and these are its problems (exit 4); `further` says of how many more rows so."""

    def __init__(self, problems: Sequence[Problem], further: str = "") -> None:
        super().__init__("\n".join([*worded(problems), *([further] if further else [])]))
        self.args = (problems, further)
        self.problems = tuple(problems)
