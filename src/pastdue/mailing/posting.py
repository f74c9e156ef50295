"""A manifest read back after posting: each posted letter, and everything wrong in the file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from pathlib import Path

from pastdue.intake.export.dialect import Dialect
from pastdue.intake.values.date_orders import DateColumn, Undecided
from pastdue.intake.values.date_styles import DateStyle, decide_styles, is_dated
from pastdue.mailing.manifest import COLUMNS, TO_FILL_IN
from pastdue.model.choices import Delivery
from pastdue.model.errors import InputError
from pastdue.model.errors.disk import read_fault
from pastdue.model.errors.problems import BadInput, Problem, Source
from pastdue.reports.formats.heads import BY_KEY, FileHeads

_NEEDED = ("letter", *TO_FILL_IN)
_DAY = "posted_on"
_SEPARATORS = ",;\t"
_LONGEST = 80
_MANGLED = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filled:
    """A row of a manifest with the day its letter was posted. `number` is empty where the post gave none."""

    letter: str
    on: date
    service: str
    number: str
    source: Source


@dataclass(frozen=True, slots=True)
class ManifestReading:
    """The way a filled-in manifest is read: `on` is the day for rows that name none, `before` the last day that can
    have been; `date_format` is the file's date format (empty: as its column proves); `heads` are all the names that its
    columns may have, the likeliest first."""

    on: date | None
    before: date
    date_format: str = ""
    encoding: str = "utf-8-sig"
    heads: Iterable[FileHeads] = (BY_KEY,)


@dataclass(frozen=True, slots=True)
class ManifestRead:
    """The posted letters of a manifest, the letters it says nothing of yet, and all that is wrong with it."""

    posted: tuple[Filled, ...]
    waiting: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_manifest(path: Path, reading: ManifestReading) -> ManifestRead:
    """The manifest at `path` as it was filled in. Its first line says what separates its fields: , ; or tab.

    A row without a day was posted on `reading.on`; where there is none, a row without a number either is not posted
    yet. Refuses (InputError) a file that cannot be read or is not a manifest; a row that cannot be used is a problem.
    """
    posted: dict[str, Filled] = {}
    waiting, problems = list[str](), list[Problem]()
    sheet = _sheet(path, reading)
    rows = [(source, row) for source, row in sheet.rows if any(row.values()) and not _is_emailed(row)]
    try:
        style = _style(rows, reading.date_format)
    except BadInput as error:
        raise BadInput(sheet.called(error.problems)) from None
    for source, row in rows:
        try:
            filled = _filled(row, source, reading, style)
        except BadInput as error:
            problems += sheet.called(error.problems)
            continue
        twin = posted.get(row["letter"])
        if filled is None:
            waiting.append(row["letter"])
        elif twin is not None:
            what = f"letter {filled.letter} stands in line {twin.source.line} already"
            remedy = "leave one of the two rows out"
            problems += sheet.called([Problem(source, "letter", filled.letter, what, remedy)])
        else:
            posted[filled.letter] = filled
    return ManifestRead(tuple(posted.values()), tuple(waiting), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of a manifest, each with its line and its cells by the keys of their columns; `heads` are the names of
    those columns in the file."""

    heads: Mapping[str, str]
    rows: tuple[tuple[Source, Mapping[str, str]], ...]

    def called(self, problems: Iterable[Problem]) -> list[Problem]:
        """`problems` with their columns named as in the file."""
        return [replace(each, column=self.heads.get(each.column, each.column)) for each in problems]


def _style(rows: list[tuple[Source, Mapping[str, str]]], date_format: str) -> DateStyle:
    """The file's date format: as given, else as the column proves, or another column of days beside it. Raises
    BadInput, with the first of them, where nothing shows whether the day or the month comes first."""
    texts = (
        {name: tuple(dict.fromkeys(row[name] for _, row in rows if row.get(name))) for name in rows[0][1]}
        if rows
        else {}
    )
    columns = {
        name: DateColumn(name, found)
        for name, found in texts.items()
        if name == _DAY or (found and all(map(is_dated, found)))
    }
    try:
        return decide_styles(columns, Dialect(date_format=date_format), utc=False)[0].get(_DAY, DateStyle())
    except Undecided as doubt:
        where = next(source for source, row in rows if row.get(doubt.field) == doubt.texts[0])
        raise BadInput([Problem(where, doubt.field, doubt.texts[0], doubt.flaw.what, doubt.flaw.remedy)]) from None


