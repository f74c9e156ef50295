"""The targets of a holds file: the invoice or the customer that each row names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from pastdue.book import known_day
from pastdue.intake.beside.contacts import same
from pastdue.intake.beside.join import Join
from pastdue.intake.beside.numbers import CustomerNumbers
from pastdue.intake.customers.customers import together
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.kept.absent import Absent
from pastdue.intake.values.flaws import Flaw
from pastdue.model.kept import KeptBlock, Seen
from pastdue.model.messages import Message

_NEITHER = Flaw(Message.of("names_none"), Message.of("fill_in_one"))
_INVOICE = Flaw(Message.of("no_such_number"), Message.of("number_or_no_row"))
_CUSTOMER = Flaw(Message.of("no_invoice_of_customer"), Message.of("customer_or_no_row"))


@dataclass(frozen=True, slots=True)
class Target:
    """One invoice, which may be in several instalments, or a `customer`, who may be spelled in several ways: the codes
    of its numbers among the invoices'."""

    codes: tuple[int, ...]
    customer: bool


class Targets:
    """The invoices and customers of the invoices file; `passed` are all its rows, ignored ones too.

    A customer of the contacts alone is known, and owes nothing; so is what an earlier run has `seen`. The number of an
    invoice in instalments stands for all of them.
    """

    def __init__(self, passed: Sheet, table: InvoiceTable, joined: Join | None, seen: Mapping[str, Seen]) -> None:
        texts, self._instalments = table.texts, table.sheet.instalments
        self.invoices, self.customers, self._currency = (texts[k] for k in ("invoice", "customer_id", "currency"))
        self._issued = table.numbers["issued"]
        self._names, self._passed, self._joined, self.absent = texts["customer"], passed, joined, Absent(seen)
        self._first = {False: _first_rows(self.invoices), True: _first_rows(self.customers)}

    def of(self, sheet: Sheet) -> list[Target | None]:
        """The target of each row; None where it is unknown, which is noted. A row whose target has no invoice among
        those read gets a remark."""
        columns = [sheet.checked(field).all() for field in ("invoice", "customer_id", "customer")]
        index = _Index(self, *(set(column) for column in columns))
        found, idle, away = list[Target | None](), list[int](), list[int]()
        for row, (invoice, number, name) in enumerate(zip(*columns, strict=True)):
            field = "invoice" if invoice else "customer_id" if number else "customer"
            target, flaw = index.of(invoice, number, name)
            if flaw is not None:
                sheet.note(row, field, invoice or number or name, flaw)
            elif not (target and self._rows(target)):
                (away if self._seen(invoice, number, name) else idle).append(row)
            elif invoice and (flaw := self._foreign(target, index.known(number), name)):
                sheet.note(row, "customer_id" if number else "customer", number or name, flaw)
            found.append(target)
        for rows, key in ((idle, "rows_of_ignored"), (away, "rows_of_absent")):
            if rows:
                sheet.tell(Message.of(key, count=len(rows), line=int(sheet.lines()[rows[0]])))
        return found

    def by_number(self, wanted: Collection[str]) -> dict[str, Target]:
        """The invoices of those of the `wanted` numbers that are known, ignored ones too."""
        codes = {text: code for code, text in enumerate(self.invoices.texts)}
        named = {number: self._instalments.get(number, (number,)) for number in wanted}
        known = {number: [codes[each] for each in own if each in codes] for number, own in named.items()}
        return {number: Target(tuple(own), customer=False) for number, own in known.items() if own}

    def is_of_older(self, block: KeptBlock, target: Target) -> bool:
        """True when the kept block was said of an older invoice, whose number the invoice `target` has now."""
        rows = () if block.about.customer else self._rows(target)
        return any(not block.is_of(self.customers.at(row), known_day(int(self._issued[row]))) for row in rows)

    def invoice(self, number: str) -> Target:
        """The invoice of that number, which is among those read."""
        return self.by_number({number})[number]

    def moved(self, block: KeptBlock) -> list[str]:
        """The numbers of invoices that were the customer's when the block was said, or since, and are another's now."""
        found = self.by_number(block.theirs) if block.theirs else {}
        return [
            number for number, target in found.items()
            if any(self.customers.at(row) != block.about.name and self._same_day(row, block.theirs[number])
                   for row in self._rows(target))
        ]  # fmt: skip

    def _same_day(self, row: int, issued: date | None) -> bool:
        return issued is None or known_day(int(self._issued[row])) in (None, issued)

    def currency_of(self, target: Target | None, invoice: str = "") -> str:
        """The currency of an invoice, in the export or else seen by an earlier run; "" for several instalments, for a
        customer, and for an invoice that no run has seen."""
        if target and (target.customer or len(target.codes) > 1):
            return ""
        if rows := self._rows(target) if target else []:
            return self._currency.at(rows[0])
        seen = self.absent.invoice(invoice)
        return seen.currency if seen else ""

    def name_of_absent(self, invoice: str, number: str, name: str) -> str:
        """The number by which a row names what has no row in the export: the invoice's, or the customer's; "" where
        only a name is said that no run has seen."""
        if invoice or number:
            return invoice or number
        seen = self.absent.customer("", name)
        return seen[0].customer_id if seen else ""

    def _seen(self, invoice: str, number: str, name: str) -> bool:
        return bool(self.absent.invoice(invoice) if invoice else self.absent.customer(number, name))

    def _rows(self, target: Target) -> list[int]:
        """The first invoice of each code."""
        rows = (int(self._first[target.customer][code]) for code in target.codes)
        return [row for row in rows if row >= 0]

    def _foreign(self, target: Target, number: str, name: str) -> Flaw | None:
        """The flaw of a row that names an invoice and a customer who is not the invoice's."""
        for row in self._rows(target):
            theirs, called = self.customers.at(row), self._names.at(row)
            if number not in ("", theirs) or (not number and name and same(name) != same(called)):
                return _belongs(theirs)
        return None

    def by_name(self, wanted: set[str]) -> dict[str, set[int]]:
        """The customers, by code, that go by each of the `wanted` names, as `same` writes them."""
        found: dict[str, set[int]] = defaultdict(set)
        _, first = together([self.customers, self._names])
        keys = {same(name) for name in wanted if name}
        for row in first.tolist() if keys else ():
            if (key := same(self._names.at(row))) in keys:
                found[key].add(int(self.customers.codes[row]))
        return found

    def by_contact(self) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """The customers, by code, that each number and each name of a contact was joined to."""
        numbers: dict[str, set[int]] = defaultdict(set)
        names: dict[str, set[int]] = defaultdict(set)
        if self._joined is not None:
            codes = {text: code for code, text in enumerate(self.customers.texts)}
            columns = (self._joined.own["customer_id"].all(), self._joined.numbers, self._joined.names)
            for customer, number, name in zip(*columns, strict=True):
                numbers[number].add(codes[customer])
                names[same(name)].add(codes[customer])
        for found in (numbers, names):
            found.pop("", None)
        return numbers, names

    @cached_property
    def known(self) -> tuple[frozenset[str], frozenset[str]]:
        """The numbers and the names of customers in ignored rows and among the contacts."""
        numbers, names = (self._passed.text(field).texts for field in ("customer_id", "customer"))
        if self._joined is not None:
            contacts = self._joined.contacts
            numbers, names = [*numbers, *contacts.numbers], [*names, *contacts.names]
        return frozenset(numbers) - {""}, frozenset(map(same, names)) - {""}


