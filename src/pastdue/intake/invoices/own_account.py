"""Money on customers' accounts that the list of invoices states itself, in a column beside them."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.model import OnAccount, Payment
from pastdue.model.errors.problems import Source
from pastdue.model.money import Money


def stated_on_account(table: InvoiceTable, kept: Flags) -> tuple[OnAccount, ...]:
    """The money in the rows that are `kept`, without a day; what is the same in all of several rows of one customer and
    currency is the customer's and counts once."""
    rows = np.flatnonzero(kept & (table.on_account != 0))
    if not len(rows):
        return ()
    ids, currency = table.texts["customer_id"], table.texts["currency"]
    key = ids.codes.astype(np.int64) * len(currency.texts) + currency.codes
    found, seen = list[OnAccount](), set[int]()
    for row in rows.tolist():
        theirs = table.on_account[kept & (key == key[row])]
        if int(key[row]) in seen and (theirs == theirs[0]).all():
            continue
        seen.add(int(key[row]))
        amount = Money.of_minor(int(table.on_account[row]), currency.at(row))
        source = Source(table.sheet.header.file, int(table.sheet.lines()[row]))
        found.append(OnAccount(ids.at(row), table.texts["customer"].at(row), Payment(amount, None, ""), source))
    return tuple(found)
