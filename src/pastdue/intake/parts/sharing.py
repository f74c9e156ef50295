"""Each part's share of the lists that stand beside them all: payments and holds.

What names an invoice or a customer of a part is that part's; what names nothing of any part is the first part's, which
reports it once or keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pastdue.intake.beside.contacts import Contacts, same
from pastdue.intake.beside.numbers import bare_number
from pastdue.intake.customers.near_names import plain_name
from pastdue.intake.export.choices import Proofs, SharedRows
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.structure import Ints
from pastdue.intake.parts.survey import Keys, Surveyed, dates_shown, decimals_shown, keys
from pastdue.model.errors.problems import Problem, Source
from pastdue.model.kept import Seen
from pastdue.model.names import invoice_of

NOBODYS, SEVERAL = -1, -2
"""In place of a part: none has it; more than one has."""

_NUMBER = "give the customer's number instead"
_ONE_OF_BOTH = "correct the invoice number or the customer"


@dataclass(frozen=True, slots=True, eq=False)
class _Lookup:
    """The part that has each key."""

    known: Keys
    part: npt.NDArray[np.int32]

    @classmethod
    def of(cls, own: Sequence[Keys]) -> _Lookup:
        """The lookup of the keys of each part, in their order."""
        parts = np.repeat(np.arange(len(own), dtype=np.int32), [len(each) for each in own])
        known, first, number = np.unique(np.concatenate(own), return_index=True, return_inverse=True)
        part = parts[first]
        part[number[parts != part[number]]] = SEVERAL
        return cls(known, part)

    def find(self, texts: Iterable[str]) -> Ints:
        """The part of each text; NOBODYS where none has it."""
        wanted = keys(texts)
        if not len(self.known):
            return np.full(len(wanted), NOBODYS)
        at = np.minimum(np.searchsorted(self.known, wanted), len(self.known) - 1)
        return np.where(self.known[at] == wanted, self.part[at], NOBODYS)


@dataclass(frozen=True, eq=False)
class PartIndex:
    """The part that each invoice and each customer stands in, by number and by name; `seen` is what earlier runs saw,
    and `also` further names and numbers of a customer, as the contacts have them."""

    parts: Sequence[Surveyed]
    seen: Mapping[str, Seen] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of_invoices(self, numbers: list[str]) -> Ints:
        """The part of each invoice, else the only one with an ignored row of that number; of one that an earlier run
        saw and no part has that of its customer, and of an instalment that of its invoice."""
        if not numbers:  # no lookup is made for nothing: it takes memory for every invoice
            return np.zeros(0, np.int64)
        found, ignored = self._invoices.find(numbers), self._numbers.find(numbers)
        found = np.where((found == NOBODYS) & (ignored != SEVERAL), ignored, found)
        found[[not number for number in numbers]] = NOBODYS
        absent = [at for at in np.flatnonzero(found == NOBODYS).tolist() if numbers[at] in self.seen]
        found[absent] = self.of_customers([self.seen[numbers[at]].customer_id for at in absent])
        parts = {at: whole for at in np.flatnonzero(found == NOBODYS).tolist() if (whole := invoice_of(numbers[at]))}
        if parts:
            found[list(parts)] = self._invoices.find(parts.values())
        return found

    def of_rows_of(self, numbers: list[str]) -> Ints:
        """The part that has each invoice's own row; NOBODYS where none has it."""
        return self._invoices.find(numbers) if numbers else np.zeros(0, np.int64)

    def of_customers(self, numbers: list[str]) -> Ints:
        """The part of each customer by number, however the marks in it are written."""
        found = self._customers.find(numbers)
        for at in np.flatnonzero(found == NOBODYS).tolist():
            found[at] = self._bare.get(bare_number(numbers[at]), NOBODYS)
        return found

    def of_names(self, names: list[str]) -> Ints:
        """The part of each customer by name; SEVERAL where customers of several parts have it."""
        return np.where(np.array([bool(n) for n in names], np.bool_), self._names.find(map(same, names)), NOBODYS)

    def has_name(self, part: int, invoice: str, name: str) -> bool:
        """True when a customer of the part has that name, or had it when a run saw that invoice."""
        before = self.seen.get(invoice)
        called = before is not None and same(before.customer) == same(name)
        return called or bool(np.isin(keys([same(name)]), self.parts[part].called.names).any())

    def of_rows(self, sheet: Sheet) -> Ints:
        """The part that each row of a list is for: by its invoice, else by the customer's number, else by the name."""
        invoices, numbers, names = (sheet.text(name) for name in ("invoice", "customer_id", "customer"))
        found = self.of_invoices(invoices.texts)[invoices.codes]
        for column, of in ((numbers, self.of_customers), (names, self.of_names)):
            found = np.where(found == NOBODYS, of(column.texts)[column.codes], found)
        for at in np.flatnonzero(found == NOBODYS).tolist() if self.also else ():
            found[at] = self._by_contact(numbers.at(at), names.at(at))
        return found

    def _by_contact(self, number: str, name: str) -> int:
        """The part of a customer that only the contacts know by that number or name."""
        others = [each for key in (number, same(name)) if key for each in self.also.get(key, ())]
        found = {*self.of_customers(others).tolist(), *self.of_names(others).tolist()} - {NOBODYS, SEVERAL}
        return min(found, default=NOBODYS)

    @cached_property
    def _invoices(self) -> _Lookup:
        return _Lookup.of([part.invoices for part in self.parts])

    @cached_property
    def _numbers(self) -> _Lookup:
        return _Lookup.of([part.numbers for part in self.parts])

    @cached_property
    def _customers(self) -> _Lookup:
        return _Lookup.of([keys(part.customers) for part in self.parts])

    @cached_property
    def _names(self) -> _Lookup:
        return _Lookup.of([part.called.names for part in self.parts])

    @cached_property
    def _bare(self) -> dict[str, int]:
        """The part of the only customer whose number comes to so much without its marks."""
        found: dict[str, set[int]] = defaultdict(set)
        for at, part in enumerate(self.parts):
            for number in part.customers:
                found[bare_number(number)].add(at)
        return {bare: min(own) for bare, own in found.items() if bare and len(own) == 1}


