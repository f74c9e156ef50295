"""The header row, the delimiter, and the preset of a file: decided from its first rows alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import FileKind
from pastdue.intake.export.headers import language_of, loose, mapped_to, normal
from pastdue.intake.export.presets import OWN, Kind, Preset
from pastdue.intake.file.encodings import HeaderRead
from pastdue.intake.values.amounts import currencies_of, symbol_of
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput, Problem, Source

HEAD_BYTES, _ROWS = 1 << 16, 40
_TABLE = 4
MARKS = ",;\t|"
"""The delimiters that are looked for."""
NO_NAME = "(no name)"
"""The name a preset gives a first column whose header is empty."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The result of recognising the first rows: the preset, the delimiter, and the number of the header's record.

    `header` are that record's names, if `two_rows` with those of the record above; `rewritten` if they are not its
    cells as they stand; `symbols` says that amounts under it carry their currency; `why` is the reason for a remark."""

    preset: Preset
    delimiter: str
    top: int
    header: tuple[str, ...] = ()
    why: str = ""
    symbols: bool = False
    two_rows: bool = False
    rewritten: bool = False


def recognise(head: str, file: str, dialect: Dialect, kind: FileKind) -> Recognised:
    """The preset, delimiter and header of the file that begins with `head`. pastdue's own columns come first, then a
    preset the user names, then the user's own presets, then the shipped one that knows most of the header.

    Raises InputError for a file that is something else, and where two presets fit equally well.
    """
    wanted = Kind(kind.lists)
    tables = [(mark, first_rows(head, mark)) for mark in (dialect.separator if dialect.delimiter else MARKS)]
    own = OWN[wanted]
    if dialect.preset in ("", own.name):
        for mark, rows in tables:
            for top, row in _candidates(rows, dialect.skip_rows):
                if own.fits(_keys(row, dialect.map)):
                    return _found(own, mark, top, rows)
    named = dialect.preset not in ("", own.name)
    presets = tuple(p for p in dialect.presets() if not named or p.name == dialect.preset)
    fits = [] if dialect.preset == own.name else list(_fitting(tables, presets, dialect, wanted))
    if not fits and dialect.preset == "" and (general := _general(tables, presets, dialect, wanted)):
        return general
    if not fits:
        return _fallen_back(tables, own, dialect, presets[0] if named else None)
    mark, rows, top, preset = _best(fits, file, dialect.map)
    _refuse(preset, wanted, Source(file, top + 1))
    preset = _widened(preset, dialect)
    why = "as you said" if named else _why(preset, rows[top])
    return replace(_found(preset, mark, top, rows), why=f"read as {preset.title} (preset {preset.name}), {why}")


def known_headers(text: str, dialect: Dialect) -> HeaderRead:
    """The evidence, in the row with most of it, that a header reads right in `text`; a program's own must fit whole."""
    best = HeaderRead()
    for mark in dialect.separator if dialect.delimiter else MARKS:
        for _, row in _candidates(first_rows(text, mark), dialect.skip_rows):
            keys = _keys(row, {})
            for preset in dialect.presets():
                if preset.fallback or preset.fits(keys):
                    count = sum(not cell.isascii() and preset.knows(cell) for cell in row)
                    found = HeaderRead(count + bool(count and preset.encoding), preset.encoding, language_of(row)[0])
                    best = max(best, found, key=HeaderRead.weight)
    return best


def first_rows(head: str, mark: str) -> list[list[str]]:
    """The first records, blank ones too; the last one may be cut off and is left out when there are others."""
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=mark):
            found.append(row or [""])
            if len(found) > _ROWS:
                break
    except csv.Error:
        return found
    return found


def _candidates(rows: list[list[str]], skip: int | None) -> Iterator[tuple[int, list[str]]]:
    """The rows that may be the header; only the first one that says something when the user said how many to skip."""
    for top, row in enumerate(rows):
        if top >= (skip or 0) and any(cell.strip(" \t,;|\ufeff\u00a0") for cell in row):
            yield top, row
            if skip is not None:
                return


