"""The rows of a file with the column of each field: blank rows are gone, ragged ones set apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from pastdue.intake.export.fields import DAY_FIELDS, EMPTY_MARKS, LIMITS, empty_days, words_of
from pastdue.intake.export.findings import Findings
from pastdue.intake.export.headers import Header, normal
from pastdue.intake.export.preset_rows import Lines
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.file.cells import Cells, Coded
from pastdue.intake.file.records import Opened
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.date_styles import DateStyle
from pastdue.intake.values.flaws import Flaw
from pastdue.intake.values.texts import are_clean, are_short, check_text, clean, clean_lines, loses
from pastdue.model.errors.problems import Source, shown
from pastdue.model.messages import Message, Text

Flags = npt.NDArray[np.bool_]
T = TypeVar("T")

_EMPTY = Flaw(Message.of("cell_empty"), Message.of("fill_in"))


@dataclass(frozen=True, slots=True)
class ColumnProofs:
    """The contents of the columns as their judgement proves them before any row is read."""

    flags_mean: str = ""
    """The meaning of yes in the column of states, `paid` or `open`; "" where it holds no yes and no."""
    items: frozenset[int] = frozenset()
    """The columns that say something of the lines of an invoice, each of which has a row."""
    added_up: bool = False
    """True where the totals of those rows are added up."""
    codes: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """The words of the codes in a column, by its place, as its header explains them."""
    explained: frozenset[int] = frozenset()
    """The columns of amounts that say again what others say."""
    added: frozenset[int] = frozenset()
    """The columns of amounts of which the total is made in every row."""
    settled_by_day: bool = False
    """True where a day of payment is that of the whole amount."""
    currency_of_home: bool = False
    """True where nothing but the creditor's country says the currency."""
    numbered_customers: bool = False
    """True where the customers' numbers stand in for their names, which no column has."""
    item_rows: int = 0
    """The number of rows that were left out, as they say items of the invoice above."""
    rows_of_nothing: int = 0
    """The number of rows that were left out, as nothing was billed there."""
    perhaps_above: int = 0
    """The number of rows without a customer that may be the customer's above; 0 where that is settled."""


