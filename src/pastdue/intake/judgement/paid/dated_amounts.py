"""An amount that stands in the very rows with a day: what was paid and when, or something else of one day."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.money_columns import MoneyColumn, MoneyColumns
from pastdue.intake.judgement.questions import Question, Reading

_FEWEST = 2
"""Fewer rows than these with a day, or without one, prove nothing."""
_READ = ("paid", "balance", "paid_on", "settled_on")


def dated_amount(table: InvoiceTable, unread: Sequence[Contents], kept: Flags) -> Question | None:
    """One question about a column of amounts and one of days that say one thing, where nothing that is read says what
    is paid or open: the amount is more than nothing in the very rows that have a day, between nothing and the whole in
    all of them, and the whole in one. None without such a pair, or with several."""
    sheet = table.sheet
    if any(map(sheet.has, _READ)) or not sheet.has("total") or not kept.any():
        return None
    days = [each for each in unread if each.holds is Holds.DATES and each.filled < each.rows]
    amounts = [each for each in unread if each.holds is Holds.AMOUNTS]
    columns = MoneyColumns(table, amounts, kept)
    pairs = [(one, day) for day in days for one in columns.all if _stand_together(table, columns, one, day, kept)]
    if len(pairs) != 1:
        return None
    amount, day = pairs[0]
    paid = {"paid": amount.name, "paid_on": day.name}
    readings = [
        Reading("what was paid of the invoice, and when", paid),
        Reading("what is still open of it", {"balance": amount.name}, ignore=(day.name,)),
        Reading("neither, as what is in dispute or was promised", ignore=(amount.name, day.name)),
    ]
    if not (amount.about("paid") or day.about("paid")) and (amount.about("open") or day.about("expected")):
        readings[:2] = readings[1::-1]
    what = f"holds amounts in the very rows that have a day in {day.name!r}, and neither is read: what was paid then?"
    return Question(sheet.source, amount.name, what, amount.contents.samples, tuple(readings))


def _stand_together(
    table: InvoiceTable, columns: MoneyColumns, amount: MoneyColumn, day: Contents, kept: Flags
) -> bool:
    sheet = table.sheet
    at = np.flatnonzero(kept | sheet.partly)
    days = sheet.records.column(sheet.rows, day.place).coded().cleaned(str.strip).without(sheet.no_day).only(at).filled
    some = amount.minor != 0
    enough = some.sum() >= _FEWEST and (~some & (columns.total != 0)).sum() >= _FEWEST
    return bool(enough and columns.between(amount) and columns.whole_in(amount) and np.array_equal(some, days))
