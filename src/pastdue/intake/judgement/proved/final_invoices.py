"""Final invoices beside open ones for parts of the order: for what is left, or for the whole with the parts in it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.states.topics import beginnings
from pastdue.intake.values.word_rows import word_key
from pastdue.model.wording import listed

_SHOWN = 3


def final_over_parts(table: InvoiceTable, kept: Flags) -> Iterator[Question]:
    """A question where a customer owes a final invoice that is no less than all its earlier ones for parts, some of
    which are owed, too: asked for twice where it has them in it. None once the user says what the words mean."""
    sheet = table.sheet
    if not sheet.has("type") or sheet.preset.own:
        return
    kinds, said = sheet.text("type"), set(map(word_key, sheet.dialect.words))
    words = [text for text in kinds.used if text and word_key(text) not in said]
    parts, finals = _called(words, "part_invoice"), _called(words, "final_invoice")
    parts, finals = parts - finals, finals - parts
    if not parts or not finals:
        return
    total, owed = table.settlement.total, kept & (table.balance > 0)
    part, final = (kept & (total > 0) & kinds.rows(texts.__contains__) for texts in (parts, finals))
    whose = sheet.text("customer_id" if sheet.has("customer_id") else "customer").codes
    doubted = [
        row for row in np.flatnonzero(final & owed).tolist()
        if (part & owed & (theirs := whose == whose[row])).any() and total[row] >= total[part & theirs].sum()
    ]  # fmt: skip
    if not doubted:
        return
    numbers = [repr(sheet.text("invoice").at(row)) for row in doubted]
    what = f"final invoices as {listed(numbers, _SHOWN)} stand beside open ones for parts: are those in them?"
    alone = part & ~np.isin(whose, whose[doubted])
    leave = Reading("the whole, with the parts in it, which are left out", words=dict.fromkeys(sorted(parts), "ignore"))
    wait = Reading("the whole, perhaps: counted, and no letter goes out", words=dict.fromkeys(sorted(finals), "held"))
    readings = (
        Reading("what is left after the parts: all are owed", words=dict.fromkeys(sorted(parts | finals), "open")),
        wait if (alone & owed).any() else leave,
    )
    samples = tuple(sorted(finals | parts))
    yield Question(sheet.source, sheet.header.name("type"), what, samples, readings)


def _called(words: list[str], topic: str) -> frozenset[str]:
    """Those of `words` with a word that begins as one of the topic does."""
    stems = beginnings(topic)
    return frozenset(text for text in words if any(word.startswith(stems) for word in word_key(text).split()))
