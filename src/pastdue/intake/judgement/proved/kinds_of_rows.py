"""Words for kinds of rows that no list knows, where amounts and days show what they are called: invoices or credits."""

from __future__ import annotations

import numpy as np

from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.states.topics import about
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message

_FEWEST = 3
_OTHER = ("void", "reversal", "paid", "closed")
"""The topics of words that are those of no invoice and no credit, whatever their rows have."""


def is_kind_by_rows(table: InvoiceTable, word: str) -> bool:
    """True, with a remark, where rows show that the word is that of invoices: no word of the column is known as such,
    most rows have it, with an amount and a due date each, and some are paid in full and some are not. Beside it the
    word of rows which all have a minus, and of which the list says what is paid or open, is that of credits."""
    column = table.sheet.text("type")
    known = any(meanings("type").get(word_key(text)) == "open" for text in column.used)
    if known or any(about(topic, word) for topic in _OTHER):
        return False
    is_invoice = _are_invoices(table, word)
    others = (text for text in column.used if text != word)
    if is_invoice or (_are_credits(table, word) and any(_are_invoices(table, text) for text in others)):
        key = "kind_of_invoices" if is_invoice else "kind_of_credits"
        table.sheet.tell(Message.of(key, word=repr(word), column=repr(table.sheet.header.name("type"))))
        return True
    return False


def _are_invoices(table: InvoiceTable, word: str) -> bool:
    rows = np.flatnonzero(table.sheet.text("type").rows(word.__eq__))
    total, paid = table.settlement.total[rows], table.settlement.paid[rows]
    most = len(rows) >= _FEWEST and 2 * len(rows) > len(table.sheet)
    billed = most and (total > 0).all() and table.sheet.has("due") and table.sheet.text("due").filled[rows].all()
    return bool(billed and (paid == total).any() and (paid < total).any() and (paid >= 0).all())


def _are_credits(table: InvoiceTable, word: str) -> bool:
    rows = np.flatnonzero(table.sheet.text("type").rows(word.__eq__))
    stated = any(table.sheet.has(name) and table.sheet.text(name).filled[rows].all() for name in ("paid", "balance"))
    return stated and bool((table.settlement.total[rows] < 0).all())