class Sheet:
    """The rows of one file that have as many fields as the header; a row is known by its position among them."""

    def __init__(self, opened: Opened, header: Header, findings: Findings, rows: Ints) -> None:
        self.opened, self.records, self.dialect = opened, opened.records, opened.dialect
        self.preset = opened.recognised.preset
        self.header, self.findings, self.rows = header, findings, rows
        self.ragged: list[int] = []
        self.credits = self.settled = self.marked = self.partly = self.several = np.zeros(len(rows), np.bool_)
        self.disputed = self.held = self.credits
        self.unknown: dict[tuple[str, int], Ints] = {}
        self.proofs = ColumnProofs()
        self.unknown_kinds: set[str] = set()
        self.sums: dict[str, tuple[Ints, Flags]] = {}
        self.instalments: Mapping[str, tuple[str, ...]] = {}
        self.telling = frozenset[int]()
        self.said: list[Text] = list(opened.remarks)
        self.dates: Mapping[str, DateStyle] = {}
        self._made: set[str] = set()
        self._texts: dict[str, Coded] = {}

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def source(self) -> Source:
        """The file and line of the header."""
        return Source(self.header.file, self.header.line)

    @property
    def nothing(self) -> frozenset[str]:
        """The marks that stand for an empty cell in any column."""
        return frozenset((*EMPTY_MARKS, *self.preset.empty))

    @property
    def no_day(self) -> frozenset[str]:
        """The marks that stand for an empty cell in a column of days."""
        return self.nothing_in(DAY_FIELDS[0])

    def nothing_in(self, field: str) -> frozenset[str]:
        """The marks that stand for an empty cell in the column of `field`."""
        return (self.nothing | empty_days(field)) - words_of(field, own=self.preset.name == CANONICAL)

    @property
    def grouping(self) -> Lines | None:
        """The rule that makes several rows one invoice; None where nothing proves that a repeated amount is the whole
        invoice's."""
        if self.proofs.added_up:
            return replace(self.preset.lines or Lines(), add=("total",))
        proved = self.has("balance") or bool(self.proofs.items)
        return None if self.preset.fallback and not proved else self.preset.lines

    def rename(self, header: Header) -> None:
        """Let `header` say which column holds which field, for problems found from now on too."""
        before = self.header.places
        moved = {field for field in (*before, *header.places) if before.get(field) != header.places.get(field)}
        self._texts = {field: column for field, column in self._texts.items() if field not in moved - self._made}
        self.header = header
        self.findings.rename(header)

    def prove(self, **found: Any) -> None:
        """Note what a column is proved to hold, by the fields of `ColumnProofs`."""
        self.proofs = replace(self.proofs, **found)

    def has(self, field: str) -> bool:
        return field in self.header.places or field in self._made

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the sheet has."""
        return tuple({**dict.fromkeys(self.header.places), **dict.fromkeys(sorted(self._made))})

    def put(self, field: str, column: Coded) -> None:
        """Let `column` stand for `field`, whatever the file has."""
        self._texts[field] = column
        self._made.add(field)

    def at(self, spec: str) -> Coded | None:
        """The column that `spec` names, by its header or as `#1`, cleaned; None when the file has none."""
        keys = [normal(name) for name in self.header.names]
        number = int(spec[1:]) - 1 if spec.startswith("#") and spec[1:].isdecimal() else -1
        place = keys.index(normal(spec)) if normal(spec) in keys else number
        if not 0 <= place < len(keys):
            return None
        return self.records.column(self.rows, place).coded().cleaned(clean)

    def cells(self, field: str) -> Cells:
        """The column as it stands in the file."""
        if field in self._made:
            return self._texts[field].cells()
        return self.records.column(self.rows, self.header.places[field])

    def text(self, field: str) -> Coded:
        """The column cleaned, marks for nothing made empty; empty in every row when the file does not have it."""
        if field not in self._texts:
            found = self.cells(field).coded() if self.has(field) else Coded(np.zeros(len(self), np.int64), [""])
            if not are_clean(found.texts):
                self._tell_lost(field, found)
                found = found.cleaned(clean_lines if field.startswith("address") else clean)
            self._texts[field] = found.without(self.nothing_in(field))
        return self._texts[field]

    def state(self, field: str, place: int) -> Coded:
        """The texts of a field that gives a state, or of the further column of it at `place`."""
        if place not in self.header.added.get(field, ()):
            return self.text(field)
        return self.records.column(self.rows, place).coded().cleaned(clean).without(self.nothing_in(field))

    def part(self, field: str, rows: slice) -> Coded:
        """The texts of some rows, as `text` has them of all; the characters it takes out are not told."""
        if field in self._texts or not self.has(field):
            return self.text(field).only(rows)
        return self.cells(field).only(rows).coded().cleaned(clean).without(self.nothing_in(field))

    def _tell_lost(self, field: str, cells: Coded) -> None:
        """Tell of characters that are taken out of the column's texts."""
        lost = next((text for text in cells.texts if loses(text)), "")
        if lost:
            rows = int(cells.rows(loses).sum())
            column, example = repr(self.header.name(field)), f"'{shown(lost, 40)}'"
            counted = Message.of("row_count", count=rows)
            self.tell(Message.of("characters_left_out", column=column, rows=counted, example=example))

    def checked(self, field: str, required: bool = False) -> Coded:
        """The texts of a field; what no letter can print is noted, and where `required` an empty cell too."""

        def judge(text: str) -> str | Flaw:
            return _EMPTY if required and not text else check_text(text, LIMITS[field]) or text

        column = self.text(field)
        if not are_short(column.texts, LIMITS[field]) or (required and "" in column.texts):
            self.parsed(field, judge, "")
        return column

    def parsed(self, field: str, parse: Callable[[str], T | Flaw], unusable: T) -> tuple[Coded, list[T]]:
        """The column, and for each of its texts what `parse` makes of it; a flaw is noted for every row that has it."""
        column = self.text(field)
        results = [parse(text) for text in column.texts]
        wrong = [code for code, result in enumerate(results) if isinstance(result, Flaw)]
        if wrong:
            self._note(field, column, results)
        return column, [unusable if isinstance(result, Flaw) else result for result in results]

    def _note(self, field: str, column: Coded, results: Iterable[object]) -> None:
        flaws = list(results)
        wrong = np.array([isinstance(result, Flaw) for result in flaws])
        for position in np.flatnonzero(wrong[column.codes]).tolist():
            flaw = flaws[column.codes[position]]
            if isinstance(flaw, Flaw):
                self.note(position, field, column.at(position), flaw)

    def note(self, position: int, field: str, excerpt: str, flaw: Flaw) -> None:
        self.findings.add(int(self.rows[position]), field, excerpt, flaw)

    def note_ragged(self, records: Iterable[int]) -> None:
        """Note `records` as having too few or too many fields."""
        remedy = Message.of("quote_or_complete", mark=repr(self.dialect.separator))
        columns, counts = len(self.header.names), self.records.counts
        flaws: dict[int, Flaw] = {}
        for record in records:
            count = int(counts[record])
            if count not in flaws:
                flaws[count] = Flaw(Message.of("row_fields", fields=count, columns=columns), remedy)
            self.findings.add(record, "", "", flaws[count])

    def tell(self, remark: Text) -> None:
        """Remember something the user should know about the file, once."""
        if remark not in self.said:
            self.said.append(remark)

    def clean(self) -> Flags:
        """For each row, whether nothing is wrong with it so far."""
        return self.findings.clean(self.rows)

    def lines(self, positions: Ints | None = None) -> Ints:
        """The physical lines the rows start on."""
        return self.records.structure.lines[self.rows if positions is None else self.rows[positions]]

    def among(self, records: Collection[int]) -> Sheet:
        """The sheet with only the rows that stand in `records`, the ragged ones too."""
        narrowed = self.only(np.isin(self.rows, list(records)))
        narrowed.ragged = [record for record in self.ragged if record in records]
        return narrowed

    def only(self, keep: Flags) -> Sheet:
        """The sheet with only the rows that are True in `keep`."""
        kept = np.flatnonzero(keep)
        narrowed = Sheet(self.opened, self.header, self.findings, self.rows[kept])
        narrowed.ragged, narrowed.said, narrowed._made = self.ragged, self.said, set(self._made)
        narrowed.dates, narrowed.instalments, narrowed.telling = self.dates, self.instalments, self.telling
        narrowed.proofs, narrowed.unknown, narrowed.unknown_kinds = self.proofs, self.unknown, self.unknown_kinds
        for name in ("credits", "settled", "marked", "partly", "several", "disputed", "held"):
            setattr(narrowed, name, getattr(self, name)[kept])
        narrowed.sums = {field: (minor[kept], given[kept]) for field, (minor, given) in self.sums.items()}
        narrowed._texts = {field: column.only(kept) for field, column in self._texts.items()}
        return narrowed
