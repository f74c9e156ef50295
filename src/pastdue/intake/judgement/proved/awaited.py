"""Proof that a word as `pending`, which may also be said of a draft, says in its column that payment is waited for."""

from __future__ import annotations

import numpy as np

from pastdue.intake.export.sheet import Flags
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.states.known_words import state_of
from pastdue.intake.states.topics import about
from pastdue.intake.values.word_rows import rows, word_key
from pastdue.model.messages import Message

_SETTLED = frozenset(("paid", "void", "written off", "refunded", "disputed"))
_FEWEST = 3
"""Fewer rows than these that are paid or late prove nothing by their days."""


def is_awaited(table: InvoiceTable, place: int, text: str, among: Ints) -> bool:
    """True, with a remark, where `text`, the word of the rows `among`, can only mean that payment is waited for: the
    other words of its column at `place` are those of paid and of late invoices, none is another one for open or a
    draft, and its rows state what is open beside their total, fall due later than all that are called late, or are
    mostly older than some that are paid or late, as no drafts are."""
    sheet = table.sheet
    if word_key(text) not in rows("headers")["awaited"] or _some_are_drafts(table, place):
        return False
    column = sheet.state("status", place)
    known = {word: state_of(word) for word in column.used if word and word != text}
    late = [word for word, meaning in known.items() if meaning == "open" and about("lateness", word)]
    said = {meaning for word, meaning in known.items() if word not in late}
    told, stated = {"word": repr(text), "column": repr(sheet.header.name("status"))}, _states_both(table)
    if not said <= {*_SETTLED, "partly"}:
        return False
    over = [word for word, meaning in known.items() if word in late or meaning in ("paid", "partly")]
    if stated and "paid" in said:
        sheet.tell(Message.of("word_stated_open", **told, balance=repr(sheet.header.name("balance"))))
    elif late and "paid" in said <= _SETTLED and _is_due_last(table, among, column.rows(late.__contains__)):
        sheet.tell(Message.of("word_awaited", **told, late=repr(late[0])))
    elif over and _is_older(table, among, column.rows(over.__contains__)):
        sheet.tell(Message.of("word_of_payment", **told, others=repr(over[0])))
    else:
        return False
    return True


def _states_both(table: InvoiceTable) -> bool:
    return table.sheet.has("balance") and table.sheet.has("total")


def _some_are_drafts(table: InvoiceTable, place: int) -> bool:
    """True when the column calls some row of the file a draft, though it be left out."""
    records = table.sheet.records
    below = np.arange(table.sheet.opened.top + 1, len(records.counts))
    whole = below[records.counts[below] > place]
    return place >= 0 and any(state_of(text.strip()) == "draft" for text in records.coded(whole, place).used)


def _is_due_last(table: InvoiceTable, among: Ints, late: Flags) -> bool:
    """True when all rows `among` fall due later than the `late` ones."""
    due = table.numbers["due"]
    return table.sheet.has("due") and bool((due[among] > due[late].max()).all())


def _is_older(table: InvoiceTable, among: Ints, others: Flags) -> bool:
    """True when more than half of the rows `among` are dated before the last of the `others`, of which there are
    some."""
    field = next((name for name in ("due", "issued") if table.sheet.has(name)), "")
    if not field or others.sum() < _FEWEST or not table.sheet.text(field).filled.all():
        return False
    days = table.numbers[field]
    return bool((days[among] < days[others].max()).mean() > 1 / 2)
