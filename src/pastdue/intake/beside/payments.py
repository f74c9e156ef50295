"""The payments file: money that came in, for an invoice or on a customer's account, each row counted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book import NO_DAY
from pastdue.intake.beside.contacts import open_beside, same
from pastdue.intake.beside.numbers import CustomerNumbers
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import PAYMENTS
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import infer_dates, read_days
from pastdue.intake.invoices.settlement import amounts_of
from pastdue.intake.invoices.table import Table
from pastdue.intake.values.flaws import Flaw
from pastdue.model import OnAccount, Payment
from pastdue.model.errors import Source
from pastdue.model.money import CURRENCIES, Money
from pastdue.model.spans import day_of

NO_INVOICE = -1
"""The position of the invoice of money on account."""

_NO_INVOICE_KNOWN = Flaw("no invoice has this number", "correct the number, or add the invoice")
_NO_CUSTOMER_KNOWN = Flaw("no customer of the invoices file has this", "correct it, or name the invoice that was paid")
_FOR_NOTHING = Flaw(
    "names neither an invoice nor a customer", "fill in the invoice, or the customer whose account it is for"
)
_WHICH_CURRENCY = Flaw(
    "the customer has invoices in several currencies", "add a column currency, or name the invoice that was paid"
)


@dataclass(frozen=True, slots=True, eq=False)
class Received:
    """The usable payments: of each its row in the file, its invoice's position among the invoices (`NO_INVOICE`: on
    account), its amount in minor units and its day (NO_DAY: not said)."""

    sheet: Sheet
    row: Ints
    invoice: Ints
    minor: Ints
    on: npt.NDArray[np.int32]
    on_account: tuple[OnAccount, ...] = ()

    def only(self, chosen: Ints | Flags) -> Received:
        """The payments at the positions `chosen`; money on account stays."""
        return replace(
            self, row=self.row[chosen], invoice=self.invoice[chosen], minor=self.minor[chosen], on=self.on[chosen]
        )

    def of(self, kept: Flags) -> Received:
        """The payments of invoices that are `kept`."""
        return self.only(kept[self.invoice])

    def remarks(self, kept: Flags) -> list[str]:
        """What the user should know: money on account, and payments of rejected invoices."""
        found = list(self.sheet.said)
        if self.on_account:
            found.append(f"{_payments(len(self.on_account))} on account: deducted from what the customer owes")
        if lost := int((~kept[self.invoice]).sum()):
            found.append(f"{_payments(lost)} of rejected invoices left out")
        return found

    def payment(self, at: int, currency: Coded) -> Payment:
        """The payment at a position; `currency` is that of the invoices."""
        amount = Money.of_minor(int(self.minor[at]), currency.at(int(self.invoice[at])))
        on = None if self.on[at] == NO_DAY else day_of(int(self.on[at]))
        return Payment(amount, on, self.sheet.text("reference").at(int(self.row[at])))

    def by_invoice(self, numbers: Coded, currency: Coded) -> Mapping[str, tuple[Payment, ...]]:
        """The payments of each invoice by day, those without one first, and of a day by amount and reference."""
        found: dict[str, list[Payment]] = {}
        references = self.sheet.text("reference")
        said = np.array([references.at(row) for row in self.row.tolist()], dtype=object)
        for at in np.lexsort((said, self.minor, self.on, self.invoice)).tolist() if len(self.row) else ():
            invoice = int(self.invoice[at])
            found.setdefault(numbers.at(invoice), []).append(self.payment(at, currency))
        return {number: tuple(payments) for number, payments in found.items()}


def read_payments(path: Path, dialect: Dialect, table: Table) -> Received:
    """The usable payments of the file at `path`; the others are noted in its own sheet's findings.

    A payment is in its invoice's currency; without a day it counts as paid on the due date. One that names a customer
    alone is money on account, in the currency it states or the only one of the customer's invoices. Rows alike in
    invoice, customer, day, amount and reference are one payment.
    """
    sheet = open_beside(path, dialect, PAYMENTS)
    sheet.note_ragged(sheet.ragged)
    sheet = _applied(sheet)
    infer_dates(sheet, ("on",))
    sheet.checked("reference")
    owner, customer = _owners(sheet, table)
    currency = _currency(sheet, table, owner, customer)
    on, amounts = read_days(sheet, "on"), amounts_of(sheet, "amount", currency)
    for position in np.flatnonzero(~amounts.given).tolist():
        sheet.note(position, "amount", "", Flaw("is empty", "fill it in"))
    usable = sheet.clean() & ((owner >= 0) | (customer >= 0))
    once = _once(sheet, usable, (owner, customer, on.astype(np.int64), amounts.minor))
    rows = np.flatnonzero(once & (owner >= 0))
    account = tuple(
        OnAccount(
            table.texts["customer_id"].at(int(customer[row])), table.texts["customer"].at(int(customer[row])),
            Payment(Money.of_minor(int(amounts.minor[row]), currency.at(row)),
                    None if on[row] == NO_DAY else day_of(int(on[row])), sheet.text("reference").at(row)),
            Source(sheet.header.file, int(sheet.lines()[row])),
        )
        for row in np.flatnonzero(once & (owner < 0)).tolist()
    )  # fmt: skip
    return Received(sheet, rows, owner[rows], amounts.minor[rows], on[rows], account)


def _applied(sheet: Sheet) -> Sheet:
    """The sheet without what a vendor's export says was paid for no invoice and no sum, which is told."""
    whose = sheet.text("invoice").filled
    if sheet.preset.name == CANONICAL or whose.all():
        return sheet
    sheet.tell(f"{_payments(int((~whose).sum()))} of no invoice passed over")
    return sheet.only(whose)


