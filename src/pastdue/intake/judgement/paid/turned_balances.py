"""Balances with the sign of the other side of an account: what a customer owes has a minus there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.values.amount_column import Amounts
from pastdue.model.messages import Message

_FEWEST = 3
"""Fewer rows without an amount that was paid may each have been paid twice."""


def turned(sheet: Sheet, total: Amounts, paid: Amounts, balance: Amounts) -> Amounts:
    """The balances with the sign of the totals, with a remark, where every row that is open has the other one and they
    are what was paid less the total, or, where nothing says what was paid, no more than the totals, and those of half
    the rows at least: several invoices are hardly paid twice. Else they are as the file says them."""
    rows = total.given & balance.given & (total.minor != 0) & (balance.minor != 0) & ~sheet.credits
    open_, billed, settled = (each.minor[rows] for each in (balance, total, paid))
    if not len(open_) or not (np.sign(open_) == -np.sign(billed)).all():
        return balance
    if paid.given.any():
        proved = bool(paid.given[rows].all() and (settled - billed == open_).all())
    else:
        whole = int(np.count_nonzero(open_ == -billed))
        proved = len(open_) >= _FEWEST and 2 * whole >= len(open_) and bool((np.abs(open_) <= np.abs(billed)).all())
    if not proved:
        return balance
    sheet.tell(Message.of("balance_turned", column=repr(sheet.header.name("balance"))))
    return replace(balance, minor=np.where(sheet.credits, balance.minor, -balance.minor))
