"""The invoice or the customer that each row of a payments file is for, in today's export or known from earlier runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pastdue.intake.beside.contacts import same
from pastdue.intake.beside.numbers import CustomerNumbers
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.kept.absent import Absent
from pastdue.intake.values.flaws import Flaw
from pastdue.model.errors.problems import Source
from pastdue.model.kept import Seen
from pastdue.model.messages import Message, Names
from pastdue.model.money import CURRENCIES

_NAMED_AT_MOST = 5
_NO_INVOICE_KNOWN = Flaw(Message.of("no_such_number"), Message.of("number_or_add"))
_NO_CUSTOMER_KNOWN = Flaw(Message.of("no_such_customer"), Message.of("correct_or_name_invoice"))
_FOR_NOTHING = Flaw(Message.of("pays_for_none"), Message.of("fill_in_payee"))
_WHICH_CURRENCY = Flaw(Message.of("several_currencies"), Message.of("add_currency_column"))


@dataclass(frozen=True, slots=True, eq=False)
class Payees:
    """For each row the position of its invoice among today's and, where it names none, of an invoice of its customer;
    -1 else. `absent` has, by row, what earlier runs saw of those whom today's export does not have: the invoice, or all
    of the customer's."""

    invoice: Ints
    customer: Ints
    absent: Mapping[int, tuple[Seen, ...]]
    currency: Coded

    @property
    def known(self) -> Flags:
        """The rows whose invoice or customer is known."""
        found = (self.invoice >= 0) | (self.customer >= 0)
        found[list(self.absent)] = True
        return found

    @property
    def codes(self) -> Ints:
        """The number of each row's customer or invoice among the absent; -1 for one in today's export."""
        found = np.full(len(self.invoice), -1, np.int64)
        names: dict[tuple[Seen, ...], int] = {}
        for row, seen in self.absent.items():
            found[row] = names.setdefault(seen, len(names))
        return found


def payees_of(sheet: Sheet, table: InvoiceTable, seen: Mapping[str, Seen]) -> Payees:
    """The customer and the invoice of each row of `sheet`. Noted as problems: those that neither today's export nor an
    earlier run knows, an invoice in instalments, which are put in doubt where the export calls them open, another
    customer's invoice, and a currency that does not fit."""
    numbers, absent = sheet.checked("invoice"), Absent(seen)
    owner = _first_of(numbers, table.sheet.text("invoice"))
    ids, names = _numbers_of(sheet, table), sheet.text("customer")
    away: dict[int, tuple[Seen, ...]] = {}
    for row in np.flatnonzero(numbers.filled & (owner < 0)).tolist():
        if own := table.sheet.instalments.get(numbers.at(row)):
            _doubt(sheet, row, own, table)
        elif (known := absent.invoice(numbers.at(row))) is not None:
            away[row] = (known,)
        else:
            sheet.note(row, "invoice", numbers.at(row), _NO_INVOICE_KNOWN)
    _note_foreign(sheet, ids, _owed_by(ids, owner, away, table))
    _note_foreign_names(sheet, owner, away, table)
    customer = _customers(sheet, table, ids, ~numbers.filled)
    for row in np.flatnonzero(~numbers.filled & (customer < 0)).tolist():
        if known_ := absent.customer(ids.at(row), names.at(row)):
            away[row] = known_
            continue
        named = next((field for field in ("customer_id", "customer") if sheet.text(field).at(row)), "")
        flaw = _NO_CUSTOMER_KNOWN if named else _FOR_NOTHING
        sheet.note(row, named or "invoice", sheet.text(named or "invoice").at(row), flaw)
    return Payees(owner, customer, away, _currency(sheet, table, (owner, customer), away))


def _doubt(sheet: Sheet, row: int, instalments: Sequence[str], table: InvoiceTable) -> None:
    """Note that the payment in `row` names an invoice in `instalments`, and put a doubt on those the export calls
    open."""
    numbers, ours = sheet.text("invoice"), table.texts["invoice"]
    what = Message.of("paid_in_instalments", number=repr(numbers.at(row)))
    remedy = Message.of("name_instalment", numbers=Names(tuple(instalments), _NAMED_AT_MOST))
    sheet.note(row, "invoice", numbers.at(row), Flaw(what, remedy))
    for owed in np.flatnonzero(ours.rows({*instalments}.__contains__)).tolist():
        if table.balance[owed] > 0:
            table.doubt(owed, what)


def _numbers_of(sheet: Sheet, table: InvoiceTable) -> Coded:
    """The customers' numbers as today's export has them, where it does."""
    ours = CustomerNumbers(table.texts["customer_id"].used)
    return sheet.text("customer_id").cleaned(lambda number: ours.of(number) or number)


def _owed_by(ids: Coded, owner: Ints, away: Mapping[int, tuple[Seen, ...]], table: InvoiceTable) -> dict[int, str]:
    """The customer id of the invoice, for each row that names an invoice and a customer."""
    theirs = table.texts["customer_id"]
    found = {row: theirs.at(int(owner[row])) for row in np.flatnonzero((owner >= 0) & ids.filled).tolist()}
    return found | {row: seen[0].customer_id for row, seen in away.items() if ids.at(row)}


def _note_foreign(sheet: Sheet, ids: Coded, owed_by: Mapping[int, str]) -> None:
    """Note rows that name an invoice and a customer who is not the invoice's."""
    for row, customer in owed_by.items():
        if (CustomerNumbers([customer]).of(ids.at(row)) or ids.at(row)) != customer:
            flaw = Flaw(Message.of("invoice_of_other", customer=repr(customer)), Message.of("number_or_customer"))
            sheet.note(row, "customer_id", ids.at(row), flaw)