def _is_emailed(row: Mapping[str, str]) -> bool:
    """True when the row is of a letter that goes by e-mail alone, with no entry that it was posted after all."""
    return row.get("delivery") == Delivery.EMAIL and not (row.get("tracking_number") or row.get("posted_on"))


def _sheet(path: Path, reading: ManifestReading) -> _Sheet:
    """The manifest's rows, each with the line it begins on and its cells trimmed."""
    text = _text(path, reading.encoding)
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = list[tuple[Source, list[str]]]()
    while True:
        source = Source(str(path), reader.line_num + 1)
        try:
            rows.append((source, next(reader)))
        except StopIteration:
            break
        except csv.Error as error:
            raise InputError(f"{source}: the quotes in this row do not match: {error}", "correct the row") from None
    head = [cell.strip() for cell in rows[0][1]] if rows else []
    keys = _keys(head, path, reading.heads)
    return _Sheet(dict(zip(keys, head, strict=True)), tuple((source, _cells(keys, row)) for source, row in rows[1:]))


def _cells(keys: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {key: cell.strip().removeprefix("'") for key, cell in zip(keys, cells, strict=False)}


def _keys(head: Sequence[str], path: Path, known: Iterable[FileHeads]) -> list[str]:
    """The key of each column of a first line, in whatever language it is: the first that has all that are needed
    counts. A column of the user's own keeps its name. Refuses (InputError) a file that is not a manifest."""
    for heads in known:
        named = {heads.of(column): column.key for column in COLUMNS}
        keys = [named.get(name, name) for name in head]
        if all(name in keys for name in _NEEDED):
            return keys
    missing = [name for name in _NEEDED if name not in head]
    raise InputError(
        f"{path}:1: is not a manifest: it has no column {', '.join(missing)}",
        "fill in print/manifest.csv of a run and keep its first line as it is",
    )


def _text(path: Path, encoding: str) -> str:
    try:
        return path.read_bytes().decode(encoding)
    except OSError as error:
        raise read_fault(path, error, InputError(f"{path}: cannot be read: {error.strerror}")) from None
    except LookupError:
        raise InputError(f"{path}: {encoding!r} is not an encoding", "as utf-8 or cp1250") from None
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: is not {error.encoding}: byte {error.start + 1} does not fit",
            "save it as CSV UTF-8, or name its encoding: --encoding cp1250",
        ) from None


def _filled(row: Mapping[str, str], source: Source, reading: ManifestReading, style: DateStyle) -> Filled | None:
    """The posted letter of a row, None when it is not posted yet; BadInput with all that is wrong in the row."""
    letter, service, number, day = (row.get(name, "") for name in _NEEDED)
    problems: list[Problem] = []

    def wrong(column: str, excerpt: str, what: str, remedy: str) -> None:
        problems.append(Problem(source, column, excerpt, what, remedy))

    if not letter:
        wrong("letter", "", "no letter is named", "put the letter's number back")
    for column, text in (("service", service), ("tracking_number", number)):
        if len(text) > _LONGEST or not text.isprintable():
            wrong(column, text, f"must be plain text of at most {_LONGEST} characters", "correct it")
    if _MANGLED.fullmatch(number):
        remedy = "make the column text in the spreadsheet, then type the number again"
        wrong("tracking_number", number, "a spreadsheet has cut this number short", remedy)
    if not (day or number or reading.on) and not problems:
        return None
    said = style.day(day) if day else reading.on
    on = said if isinstance(said, date) else None
    if on is None:
        why = "is not a date" if day else f"{number} has a number, but no day it was posted on"
        wrong(_DAY, day, why, f"write it as {reading.before}, or give " + ("--date-format" if day else "--on"))
    elif on > reading.before:
        wrong(_DAY, day, f"{on} is yet to come", "correct the day")
    if problems or on is None:
        raise BadInput(problems)
    return Filled(letter, on, service, number, source)
