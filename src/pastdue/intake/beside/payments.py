"""The payments file: money that came in, for an invoice or on a customer's account, each row counted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book import NO_DAY
from pastdue.intake.beside.contacts import open_beside
from pastdue.intake.beside.payees import Payees, doubt_unusable, payees_of
from pastdue.intake.beside.payment_lists import refuse_other_rows
from pastdue.intake.export.choices import SharedRows
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import PAYMENTS
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import infer_dates, read_days
from pastdue.intake.invoices.settlement import amounts_of
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.values.flaws import Flaw
from pastdue.model import OnAccount, Payment
from pastdue.model.errors.problems import Source
from pastdue.model.kept import KeptPayment, Seen
from pastdue.model.messages import Message, Names, Text
from pastdue.model.money import Money
from pastdue.model.spans import day_of

_NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True, eq=False)
class Received:
    """The usable payments: of each its row in the file, its invoice's position among the invoices (-1: money on
    account), its amount in minor units and its day (NO_DAY: not said). `absent` are payments of invoices that earlier
    runs saw and today's export does not have: they are kept until these are back."""

    sheet: Sheet
    row: Ints
    invoice: Ints
    minor: Ints
    on: npt.NDArray[np.int32]
    on_account: tuple[OnAccount, ...] = ()
    absent: tuple[KeptPayment, ...] = ()
    seen: Mapping[str, Seen] = field(default_factory=dict)

    def only(self, chosen: Ints | Flags) -> Received:
        """The payments at the positions `chosen`; money on account stays."""
        return replace(
            self, row=self.row[chosen], invoice=self.invoice[chosen], minor=self.minor[chosen], on=self.on[chosen]
        )

    def of(self, kept: Flags) -> Received:
        """The payments of invoices that are `kept`."""
        return self.only(kept[self.invoice])

    def remarks(self, kept: Flags) -> list[Text]:
        """Remarks on money on account, and on payments of invoices that are missing or rejected."""
        found = list(self.sheet.said)
        if self.absent:
            numbers = Names(tuple(dict.fromkeys(each.invoice for each in self.absent)), _NAMED_AT_MOST)
            found.append(Message.of("payments_absent", count=len(self.absent), numbers=numbers))
        if self.on_account:
            found.append(Message.of("payments_on_account", count=len(self.on_account)))
        back = self._known(kept)
        if back:
            found.append(Message.of("payments_rejected", count=len(back)))
        if lost := int((~kept[self.invoice]).sum()) - len(back):
            found.append(Message.of("payments_not_kept", count=lost))
        return found

    def of_rejected(self, kept: Flags, currency: Coded) -> tuple[KeptPayment, ...]:
        """The payments of invoices whose rows are rejected and that an earlier run saw, for later ones to count."""
        return tuple(
            _of_absent(known, self.payment(at, currency), self.sheet)
            for at, known in self._known(kept).items() if currency.at(int(self.invoice[at])) == known.currency
        )  # fmt: skip

    def _known(self, kept: Flags) -> dict[int, Seen]:
        """The last known state of the invoices that are not `kept`, by the position of the payment."""
        numbers = self.sheet.text("invoice")
        away = (
            (at, self.seen.get(numbers.at(int(self.row[at])))) for at in np.flatnonzero(~kept[self.invoice]).tolist()
        )
        return {at: known for at, known in away if known is not None}

    def payment(self, at: int, currency: Coded) -> Payment:
        """The payment at a position; `currency` is that of the invoices."""
        amount = Money.of_minor(int(self.minor[at]), currency.at(int(self.invoice[at])))
        return _payment(self.sheet, int(self.row[at]), amount, int(self.on[at]))

    def by_invoice(self, numbers: Coded, currency: Coded) -> Mapping[str, tuple[Payment, ...]]:
        """The payments of each invoice by day, those without one first, and of a day by amount and reference."""
        found: dict[str, list[Payment]] = {}
        references = self.sheet.text("reference")
        said = np.array([references.at(row) for row in self.row.tolist()], dtype=object)
        for at in np.lexsort((said, self.minor, self.on, self.invoice)).tolist() if len(self.row) else ():
            invoice = int(self.invoice[at])
            found.setdefault(numbers.at(invoice), []).append(self.payment(at, currency))
        return {number: tuple(payments) for number, payments in found.items()}