def _note_foreign_names(sheet: Sheet, owner: Ints, away: Mapping[int, tuple[Seen, ...]], table: InvoiceTable) -> None:
    """Note rows that name an invoice and, without a number, a customer by the name of another one than the invoice's. A
    name that nobody has is a payer's."""
    said, ids = sheet.text("customer"), table.texts["customer_id"]
    rows = np.flatnonzero(sheet.text("invoice").filled & said.filled & ~sheet.text("customer_id").filled).tolist()
    if not rows:
        return
    called = _called(table)
    for row in rows:
        named = called.get(same(said.at(row)))
        if (row not in away and owner[row] < 0) or not named:
            continue
        customer = away[row][0].customer_id if row in away else ids.at(int(owner[row]))
        known = {same(one.customer) for one in away.get(row, ())}
        if customer not in named and same(said.at(row)) not in known:
            flaw = Flaw(Message.of("invoice_of_other", customer=repr(customer)), Message.of("number_or_customer"))
            sheet.note(row, "customer", said.at(row), flaw)


def _called(table: InvoiceTable) -> Mapping[str, set[str]]:
    """The ids of the customers of each name."""
    names, ids = table.texts["customer"], table.texts["customer_id"]
    found: dict[str, set[str]] = {}
    for name, id_ in {*zip(names.codes.tolist(), ids.codes.tolist(), strict=True)}:
        found.setdefault(same(names.texts[name]), set()).add(ids.texts[id_])
    return found


def doubt_unusable(sheet: Sheet, payees: Payees, table: InvoiceTable) -> None:
    """Put a doubt on the open invoices that a payment which cannot be used may be for: the one that its row names, and
    those of the customer that it names where that one is not theirs."""
    bad = ~sheet.clean() & sheet.text("amount").filled
    if not bad.any():
        return
    whose, ids = _customers(sheet, table, _numbers_of(sheet, table), bad), table.texts["customer_id"].codes
    for row in np.flatnonzero(bad).tolist():
        if sheet.text("invoice").at(row) in table.sheet.instalments:
            continue
        at, customer = int(payees.invoice[row]), int(whose[row])
        found = {at} if at >= 0 else set[int]()
        if customer >= 0 and (at < 0 or ids[at] != ids[customer]):
            found.update(np.flatnonzero(ids == ids[customer]).tolist())
        place = str(Source(sheet.header.file, int(sheet.lines()[row])))
        for owed in found:
            if table.balance[owed] > 0:
                table.doubt(owed, Message.of("payment_unusable", place=place))


def _customers(sheet: Sheet, table: InvoiceTable, ids: Coded, rows: Flags) -> Ints:
    """For each of `rows` the position of an invoice of the customer it names by number, else by name; -1 else."""
    found = np.full(len(sheet), -1, np.int64)
    if sheet.has("customer_id"):
        found = np.where(rows, _first_of(ids, table.texts["customer_id"]), -1)
    return np.where(found >= 0, found, _by_name(sheet, table, rows)) if sheet.has("customer") else found


def _first_of(texts: Coded, among: Coded) -> Ints:
    """For each of `texts` the first position of the same text in `among`; -1 where there is none, and for no text."""
    first = np.full(len(among.texts) + 1, -1, np.int64)
    first[among.codes[::-1]] = np.arange(len(among.codes))[::-1]
    code = pd.Index(among.texts, dtype=object).get_indexer(pd.Index(texts.texts, dtype=object))
    return np.where(texts.filled, first[code][texts.codes], -1)


def _by_name(sheet: Sheet, table: InvoiceTable, rows: Flags) -> Ints:
    """The customer found by name, where one customer alone has it."""
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


def _currency(
    sheet: Sheet, table: InvoiceTable, known: tuple[Ints, Ints], away: Mapping[int, tuple[Seen, ...]]
) -> Coded:
    """Each payment's currency: its invoice's, the one it states, or the only one of its customer; "" where none is."""
    owner, customer = known
    theirs, said = table.texts["currency"], sheet.text("currency").cleaned(str.upper)
    ids, of_invoice = table.texts["customer_id"], sheet.text("invoice").filled
    texts = [theirs.at(position) if position >= 0 else "" for position in owner.tolist()]
    for row, seen in away.items():
        texts[row] = seen[0].currency if of_invoice[row] else _on_account(sheet, row, {one.currency for one in seen})
    for row in np.flatnonzero(of_invoice & said.filled).tolist():
        if texts[row] and said.at(row) != texts[row]:
            flaw = Flaw(Message.of("invoice_in_currency", currency=texts[row]), Message.of("currency_or_number"))
            sheet.note(row, "currency", said.at(row), flaw)
    for row in np.flatnonzero((owner < 0) & (customer >= 0)).tolist():
        own = {theirs.at(int(p)) for p in np.flatnonzero(ids.codes == ids.codes[customer[row]])} - {""}
        texts[row] = _on_account(sheet, row, own)
    return Coded(np.arange(len(texts)), texts).merged() if texts else Coded(np.zeros(0, np.int64), [""])


def _on_account(sheet: Sheet, row: int, own: Iterable[str]) -> str:
    """The currency of money on account: the one stated, or the only one of the customer's `own`; else "" is noted."""
    said, own = sheet.text("currency").at(row).upper(), set(own)
    if said in CURRENCIES:
        return said
    if said:
        sheet.note(row, "currency", said, Flaw(Message.of("no_currency"), Message.of("use_its_currency")))
    elif len(own) == 1:
        return next(iter(own))
    else:
        sheet.note(row, "currency", "", _WHICH_CURRENCY)
    return ""
