"""The opening of a file as a sheet: its header matched, its rows told from blank and ragged ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pastdue.intake.customers.one_customer import give_to_one
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import FileKind
from pastdue.intake.export.findings import Findings
from pastdue.intake.export.header_match import HeaderMatch
from pastdue.intake.export.headers import Asked, currency_in, joined, loose
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sections import refuse_side_by_side
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.decoding import EmptyFile
from pastdue.intake.file.listed import Readable
from pastdue.intake.file.records import Opened, Records, open_records
from pastdue.intake.file.structure import Ints
from pastdue.intake.states.item_rows import without_item_rows, without_rows_of_nothing
from pastdue.intake.states.topics import about
from pastdue.intake.values.amount_shapes import is_amount
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import rows
from pastdue.model.errors.problems import BadInput, Problem, Source
from pastdue.model.messages import Message
from pastdue.model.wording import listed, quoted

_CHANGING = ("open", "paid", "state")

_LOOKED_AT, _ALMOST_ALL = 300, 0.9
"""So many rows tell what stands below a header, and so large a share of them."""

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
    if kind.lists == "invoices" and "due" not in opened.dialect.map:
        refuse_side_by_side(match.source, match.names, match.place("due"))
    header = match.header()
    findings = Findings(records, header, opened.dialect.separator)
    below = np.arange(top + 1, len(records))
    below = below[~records.bare[top + 1 :]]
    width = _width(records, below, len(header.names))
    ragged = below[records.counts[below] != width]
    rows = below if not len(ragged) else below[records.counts[below] == width]
    sheet = Sheet(opened, header, findings, rows)
    sheet.ragged = records.filled(ragged, sheet.nothing)
    _join(sheet, kind)
    sheet = _without_blanks(sheet)
    _refuse_headless(sheet)
    if kind.lists == "invoices":
        sheet = without_rows_of_nothing(without_item_rows(sheet))
        give_to_one(sheet)
    missing: Sequence[tuple[str, ...]] = match.missing(_required(opened, kind))
    if missing and when_missing:
        missing = when_missing(sheet, missing)
    if missing:
        raise match.without(list(missing))
    return sheet


def _join(sheet: Sheet, kind: FileKind) -> None:
    """Give the rows the texts that the user makes of several columns, with a remark. Raises BadInput where two rows
    of invoices would have one number: such a number tells no item from another."""
    for field, places in sheet.header.joined.items():
        made = joined_texts(sheet, places)
        if kind.lists == "invoices":
            _refuse_alike(sheet, field, made)
        sheet.put(field, made)
        sheet.tell(Message.of("number_made", columns=repr(sheet.header.name(field))))


def joined_texts(sheet: Sheet, places: Sequence[int]) -> Coded:
    """The texts that are made of the columns at `places`, "" in rows in which one of them says nothing."""
    columns = [sheet.records.column(sheet.rows, place).coded().cleaned(clean) for place in places]
    columns = [column.without(sheet.nothing) for column in columns]
    codes, kinds = np.unique(np.stack([column.codes for column in columns]), axis=1, return_inverse=True)
    texts = [
        joined(column.texts[code] for column, code in zip(columns, each, strict=True)) for each in codes.T.tolist()
    ]
    return Coded(kinds.reshape(-1).astype(np.int64), texts).merged()


def _refuse_alike(sheet: Sheet, field: str, made: Coded) -> None:
    """Refuse rows to which the columns of `field` give the same text, naming a further column that tells them apart."""
    codes = made.codes[made.filled]
    often = np.bincount(codes, minlength=len(made.texts)) > 1
    alike = np.flatnonzero(often[made.codes] & made.filled)
    if not len(alike):
        return
    name, problems = sheet.header.name(field), []
    further = next((each for each in sheet.header.unused(()) if _tells_apart(sheet, each, made, alike)), "")
    with_it = quoted(f"{name} + {further}")
    remedy = f"pass --map {field}={with_it}" if further else "name one more column that tells them apart"
    for code in dict.fromkeys(made.codes[alike].tolist()):
        lines = sheet.lines(np.flatnonzero(made.codes == code)).tolist()
        what = f"lines {listed(list(map(str, lines)))} would have this one number"
        problems.append(Problem(Source(sheet.header.file, lines[0]), name, made.texts[code], what, remedy))
    raise BadInput(problems)


def _tells_apart(sheet: Sheet, name: str, made: Coded, alike: Ints) -> bool:
    """True when the column says something in each of the rows `alike`, and another thing in those of one text; an age,
    a state and what is open or paid change from month to month, and a number may not."""
    column = sheet.at(name)
    changes = any(word in loose(name) for word in rows("headers")["days"]) or any(about(of, name) for of in _CHANGING)
    if changes or column is None or not column.filled[alike].all():
        return False
    pairs = np.stack([made.codes[alike], column.codes[alike]])
    return int(np.unique(pairs, axis=1).shape[1]) == len(alike)


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
    names, dialect = opened.names, opened.dialect
    source = Source(opened.records.file, opened.records.line(opened.top))
    others = [mark for mark in ";,\t|" if mark != dialect.separator and mark in names[0]] if len(names) == 1 else []
    if others:
        mark = {"\t": "tab"}.get(others[0], others[0])
        raise BadInput([Problem(source, "", names[0], f"the header is one column, divided by {mark!r}",
                                f"pass --delimiter '{mark}'")])  # fmt: skip


def _refuse_headless(sheet: Sheet) -> None:
    """Refuse a list whose first row has no names of columns but a day above days and an amount above amounts, as an
    invoice has: it would be lost."""
    days = _alike(sheet, is_dated)
    amounts = _alike(sheet, lambda text: is_amount(text) and not is_dated(text)) if days else ()
    if days and amounts:
        name, other = (sheet.header.names[places[0]].strip() for places in (days, amounts))
        source = Source(sheet.header.file, sheet.header.line)
        what = f"the row of headers has no names of columns: {name!r} is a day, {other!r} an amount, as in rows below"
        raise BadInput([Problem(source, "", "", what, "write a row with the names of the columns above it")])


def _alike(sheet: Sheet, fits: Callable[[str], bool]) -> tuple[int, ...]:
    """The places of the columns whose header and nearly all cells below it are of one kind."""
    found = []
    for place, name in enumerate(sheet.header.names):
        if fits(clean(name)):
            column = sheet.records.column(sheet.rows[:_LOOKED_AT], place).coded().cleaned(clean)
            filled = [text for text in column.all() if text and text not in sheet.nothing]
            if filled and sum(map(fits, filled)) >= _ALMOST_ALL * len(filled):
                found.append(place)
    return tuple(found)


def header_match(opened: Opened, kind: FileKind) -> HeaderMatch:
    """The matching of the file's header against the fields of `kind`, as the user and the preset say."""
    names, dialect, preset = opened.names, opened.dialect, opened.recognised.preset
    source = Source(opened.records.file, opened.records.line(opened.top))
    spelled = None if preset.name == CANONICAL else preset.spelled
    return HeaderMatch(source, names, kind, Asked(dialect.map, dialect.ignore), spelled)


def _required(opened: Opened, kind: FileKind) -> tuple[tuple[str, ...], ...]:
    """Of each choice one field must have a column. A vendor's customers are known by name where it gives no number,
    and what the dialect says for the whole file, or the amounts themselves, need not stand in a column."""
    dialect, preset, names = opened.dialect, opened.recognised.preset, opened.names
    in_one = dialect.currency or preset.currency
    given = {
        "due": bool(dialect.terms or dialect.map.get("days_overdue")),
        "customer": bool(dialect.one_customer) or any(rule.names_customer for rule in preset.rows),
        "currency": bool(in_one or opened.recognised.symbols or any(map(currency_in, names))),
    }  # fmt: skip
    return tuple(choice for choice in kind.required if not given.get(choice[0]))
