"""Which rows does a file hold, and what stands in each column of ours? Blank rows are gone, ragged ones noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from pastdue.errors import BadInput, Problem, Source
from pastdue.intake.cells import Cells, Coded
from pastdue.intake.columns import FileKind, Header, HeaderMatch
from pastdue.intake.decoding import EmptyFile
from pastdue.intake.dialect import Dialect
from pastdue.intake.findings import Findings
from pastdue.intake.flaws import Flaw
from pastdue.intake.records import Records, read_records
from pastdue.intake.structure import CR, Ints
from pastdue.intake.texts import LIMITS, are_clean, are_short, check_text, clean, clean_lines

Flags = npt.NDArray[np.bool_]
T = TypeVar("T")

_EMPTY = Flaw("is empty", "fill it in")


class Sheet:
    """The rows of one file that have as many fields as the header; a row is known by its position among them."""

    def __init__(self, records: Records, header: Header, findings: Findings, rows: Ints) -> None:
        self.records, self.header, self.findings, self.rows = records, header, findings, rows
        self._texts: dict[str, Coded] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, field: str) -> bool:
        return field in self.header.places

    def cells(self, field: str) -> Cells:
        """The column as it stands in the file."""
        return self.records.column(self.rows, self.header.places[field])

    def text(self, field: str) -> Coded:
        """The column cleaned; empty in every row when the file does not have it."""
        if field not in self._texts:
            found = self.cells(field).coded() if self.has(field) else Coded(np.zeros(len(self), np.int64), [""])
            if not are_clean(found.texts):
                found = found.cleaned(clean_lines if field.startswith("address") else clean)
            self._texts[field] = found
        return self._texts[field]

    def checked(self, field: str, required: bool = False) -> Coded:
        """The same; what no letter can carry is noted, and where `required` an empty cell too."""

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

    def clean(self) -> Flags:
        """For each row, whether nothing is wrong with it so far."""
        return self.findings.clean(self.rows)

    def lines(self, positions: Ints | None = None) -> Ints:
        """The physical lines the rows start on."""
        return self.records.structure.lines[self.rows if positions is None else self.rows[positions]]

    def only(self, keep: Flags) -> Sheet:
        """The sheet without the rows not to `keep`."""
        kept = np.flatnonzero(keep)
        narrowed = Sheet(self.records, self.header, self.findings, self.rows[kept])
        narrowed._texts = {field: column.only(kept) for field, column in self._texts.items()}
        return narrowed


def open_sheet(path: Path, dialect: Dialect, kind: FileKind, required: tuple[tuple[str, ...], ...]) -> Sheet:
    """The rows of the file at `path`; raises BadInput when a `required` column is missing or named twice."""
    records = read_records(path, dialect)
    top = next((record for record in range(len(records)) if not records.is_blank(record)), None)
    if top is None:
        raise EmptyFile(records.file)
    names = records.fields(top)
    source = Source(records.file, records.line(top))
    header = _header(HeaderMatch(source, names, kind, dialect.mapping), required, dialect)
    findings = Findings(records, header, dialect.separator)
    below = np.arange(top + 1, len(records))
    below = below[~_bare(records)[top + 1 :]]
    regular = records.counts[below] == len(names)
    remedy = f"put text that holds {dialect.separator!r} in double quotes, or complete the row"
    for record in below[~regular].tolist():
        if not records.is_blank(record):
            count = len(records.fields(record))
            findings.add(record, "", "", Flaw(f"the row has {count} fields, the header has {len(names)}", remedy))
    return _without_blanks(Sheet(records, header, findings, below[regular]))


def _without_blanks(sheet: Sheet) -> Sheet:
    """The sheet without rows that hold nothing but blanks and empty quotes."""
    empty = np.flatnonzero(~sheet.text("invoice").filled)
    blank = [position for position in empty.tolist() if sheet.records.is_blank(int(sheet.rows[position]))]
    if not blank:
        return sheet
    keep = np.ones(len(sheet), np.bool_)
    keep[blank] = False
    return sheet.only(keep)


def _header(match: HeaderMatch, required: tuple[tuple[str, ...], ...], dialect: Dialect) -> Header:
    names = match.names
    others = [mark for mark in ";,\t|" if mark != dialect.separator and mark in names[0]] if len(names) == 1 else []
    if others:
        mark = {"\t": "tab"}.get(others[0], others[0])
        raise BadInput([Problem(match.source, "", names[0], f"the header is one column, divided by {mark!r}",
                                f"pass --delimiter '{mark}'")])  # fmt: skip
    return match.header(required)


def _bare(records: Records) -> Flags:
    """For each record, whether it has nothing but delimiters."""
    edges = records.structure.edges[records.structure.before].astype(np.int64)
    spare = np.diff(edges) - records.counts
    if records.structure.plain:
        return np.asarray(spare == 0)
    return np.asarray((spare == 0) | ((spare == 1) & (records.buffer[edges[1:] - 1] == CR)))
