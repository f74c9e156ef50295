"""Payments that went back, as a bounced cheque or a returned direct debit, of invoices that are read as paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from pastdue.intake.export.sheet import Flags
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.judgement.contents import Contents, Holds
from pastdue.intake.judgement.money.plain_amounts import plain_amounts
from pastdue.intake.judgement.questions import Question, Reading
from pastdue.intake.values.texts import clean
from pastdue.intake.values.word_rows import meanings, word_key


def returned_payments(
    table: InvoiceTable, unread: Sequence[Contents], kept: Flags, asked: Sequence[str]
) -> Iterator[Question]:
    """A question about each column that says of invoices which are read as paid, in whole or in part, that a payment
    went back; columns that are `asked` about already are left out, and so is one of how often that was, of which no
    figure is what was paid. What came back is owed again, and no column says how much: those rows are to be corrected,
    or the column set aside."""
    settlement, sheet = table.settlement, table.sheet
    paid = np.flatnonzero(kept & (settlement.total > 0) & (settlement.paid > 0))
    for contents in unread if len(paid) else ():
        if not contents.about("went_back_unpaid") or contents.name in asked:
            continue
        minor = plain_amounts(sheet, contents.place).minor[paid]
        if contents.counts_things and not ((minor == settlement.paid[paid]) & (minor != 0)).any():
            continue
        said = sheet.records.coded(sheet.rows[paid], contents.place).cleaned(clean).without(sheet.nothing)
        holds = contents.holds
        count = int(np.count_nonzero(said.rows(lambda text, holds=holds: _says_so(text, holds))))  # type: ignore[misc]
        if count:
            rows = f"{count} row{'' if count == 1 else 's'} read as paid"
            what = f"says of {rows} that a payment went back: correct what was paid there, or set the column aside"
            aside = Reading("nothing that changes what was paid", ignore=(contents.name,))
            yield Question(sheet.source, contents.name, what, contents.samples, (aside,))


def _says_so(text: str, holds: Holds) -> bool:
    """True when the cell says yes, a day, an amount that is not nothing, or anything but no."""
    if not text or meanings("flags").get(word_key(text)) == "no":
        return False
    return holds is not Holds.AMOUNTS or bool(re.search("[1-9]", text))
