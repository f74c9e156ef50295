"""Which days do a sheet's date columns name, as day numbers? And when is each invoice due?"""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book import NO_DAY
from pastdue.errors import BadInput, Problem, Source
from pastdue.intake.dates import FIRST_YEAR, LAST_YEAR, parse_date, refusal, unsaid_order
from pastdue.intake.dialect import Dialect
from pastdue.intake.flaws import Flaw
from pastdue.intake.sheet import Sheet
from pastdue.intake.structure import Ints
from pastdue.intake.terms import Terms, parse_terms
from pastdue.spans import day_number, day_of

Days = npt.NDArray[np.int32]

_NEITHER = Flaw("the row has neither a due date nor terms", "fill in one of them, or pass --terms 'net 30'")


def check_order(sheet: Sheet, fields: tuple[str, ...], dialect: Dialect) -> None:
    """Nothing when the file's dates can be read; raises BadInput where day and month could be swapped unseen."""
    if dialect.date_format:
        return
    columns = {field: sheet.text(field) for field in fields if sheet.has(field)}
    order = unsaid_order({field: column.texts for field, column in columns.items()})
    if order is None:
        return
    example = order.day_first or order.month_first or order.example
    for field, column in columns.items():
        if example in column.texts:
            position = int(np.argmax(column.codes == column.texts.index(example)))
            source = Source(sheet.header.file, int(sheet.lines()[position]))
            flaw = refusal(order)
            raise BadInput([Problem(source, sheet.header.name(field), example, flaw.what, flaw.remedy)])


def read_days(sheet: Sheet, field: str, date_format: str, required: bool = False) -> Days:
    """The column's day numbers; NO_DAY where the cell is empty, absent or unusable."""

    def day(text: str) -> int | Flaw:
        if not text:
            return Flaw("is empty", "fill it in") if required else NO_DAY
        found = parse_date(text, date_format)
        return found if isinstance(found, Flaw) else day_number(found)

    column, numbers = sheet.parsed(field, day, NO_DAY)
    return np.array(numbers, np.int32)[column.codes]


def read_due(sheet: Sheet, issued: Days, dialect: Dialect) -> Days:
    """Each row's due date: the one stated, else issued + its terms, else issued + the terms of the dialect."""
    due = read_days(sheet, "due", dialect.date_format)
    column, terms = sheet.parsed("terms", lambda text: parse_terms(text or dialect.terms or "0"), Terms(0))
    unstated = (due == NO_DAY) & (issued != NO_DAY) & sheet.clean()
    if not dialect.terms:
        for position in np.flatnonzero(unstated & ~column.filled).tolist():
            sheet.note(position, "due", "", _NEITHER)
        unstated &= column.filled
    rows = np.flatnonzero(unstated)
    if len(rows):
        due[rows] = _computed(sheet, rows, issued[rows], (column.codes[rows], terms))
    return due


def _computed(sheet: Sheet, rows: Ints, issued: Days, terms: tuple[Ints, list[Terms]]) -> Days:
    """issued + terms, each distinct pair computed once; a due date after the last year is noted."""
    codes, pairs = pd.factorize(issued.astype(np.int64) * len(terms[1]) + terms[0])
    due = [terms[1][pair % len(terms[1])].due(day_of(pair // len(terms[1]))) for pair in pairs.tolist()]
    late = np.array([day > date(LAST_YEAR, 12, 31) for day in due])
    for position in rows[late[codes]].tolist():
        flaw = Flaw(f"the due date is not between {FIRST_YEAR} and {LAST_YEAR}", "correct the terms")
        sheet.note(position, "terms", sheet.text("terms").at(position), flaw)
    return np.array([day_number(day) for day in due], np.int32)[codes]
