"""How much was billed, and how much of it does the row itself call paid? Any consistent choice of three columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.amount_column import Amounts, Flags, read_amounts
from pastdue.intake.cells import Coded
from pastdue.intake.days import Days
from pastdue.intake.flaws import Flaw
from pastdue.intake.sheet import Sheet
from pastdue.intake.structure import Ints
from pastdue.money import Money

_UNTOLD = Flaw("the row states neither a total nor a balance", "fill in one of them")
_UNPAID = Flaw("there is a payment date, but nothing paid", "fill in the amount paid, or remove the date")


@dataclass(frozen=True, slots=True, eq=False)
class Settlement:
    """For each row: the total and what is paid, in minor units, the day of that payment, whether the row says what
    was paid, and whether its total is only known from a balance."""

    total: Ints
    paid: Ints
    paid_on: Days
    says_paid: Flags
    from_balance: Flags


def amounts_of(sheet: Sheet, field: str, currency: Coded, decimal: str) -> Amounts:
    """The column's amounts, its flaws noted; nothing is given in any row when the file does not have it."""
    if not sheet.has(field):
        return Amounts(np.zeros(len(sheet), np.int64), np.zeros(len(sheet), np.bool_), [])
    amounts = read_amounts(sheet.cells(field), currency, decimal)
    for position, text, flaw in amounts.flaws:
        sheet.note(position, field, text, flaw)
    return amounts


def settle(sheet: Sheet, currency: Coded, paid_on: Days, decimal: str) -> Settlement:
    """What each row says of total, paid and balance; what does not agree is noted.

    Only a balance: it is the total. A total and a balance: the difference is paid, without a date unless the row
    has one. A payment date with nothing paid is a problem.
    """
    total, paid, balance = (amounts_of(sheet, field, currency, decimal) for field in ("total", "paid", "balance"))
    billed = np.where(total.given, total.minor, paid.minor + balance.minor)
    derived = total.given & balance.given & ~paid.given
    settled = np.where(derived, total.minor - balance.minor, paid.minor)
    clean = sheet.clean()
    for position in np.flatnonzero(clean & ~total.given & ~balance.given).tolist():
        sheet.note(position, "total" if sheet.has("total") else "balance", "", _UNTOLD)
    off = clean & total.given & paid.given & balance.given & (total.minor - paid.minor != balance.minor)
    for position in np.flatnonzero(off).tolist():
        left = Money.of_minor(int(total.minor[position] - paid.minor[position]), currency.at(position))
        flaw = Flaw(f"total less paid is {left}, not the balance", "correct one of the three, or leave one empty")
        sheet.note(position, "balance", sheet.text("balance").at(position), flaw)
    for position in np.flatnonzero(clean & (paid_on != NO_DAY) & (settled == 0)).tolist():
        sheet.note(position, "paid_on", sheet.text("paid_on").at(position), _UNPAID)
    return Settlement(billed, settled, paid_on, paid.given | derived, ~total.given)
