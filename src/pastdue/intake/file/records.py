"""The records of a file: its rows and fields by number, whatever its quoting and line ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import FileKind
from pastdue.intake.export.headers import normal
from pastdue.intake.export.recognition import HEAD_BYTES, Recognised, known_headers, likeness, recognise
from pastdue.intake.file.cells import Cells, Coded
from pastdue.intake.file.decoding import Bytes, DecodedText, load
from pastdue.intake.file.listed import Readable
from pastdue.intake.file.odd_quotes import rebuilt
from pastdue.intake.file.open_files import OpenFiles
from pastdue.intake.file.structure import CR, LF, Ints, Structure, scan
from pastdue.intake.file.two_rows import with_one_header, with_whole_names
from pastdue.model.formulas import PROBLEM, REASON, unguarded

_MOST_KEPT = 4_000_000
"""So many cells of columns are kept for the next trial of an answer."""
_COUNTED = ("", "#", "id", "no", "nr", "row", "index", "lp", "pos")
"""Headers of the numbers of rows."""
_ALNUM = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", np.uint8)


@dataclass(frozen=True, eq=False)
class Records:
    """A file cut into records, the header among them."""

    file: str
    buffer: Bytes
    structure: Structure
    sheet: str = ""
    """The sheet of a workbook the records stand in, whose rows are their lines."""

    def __len__(self) -> int:
        return len(self.structure.before) - 1

    @cached_property
    def counts(self) -> Ints:
        """The number of fields of each record; a blank line has one."""
        return np.diff(self.structure.before)

    @cached_property
    def bare(self) -> npt.NDArray[np.bool_]:
        """For each record, whether it has nothing but delimiters."""
        edges = self.structure.edges[self.structure.before]
        spare = np.diff(edges) - self.counts
        bare = spare == 0
        if self.structure.has_cr:
            one = np.flatnonzero(spare == 1)
            bare[one] = self.buffer[edges[one + 1] - 1] == CR
        return np.asarray(bare)

    def line(self, record: int) -> int:
        """The physical line on which `record` starts, counted from 1."""
        return int(self.structure.lines[record])

    def fields(self, record: int) -> tuple[str, ...]:
        """The texts of one record, as the file says them."""
        before = self.structure.before
        edges = self.structure.edges[before[record] : before[record + 1] + 1].tolist()
        whole = self.buffer[edges[0] + 1 : edges[-1] + 1].tobytes()
        if self.structure.plain:
            return tuple(whole[left - edges[0] : right - edges[0] - 1].decode() for left, right in pairwise(edges))
        found = []
        for left, right in pairwise(edges):
            cell = whole[left - edges[0] : right - edges[0] - 1]
            if right == edges[-1] and whole[-1] == LF:
                cell = cell.removesuffix(b"\r")
            if cell[:1] == b'"':
                cell = cell[1:-1].replace(b'""', b'"')
            found.append(cell.decode("utf-8"))
        return tuple(found)

    def whole(self, record: int, delimiter: str) -> str:
        """The texts of one record, put together with the file's `delimiter`."""
        first, last = self.structure.edges[self.structure.before[record : record + 2]].tolist()
        text = self.buffer[first + 1 : last].tobytes()
        plain = self.structure.plain and LF not in text
        return text.decode() if plain else delimiter.join(self.fields(record))

    def is_blank(self, record: int, nothing: frozenset[str] = frozenset()) -> bool:
        """True when a record has nothing but delimiters, blanks, empty quotes and the marks for nothing."""
        return not any(text for cell in self.fields(record) if (text := cell.strip()) not in nothing)

    def filled(self, records: Ints, nothing: frozenset[str]) -> list[int]:
        """Those of `records` that are not blank."""
        first = self.buffer[self.structure.edges[self.structure.before[records]].astype(np.int64) + 1]
        written = np.isin(first, _ALNUM)
        return [record for record, sure in zip(records.tolist(), written.tolist(), strict=True)
                if sure or not self.is_blank(record, nothing)]  # fmt: skip

    def column(self, records: Ints, place: int) -> Cells:
        """The cells of column `place` in `records`, each of which must have it; they rise."""
        at = self._edges_before(records, place)
        starts, stops = self.structure.edges[at] + 1, self.structure.edges[_next(at)]
        lengths = stops - starts
        if self.structure.has_cr:
            lengths -= (self.buffer[stops] == LF) & (self.buffer[stops - 1] == CR) & (stops > starts)
        if len(self.structure.quoted):
            quotes = self.structure.quoted[at]
            starts += quotes
            lengths -= 2 * quotes.view(np.int8)
        cells, doubled = Cells(self.buffer, starts, lengths), self.structure.escapes
        inner = doubled[self._columns_of_doubled == place] if len(doubled) else doubled
        return cells.without(inner) if len(inner) and len(records) else cells

    def coded(self, records: Ints, place: int) -> Coded:
        """The texts of column `place` in `records`, kept for the next trial while there are not too many."""
        key = (place, len(records), records.tobytes())
        found = self._coded.get(key)
        if found is None:
            found = self.column(records, place).coded()
            if (len(self._coded) + 1) * len(records) <= _MOST_KEPT:
                self._coded[key] = found
        return found

    @cached_property
    def _coded(self) -> dict[tuple[int, int, bytes], Coded]:
        return {}

    @cached_property
    def _columns_of_doubled(self) -> Ints:
        """The column in which each of the doubled quotes stands."""
        edges, before = self.structure.edges, self.structure.before
        fields = np.searchsorted(edges, self.structure.escapes.astype(edges.dtype), side="left") - 1
        if self._alike:
            return fields % int(self.counts[0])
        return fields - before[np.searchsorted(before, fields, side="right") - 1]

    def _edges_before(self, records: Ints, place: int) -> Ints | slice:
        """The indices of the edges before the cells; a slice, much quicker, when they are evenly spaced."""
        before = self.structure.before
        if not len(records) or records[-1] - records[0] != len(records) - 1:
            return before[records] + place
        first, last = int(before[records[0]]), int(before[records[-1]])
        step = int(before[records[0] + 1]) - first
        if not (self._alike or (np.diff(before[records[0] : records[-1] + 2]) == step).all()):
            return before[records] + place
        return slice(first + place, last + place + 1, step)

    @cached_property
    def _alike(self) -> bool:
        """True where every record has as many fields as the first."""
        return bool(len(self.counts)) and bool((self.counts == self.counts[0]).all())


