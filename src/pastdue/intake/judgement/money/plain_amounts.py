"""Amounts of a column before the currency of its rows is known: all in one, to be added up and compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.export.units.unit_columns import power_at
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.states.topics import about
from pastdue.intake.values.amount_column import Habit, read_amounts
from pastdue.intake.values.amounts import currencies_of, symbol_of
from pastdue.model.money import digits

_ANY = "USD"
"""Stands for the currency of amounts that nothing names."""
_FEW = 3
"""Fewer invoices than these show nothing by what each of them has."""
_ALIKE = str.maketrans("012346789", "5" * 9)
"""Makes texts one that differ in their digits alone: the same sign stands beside their numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class PlainAmounts:
    """For each row the amount, where the cell says one, and where it says something else; `unit` is one whole."""

    minor: Ints
    given: Flags
    wrong: Flags
    unit: int


def plain_amounts(sheet: Sheet, place: int, rows: Ints | None = None) -> PlainAmounts:
    """The amounts of the column at `place` in all rows, or in `rows`, as if all were in the currency of the first sign
    beside one of them: the one that was named where the sign may stand for it, or there is none."""
    cells = sheet.records.column(sheet.rows if rows is None else rows, place)
    shapes = dict.fromkeys(text.translate(_ALIKE) for text in cells.coded().used)
    named, codes = sheet.dialect.currency, next(filter(None, map(currencies_of, map(symbol_of, shapes))), ())
    code = named if named and (named in codes or not codes) else (*codes, _ANY)[0]
    currency = Coded(np.zeros(len(cells.lengths), np.int64), [code])
    habit = Habit(sheet.preset.decimal, power_at(sheet, place))
    amounts = read_amounts(cells, currency, sheet.dialect.decimal, sheet.nothing, habit)
    wrong = np.zeros(len(cells.lengths), np.bool_)
    wrong[[position for position, _, _ in amounts.flaws]] = True
    return PlainAmounts(amounts.minor, amounts.given, wrong, 10 ** digits(code))


def says_all_paid(sheet: Sheet, name: str, amounts: tuple[Ints, Ints], said_paid: Flags) -> bool:
    """True when a column is called paid and is the whole invoice in every one of several rows, by its amounts and the
    totals, where nothing that is read says what is paid or open, nor states that some are paid and others are not:
    those have an amount to pay."""
    minor, total = amounts
    if len(total) < _FEW or not about("paid", name) or about("open", name) or any(map(sheet.has, ("paid", "balance"))):
        return False
    told = bool(said_paid.any()) and not said_paid.all()
    return not told and bool((minor == total).all())


def nothing_where_paid(sheet: Sheet, place: int) -> bool:
    """True when the column at `place` is nothing in a row of which something is paid, as what is left is."""
    if "paid" not in sheet.header.places:
        return False
    paid = plain_amounts(sheet, sheet.header.places["paid"]).minor
    return bool(((plain_amounts(sheet, place).minor == 0) & (paid != 0)).any())
