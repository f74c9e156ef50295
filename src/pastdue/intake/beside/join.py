"""Customers joined with their contacts, and the details that contacts add or change.

The contacts are the master data: where both say something, the contact's word counts, and the difference is told.
An address is taken whole, from one file or the other; the name on the envelope stays the one that was invoiced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pastdue.intake.beside.contacts import PLACE, REACHED_BY, Contacts, same
from pastdue.intake.beside.join_choice import Choice, Customers, Directory
from pastdue.intake.beside.join_towns import Town
from pastdue.intake.customers.customers import addresses, tell_regions, together
from pastdue.intake.export.fields import ADDRESS_LINES
from pastdue.intake.export.sheet import Flags, Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.file.structure import Ints
from pastdue.intake.values.flaws import Flaw

Columns = dict[str, Coded]

PERSONAL = ("attention", *REACHED_BY)
"""The details of a customer beside the address: each counts by itself, whichever file has the address."""


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
        if name not in PLACE:
            return theirs.filled
        return np.asarray(theirs.filled & (self.moves | ~own.filled)) if name == "country" else self.moves

    def columns(self) -> Columns:
        """The frame's columns about each invoice's customer; of the address only the lines for the envelope."""
        few = {name: _merged(*self.of(name), self.takes(name)) for name in (*PLACE, *PERSONAL)}
        said = [name for name in ("country", *REACHED_BY) if name in self.own or name in self.theirs]
        found = {name: few[name] for name in said}
        if any(name in self.own or name in self.theirs for name in PLACE if name != "country"):
            home = self.contacts.sheet.dialect.country
            found["address"] = addresses(few, len(self.lines), home)
            moved = {"region": few["region"].emptied(~self.moves), "country": few["country"]}
            tell_regions(self.contacts.sheet, moved | {"customer_id": self.own["customer_id"]}, home)
        return {name: Coded(column.codes[self.codes], column.texts) for name, column in found.items()}


def named(invoices: Sheet, joined: Join) -> Coded | None:
    """The names of the customers, those of contacts in place of mere numbers; None where the invoices have names."""
    places, own = invoices.header.places, joined.own["customer"]
    if "customer" not in places or places["customer"] != places.get("customer_id"):
        return None
    names = [name or own.at(customer) for customer, name in enumerate(joined.names)]
    return Coded(joined.codes, names).merged()


def _merged(own: Coded, theirs: Coded, take: Flags) -> Coded:
    codes = np.where(take, theirs.codes + len(own.texts), own.codes)
    return Coded(codes, [*own.texts, *theirs.texts]).merged()


def join(invoices: Sheet, columns: Columns, contacts: Contacts) -> Join:
    """The contact of each customer: by number where both files have one, else by name.

    Contacts that fit one customer and say different things are noted, and none of them is taken; the same said twice
    counts once. So is a contact that may be another customer's, and one that may be in another country than the
    invoices say. A contact with something unusable in it is noted only when a customer needs it.
    """
    own = {name: columns[name] for name in ("customer_id", "customer", *PLACE, *PERSONAL) if name in columns}
    codes, first = together(list(own.values()))
    own = {name: column.only(first) for name, column in own.items()}
    used = np.zeros(len(first), np.bool_)
    used[codes[invoices.clean()]] = True
    lines = invoices.lines()[first]
    customers = Customers(own["customer_id"].all(), own["customer"].all(), lines.tolist())
    directory = Directory(contacts, customers)
    fitting = [directory.fitting(*pair) for pair in zip(customers.numbers, customers.names, strict=True)]
    lists = {id(fitting[customer][0]): fitting[customer][0] for customer in np.flatnonzero(used).tolist()}
    rows = sorted({row for found in lists.values() for row in found})
    sheet, theirs = contacts.details(rows)
    choice = Choice(directory, fitting, rows, (sheet, theirs))
    owner = [choice.of(customer) if wanted else -1 for customer, wanted in enumerate(used.tolist())]
    fits = [len(found) if wanted else 0 for (found, _), wanted in zip(fitting, used.tolist(), strict=True)]
    found = Join(
        contacts, rows, sheet, codes, lines, own, theirs, np.array(owner, np.int64), np.array(fits, np.int64),
        tuple(by for _, by in fitting),
    )  # fmt: skip
    return _without_doubtful_countries(found)


def _without_doubtful_countries(found: Join) -> Join:
    """The join without the contacts that move a customer to a town which need not be in the country invoiced to, and
    name no other; each is noted."""
    doubtful: set[int] = set()
    for customer, own, theirs in moved_without_country(found):
        place = int(found.owner[customer])
        if not theirs.may_be_in_the_country_of(own) and place not in doubtful:
            doubtful.add(place)
            country, line = found.own["country"].at(customer), found.lines[customer]
            what = f"names no country, and need not be in {country}, where line {line} of the invoices has another town"
            found.sheet.note(place, "country", "", Flaw(what, "give the contact its country"))
    if not doubtful:
        return found
    return replace(found, owner=np.where(np.isin(found.owner, list(doubtful)), -1, found.owner))


def moved_without_country(found: Join) -> Iterator[tuple[int, Town, Town]]:
    """The customers whom the contact's address takes to another town than the invoices have, if they have any, without
    naming a country, while the invoices name one; and both towns, the invoices' first."""
    country, theirs = found.of("country")
    parts = [found.of(name) for name in ("postcode", "city")]
    for customer in np.flatnonzero(found.moves & country.filled & ~theirs.filled).tolist():
        one, other = (Town.of(*(part[side].at(customer) for part in parts)) for side in (0, 1))
        if other.is_another(one):
            yield customer, one, other


def differing(found: Join, name: str) -> Iterator[tuple[int, str, str]]:
    """The customers of whom the invoices and the contacts say different things in `name`, and both."""
    own, theirs = found.of(name)
    both = own.filled & theirs.filled
    for customer in np.flatnonzero(both).tolist():
        one, other = own.at(customer), theirs.at(customer)
        if same(one) != same(other):
            yield customer, one, other