def _once(sheet: Sheet, usable: Flags, parts: tuple[Ints, ...]) -> Flags:
    """Those of the `usable` rows that no earlier one is alike to, by `parts` and the reference; the others are told."""
    rows = pd.DataFrame({str(n): part for n, part in enumerate((*parts, sheet.text("reference").codes))})
    again = np.zeros(len(sheet), np.bool_)
    again[usable] = rows[usable].duplicated().to_numpy()
    if twice := int(again.sum()):
        rows_stand = "1 row says" if twice == 1 else f"{twice} rows say"
        sheet.tell(
            f"{rows_stand} again, by invoice, day, amount and reference, a payment that an earlier row has: "
            "counted once; if it came in twice, give each its reference"
        )
    return usable & ~again


def _owners(sheet: Sheet, table: Table) -> tuple[Ints, Ints]:
    """For each payment the position of its invoice and, where it names none, of an invoice of its customer; -1 else.
    Unknown ones and a wrong customer are noted."""
    numbers, known = sheet.checked("invoice"), table.sheet.text("invoice")
    owner = _first_of(numbers, known)
    for position in np.flatnonzero(numbers.filled & (owner < 0)).tolist():
        sheet.note(position, "invoice", numbers.at(position), _NO_INVOICE_KNOWN)
    customer = np.full(len(sheet), -1, np.int64)
    if sheet.has("customer_id"):
        theirs = table.texts["customer_id"]
        ours = CustomerNumbers(theirs.used)
        ids = sheet.text("customer_id").cleaned(lambda number: ours.of(number) or number)
        customer = np.where(numbers.filled, -1, _first_of(ids, theirs))
        for position in np.flatnonzero((owner >= 0) & ids.filled).tolist():
            expected = theirs.at(int(owner[position]))
            if ids.at(position) != expected:
                flaw = Flaw(f"the invoice belongs to {expected!r}", "correct the invoice number or the customer")
                sheet.note(position, "customer_id", ids.at(position), flaw)
    if sheet.has("customer"):
        customer = np.where(customer >= 0, customer, _by_name(sheet, table, ~numbers.filled))
    for position in np.flatnonzero(~numbers.filled & (customer < 0)).tolist():
        named = next((f for f in ("customer_id", "customer") if sheet.text(f).at(position)), "")
        flaw = _NO_CUSTOMER_KNOWN if named else _FOR_NOTHING
        sheet.note(position, named or "invoice", sheet.text(named or "invoice").at(position), flaw)
    return owner, customer


def _first_of(texts: Coded, among: Coded) -> Ints:
    """For each of `texts` the first position of the same text in `among`; -1 where there is none, and for no text."""
    first = np.full(len(among.texts) + 1, -1, np.int64)
    first[among.codes[::-1]] = np.arange(len(among.codes))[::-1]
    code = pd.Index(among.texts, dtype=object).get_indexer(pd.Index(texts.texts, dtype=object))
    return np.where(texts.filled, first[code][texts.codes], -1)


def _by_name(sheet: Sheet, table: Table, rows: Flags) -> Ints:
    """The same for the customer's name, where one customer alone has it."""
    names, ids = table.texts["customer"], table.texts["customer_id"]
    owners: dict[str, set[int]] = {}
    first: dict[str, int] = {}
    for position, (name, id_) in enumerate(zip(names.codes.tolist(), ids.codes.tolist(), strict=True)):
        key = same(names.texts[name])
        owners.setdefault(key, set()).add(id_)
        first.setdefault(key, position)
    said = sheet.text("customer")
    found = [first[same(text)] if text and len(owners.get(same(text), ())) == 1 else -1 for text in said.texts]
    return np.where(rows & ~sheet.text("customer_id").filled, np.array(found, np.int64)[said.codes], -1)


def _currency(sheet: Sheet, table: Table, owner: Ints, customer: Ints) -> Coded:
    """Each payment's currency: its invoice's, the one it states, or the only one of its customer; "" where none is."""
    theirs, said = table.texts["currency"], sheet.text("currency").cleaned(str.upper)
    texts = [theirs.at(position) if position >= 0 else "" for position in owner.tolist()]
    ids = table.texts["customer_id"]
    for row in np.flatnonzero((owner >= 0) & said.filled).tolist():
        if said.at(row) != texts[row]:
            flaw = Flaw(f"the invoice is in {texts[row]}", "correct the currency or the invoice number")
            sheet.note(row, "currency", said.at(row), flaw)
    for row in np.flatnonzero((owner < 0) & (customer >= 0)).tolist():
        own = {theirs.at(int(p)) for p in np.flatnonzero(ids.codes == ids.codes[customer[row]])} - {""}
        if said.at(row):
            texts[row] = said.at(row) if said.at(row) in CURRENCIES else ""
            if not texts[row]:
                sheet.note(row, "currency", said.at(row), Flaw("is not a currency", "use its ISO 4217 code, as EUR"))
        elif len(own) == 1:
            (texts[row],) = own
        else:
            sheet.note(row, "currency", "", _WHICH_CURRENCY)
    return Coded(np.arange(len(texts)), texts).merged() if texts else Coded(np.zeros(0, np.int64), [""])


def _payments(count: int) -> str:
    return f"{count} payment{'s' if count > 1 else ''}"