def _below_titles(rows: list[list[str]], skip: int | None) -> list[tuple[int, list[str]]]:
    """The rows that may be the header, without leading ones of one cell where a row of a table's width follows."""
    found = list(_candidates(rows, skip))
    filled = [sum(bool(cell.strip()) for cell in row) for _, row in found]
    if skip is None and max(filled, default=0) >= _TABLE:
        return found[next(at for at, count in enumerate(filled) if count > 1) :]
    return found


def _keys(row: list[str], mapping: Mapping[str, str]) -> frozenset[str]:
    """The headers of a row, with the fields' names for those the user maps."""
    keys = frozenset(normal(cell) for cell in row) - {""}
    if keys and not row[0].strip():
        keys |= {NO_NAME}
    return keys | mapped_to(mapping, keys)


_Tables = list[tuple[str, list[list[str]]]]
_Fit = tuple[str, list[list[str]], int, Preset]


def _fitting(tables: _Tables, presets: tuple[Preset, ...], dialect: Dialect, wanted: Kind) -> Iterator[_Fit]:
    named = dialect.preset != ""
    for mark, rows in tables:
        first = True
        for top, row in _candidates(rows, dialect.skip_rows):
            keys = _keys(row, dialect.map)
            for preset in presets:
                marked = first and row[0].strip().strip('"') in preset.first_cell
                if not (marked or (preset.fits(keys) and (named or preset.delimiter in ("", mark)))):
                    continue
                if named or preset.kind is wanted or _tells_another_kind(keys, preset, wanted):
                    yield mark, rows, top, preset
            first = False


def _tells_another_kind(keys: frozenset[str], preset: Preset, wanted: Kind) -> bool:
    """True when the preset knows every header and so says that the file is no list of the `wanted` kind. A general list
    does not where one is of payments: those of invoices have the same headers, as number, customer, day and amount."""
    alike = preset.fallback and Kind.PAYMENTS in (preset.kind, wanted)
    return not alike and _all_known(keys, preset)


def _all_known(keys: frozenset[str], preset: Preset) -> bool:
    return keys <= preset.vocabulary or (preset.loosely and all(map(preset.knows, keys)))


def _score(fit: _Fit) -> tuple[bool, bool, bool, int, int]:
    _, rows, top, preset = fit
    marked = rows[top][0].strip() in preset.first_cell
    known = 1000 if marked else sum(map(preset.knows, _keys(rows[top], {})))
    of_a_country = preset.fallback and bool(preset.currency)
    return preset.own, not preset.fallback, of_a_country, known, len(preset.recognised_by)


def _best(fits: list[_Fit], file: str, mapping: Mapping[str, str]) -> _Fit:
    """The fit with the highest score, of equal ones the preset that asks for more, and then one that has the fields the
    user maps; of one preset the topmost row. Refuses a tie between two presets."""
    best = max(map(_score, fits))
    first = [fit for fit in fits if _score(fit) == best]
    first = [fit for fit in first if mapping.keys() <= fit[3].fields.keys()] or first
    names = sorted({fit[3].name for fit in first})
    if len(names) > 1:
        what = f"the header fits {' and '.join(names)} equally well"
        remedy = f"say which it is: --preset {names[0]}"
        raise BadInput([Problem(Source(file, first[0][2] + 1), "", "", what, remedy)])
    return first[0]


def _refuse(preset: Preset, wanted: Kind, source: Source) -> None:
    if preset.refuse:
        raise InputError(f"{source.file}: this is {preset.title}: {preset.refuse}", preset.note)
    if preset.kind is not wanted:
        option = "the FILE argument" if preset.kind is Kind.INVOICES else f"--{preset.kind}"
        raise InputError(f"{source.file}: this is {preset.title}, a list of {preset.kind}, not of {wanted}",
                         f"hand it in with {option}")  # fmt: skip


