"""The problems of a file's rows, by record, and the records themselves, to be corrected."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pastdue.intake.export.headers import Header, joined
from pastdue.intake.file.records import Records
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.texts import clean
from pastdue.model.errors.problems import Problem, Source


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


_Noted = tuple[str, str, Flaw]
"""A field, the text that shows what is wrong ("" for the whole record), and the flaw."""


class Findings:
    """The problems of one file, kept by record so that a record is rejected once, with all that is wrong in it."""

    def __init__(self, records: Records, header: Header, delimiter: str) -> None:
        self._records, self._header, self._delimiter = records, header, delimiter
        self._noted: dict[int, list[_Noted]] = {}
        self._headings: list[int] = []
        self._title: tuple[str, ...] = ()
        self._first: dict[int, int] = {}
        self._of_customer: Sequence[str] = ()

    def rename(self, header: Header) -> None:
        """Let `header` say which column a field stands in."""
        self._header = header

    def under(self, headings: Sequence[int]) -> None:
        """Assign every record to the nearest heading above it; `headings` are record numbers, rising."""
        self._headings = list(headings)

    def all_under(self, heading: tuple[str, ...]) -> None:
        """Assign every record to a heading of these cells, as a line above the header says it."""
        self._title = heading

    def below(self, first: Mapping[int, int], fields: Sequence[str]) -> None:
        """Let records without a customer have the cells of `fields` of another: `first` says of which, by record."""
        self._first |= first
        self._of_customer = fields

    def add(self, record: int, field: str, excerpt: str, flaw: Flaw) -> None:
        """Note `flaw` in the column of `field`; without an excerpt the whole record is shown."""
        self._noted.setdefault(record, []).append((field, excerpt, flaw))

    def _problem(self, record: int, noted: _Noted) -> Problem:
        field, excerpt, flaw = noted
        source = Source(self._header.file, self._records.line(record))
        column, cell = self._header.name(field) if field else "", ""
        if self._records.sheet and field in self._header.places:
            cell = f"{_letters(self._header.places[field])}{source.line}"
        shown = excerpt or self._records.whole(record, self._delimiter)
        return Problem(source, column, shown, flaw.what, flaw.remedy, cell)

    def _in_order(self, record: int) -> list[_Noted]:
        """The problems noted of one record in the order of its columns, those of the whole record first."""
        noted = self._noted[record]
        return noted if len(noted) == 1 else sorted(noted, key=lambda each: self._header.places.get(each[0], -1))

    def __len__(self) -> int:
        """The number of records with problems."""
        return len(self._noted)

    def clean(self, records: Ints) -> npt.NDArray[np.bool_]:
        """For each of `records`, whether nothing is wrong with it so far."""
        if not self._noted:
            return np.ones(len(records), np.bool_)
        return ~np.isin(records, np.fromiter(self._noted, np.int64, len(self._noted)))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, by line, and in the order of the file's columns."""
        return tuple(self._problem(record, noted) for record in sorted(self._noted) for noted in self._in_order(record))

    def first(self, records: int) -> tuple[Problem, ...]:
        """The problems of the first `records` records that have any."""
        chosen = sorted(self._noted)[:records]
        return tuple(self._problem(record, noted) for record in chosen for noted in self._in_order(record))

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """The records with problems, by line, each with all its reasons in one."""
        return tuple(map(self._rejected, sorted(self._noted)))

    def _rejected(self, record: int) -> Rejected:
        noted = self._noted[record]
        reasons = (f"{self._header.name(field)}: {flaw.what}" if field else str(flaw.what) for field, _, flaw in noted)
        source = Source(self._header.file, self._records.line(record))
        fields = self._filled(record)
        above = bisect_left(self._headings, record)
        heading = self._records.fields(self._headings[above - 1]) if above else self._title
        parts = self._header.joined.get("invoice") or (self._header.places.get("invoice", len(fields)),)
        invoice = joined(clean(fields[place]) if place < len(fields) else "" for place in parts)
        names, why = self._header.names, "; ".join(reasons)
        return Rejected(source, names, self._delimiter, fields, why, heading, invoice)

    def _filled(self, record: int) -> tuple[str, ...]:
        """The cells of a record, with those of its customer where they stand in the first row of its group alone."""
        fields = self._records.fields(record)
        if record not in self._first:
            return fields
        above = self._records.fields(self._first[record])
        places = {self._header.places[field] for field in self._of_customer if field in self._header.places}
        return tuple(above[at] if at in places and not cell.strip() else cell for at, cell in enumerate(fields))


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