def read_payments(
    path: Path, dialect: Dialect, table: InvoiceTable, seen: Mapping[str, Seen], rows: SharedRows | None = None
) -> Received:
    """The usable payments of the file at `path`; the others are noted in its own sheet's findings. `seen` are the
    invoices that earlier runs saw; `rows` are those that concern the part of an export, None for all.

    A payment is in its invoice's currency; without a day it counts as paid on the due date. One that names a customer
    alone is money on account, in the currency it states or the only one of the customer's invoices. Rows alike in
    invoice, customer, day, amount and reference are one payment. What a row that cannot be used may be for is in
    doubt.
    """
    sheet = open_beside(path, dialect, PAYMENTS, rows)
    refuse_other_rows(sheet)
    sheet.note_ragged(sheet.ragged)
    sheet = _applied(sheet)
    infer_dates(sheet, ("on",))
    sheet.checked("reference")
    payees = payees_of(sheet, table, seen)
    on, amounts = read_days(sheet, "on"), amounts_of(sheet, "amount", payees.currency)
    for position in np.flatnonzero(~amounts.given).tolist():
        sheet.note(position, "amount", "", Flaw(Message.of("cell_empty"), Message.of("fill_in")))
    doubt_unusable(sheet, payees, table)
    parts = (payees.invoice, payees.customer, payees.codes, on.astype(np.int64), amounts.minor)
    once = _once(sheet, sheet.clean() & payees.known, parts)
    at = np.flatnonzero(once & (payees.invoice >= 0))
    received = Received(sheet, at, payees.invoice[at], amounts.minor[at], on[at], seen=seen)
    account, absent = list[OnAccount](), list[KeptPayment]()
    for row in np.flatnonzero(once & (payees.invoice < 0)).tolist():
        payment = _payment(sheet, row, Money.of_minor(int(amounts.minor[row]), payees.currency.at(row)), int(on[row]))
        if sheet.text("invoice").at(row):
            absent.append(_of_absent(payees.absent[row][0], payment, sheet))
        else:
            source = Source(sheet.header.file, int(sheet.lines()[row]))
            account.append(OnAccount(*_customer(payees, table, row), payment, source))
    return replace(received, on_account=tuple(account), absent=tuple(absent))


def _payment(sheet: Sheet, row: int, amount: Money, on: int) -> Payment:
    return Payment(amount, None if on == NO_DAY else day_of(on), sheet.text("reference").at(row))


def _of_absent(known: Seen, payment: Payment, sheet: Sheet) -> KeptPayment:
    return KeptPayment(known.invoice, known.customer_id, payment, known.stated, sheet.header.file)


def _customer(payees: Payees, table: InvoiceTable, row: int) -> tuple[str, str]:
    """The number and the name of the customer of money on account."""
    at = int(payees.customer[row])
    if at >= 0:
        return table.texts["customer_id"].at(at), table.texts["customer"].at(at)
    newest = payees.absent[row][-1]
    return newest.customer_id, newest.customer


def _applied(sheet: Sheet) -> Sheet:
    """The sheet without a vendor's rows that name no invoice and no sum, with a remark on them."""
    whose = sheet.text("invoice").filled
    if sheet.preset.name == CANONICAL or sheet.preset.fallback or whose.all():
        return sheet
    sheet.tell(Message.of("payments_of_none", count=int((~whose).sum())))
    return sheet.only(whose)


def _once(sheet: Sheet, usable: Flags, parts: tuple[Ints, ...]) -> Flags:
    """The `usable` rows without repetitions of an earlier one, by `parts` and the reference; with a remark on those."""
    rows = pd.DataFrame({str(n): part for n, part in enumerate((*parts, sheet.text("reference").codes))})
    again = np.zeros(len(sheet), np.bool_)
    again[usable] = rows[usable].duplicated().to_numpy()
    if twice := int(again.sum()):
        sheet.tell(Message.of("payments_twice", count=twice))
    return usable & ~again
