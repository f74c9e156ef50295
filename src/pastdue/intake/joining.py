"""Which contact belongs to which customer, and what does it say that the invoices do not?

The contacts are the master data: where both say something, the contact's word counts, and the difference is told.
An address is taken whole, from one file or the other; the name on the envelope stays the one that was invoiced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pastdue.intake.cells import Coded
from pastdue.intake.columns import ADDRESS_LINES
from pastdue.intake.contacts import PLACE, REACHED_BY, Contacts, same
from pastdue.intake.customers import addresses, together
from pastdue.intake.flaws import Flaw
from pastdue.intake.sheet import Flags, Sheet
from pastdue.intake.structure import Ints

Columns = dict[str, Coded]

_ADDRESS = ("attention", *PLACE)


@dataclass(frozen=True, slots=True, eq=False)
class Join:
    """Customers, as the invoices describe them, beside the contacts that fit them.

    `codes` is each invoice's customer; `own` what the invoices say of a customer, `lines` where first. `owner` is its
    contact among `theirs`, which are the `rows` of `contacts`; -1 for none. `fits` says how many contacts it might have
    been, `by` the key that joined them.
    """

    contacts: Contacts
    rows: list[int]
    sheet: Sheet
    codes: Ints
    lines: Ints
    own: Columns
    theirs: Columns
    owner: Ints
    fits: Ints
    by: tuple[str, ...]

    @property
    def has(self) -> Flags:
        """For each customer, whether it has a contact."""
        return np.asarray(self.owner >= 0)

    @property
    def numbers(self) -> list[str]:
        """For each customer the number its contact has, "" for none."""
        return self._of_contact(self.contacts.numbers)

    @property
    def names(self) -> list[str]:
        """For each customer the name its contact goes by, "" for none."""
        return self._of_contact(self.contacts.names)

    def _of_contact(self, texts: list[str]) -> list[str]:
        return [texts[self.rows[place]] if place >= 0 else "" for place in self.owner.tolist()]

    def of(self, name: str) -> tuple[Coded, Coded]:
        """The column of that name as the invoices have it and as the contacts do, for each customer; empty for none."""
        absent = Coded(np.zeros(len(self.lines), np.int64), [""])
        theirs = self.theirs.get(name)
        if theirs is None or not len(self.sheet):
            return self.own.get(name, absent), absent
        blank = theirs.only(np.maximum(self.owner, 0)).emptied(~self.has)
        return self.own.get(name, absent), blank

    def whole(self, theirs: bool) -> tuple[Flags, Flags]:
        """For each customer, whether that side has an address a letter can go to, and whether it has a part of one."""
        filled = {name: self.of(name)[theirs].filled for name in PLACE}
        street = np.logical_or.reduce([filled[name] for name in ADDRESS_LINES])
        town = filled["postcode"] | filled["city"]
        return street & town, street | town

    @property
    def moves(self) -> Flags:
        """For each customer, whether the contact's address is taken: it is whole, or the invoices have none."""
        whole, part = self.whole(theirs=True)
        return np.asarray(whole | (part & ~self.whole(theirs=False)[1]))

    def takes(self, name: str) -> Flags:
        """For each customer, whether the contact's word in `name` counts."""
        own, theirs = self.of(name)
        if name not in _ADDRESS:
            return theirs.filled
        return np.asarray(theirs.filled & (self.moves | ~own.filled)) if name == "country" else self.moves

    def columns(self) -> Columns:
        """What the frame says of each invoice's customer; of the address only the lines for the envelope."""
        few = {name: _merged(*self.of(name), self.takes(name)) for name in (*_ADDRESS, *REACHED_BY)}
        said = [name for name in ("country", *REACHED_BY) if name in self.own or name in self.theirs]
        found = {name: few[name] for name in said}
        if any(name in self.own or name in self.theirs for name in PLACE if name != "country"):
            found["address"] = addresses(few, len(self.lines))
        return {name: Coded(column.codes[self.codes], column.texts) for name, column in found.items()}


