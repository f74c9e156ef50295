"""The problems of a file's rows, by record, and the records themselves for mending."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pastdue.intake.export.fields import Header
from pastdue.intake.file.records import Records
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.texts import clean
from pastdue.model.errors import Problem, Source


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot be used, as the file says it, and why; `header` and `delimiter` are the file's own.

    `heading` is the row above it that names its customer, where the file says it so. `invoice` is the number in its
    column of invoices, "" where there is none."""

    source: Source
    header: tuple[str, ...]
    delimiter: str
    fields: tuple[str, ...]
    reason: str
    heading: tuple[str, ...] = ()
    invoice: str = ""


class Findings:
    """The problems of one file, kept by record so that a record is rejected once, with all that is wrong in it."""

    def __init__(self, records: Records, header: Header, delimiter: str) -> None:
        self._records, self._header, self._delimiter = records, header, delimiter
        self._problems: dict[int, list[Problem]] = {}
        self._headings: list[int] = []

    def under(self, headings: Sequence[int]) -> None:
        """Let every record belong to the nearest of these rising records above it."""
        self._headings = list(headings)

    def add(self, record: int, field: str, excerpt: str, flaw: Flaw) -> None:
        """Note `flaw` in the column of `field`; without an excerpt the whole record is shown."""
        source = Source(self._header.file, self._records.line(record))
        shown = excerpt or self._records.whole(record, self._delimiter)
        column = self._header.name(field) if field else ""
        if self._records.sheet and field in self._header.places:
            column = f"{column} ({_letters(self._header.places[field])}{source.line})"
        self._problems.setdefault(record, []).append(Problem(source, column, shown, flaw.what, flaw.remedy))

    def __len__(self) -> int:
        """How many records have problems."""
        return len(self._problems)

    def clean(self, records: Ints) -> npt.NDArray[np.bool_]:
        """For each of `records`, whether nothing is wrong with it so far."""
        if not self._problems:
            return np.ones(len(records), np.bool_)
        return ~np.isin(records, np.fromiter(self._problems, np.int64, len(self._problems)))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, by line, and in the order of the file's columns."""
        places = {self._header.name(field): place for field, place in self._header.places.items()}
        return tuple(
            problem for record in sorted(self._problems) for problem in _in_order(self._problems[record], places)
        )

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The records with problems, by line, each with all its reasons in one."""
        return tuple(self._rejected(record, self._problems[record]) for record in sorted(self._problems))

    def _rejected(self, record: int, problems: list[Problem]) -> Rejected:
        reasons = (f"{p.column}: {p.what}" if p.column else p.what for p in problems)
        fields = self._records.fields(record)
        above = bisect_left(self._headings, record)
        heading = self._records.fields(self._headings[above - 1]) if above else ()
        place = self._header.places.get("invoice", len(fields))
        invoice = clean(fields[place]) if place < len(fields) else ""
        names, why = self._header.names, "; ".join(reasons)
        return Rejected(problems[0].source, names, self._delimiter, fields, why, heading, invoice)


def _in_order(problems: list[Problem], places: Mapping[str, int]) -> list[Problem]:
    """`problems` of one record in the order of its columns, those of the whole record first."""
    if len(problems) == 1:
        return problems
    return sorted(problems, key=lambda p: places.get(re.sub(r" \([A-Z]+\d+\)$", "", p.column), -1))


def _letters(place: int) -> str:
    """The letters a spreadsheet gives a column, counted from 0.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