def _why(preset: Preset, row: list[str]) -> str:
    seen = [cell.strip() for cell in row if cell.strip() and preset.knows(cell)]
    marks = [cell for cell in seen if preset.tells(cell)] or seen
    return f"because of its headers {', '.join(marks[:4])} ({len(seen)} of {len(row)} columns known)"


def _found(preset: Preset, mark: str, top: int, rows: list[list[str]]) -> Recognised:
    symbols = any(currencies_of(symbol_of(cell)) for row in rows[top + 1 :] for cell in row)
    return Recognised(preset, mark, top, tuple(rows[top]), "", symbols)


def _widened(preset: Preset, dialect: Dialect) -> Preset:
    """A shipped list of one country, as `polish-invoices`, with what the list of all countries knows beside it."""
    if not preset.fallback or not preset.currency or preset.own:
        return preset
    general = (other for other in dialect.presets() if other.name == _GENERAL and other.kind is preset.kind)
    return next((preset.beside(other) for other in general), preset)


_GENERAL = "common"
_LEAST = 2
"""So many of its fields a general list must find, to be taken for a file that it does not fit wholly."""


def _general(tables: _Tables, presets: tuple[Preset, ...], dialect: Dialect, wanted: Kind) -> Recognised | None:
    """The general list that finds most of its fields in a header; None where none finds enough. What it misses is
    asked for later, by name and contents."""
    lists = [preset for preset in presets if preset.fallback and preset.kind is wanted and not preset.refuse]
    found = [
        (_fields_found(row, preset, dialect.map), -top, bool(preset.currency), mark, rows, preset)
        for mark, rows in tables for top, row in _candidates(rows, dialect.skip_rows) for preset in lists
    ]  # fmt: skip
    best = max(found, key=lambda each: each[:3], default=None)
    if best is None or best[0] < _LEAST:
        return None
    _, top, _, mark, rows, preset = best
    preset = _widened(preset, dialect)
    why = f"read as {preset.title} (preset {preset.name}), {_why(preset, rows[-top])}"
    return replace(_found(preset, mark, -top, rows), why=why)


def _fields_found(row: list[str], preset: Preset, mapping: Mapping[str, str]) -> int:
    """The number of fields `preset` finds in `row`, also by the user; words of any language prove no country's list,
    nor do fields that the user names: of one country's list none counts beside fewer than two of its own headers."""
    keys = frozenset(normal(cell) for cell in row if cell.strip())
    there = keys | frozenset(map(loose, keys)) if preset.loosely else keys
    own = {field for field, spellings in preset.spelled_forms.items() if not spellings.isdisjoint(there)}
    if preset.loosely:
        own |= {field for cell in row if (field := preset.spelled.named_by(cell, not preset.currency))}
    return len(own | mapped_to(mapping, keys)) if len(own) >= _LEAST or not preset.currency else len(own)


def likeness(rows: list[list[str]], dialect: Dialect, kind: FileKind) -> int:
    """The number of fields of a list of `kind` found in the best of `rows`, by any preset or pastdue's own columns."""
    wanted = Kind(kind.lists)
    lists = [OWN[wanted], *(p for p in dialect.presets() if p.kind is wanted and not p.refuse)]
    found = (_fields_found(row, preset, dialect.map) for _, row in _candidates(rows, None) for preset in lists)
    return max(found, default=0)


def _fallen_back(tables: _Tables, own: Preset, dialect: Dialect, named: Preset | None) -> Recognised:
    """Our own columns, or the preset the user names, though the header does not fit: the header is the first row that
    says something below any title lines, its delimiter the one that makes most of it."""
    skip = dialect.skip_rows
    mark, rows = max(tables, key=lambda t: len(next((row for _, row in _below_titles(t[1], skip)), [])))
    top = next((top for top, _ in _below_titles(rows, skip)), 0)
    preset = named or own
    why = f"read as {preset.title} (preset {preset.name}), as you said" if named else ""
    if not rows:
        return Recognised(preset, mark, 0, (), why)
    return replace(_found(preset, mark, top, rows), why=why)
