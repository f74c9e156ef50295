"""Rows that are each a line of an invoice, with an amount of their own: added up where the file proves it, or asked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from pastdue.intake.export.headers import places_of
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.judgement.contents import Contents, Holds, unread_columns
from pastdue.intake.judgement.money.item_amounts import (
    STATES,
    are_alike,
    before_tax,
    free_amounts,
    is_product,
    item_amounts,
    repeats_numbers,
    rows_of_rates,
)
from pastdue.intake.judgement.money.plain_amounts import PlainAmounts, plain_amounts
from pastdue.intake.judgement.questions import Question, Reading, Unsettled
from pastdue.intake.judgement.taxes.net_totals import settle_net_total
from pastdue.intake.judgement.taxes.tax_rates import is_net
from pastdue.model.errors.problems import BadInput, Problem

_OF_A_LINE = 3
"""A quantity, a price and their amount are all that a line says."""
_SHOWN = 3


def read_items(sheet: Sheet) -> None:
    """Note which columns are of items, where an invoice has a row for each: those that the whole invoice is said beside
    in every row, or those of rows that are added up."""
    settle_net_total(sheet)
    sheet.prove(items=item_amounts(sheet))
    if rates := rows_of_rates(sheet):
        sheet.prove(items=rates, added_up=True)
    elif not sheet.proofs.items and (lines := _lines(sheet)) is not None:
        sheet.prove(items=lines, added_up=True)


def refuse_lines_of_a_program(sheet: Sheet) -> None:
    """Refuse a column that the user names for lines of invoices or instalments, in an export of a known program: its
    preset says which rows are one invoice."""
    for field in ("line", "instalment"):
        if header := sheet.dialect.map.get(field):
            what = f"is mapped to {header!r}, and preset {sheet.preset.name} says by itself which rows are one invoice"
            remedy = (
                f"leave --map {field} out, or pass --preset common with it, to read the file as a list of no program"
            )
            raise BadInput([Problem(sheet.source, field, "", what, remedy)])


def _lines(sheet: Sheet) -> frozenset[int] | None:
    """The columns that describe the lines of an invoice, where its rows are lines to be added up; None where they are
    not. Raises Unsettled where they may be, and BadInput where the user says so and a column says what is paid."""
    said = sheet.dialect.map.get("line")
    general = sheet.preset.fallback or sheet.preset.name == CANONICAL
    if said == "" or not general or not repeats_numbers(sheet):
        return None
    rows = _repeated(sheet)
    if said:
        return _as_said(sheet, said, rows)
    if not sheet.preset.fallback or not are_alike(sheet, rows, *STATES) or _says_paid(sheet, rows):
        return None
    total = plain_amounts(sheet, sheet.header.places["total"])
    apart = [each for each in unread_columns(sheet) if _tells_apart(sheet, each, rows)]
    if not apart or total.wrong.any() or not total.given[rows].all():
        return None
    if proof := _proof(sheet, total, rows):
        return frozenset((*proof, *(each.place for each in apart)))
    if _may_be_lines(sheet, total, rows):
        raise Unsettled([_question(sheet, apart[0], rows)])
    return None


def _repeated(sheet: Sheet) -> Ints:
    """The rows of every number that several rows have."""
    numbers = sheet.text("invoice")
    often = np.bincount(numbers.codes, minlength=len(numbers.texts)) > 1
    return np.flatnonzero(often[numbers.codes] & numbers.filled)


def _as_said(sheet: Sheet, said: str, rows: Ints) -> frozenset[int]:
    """The column that the user names; refuses one that is not there, and lines beside which something is paid: of the
    line or of the whole invoice, nothing says."""
    places = places_of((said,), sheet.header.names)
    if not places:
        names = ", ".join(name.strip() for name in sheet.header.names)
        raise BadInput([Problem(sheet.source, "line", "", f"no column is named {said!r}", f"columns found: {names}")])
    if _says_paid(sheet, rows):
        name = sheet.header.name("paid")
        what = "does not say whether a line is paid or the whole invoice"
        remedy = "export a row for each invoice, with its whole amount and what is paid of it"
        raise BadInput([Problem(sheet.source, name, "", what, remedy)])
    return places


def _says_paid(sheet: Sheet, rows: Ints) -> bool:
    """True when a column says of some of the rows that an amount is paid."""
    return "paid" in sheet.header.places and bool(plain_amounts(sheet, sheet.header.places["paid"]).minor[rows].any())


def _tells_apart(sheet: Sheet, each: Contents, rows: Ints) -> bool:
    """True when a column of texts, which are no notes, says something else in every row of one number."""
    if each.holds not in (Holds.TEXT, Holds.WORDS) or each.about("note") or each.begins("state"):
        return False
    column = sheet.at(each.name)
    if column is None or not column.filled[rows].all():
        return False
    pairs = np.stack([sheet.text("invoice").codes[rows], column.codes[rows]])
    return int(np.unique(pairs, axis=1).shape[1]) == len(rows)


def _proof(sheet: Sheet, total: PlainAmounts, rows: Ints) -> tuple[int, ...]:
    """The columns of a quantity and a price that are, in every row, together its amount, and of the tax that makes that
    its total; empty where none are. What is taken off is a sum of its own, as a discount: goods that went back may be a
    credit."""
    if not (total.minor[rows] > 0).any():
        return ()
    amounts = dict(free_amounts(sheet))
    for places, base in before_tax(total, amounts):
        factors = {place: each for place, each in amounts.items() if place not in places and (each.minor != 0).all()}
        for (one, left), (two, right) in combinations(factors.items(), 2):
            many = (left.minor[rows] != left.unit) & (right.minor[rows] != right.unit)
            alone = (left.minor[rows] == left.unit) | (right.minor[rows] == right.unit)
            off = (total.minor[rows] <= 0) & ~alone
            if many.any() and not off.any() and is_product(left, right, base, total.unit):
                return (one, two, *places)
    return ()


def line_total(sheet: Sheet, free: Sequence[Contents]) -> Contents | None:
    """The one column of amounts that is in every row a quantity at a price, where nothing else says an amount; None
    where there is none, or a tax may come on top, as of one called net."""
    amounts = [each for each in free if each.holds in (Holds.AMOUNTS, Holds.FLAGS) and not each.counts_rows]
    if len(amounts) != _OF_A_LINE or any(each.about("tax") for each in amounts):
        return None
    read = {each.place: plain_amounts(sheet, each.place) for each in amounts}
    if any(each.wrong.any() or not each.minor.all() for each in read.values()):
        return None
    found = []
    for each in amounts:
        left, right = (read[place] for place in read if place != each.place)
        many = (left.minor != left.unit) & (right.minor != right.unit)
        if many.any() and is_product(left, right, read[each.place].minor, left.unit):
            found.append(each)
    return found[0] if len(found) == 1 and not is_net(found[0]) else None


def _may_be_lines(sheet: Sheet, total: PlainAmounts, rows: Ints) -> bool:
    """True when the rows of some number differ in their total, and in none it is, in one of them, the whole of what
    another column divides among them."""
    numbers = sheet.text("invoice").codes
    groups = [rows[numbers[rows] == code] for code in dict.fromkeys(numbers[rows].tolist())]
    if all(len(set(total.minor[group].tolist())) == 1 for group in groups):
        return False
    others = [each.minor for _, each in free_amounts(sheet) if not (each.minor == total.minor).all()]
    return not any(minor[group].sum() in total.minor[group] for group in groups for minor in others)


def _question(sheet: Sheet, apart: Contents, rows: Ints) -> Question:
    numbers, lines = sheet.text("invoice"), sheet.lines()
    number, count = numbers.at(int(rows[0])), len(set(numbers.codes[rows].tolist()))
    more = f", and so are {count - 1} more numbers" if count > 1 else ""
    what = (
        f"{number!r} is on several lines of one customer and day, which {apart.name!r} tells apart{more}: are those "
        "parts of one invoice?"
    )
    readings: Sequence[Reading] = (
        Reading("the parts of an invoice, which are added up", {"line": apart.name}),
        Reading("not that: they are rejected, to be corrected", {"line": ""}, rejects=True),
    )
    group = [row for row in rows.tolist() if numbers.codes[row] == numbers.codes[rows[0]]][:_SHOWN]
    samples = tuple(f"line {int(lines[row])} {sheet.text('total').at(row)!r}" for row in group)
    return Question(sheet.source, sheet.header.name("invoice"), what, samples, tuple(readings))
