"""Open amounts in a column for each age of the debt, as `Not yet due`, `1-30` and `31-60`: a row fills one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pastdue.intake.export.headers import normal
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds, contents_of
from pastdue.intake.judgement.money.money_columns import MoneyColumns
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.ages import is_age, names_age
from pastdue.intake.values.date_styles import is_dated
from pastdue.model.messages import Message, Names
from pastdue.model.spans import day_number

_FEWEST = 3
"""Fewer columns or rows than these prove nothing."""
_SEVERAL, _MOST_COLUMNS = 2, 12


def read_age_columns(sheet: Sheet) -> None:
    """Read the columns of ages together as what is open, in a list of numbered invoices without a total or balance of
    which every row with a due date has an amount in one of the columns and in no other; a known program's report may
    have the days of issue alone."""
    day = "issued" if sheet.preset.ages and not sheet.has("due") else "due"
    if any(map(sheet.has, ("total", "balance"))) or not (sheet.has("invoice") and sheet.has(day)):
        return
    if not (sheet.preset.fallback or sheet.preset.ages) or {"total", "balance"} & {*sheet.dialect.map}:
        return
    used, said = {*sheet.header.places.values()}, sheet.preset.ages
    free = [(at, name) for at, name in enumerate(sheet.header.names) if at not in used]
    ages = [at for at, name in free if (_is_one_of(name, said) if said else names_age(name) or is_age(name))]
    found = [contents_of(sheet, at) for at in ages]
    if len(ages) < _FEWEST or any(each.holds not in (Holds.AMOUNTS, Holds.FLAGS, Holds.NOTHING) for each in found):
        return
    rows = sheet.text(day).rows(is_dated) & sheet.text("invoice").filled
    read = [plain_amounts(sheet, at) for at in ages]
    counts = np.sum([each.minor != 0 for each in read], axis=0)
    if (
        rows.sum() < (1 if said else _FEWEST)
        or (counts[rows] != 1).any()
        or any((each.wrong & rows).any() for each in read)
    ):
        return
    header = sheet.header
    places, added = {**header.places, "balance": ages[0]}, {**header.added, "balance": tuple(ages[1:])}
    sheet.rename(replace(header, places=places, added=added))
    sheet.tell(Message.of("open_by_age", columns=Names(tuple(repr(each.name) for each in found))))


def _is_one_of(header: str, known: tuple[str, ...]) -> bool:
    """True when the header is one of `known`, or begins as one of them that ends with a star."""
    key, begun = normal(header), [each.removesuffix("*").casefold() for each in known if each.endswith("*")]
    return key in map(normal, known) or any(key.startswith(each) for each in begun)


def ages_in_doubt(table: InvoiceTable, unread: Sequence[Contents], kept: Flags) -> Question | None:
    """A question about columns of ages that are together less than the total, and what was paid of it, in some rows,
    and more in none: they may say what is still open. Rows that fall due later have nothing in them where no column is
    of what is not due yet."""
    sheet = table.sheet
    ages = [each for each in unread if names_age(each.name) or is_age(each.name)]
    ages = [each for each in ages if each.holds in (Holds.AMOUNTS, Holds.FLAGS)]
    if not _SEVERAL <= len(ages) <= _MOST_COLUMNS or sheet.has("balance") or not sheet.has("total") or not kept.any():
        return None
    columns = MoneyColumns(table, ages, kept)
    together = sum((each.minor for each in columns.all), np.zeros_like(columns.total))
    left = columns.total - columns.paid
    short = (together != left) & (left != 0)
    if not sheet.preset.fallback or not together.any() or not _within(together, left):
        return None
    by, rows = sheet.dialect.as_of, np.flatnonzero(kept | sheet.partly)
    if not any(not any(map(str.isdigit, each.name)) for each in ages):
        late = table.numbers["due"][rows] < day_number(by) if by is not None and sheet.has("due") else False
        short &= (together != 0) | late
    if not short.any():
        return None
    names, total = tuple(each.name for each in ages), sheet.header.name("total")
    others = ", ".join(map(repr, names[1:]))
    what = f"and {others} are together less than {total!r} in {int(short.sum())} rows: do they say what is still open?"
    readings = (
        Reading("what is still open of each invoice", {"balance": " + ".join(names)}),
        Reading("not what is open", ignore=names),
    )
    return Question(sheet.source, names[0], what, ages[0].samples, readings)


def _within(together: Ints, left: Ints) -> bool:
    """True when each amount is between nothing and what is left."""
    return bool(((np.minimum(left, 0) <= together) & (together <= np.maximum(left, 0))).all())
