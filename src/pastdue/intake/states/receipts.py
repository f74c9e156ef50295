"""Payments in rows of their own: money of a customer for no invoice in particular, which counts as a credit."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.values.date_styles import is_dated

_FIRST = 2000
"""So many rows from the top are looked at before all of them: most lists show there that rows have both."""
_FIGURE = re.compile("[1-9]")
_NEGATIVE = re.compile(r"\s*\D{0,5}[-−–(]\s*\D{0,5}\d|.*\d\s*(?:[-−–]|cr\.?)\s*$", re.IGNORECASE | re.DOTALL)


def received(sheet: Sheet) -> Flags:
    """True for each row that shows by its amounts that it is money received, if its kind is a payment: what is open or
    billed is negative or nothing, or the row has an amount in the column of what was paid alone, and no other row has
    both."""
    nothing = sheet.text("balance").filled & ~figures(sheet.text("balance"))
    return np.asarray(negative(sheet) | nothing | paid_alone(sheet))


def money_alone(sheet: Sheet) -> Iterator[tuple[str, Flags]]:
    """The rows that show by their columns that they are money of a customer, by the message that tells of them."""
    yield "payment_rows", paid_alone(sheet)
    yield "credit_side_rows", on_credit_side(sheet)
    yield "payment_rows", _without_number(sheet)


def _without_number(sheet: Sheet) -> Flags:
    """The rows of a general list with a customer, a day and a minus, and no number: money for no invoice. What is open
    of it has the minus; or nothing says what is open, its customer has invoices, and none of them is paid or has
    anything paid, for that may be this money."""
    none, bare = np.zeros(len(sheet), np.bool_), ~sheet.text("invoice").filled
    days = [sheet.text(name).rows(is_dated) for name in ("issued", "due") if sheet.has(name)]
    named = [sheet.text(name) for name in ("customer_id", "customer") if sheet.has(name)]
    if not (sheet.preset.fallback and bare.any() and days and named):
        return none
    money = bare & negative(sheet) & np.any(days, axis=0) & np.any([name.filled for name in named], axis=0)
    if sheet.has("balance"):
        return np.asarray(money & figures(sheet.text("balance")))
    who = next((name for name in named if name.filled[money].all()), None)
    if who is None or not money.any():
        return none
    reduced = sheet.settled | sheet.partly | figures(sheet.text("paid"))
    for field in ("settled_on", "paid_on"):
        reduced = reduced | sheet.text(field).filled
    billed, met = (np.isin(who.codes, who.codes[rows]) for rows in (~bare & who.filled, reduced & who.filled))
    return np.asarray(money & billed & ~met)


def negative(sheet: Sheet) -> Flags:
    """True for each row in which what is open has a minus, or what is billed where nothing is said to be open."""
    found = np.zeros(len(sheet), np.bool_)
    filled = found
    for field in ("balance", "total"):
        signed = sheet.text(field).rows(lambda text: bool(_NEGATIVE.match(text)))
        found = np.where(filled, found, signed)
        filled = filled | figures(sheet.text(field))
    return found


def paid_alone(sheet: Sheet) -> Flags:
    """True for each row with an amount in the column of what was paid and none in those of what is billed and open,
    where no row has both, and no such row has a due date: then what was billed and what was paid stand in rows of their
    own."""
    none = np.zeros(len(sheet), np.bool_)
    general = sheet.preset.fallback or sheet.preset.name == CANONICAL
    if not (general and sheet.has("total") and sheet.has("paid")) or sheet.has("balance"):
        return none
    for rows in (slice(_FIRST), slice(None)):
        billed, paid, due = (sheet.part(field, rows) for field in ("total", "paid", "due"))
        charged, received = figures(billed), figures(paid)
        if (received & (charged | due.filled)).any():
            return none
    return received if charged.any() else none


def has_two_sides(sheet: Sheet) -> bool:
    """True when the preset has the two sides of an account in columns of their own, the debit as the total and the
    credit as what was paid, each added up over the rows of one number, and no column is what is open."""
    lines = sheet.preset.lines
    return lines is not None and {*lines.add} == {"total", "paid"} and not sheet.has("balance")


def on_credit_side(sheet: Sheet) -> Flags:
    """True for each row of a list of two sides whose number has amounts on the credit side alone, all without a minus:
    a credit note, or money on account."""
    none = np.zeros(len(sheet), np.bool_)
    if not has_two_sides(sheet):
        return none
    numbers, credit = sheet.text("invoice"), sheet.text("paid")
    minus = credit.rows(lambda text: bool(_NEGATIVE.match(text)))
    other = np.zeros(len(numbers.texts), np.bool_)
    other[numbers.codes[numbers.filled & (figures(sheet.text("total")) | minus)]] = True
    return np.asarray(figures(credit) & ~figures(sheet.text("total")) & ~minus & ~other[numbers.codes])


def figures(column: Coded) -> Flags:
    """True for each row of the column with a figure other than zero."""
    return column.rows(lambda text: bool(_FIGURE.search(text)))
