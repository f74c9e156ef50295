"""Which payments does the payments file hold, and do they agree with what the invoices say?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book import NO_DAY
from pastdue.intake.beside.contacts import open_beside
from pastdue.intake.export.dialect import Dialect
from pastdue.intake.export.fields import PAYMENTS
from pastdue.intake.export.presets import CANONICAL
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.days import infer_dates, read_days
from pastdue.intake.invoices.settlement import Settlement, amounts_of
from pastdue.intake.values.flaws import Flaw
from pastdue.model import Payment
from pastdue.model.money import Money
from pastdue.model.spans import day_of

_UNKNOWN = Flaw("no invoice has this number", "correct the number, or add the invoice")


@dataclass(frozen=True, slots=True, eq=False)
class Received:
    """The usable payments: for each its invoice's position among the invoices, amount in minor units, and day."""

    sheet: Sheet
    invoice: Ints
    minor: Ints
    on: npt.NDArray[np.int32]

    def of(self, kept: Flags) -> Received:
        """The payments of invoices that are `kept`."""
        rows = np.flatnonzero(kept[self.invoice])
        return Received(self.sheet, self.invoice[rows], self.minor[rows], self.on[rows])

    def remarks(self, kept: Flags) -> list[str]:
        """What the user should know: payments of rejected invoices, and rows that stand there twice."""
        found = list(self.sheet.said)
        if lost := int((~kept[self.invoice]).sum()):
            found.append(f"{_payments(lost)} of rejected invoices left out")
        rows = pd.DataFrame({"invoice": self.invoice, "minor": self.minor, "on": self.on})
        if twice := int(rows.duplicated().sum()):
            found.append(f"{_payments(twice)} with invoice, day and amount of another one: all of them counted")
        return found

    def by_invoice(self, numbers: Coded, currency: Coded) -> Mapping[str, tuple[Payment, ...]]:
        """The payments of each invoice, in the order of the file."""
        found: dict[str, list[Payment]] = {}
        for invoice, minor, on in zip(self.invoice.tolist(), self.minor.tolist(), self.on.tolist(), strict=True):
            payment = Payment(Money.of_minor(minor, currency.at(invoice)), None if on == NO_DAY else day_of(on))
            found.setdefault(numbers.at(invoice), []).append(payment)
        return {number: tuple(payments) for number, payments in found.items()}


def read_payments(path: Path, dialect: Dialect, invoices: Sheet, currency: Coded) -> Received:
    """The usable payments of the file at `path`; the others are noted in its own sheet's findings.

    A payment is in its invoice's currency. Without a day it counts as paid on the due date.
    """
    sheet = open_beside(path, dialect, PAYMENTS)
    sheet.note_ragged(sheet.ragged)
    sheet = _applied(sheet)
    infer_dates(sheet, ("on",))
    owner = _owners(sheet, invoices)
    theirs = Coded(np.where(owner < 0, len(currency.texts), currency.codes[owner]), [*currency.texts, ""]) \
        if len(invoices) else Coded(np.zeros(len(sheet), np.int64), [""])  # fmt: skip
    on = read_days(sheet, "on")
    amounts = amounts_of(sheet, "amount", theirs)
    for position in np.flatnonzero(~amounts.given).tolist():
        sheet.note(position, "amount", "", Flaw("is empty", "fill it in"))
    usable = np.flatnonzero(sheet.clean() & (owner >= 0))
    return Received(sheet, owner[usable], amounts.minor[usable], on[usable])


def _applied(sheet: Sheet) -> Sheet:
    """The sheet without what a vendor's export says was paid for no invoice, which is told."""
    whose = sheet.text("invoice").filled
    if sheet.preset.name == CANONICAL or whose.all():
        return sheet
    sheet.tell(f"{_payments(int((~whose).sum()))} of no invoice passed over")
    return sheet.only(whose)


def _owners(sheet: Sheet, invoices: Sheet) -> Ints:
    """For each payment the position of its invoice, -1 when there is none; a wrong customer is noted."""
    known = pd.Index(invoices.text("invoice").texts, dtype=object)
    numbers = sheet.checked("invoice", required=True)
    code = known.get_indexer(pd.Index(numbers.texts, dtype=object))[numbers.codes]
    first = np.full(len(known) + 1, -1, np.int64)
    first[invoices.text("invoice").codes[::-1]] = np.arange(len(invoices))[::-1]
    owner = first[code]
    for position in np.flatnonzero((owner < 0) & sheet.clean()).tolist():
        sheet.note(position, "invoice", numbers.at(position), _UNKNOWN)
    if sheet.has("customer_id"):
        customers, theirs = sheet.text("customer_id"), invoices.text("customer_id")
        for position in np.flatnonzero((owner >= 0) & customers.filled).tolist():
            expected = theirs.at(int(owner[position]))
            if customers.at(position) != expected:
                flaw = Flaw(f"the invoice belongs to {expected!r}", "correct the invoice number or the customer")
                sheet.note(position, "customer_id", customers.at(position), flaw)
    return owner


def reconcile(received: Received, invoices: Sheet, settlement: Settlement, currency: Coded) -> Flags:
    """For each invoice, whether the payments file lists it; where that does not agree with its row, it is noted."""
    sums = np.zeros(len(invoices), np.int64)
    np.add.at(sums, received.invoice, received.minor)
    listed = np.zeros(len(invoices), np.bool_)
    listed[received.invoice] = True
    ask = listed & invoices.clean()
    for position in np.flatnonzero(ask & settlement.from_balance & ~settlement.says_paid).tolist():
        flaw = Flaw("there are payments, but no total to take them from", "give the total, or leave out the payments")
        invoices.note(position, "balance", invoices.text("balance").at(position), flaw)
    for position in np.flatnonzero(ask & settlement.says_paid & (settlement.paid != sums)).tolist():
        code = currency.at(position)
        said, summed = (Money.of_minor(int(array[position]), code) for array in (settlement.paid, sums))
        flaw = Flaw(f"the row says {said} is paid, its payments add up to {summed}", "correct the row or the payments")
        invoices.note(position, "paid" if invoices.has("paid") else "balance", "", flaw)
    return listed


def _payments(count: int) -> str:
    return f"{count} payment{'s' if count > 1 else ''}"
