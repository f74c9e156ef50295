"""Due days of invoices that are paid in full and whose list does not say them: as an earlier run knew them, if any."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from pastdue.intake.beside.beside import Beside
from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.days import Days
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.model.kept import Seen
from pastdue.model.spans import day_number

UNKNOWN = "due_unknown"
"""The book's column of the rows whose due day is not known; it is left out where there are none."""


def settle_due(table: InvoiceTable, beside: Beside, seen: Mapping[str, Seen]) -> None:
    """Give the paid rows whose due day is not known the one that an earlier run knew. For the others the last day on
    which they were paid stands in, where that is known: they are not called late without proof, nor charged for it."""
    if UNKNOWN not in table.numbers:
        return
    issued, texts, unknown = table.numbers["issued"], table.texts, table.numbers[UNKNOWN] & (table.balance <= 0)
    due, left = _as_seen(table.numbers["due"], issued, unknown, (texts["invoice"].at, texts["customer_id"].at), seen)
    paid = np.maximum(due, table.settlement.paid_on)
    if beside.received is not None:
        listed = beside.received.invoice >= 0
        np.maximum.at(paid, beside.received.invoice[listed], beside.received.on[listed])
    for at, payments in (*beside.unshown.payments.items(), *beside.unshown.days.items()):
        paid[at] = max([paid[at], *(day_number(each.on) for each in payments if each.on)])
    table.numbers["due"] = np.where(left, paid, due).astype(np.int32)
    left |= table.numbers[UNKNOWN] & (table.balance > 0)
    if left.any():
        table.numbers[UNKNOWN] = left
    else:
        del table.numbers[UNKNOWN]


def without_due(frame: pd.DataFrame, unknown: Flags, seen: Mapping[str, Seen]) -> pd.DataFrame:
    """The frame of a book in which the due days of the rows that are `unknown` are those an earlier run knew, or no
    longer count as known."""
    if not unknown.any():
        return frame
    invoices, customers = frame["invoice"].to_numpy(object), frame["customer_id"].to_numpy(object)
    both = (lambda row: str(invoices[row]), lambda row: str(customers[row]))
    due, left = _as_seen(frame["due"].to_numpy(), frame["issued"].to_numpy(), unknown, both, seen)
    return frame.assign(due=due, **({UNKNOWN: left} if left.any() else {}))


def _as_seen(
    due: Days, issued: Days, unknown: Flags, at: tuple[Callable[[int], str], Callable[[int], str]],
    seen: Mapping[str, Seen],
) -> tuple[Days, Flags]:  # fmt: skip
    """The due days with those an earlier run knew of the rows that are `unknown`, and the rows that are left; `at`
    gives a row's invoice and customer. An invoice of another customer or another day of issue is another one."""
    found, left = due.copy(), unknown.copy()
    for row in np.flatnonzero(unknown).tolist() if seen else ():
        known = seen.get(at[0](row))
        if known is None or known.due is None or known.issued is None or known.customer_id != at[1](row):
            continue
        if day_number(known.issued) == issued[row]:
            found[row], left[row] = day_number(known.due), False
    return found, left
