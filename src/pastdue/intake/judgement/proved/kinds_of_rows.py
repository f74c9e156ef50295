"""Words for kinds of rows that no list knows, where amounts and days show what they are called: invoices or credits."""

from __future__ import annotations

import numpy as np

from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.states.topics import about
from pastdue.intake.values.word_rows import meanings, word_key
from pastdue.model.messages import Message

_FEWEST, _LONGEST = 3, 2
_OTHER = ("void", "reversal", "paid", "closed")
"""The topics of words that are those of no invoice and no credit, whatever their rows have."""


def is_kind_by_rows(table: InvoiceTable, word: str) -> bool:
    """True, with a remark, where rows show that the code is that of invoices: no word of the column is known as such,
    most rows have it, with an amount and a due date each, some are paid in full and some are not, and all rows of
    another word have a minus, as in no list of offers or orders. Where the list says what is paid or open of these,
    theirs is that of credits. A longer word than a code may say what no list knows, as a proforma or an order."""
    used = table.sheet.text("type").used
    known = any(meanings("type").get(word_key(text)) == "open" for text in used)
    if (
        known
        or meanings("type").get(word_key(word))
        or len(word) > _LONGEST
        or any(about(topic, word) for topic in _OTHER)
    ):
        return False
    others = [text for text in used if text != word]
    if _are_invoices(table, word):
        key, proved = "kind_of_invoices", any(_have_a_minus(table, text) for text in others)
    else:
        coded = (text for text in others if len(text) <= _LONGEST)
        key, proved = "kind_of_credits", _are_credits(table, word) and any(_are_invoices(table, text) for text in coded)
    if proved:
        table.sheet.tell(Message.of(key, word=repr(word), column=repr(table.sheet.header.name("type"))))
    return proved


def _are_invoices(table: InvoiceTable, word: str) -> bool:
    rows = np.flatnonzero(table.sheet.text("type").rows(word.__eq__))
    total, paid = table.settlement.total[rows], table.settlement.paid[rows]
    most = len(rows) >= _FEWEST and 2 * len(rows) > len(table.sheet)
    billed = most and (total > 0).all() and table.sheet.has("due") and table.sheet.text("due").filled[rows].all()
    return bool(billed and (paid == total).any() and (paid < total).any() and (paid >= 0).all())


def _are_credits(table: InvoiceTable, word: str) -> bool:
    rows = np.flatnonzero(table.sheet.text("type").rows(word.__eq__))
    stated = any(table.sheet.has(name) and table.sheet.text(name).filled[rows].all() for name in ("paid", "balance"))
    return stated and _have_a_minus(table, word)


def _have_a_minus(table: InvoiceTable, word: str) -> bool:
    total = table.settlement.total[table.sheet.text("type").rows(word.__eq__)]
    return len(total) > 0 and bool((total < 0).all())