def _next(at: Ints | slice) -> Ints | slice:
    return slice(at.start + 1, at.stop + 1, at.step) if isinstance(at, slice) else at + 1


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """The records of a file, which of them is the header, whose export it is, and how it turned out to be written."""

    records: Records
    top: int
    recognised: Recognised
    dialect: Dialect
    remarks: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, as the header says them; of one in two rows both together."""
        return self.recognised.header if self.recognised.rewritten else self.records.fields(self.top)


def open_records(path: Readable, dialect: Dialect, kind: FileKind) -> Opened:
    """The records of the file at `path`, with what its first rows show and the preset says laid under `dialect`.

    Refuses what `load`, `odd_quotes.parse` and `recognise` refuse. In a file of rejected rows, whose header ends with a
    column `reason`, the guard against formulas is taken off.
    """
    dialect = dialect.of(kind)
    text = _text(path, dialect, kind)
    if text.sheet:
        dialect = replace(dialect, delimiter=",", decimal="", typed=True, text_decimal=dialect.decimal)
    found = _recognised(text, dialect, kind)
    key = ("records", id(text), found.delimiter, found.top)
    kept = dialect.open_files or OpenFiles()
    records = kept.once(key, lambda: cut(text, found.delimiter, found.top))
    said = [*text.notes, *([f"read as {text.encoding}, because {text.why}"] if text.why else [])]
    said += [found.why] if found.why else []
    whole = replace(dialect.over(found.preset), encoding=text.encoding, delimiter=found.delimiter)
    if _are_numbered(records, found.top):
        names = found.header if found.rewritten else records.fields(found.top)
        found = replace(found, header=("index", *names), rewritten=True)
        said.append("the first field of each row is its number, called index: the header leaves it out")
    return Opened(records, found.top, found, whole, tuple(said))


def _are_numbered(records: Records, top: int) -> bool:
    """True when every row has one field more than the header, and the first ones count the rows from 0, as programs
    write tables without a name for that; where all last ones are empty, the rows only end with a delimiter."""
    below = np.arange(top + 1, len(records))[~records.bare[top + 1 :]]
    names = records.fields(top)
    if normal(names[0]) in _COUNTED or len(below) == 1 or not (records.counts[below] == len(names) + 1).all():
        return False
    counted = records.column(below, 0).coded().all() == list(map(str, range(len(below))))
    return counted and bool(records.column(below, len(names)).lengths.any())


def _recognised(text: DecodedText, dialect: Dialect, kind: FileKind) -> Recognised:
    """The preset, delimiter and header of the text; one in two rows is taken as one, and so are cells of it
    that make one name."""
    head = text.head(HEAD_BYTES)
    found = recognise(head, text.file, dialect, kind)
    if (names := with_whole_names(head, found.delimiter, found.top)) is not None:
        again = recognise(names, text.file, dialect, kind)
        if (again.delimiter, again.top) == (found.delimiter, found.top):
            return replace(again, rewritten=True)
    one = with_one_header(head, found.delimiter, lambda rows: likeness(rows, dialect, kind))
    if one is None:
        return found
    again = recognise(one[0], text.file, dialect, kind)
    if (again.delimiter, again.top) != (found.delimiter, one[1]):
        return found
    return replace(
        again, two_rows=True, rewritten=True, why=again.why and f"{again.why}; its header in two rows is taken as one"
    )


def _text(path: Readable, dialect: Dialect, kind: FileKind) -> DecodedText:
    """The text of the file, from the last time where it was read before; which sheet of a workbook it is may depend on
    what the user says of columns."""
    key = ("text", path, dialect.encoding, dialect.sheet, kind.lists)
    chosen = (*key, tuple(sorted(dialect.map.items())))
    kept = dialect.open_files or OpenFiles()
    if (known := kept.known(key) or kept.known(chosen)) is not None:
        return known  # type: ignore[no-any-return]
    text = load(
        path, dialect.encoding, lambda head: known_headers(head, dialect), dialect.sheet,
        lambda rows: likeness(rows, dialect, kind),
    )  # fmt: skip
    return kept.keep(chosen if text.sheet and text.notes else key, text)


def cut(text: DecodedText, separator: str, top: int) -> Records:
    """The records of `text`, of which number `top` is the header; refuses what `odd_quotes.parse` refuses."""
    structure = scan(text, separator)
    plain = text
    if structure is None:
        plain, structure = rebuilt(text, separator)
    sheet = "" if text.several else text.sheet  # rows counted on from sheet to sheet are those of no cell
    records = Records(text.file, plain.buffer, structure, sheet)
    if top < len(records) and normal(records.fields(top)[-1]) in (REASON, PROBLEM):
        plain, structure = rebuilt(text, separator, unguarded)
        return Records(text.file, plain.buffer, structure, sheet)
    return records
