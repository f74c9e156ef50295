"""Amounts paid that are without tax beside totals with it, as the invoices that are paid show."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.judgement.taxes.tax_rates import is_net

_FEWEST = 2
"""Fewer paid invoices than these prove nothing."""


def paid_without_tax(table: InvoiceTable, unread: list[Contents], kept: Flags) -> Question | None:
    """A question whether amounts paid are without tax: every invoice that its state calls paid, a few at least, has
    just its net amount as paid, which is less than its total, and others are paid in part."""
    sheet, places = table.sheet, table.sheet.header.places
    nets = [each for each in unread if each.holds is Holds.AMOUNTS and is_net(each)]
    if not nets or not {"paid", "total"} <= set(places) or "paid" in sheet.dialect.map or "paid" in sheet.sums:
        return None
    paid, total = (plain_amounts(sheet, places[field]).minor for field in ("paid", "total"))
    whole = sheet.settled & (paid != 0) & (total > 0)
    part = kept & ~sheet.settled & (paid != 0) & (table.balance > 0)
    if whole.sum() < _FEWEST or not part.any() or not (paid[whole] < total[whole]).all():
        return None
    for net in nets:
        amounts = plain_amounts(sheet, net.place).minor
        if np.array_equal(amounts[whole], paid[whole]):
            name, rows = sheet.header.name("paid"), int(part.sum())
            what = f"is {net.name!r} for every invoice that is paid: is it without tax in the {rows} paid in part?"
            readings = (
                Reading(
                    "without tax: rows paid in part are rejected, to be corrected",
                    {"paid": ""},
                    (name,),
                    rejects=True,
                ),
                Reading("with tax there, as the totals are", {"paid": name}),
            )
            return Question(sheet.source, name, what, net.samples, readings)
    return None