def _first_rows(column: Coded) -> Ints:
    """For each text the first row that has it, -1 for none."""
    first = np.full(len(column.texts), -1, np.int64)
    first[column.codes[::-1]] = np.arange(len(column.codes))[::-1]
    return first


class _Index:
    """The texts of a holds file that name something of the invoices."""

    def __init__(self, targets: Targets, invoices: set[str], numbers: set[str], names: set[str]) -> None:
        self._targets = targets
        self._invoices = targets.by_number(invoices)
        known = CustomerNumbers(targets.customers.used)
        wanted = {known.of(number) for number in numbers}
        self._known = {number: known.of(number) or number for number in numbers}
        self._numbers = {text: code for code, text in enumerate(targets.customers.texts) if text in wanted}
        self._names = targets.by_name(names)
        self._contact_numbers, self._contact_names = targets.by_contact()

    def of(self, invoice: str, number: str, name: str) -> tuple[Target | None, Flaw | None]:
        """The target of a row, if it is known, and the flaw in how the row names it.

        A row whose invoice is unknown is for the customer it names, and one whose number is unknown for the name beside
        it, so that after a typing error no letter goes out.
        """
        if invoice:
            if invoice in self._invoices:
                return self._invoices[invoice], None
            if (seen := self._targets.absent.invoice(invoice)) is not None:
                theirs = not number or CustomerNumbers([seen.customer_id]).of(number)
                return None, None if theirs else _belongs(seen.customer_id)
            return self.of("", number, name)[0], _INVOICE
        if not (number or name):
            return None, _NEITHER
        target, flaw = self._numbered(number) if number else self._named(name)
        return self._named(name)[0] if number and flaw is not None else target, flaw

    def known(self, number: str) -> str:
        """A customer's number in the file as the invoices have it, where they do."""
        return self._known[number]

    def _named(self, name: str) -> tuple[Target | None, Flaw | None]:
        codes = self._names.get(same(name)) or self._contact_names.get(same(name)) or set()
        known = codes or same(name) in self._targets.known[1] or self._targets.absent.customer("", name)
        flaw = None if known else _CUSTOMER
        if len(codes) > 1:
            theirs = ", ".join(sorted(self._targets.customers.texts[code] for code in codes))
            flaw = Flaw(Message.of("several_customers", customers=theirs), Message.of("give_customer_id"))
        return _customer(codes), flaw

    def _numbered(self, number: str) -> tuple[Target | None, Flaw | None]:
        own = self.known(number)
        codes = {self._numbers[own]} if own in self._numbers else self._contact_numbers.get(number, set())
        known = codes or number in self._targets.known[0] or self._targets.absent.customer(number, "")
        return _customer(codes), None if known else _CUSTOMER


def _belongs(customer: str) -> Flaw:
    return Flaw(Message.of("invoice_of_other", customer=repr(customer)), Message.of("number_or_customer"))


def _customer(codes: set[int]) -> Target | None:
    return Target(tuple(sorted(codes)), customer=True) if codes else None
