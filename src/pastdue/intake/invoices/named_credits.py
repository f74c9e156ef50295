"""Credit notes that name an invoice which cannot be theirs: their customer's letters wait for review."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.model.kept import Kept
from pastdue.model.messages import APART, Message, Names
from pastdue.model.money import Money


def doubt_credits(table: InvoiceTable, passed: Sheet, kept: Kept) -> None:
    """Put a doubt on the open invoices of a customer one of whose credit notes names an invoice that neither the
    export, with its rows that are ignored (`passed`), nor an earlier run has, or has as another customer's."""
    rows = _credits(table)
    if not len(rows):
        return
    known = _Invoices(table, passed, kept)
    for row in rows.tolist():
        what = known.doubt(row)
        if what is None:
            continue
        table.sheet.tell(Message.of("credit_on_line", line=str(int(table.sheet.lines()[row])), what=what))
        put_doubt(table, row, what)


def put_doubt(table: InvoiceTable, credit: int, what: Message) -> None:
    """Put the doubt `what` on every open invoice of the customer and currency of a credit."""
    ids, currency = table.texts["customer_id"], table.texts["currency"]
    alike = (ids.codes == ids.codes[credit]) & (currency.codes == currency.codes[credit])
    for owed in np.flatnonzero(alike & (table.balance > 0)).tolist():
        table.doubt(owed, what)


def _credits(table: InvoiceTable) -> Ints:
    """The positions of the usable credit notes that name an invoice."""
    if "applies_to" not in table.texts:
        return np.zeros(0, np.int64)
    named = table.texts["applies_to"].filled & (table.settlement.total < 0) & (table.balance < 0)
    return np.flatnonzero(named & table.sheet.clean())


class _Invoices:
    """The invoices that a credit note may name."""

    def __init__(self, table: InvoiceTable, passed: Sheet, kept: Kept) -> None:
        self._table, self._kept = table, kept
        self._rows = {number: row for row, number in reversed(list(enumerate(table.texts["invoice"].all())))}
        instalments = table.sheet.instalments.items()
        self._rows |= {number: self._rows[own[0]] for number, own in instalments if own[0] in self._rows}
        self._passed = frozenset(passed.text("invoice").texts)

    def doubt(self, row: int) -> Message | None:
        """Why the credit note in `row` cannot be for the invoice it names, with its number and amount; None where it
        can."""
        texts = self._table.texts
        named, customer, currency = (texts[name].at(row) for name in ("applies_to", "customer_id", "currency"))
        if not (wrong := tuple(self._wrong(named, customer, currency))):
            return None
        amount, number = Money.of_minor(-int(self._table.balance[row]), currency), texts["invoice"].at(row)
        return Message.of(
            "credit_names", number=number, amount=amount, named=repr(named), wrong=Names(wrong, separator=APART)
        )

    def _wrong(self, named: str, customer: str, currency: str) -> Iterator[Message]:
        texts, row, seen = self._table.texts, self._rows.get(named), self._kept.seen.get(named)
        if row is not None:
            whose, in_ = texts["customer_id"].at(row), texts["currency"].at(row)
        elif named in self._kept.elsewhere:
            yield Message.of("credit_of_another")
            return
        elif seen is not None:
            whose, in_ = seen.customer_id, seen.currency
        elif named in self._passed:
            return
        else:
            yield Message.of("credit_not_in_file")
            return
        if whose != customer:
            yield Message.of("credit_of_customer", id=whose)
        if in_ != currency:
            yield Message.of("credit_in_currency", currency=in_)