def _merged(own: Coded, theirs: Coded, take: Flags) -> Coded:
    codes = np.where(take, theirs.codes + len(own.texts), own.codes)
    return Coded(codes, [*own.texts, *theirs.texts]).merged()


def join(invoices: Sheet, columns: Columns, contacts: Contacts) -> Join:
    """The contact of each customer: by number where both files have one, else by name.

    Contacts that fit one customer and say different things are noted, and none of them is taken; the same said twice
    counts once. A contact with something unusable in it is noted only when a customer needs it.
    """
    own = {name: columns[name] for name in ("customer_id", "customer", *PLACE, *REACHED_BY) if name in columns}
    codes, first = together(list(own.values()))
    own = {name: column.only(first) for name, column in own.items()}
    used = np.zeros(len(first), np.bool_)
    used[codes[invoices.clean()]] = True
    directory = _Directory(contacts)
    pairs = zip(own["customer_id"].all(), own["customer"].all(), used.tolist(), strict=True)
    fitting = [directory.fitting(number, name) if wanted else ([], "") for number, name, wanted in pairs]
    rows = sorted({row for found, _ in fitting for row in found})
    sheet, theirs = contacts.details(rows)
    places = {row: place for place, row in enumerate(rows)}
    choice = _Choice(sheet, theirs)
    owner = [choice.of([places[row] for row in found], by) for found, by in fitting]
    return Join(
        contacts, rows, sheet, codes, invoices.lines()[first], own, theirs, np.array(owner, np.int64),
        np.array([len(found) for found, _ in fitting], np.int64), tuple(by for _, by in fitting),
    )  # fmt: skip


class _Directory:
    """The contacts by number and by name."""

    def __init__(self, contacts: Contacts) -> None:
        self._numbers = contacts.numbers
        self._by_number: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        for row, (number, name) in enumerate(zip(contacts.numbers, contacts.names, strict=True)):
            if number:
                self._by_number.setdefault(number, []).append(row)
            if name:
                self._by_name.setdefault(same(name), []).append(row)

    def fitting(self, number: str, name: str) -> tuple[list[int], str]:
        """The contacts of a customer and the key that found them. A customer without a number has its name for one;
        one with a number is never a contact with another, whatever their names."""
        if number in self._by_number:
            return self._by_number[number], "customer_id"
        found = self._by_name.get(same(name), [])
        return [row for row in found if number == name or not self._numbers[row]], "customer"


class _Choice:
    """Which of the contacts that fit a customer is its own."""

    def __init__(self, sheet: Sheet, columns: Columns) -> None:
        self._sheet, self._columns = sheet, columns
        self._usable, self._lines = sheet.clean(), sheet.lines()
        self._contents = together(list(columns.values()))[0]
        self._noted: set[tuple[int, ...]] = set()

    def of(self, fitting: list[int], by: str) -> int:
        """The one contact that all of `fitting` are, -1 where they differ, which is noted, or cannot be used."""
        if len({int(self._contents[place]) for place in fitting}) == 1:
            return fitting[0] if self._usable[fitting[0]] else -1
        if fitting and tuple(fitting) not in self._noted:
            self._noted.add(tuple(fitting))
            self._note(fitting, by)
        return -1

    def _note(self, fitting: list[int], by: str) -> None:
        differ = [name for name, column in self._columns.items() if len({column.at(place) for place in fitting}) > 1]
        for place in fitting:
            others = ", ".join(str(self._lines[other]) for other in fitting if other != place)
            what = f"fits a customer as line {others} does, and they differ in {', '.join(differ)}"
            key = "number" if by == "customer_id" else "name"
            flaw = Flaw(what, f"keep one contact for a {key}, or give both files the customers' numbers")
            self._sheet.note(place, by, self._sheet.text(by).at(place), flaw)


def differing(found: Join, name: str) -> Iterator[tuple[int, str, str]]:
    """The customers of whom the invoices and the contacts say different things in `name`, and both."""
    own, theirs = found.of(name)
    both = own.filled & theirs.filled
    for customer in np.flatnonzero(both).tolist():
        one, other = own.at(customer), theirs.at(customer)
        if same(one) != same(other):
            yield customer, one, other
