"""Payments that a row states in other ways than as an amount in its column: shares, notes, and money on account."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.judgement.contents import contents_of
from pastdue.intake.values.amount_column import Amounts
from pastdue.intake.values.amounts import Style, parse_minor
from pastdue.intake.values.flaws import Flaw
from pastdue.model.messages import Message

NOTED = "noted"
"""The amounts that notes say were paid, as a sheet holds them beside its fields."""
PAID_IN_PART = Flaw(Message.of("paid_in_part"), Message.of("add_open_column"))


def paid_shares(sheet: Sheet, total: Amounts) -> Amounts | None:
    """The amounts paid where the column has the shares of the totals instead, as `50%`, or `50` under `Paid %`; None
    where it has not. A share that is no whole cent of its total, or more than all of it, is noted as a problem."""
    place = sheet.header.places.get("paid")
    if place is None or not total.given.any() or not contents_of(sheet, place).share:
        return None
    column = sheet.text("paid")
    said = [text.rstrip("% \u00a0").replace(",", ".") for text in column.texts]
    shares = [Fraction(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None for text in said]
    whole = 100 if "%" in "".join(column.used) or max(filter(None, shares), default=0) > 1 else 1
    minor = np.zeros(len(sheet), np.int64)
    for position in np.flatnonzero(column.filled & total.given).tolist():
        share = shares[int(column.codes[position])]
        part = None if share is None else int(total.minor[position]) * share / whole
        if share is None or part is None or part.denominator != 1 or share > whole:
            sheet.note(position, "paid", column.at(position), PAID_IN_PART)
        else:
            minor[position] = int(part)
    return Amounts(minor, column.filled & total.given, [])


def credited(sheet: Sheet, total: Amounts, paid: Amounts, balance: Amounts) -> tuple[Amounts, Amounts]:
    """The totals and what was paid; of a credit that has its amount in the column of payments alone, as money on
    account has, the amount is the total, and nothing of it is used up."""
    alone = sheet.credits & (paid.minor != 0) & ~balance.given & (total.minor == 0)
    if not alone.any():
        return total, paid
    minor = np.where(alone, -np.abs(paid.minor), total.minor)
    return (
        Amounts(minor, total.given | alone, total.flaws, total.style),
        Amounts(np.where(alone, 0, paid.minor), paid.given & ~alone, paid.flaws, paid.style),
    )


def noted(
    sheet: Sheet, currency: Coded, total: Amounts, paid: Amounts, balance: Amounts
) -> tuple[Amounts, Amounts, Amounts]:
    """The amounts with what notes say was paid, in rows of which the columns say that nothing was; one that is not
    said, or more than is owed, is noted as a problem where the columns have an amount."""
    if not sheet.has(NOTED):
        return total, paid, balance
    said, style = sheet.text(NOTED), Style(".")
    parsed = [
        [parse_minor(text, code, style) if text and code else 0 for code in currency.texts] for text in said.texts
    ]
    figures = np.array([[0 if isinstance(each, Flaw) else each for each in row] for row in parsed], np.int64)
    minor = figures[said.codes, currency.codes]
    owed = np.where(total.given, total.minor, balance.minor)
    unpaid = (paid.minor == 0) & (~balance.given | (balance.minor == owed)) & (owed > 0)
    counts = (minor > 0) & unpaid & (minor <= owed)
    for position in np.flatnonzero(
        said.filled & unpaid & ~counts & (paid.given | balance.given) & sheet.clean()
    ).tolist():
        sheet.note(position, "note", sheet.text("note").at(position), PAID_IN_PART)
    return (
        Amounts(np.where(counts, owed, total.minor), total.given | counts, total.flaws, total.style),
        Amounts(np.where(counts, minor, paid.minor), paid.given | counts, paid.flaws, paid.style),
        Amounts(np.where(counts, 0, balance.minor), balance.given & ~counts, balance.flaws, balance.style),
    )
