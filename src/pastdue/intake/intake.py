"""The result of reading a user's files: the book, and what became of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pastdue.book import Book
from pastdue.intake.export.findings import Rejected
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.invoices.totals import Reconciled
from pastdue.model.errors.problems import Problem, Source
from pastdue.model.kept import HandedIn
from pastdue.model.messages import Text
from pastdue.model.money import Money


@dataclass(frozen=True, slots=True)
class Intake:
    """The result of reading: the book, and an account of every row.

    `rows` counts all records but the header, blank ones too; rows == len(book) + ignored + rejected_rows. `ignored_for`
    counts the ignored rows by reason, `passed_over` sums the money in those that are invoices after all. `preset` is
    the preset it was read by. `handed_in` are the lists of the files beside the invoices, for later runs to know of.
    `rejected` are the problems of all files, `rejected_records` the records that have them; `beside` names the kind of
    list in every file but the invoices.
    """

    book: Book
    rows: int
    ignored: int
    rejected: tuple[Problem, ...]
    unused_columns: tuple[str, ...]
    told: tuple[Text, ...]
    rejected_records: tuple[Rejected, ...]
    preset: str = CANONICAL
    ignored_for: Mapping[str, int] = field(default_factory=dict)
    reconciled: tuple[Reconciled, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    passed_over: Mapping[str, tuple[Money, ...]] = field(default_factory=dict)
    handed_in: HandedIn = field(default_factory=HandedIn)
    parts: tuple[str, ...] = ()
    """The files of an export that came in several; empty for one."""

    def is_own(self, source: Source) -> bool:
        """True when the place is in a file of invoices, not in one beside them."""
        return source.file in (self.parts or (self.book.file,))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The remarks on the files in English, as terminals and files for programs show them."""
        return tuple(map(str, self.told))

    @property
    def rejected_rows(self) -> int:
        """The number of rows of the invoices that were rejected."""
        return sum(self.is_own(record.source) for record in self.rejected_records)
