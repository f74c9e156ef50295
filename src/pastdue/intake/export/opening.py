"""The opening of a file as a sheet: its header matched, its rows told from blank and ragged ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import FileKind
from pastdue.intake.export.findings import Findings
from pastdue.intake.export.header_match import HeaderMatch
from pastdue.intake.export.headers import Asked, currency_in
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.decoding import EmptyFile
from pastdue.intake.file.listed import Readable
from pastdue.intake.file.records import Opened, Records, open_records
from pastdue.intake.file.structure import Ints
from pastdue.model.errors.problems import BadInput, Problem, Source

WhenMissing = Callable[[Sheet, Sequence[tuple[str, ...]]], Sequence[tuple[str, ...]]]
"""A function that asks for missing columns, and returns those that the file cannot do without."""


def open_sheet(path: Readable, dialect: Dialect, kind: FileKind, when_missing: WhenMissing | None = None) -> Sheet:
    """The rows of the file at `path`; raises BadInput when a column of `kind` is missing or named twice. Before the
    former `when_missing` may ask for the columns that are missing; it returns those that the file cannot do without."""
    opened = open_records(path, dialect, kind)
    records, top = opened.records, opened.top
    if records.is_blank(top):
        raise EmptyFile(records.file)
    _refuse_one_column(opened)
    match = header_match(opened, kind)
    header = match.header()
    findings = Findings(records, header, opened.dialect.separator)
    below = np.arange(top + 1, len(records))
    below = below[~records.bare[top + 1 :]]
    width = _width(records, below, len(header.names))
    ragged = below[records.counts[below] != width]
    rows = below if not len(ragged) else below[records.counts[below] == width]
    sheet = Sheet(opened, header, findings, rows)
    sheet.ragged = records.filled(ragged, sheet.nothing)
    sheet = _without_blanks(sheet)
    missing: Sequence[tuple[str, ...]] = match.missing(_required(opened, kind))
    if missing and when_missing:
        missing = when_missing(sheet, missing)
    if missing:
        raise match.without(list(missing))
    return sheet


def _width(records: Records, below: Ints, columns: int) -> int:
    """The number of fields a row must have: as many as the header, or one more where every row ends with a
    delimiter."""
    counts = records.counts[below]
    if not len(counts) or not (counts == columns + 1).all():
        return columns
    return columns + int(not records.column(below, columns).lengths.any())


def _without_blanks(sheet: Sheet) -> Sheet:
    """The sheet without rows that hold nothing but blanks, empty quotes and marks for nothing."""
    empty = np.flatnonzero(~sheet.text("invoice").filled)
    rows, nothing = sheet.rows[empty].tolist(), sheet.nothing
    blank = [at for at, record in zip(empty.tolist(), rows, strict=True) if sheet.records.is_blank(record, nothing)]
    if not blank:
        return sheet
    keep = np.ones(len(sheet), np.bool_)
    keep[blank] = False
    return sheet.only(keep)


def _refuse_one_column(opened: Opened) -> None:
    """Refuse a header in one column that another delimiter would divide."""
    names, dialect = opened.records.fields(opened.top), opened.dialect
    source = Source(opened.records.file, opened.records.line(opened.top))
    others = [mark for mark in ";,\t|" if mark != dialect.separator and mark in names[0]] if len(names) == 1 else []
    if others:
        mark = {"\t": "tab"}.get(others[0], others[0])
        raise BadInput([Problem(source, "", names[0], f"the header is one column, divided by {mark!r}",
                                f"pass --delimiter '{mark}'")])  # fmt: skip


def header_match(opened: Opened, kind: FileKind) -> HeaderMatch:
    """The matching of the file's header against the fields of `kind`, as the user and the preset say."""
    names, dialect, preset = opened.records.fields(opened.top), opened.dialect, opened.recognised.preset
    source = Source(opened.records.file, opened.records.line(opened.top))
    spelled = None if preset.name == CANONICAL else preset.spelled
    return HeaderMatch(source, names, kind, Asked(dialect.map, dialect.ignore), spelled)


def _required(opened: Opened, kind: FileKind) -> tuple[tuple[str, ...], ...]:
    """Of each choice one field must have a column. A vendor's customers are known by name where it gives no number,
    and what the dialect says for the whole file, or the amounts themselves, need not stand in a column."""
    dialect, preset, names = opened.dialect, opened.recognised.preset, opened.records.fields(opened.top)
    in_one = dialect.currency or preset.currency
    given = {
        "due": bool(dialect.terms),
        "customer": any(rule.names_customer for rule in preset.rows),
        "currency": bool(in_one or opened.recognised.symbols or any(map(currency_in, names))),
    }  # fmt: skip
    return tuple(choice for choice in kind.required if not given.get(choice[0]))
