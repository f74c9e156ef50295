"""One part of an export as the other parts must know it: whose invoices it has, and how it writes days and amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.intake.beside.contacts import same
from pastdue.intake.customers.customers import customer_ids, together
from pastdue.intake.customers.near_names import plain_name
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import DAY_FIELDS, FileKind
from pastdue.intake.export.headers import normal
from pastdue.intake.export.opening import open_sheet
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.export.vendor_rows import sort_rows
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import date_column
from pastdue.intake.judgement.missing import ask_missing
from pastdue.intake.judgement.roles import fit_roles
from pastdue.intake.parts.settled import Settled
from pastdue.intake.values.amount_column import column_style
from pastdue.intake.values.date_styles import order_shown
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import Source

Keys = npt.NDArray[np.uint64]
"""Texts as numbers of 64 bits, equal for equal texts."""


def keys(texts: Iterable[str]) -> Keys:
    """The key of each text; two texts of ten million share one in one case of four hundred thousand."""
    return np.asarray(pd.util.hash_array(np.array(list(texts), dtype=object), categorize=False), np.uint64)


@dataclass(frozen=True, slots=True)
class Shown:
    """The proof of how a column is written: that it `says` day or month first, or which decimal mark; and the text that
    shows it."""

    says: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Called:
    """The names of customers: the keys of each as files compare it and without its legal form, of the customer whose it
    is, and whether that one has a number beside the name."""

    names: Keys
    plain: Keys
    whose: Keys
    numbered: Flags

    @classmethod
    def of(cls, ids: Coded, names: Coded) -> Called:
        """The names of the customers in two columns, each pair once."""
        _, pairs = together([ids, names])
        both = [(ids.at(row), names.at(row)) for row in pairs.tolist() if names.at(row)]
        return cls(
            keys(same(name) for _, name in both),
            keys(plain_name(name) for _, name in both),
            keys(same(name) if id_ == name else id_ for id_, name in both),
            np.array([id_ != name for id_, name in both], np.bool_),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Surveyed:
    """A part: its header, the keys of its invoices with the line of each, and its customers with the line where each is
    first; `numbers` are the keys of every number in its column of invoices, of ignored rows too. `dates` and
    `decimals` say by header what is proved."""

    source: Source
    header: tuple[str, ...]
    invoices: Keys
    lines: Ints
    numbers: Keys
    customers: dict[str, int]
    called: Called
    dates: dict[str, Shown]
    decimals: dict[str, Shown]


@dataclass(frozen=True, slots=True)
class SurveyTask:
    """A part to look into, what its columns can hold, and what all parts together prove of them."""

    path: Path
    dialect: Dialect
    kind: FileKind
    settled: Settled | None = None


def survey_all(tasks: Iterable[SurveyTask]) -> list[Surveyed | InputError]:
    """The contents of each part, or the refusal of one that cannot be read."""
    return [_survey(task) for task in tasks]


def part_rows(task: SurveyTask) -> Sheet:
    """The rows of the part that are invoices; raises InputError where it cannot be read."""
    settled = task.settled
    sheet = open_sheet(task.path, task.dialect, task.kind, settled.missing if settled else ask_missing)
    if settled:
        settled.fitted.lay(sheet)
    else:
        fit_roles(sheet)
    return sort_rows(sheet).sheet


def _survey(task: SurveyTask) -> Surveyed | InputError:
    try:
        rows = part_rows(task)
    except InputError as error:
        return error
    numbers, ids, names = rows.text("invoice"), customer_ids(rows), rows.text("customer")
    lines = rows.lines()
    first = _first_rows(numbers)
    own = [code for code, text in enumerate(numbers.texts) if text and first[code] >= 0]
    whose = zip(ids.texts, _first_rows(ids).tolist(), strict=True)
    return Surveyed(
        source=rows.source,
        header=tuple(map(normal, rows.header.names)),
        invoices=keys(numbers.texts[code] for code in own),
        lines=lines[first[own]],
        numbers=np.unique(keys(text for text in numbers.texts if text)),
        customers={id_: int(lines[row]) for id_, row in whose if id_ and row >= 0},
        called=Called.of(ids, names),
        dates=dict(dates_shown(rows, DAY_FIELDS)),
        decimals=dict(decimals_shown(rows, ("total", "paid", "balance"))),
    )


def dates_shown(sheet: Sheet, fields: Iterable[str]) -> Iterator[tuple[str, Shown]]:
    """The order of day and month that the columns of `fields` prove, by header."""
    for field in fields:
        if sheet.has(field) and (shown := order_shown(field, date_column(sheet, field))):
            yield sheet.header.name(field), Shown(*shown)


def decimals_shown(sheet: Sheet, fields: Iterable[str]) -> Iterator[tuple[str, Shown]]:
    """The decimal mark that the columns of `fields` prove, by header."""
    for field in fields:
        if field in sheet.header.places and not sheet.dialect.decimal:
            style = column_style(sheet.cells(field), "", "")
            if style.proof and style.settled:
                yield sheet.header.name(field), Shown(style.decimal, style.proof)


def _first_rows(column: Coded) -> Ints:
    """For each text the first row that has it, -1 for none."""
    first = np.full(len(column.texts), -1, np.int64)
    first[column.codes[::-1]] = np.arange(len(column.codes))[::-1]
    return first