def shares(sheet: Sheet, index: PartIndex, days: str, amounts: str) -> list[SharedRows]:
    """The rows of a list by part, and what the list proves of its columns of `days` and `amounts`."""
    proved = Proofs(
        {name: shown.text for name, shown in dates_shown(sheet, (days,))},
        {name: shown.says for name, shown in decimals_shown(sheet, (amounts,))},
    )
    owner = np.maximum(index.of_rows(sheet), 0)
    rows = [sheet.rows[owner == part].tolist() for part in range(len(index.parts))]
    rows[0] += sheet.ragged
    return [SharedRows(frozenset(own), proved) for own in rows]


def in_several(sheet: Sheet, index: PartIndex) -> Iterator[Problem]:
    """The rows of a list that go by a name which customers in several parts have."""
    lines = sheet.lines()
    for row in np.flatnonzero(index.of_rows(sheet) == SEVERAL).tolist():
        source, name = Source(sheet.header.file, int(lines[row])), sheet.text("customer").at(row)
        what = "customers in several parts have this name"
        yield Problem(source, sheet.header.name("customer"), name, what, _NUMBER)


def paid_by_others(sheet: Sheet, index: PartIndex) -> Iterator[Problem]:
    """The payments of an invoice in one part that name a customer of another part alone: within a part such a name
    would be a payer's whom nobody knows."""
    invoices, numbers, names = (sheet.text(name) for name in ("invoice", "customer_id", "customer"))
    theirs = index.of_invoices(invoices.texts)[invoices.codes]
    by_number, by_name = index.of_customers(numbers.texts)[numbers.codes], index.of_names(names.texts)[names.codes]
    named, lines = np.where(numbers.filled, by_number, by_name), sheet.lines()
    for row in np.flatnonzero((theirs >= 0) & (named != NOBODYS) & (named != theirs)).tolist():
        field, said = next((field, each.at(row)) for field, each in (("customer_id", numbers), ("customer", names))
                           if each.filled[row])  # fmt: skip
        if field == "customer" and index.has_name(int(theirs[row]), invoices.at(row), said):
            continue
        source, file = Source(sheet.header.file, int(lines[row])), index.parts[int(theirs[row])].source.file
        what = f"the invoice is in {file}, the customer is not"
        yield Problem(source, sheet.header.name(field), said, what, _ONE_OF_BOTH)


def contacts_of_several(contacts: Contacts, index: PartIndex) -> Iterator[Problem]:
    """The contacts that customers in several parts may have by their name."""
    called = [part.called for part in index.parts]
    owner = np.repeat(np.arange(len(called)), [len(each.plain) for each in called])
    plain, whose = (np.concatenate([getattr(each, name) for each in called]) for name in ("plain", "whose"))
    numbered, order = np.concatenate([each.numbered for each in called]), np.argsort(plain, kind="stable")
    wanted = keys(map(plain_name, contacts.names))
    ends = [np.searchsorted(plain[order], wanted, side=side) for side in ("left", "right")]
    known, lines = index.of_customers(contacts.numbers), contacts.sheet.lines()
    for row, (left, right) in enumerate(zip(*(end.tolist() for end in ends), strict=True)):
        own = order[left:right]
        if contacts.numbers[row]:
            own = own[~numbered[own]]
        several = len(np.unique(whose[own])) > 1 and len(np.unique(owner[own])) > 1
        if several and known[row] == NOBODYS and plain_name(contacts.names[row]):
            source = Source(contacts.sheet.header.file, int(lines[row]))
            what = "customers in several parts may be this contact by name"
            yield Problem(source, contacts.sheet.header.name("customer"), contacts.names[row], what, _NUMBER)


def also_called(contacts: Iterable[Contacts]) -> dict[str, tuple[str, ...]]:
    """The names beside each number of the contacts, and the numbers beside each name."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for each in contacts:
        for number, name in zip(each.numbers, each.names, strict=True):
            for key, other in ((number, name), (same(name), number), (same(name), name)):
                if key and other:
                    found[key][other] = None
    return {key: tuple(others) for key, others in found.items()}
