"""Rows that are no invoices though they have no label: items of the invoice above, and rows without days and with
nothing as their amount, as of a flat that is let to nobody."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np

from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.export.units.unit_columns import power_at
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.states.known_words import is_state
from pastdue.intake.states.note_amounts import note_states
from pastdue.intake.states.topics import about, beginnings, loose_words
from pastdue.intake.values.amount_column import Habit, read_amounts
from pastdue.intake.values.date_styles import is_dated
from pastdue.intake.values.texts import clean
from pastdue.model.messages import Message

_CORE = (("invoice",), ("customer", "customer_id", "last_name"), ("issued", "due"), ("total", "balance"))
"""Of each of these the list has a column: else an empty row may say it elsewhere."""
_FEWEST = 2
"""A row with fewer cells than these is a heading, or a note."""
_MONEY = ("paid", "open", "credit", "part_paid", "void", "dispute", "hold", "on_account")
"""Topics of headers and texts by which a row may say what becomes of the invoice above."""
_MOST_COLUMNS, _UNIT = 12, 100
_ZERO = re.compile(r"\D{0,5}0+(?:[.,]0+)?\D{0,5}")
_MINUS = re.compile(r"\s*[-−–(]\s*\D{0,5}\d|.*\d\s*[-−–]\s*$")


def without_item_rows(sheet: Sheet) -> Sheet:
    """The sheet of a general list without the rows of items, with a remark: below an invoice, with nothing in any
    column that is read, and in several others a text and a figure, one of them called an item, a number of it or its
    price. A row that may say a payment, a credit, a day or a state stays, and so do all where the amount of some
    invoice is that of its first item alone."""
    general = sheet.preset.fallback or sheet.preset.name == CANONICAL
    if not general or not all(any(map(sheet.has, choice)) for choice in _CORE):
        return sheet
    numbered = sheet.text("invoice").filled
    bare = ~numbered & (np.cumsum(numbered) > 0)
    for field in sheet.fields if bare.any() else ():
        bare &= ~sheet.text(field).filled
    rows = np.flatnonzero(bare)
    items = rows[_say_items(sheet, bare)] if len(rows) else rows
    if not len(items) or _bills_first_item(sheet, items):
        return sheet
    keep = np.ones(len(sheet), np.bool_)
    keep[items] = False
    sheet.prove(item_rows=len(items))
    sheet.tell(Message.of("item_rows", count=len(items), line=int(sheet.lines()[items[0]])))
    return sheet.only(keep)


def without_rows_of_nothing(sheet: Sheet) -> Sheet:
    """The sheet of a general list without the rows of a name that have no day and no number, and 0 as their amount and
    no other, with a remark: nothing was billed there."""
    days = [field for field in ("issued", "due") if sheet.has(field)]
    amounts = [field for field in ("total", "balance", "paid") if sheet.has(field)]
    general = sheet.preset.fallback or sheet.preset.name == CANONICAL
    if not (general and days and amounts and sheet.has("customer")):
        return sheet
    found = sheet.text("customer").filled & ~sheet.text("invoice").filled
    for field in days:
        found &= ~sheet.text(field).filled
    if not found.any():
        return sheet
    columns = [sheet.text(field) for field in amounts]
    found &= np.any([column.filled for column in columns], axis=0)
    for column in columns:
        found &= ~column.filled | column.rows(lambda text: bool(_ZERO.fullmatch(text)))
    if found.any():
        sheet.prove(rows_of_nothing=int(found.sum()))
        first = int(sheet.lines()[int(np.argmax(found))])
        sheet.tell(Message.of("rows_of_nothing", count=int(found.sum()), line=first))
    return sheet.only(~found) if found.any() else sheet


def _say_items(sheet: Sheet, bare: Flags) -> Flags:
    """For each of the `bare` rows, whether it says an item."""
    used = {*sheet.header.places.values(), *(place for more in sheet.header.added.values() for place in more)}
    cells = np.zeros(int(bare.sum()), np.int64)
    figures, items, doubtful = (np.zeros(len(cells), np.bool_) for _ in range(3))
    for place, name in enumerate(sheet.header.names):
        if place in used:
            continue
        column = sheet.records.column(sheet.rows[bare], place).coded().cleaned(clean).without(sheet.nothing)
        cells += column.filled
        figures |= column.rows(lambda text: any(map(str.isdigit, text)))
        of_item = any(word.startswith(beginnings("of_item")) for word in loose_words(name))
        items |= column.filled & of_item
        money = any(about(topic, name) for topic in _MONEY)
        doubtful |= column.filled if money else column.rows(_may_say_more)
    return (cells >= _FEWEST) & figures & items & ~doubtful


def _bills_first_item(sheet: Sheet, items: Ints) -> bool:
    """True when a figure of an invoice's own row, or a quantity at a price there, is the whole of its amount, and the
    rows of its `items` have more of the same: then these are not in the amount."""
    numbered = np.flatnonzero(sheet.text("invoice").filled)
    above = numbered[np.searchsorted(numbered, items) - 1]
    free = [at for at in range(len(sheet.header.names)) if at not in sheet.header.places.values()][:_MOST_COLUMNS]
    figures = [each for each in (_minor(sheet, at) for at in free) if each[items].any()]
    figures += [one * two // _UNIT for one, two in combinations(figures, 2)]
    billed = [
        _minor(sheet, sheet.header.places[field]) for field in ("total", "balance") if field in sheet.header.places
    ]
    return any(
        ((each[above] == amounts[above]) & (amounts[above] != 0) & (each[items] != 0)).any()
        for amounts in billed
        for each in figures
    )


def _minor(sheet: Sheet, place: int) -> Ints:
    cells = sheet.records.column(sheet.rows, place)
    currency = Coded(np.zeros(len(cells.lengths), np.int64), ["USD"])
    habit = Habit(sheet.preset.decimal, power_at(sheet, place))
    return read_amounts(cells, currency, sheet.dialect.decimal, sheet.nothing, habit).minor


def _may_say_more(text: str) -> bool:
    """True for a day, a figure with a minus, and a text that may say a payment, a credit or a state."""
    said = any(about(topic, text) for topic in _MONEY) or is_state(text) or bool(note_states(text))
    return bool(text) and (said or is_dated(text) or bool(_MINUS.fullmatch(text)))
