"""The choice of a customer's contact: the only one that fits it, unless it fits another customer as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, cached_property

from pastdue.intake.beside.contacts import Contacts, same
from pastdue.intake.beside.numbers import CustomerNumbers
from pastdue.intake.customers.customers import together
from pastdue.intake.customers.near_names import plain_name
from pastdue.intake.export.sheet import Sheet
from pastdue.intake.file.cells import Coded
from pastdue.intake.values.flaws import Flaw
from pastdue.model.errors.problems import shown

_NUMBERING = "correct the number or the name; where two programs number differently, hand in contacts without numbers"
_SHOWN = 3
_LINES = 10

Details = tuple[Sheet, dict[str, Coded]]


class Customers:
    """The customers of the invoices, each as often as it is described: numbers, names, and the line of each."""

    def __init__(self, numbers: list[str], names: list[str], lines: list[int]) -> None:
        self.numbers, self.names, self.lines = numbers, names, lines
        self._called: dict[str, list[str]] = defaultdict(list)
        for number, name in zip(numbers, names, strict=True):
            self._called[number].append(name)

    def identity(self, customer: int) -> str:
        """The key of a customer: its number; for one without a number, its name in the form files compare."""
        number, name = self.numbers[customer], self.names[customer]
        return same(name) if number == name else number

    def called(self, number: str) -> list[str]:
        """Every name that the customer with this number goes by."""
        return self._called[number]

    def label(self, customer: int) -> str:
        """The customer's name, its number, if it has one, and where in the invoices it stands."""
        number = "" if self.numbers[customer] == self.names[customer] else f"{shown(self.numbers[customer])}, "
        return f"{_quoted(self.names[customer])} ({number}line {self.lines[customer]} of the invoices)"


class Directory:
    """Contacts and customers by number and by name."""

    def __init__(self, contacts: Contacts, customers: Customers) -> None:
        self._contacts, self.customers = contacts, customers
        self._plain = cache(plain_name)
        self._named = cache(self._of_name)
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_name = _grouped(contacts.names, same)
        for row, number in enumerate(contacts.numbers):
            if number:
                self._by_number[number].append(row)
        self._numbers = CustomerNumbers(self._by_number)

    def fitting(self, number: str, name: str) -> tuple[list[int], str]:
        """The contacts of a customer and the key that found them. A customer without a number has its name for one;
        one with a number is never a contact with another, whatever their names. Customers that the same key found have
        one and the same list."""
        if theirs := self._numbers.of(number):
            return self._by_number[theirs], "customer_id"
        return self._named(same(name), number == name) if name else [], "customer"

    def _of_name(self, written: str, numbered: bool) -> list[int]:
        found = self._by_name.get(written, [])
        return found if numbered else [row for row in found if not self._contacts.numbers[row]]

    def mistaken(self, customer: int, row: int) -> Flaw | None:
        """The flaw of a contact with the customer's number: the name of another customer, or another contact with the
        customer's name. A contact whose name no other customer has is the customer's, renamed."""
        number, theirs = self.customers.numbers[customer], self._contacts.names[row]
        names = self.customers.called(number)
        if not theirs or same(theirs) in map(same, names):
            return None
        whose = f"has the number of {self.customers.label(customer)}"
        for other in self._alike([theirs], names, (self._customers_called, self._customers_plain)):
            if self.customers.numbers[other] != number:
                return Flaw(f"{whose} and the name of {self.customers.label(other)}", _NUMBERING)
        for other in self._alike(names, [theirs], (self._by_name, self._contacts_plain)):
            if self._contacts.numbers[other] != self._contacts.numbers[row]:
                line = self._contacts.sheet.lines()[other]
                return Flaw(f"{whose}, and line {line} here has that name and not the number", _NUMBERING)
        return None

    def _alike(
        self, names: list[str], beside: list[str], indexes: tuple[dict[str, list[int]], dict[str, list[int]]]
    ) -> Iterator[int]:
        """Whoever goes by one of `names`; spelled another way too, unless a name is a spelling of those `beside`."""
        exact, plainly = indexes
        for written in dict.fromkeys(map(same, names)):
            yield from exact.get(written, [])
        taken = {"", *map(self._plain, beside)}
        for plain in dict.fromkeys(map(self._plain, names)):
            if plain not in taken:
                yield from plainly.get(plain, [])

    @cached_property
    def _customers_called(self) -> dict[str, list[int]]:
        return _grouped(self.customers.names, same)

    @cached_property
    def _customers_plain(self) -> dict[str, list[int]]:
        return _grouped(self.customers.names, self._plain)

    @cached_property
    def _contacts_plain(self) -> dict[str, list[int]]:
        return _grouped(self._contacts.names, self._plain)


class Choice:
    """The choice of each customer's contact among those that fit; `fitting` lists these for each customer, with the key
    they fit by.

    `rows` are the contacts that fit a customer in use, and `details` their sheet and its columns.
    """

    def __init__(
        self, directory: Directory, fitting: list[tuple[list[int], str]], rows: list[int], details: Details
    ) -> None:
        self._directory, self._fitting = directory, fitting
        self._sheet, self._columns = details
        self._places = {row: place for place, row in enumerate(rows)}
        self._usable, self._lines = self._sheet.clean(), self._sheet.lines()
        self._contents = together(list(self._columns.values()))[0]
        self._chosen: dict[int, int] = {}
        self._noted: set[tuple[int, ...]] = set()
        self._claims: dict[int, dict[str, int]] = defaultdict(dict)
        self._lists: dict[int, list[int]] = defaultdict(list)
        for customer, (found, _) in enumerate(fitting):
            if id(found) not in self._claims:
                for row in found:
                    self._lists[row].append(id(found))
            self._claims[id(found)].setdefault(directory.customers.identity(customer), customer)

    def of(self, customer: int) -> int:
        """The place among the rows of the one contact that is the customer's; -1 for none, or one that cannot be used.

        Noted: contacts that differ, one found by name that fits several customers, and one with the number of one
        customer and the name of another. Customers with the same list have the same contact: it is chosen once.
        """
        rows, by = self._fitting[customer]
        if id(rows) not in self._chosen:
            self._chosen[id(rows)] = self._choose(customer, rows, by)
        return self._chosen[id(rows)]

    def _choose(self, customer: int, rows: list[int], by: str) -> int:
        places = [self._places[row] for row in rows]
        if not places:
            return -1
        flaws = self._differing(places, by) or [self.anothers(customer, rows, by)] * len(places)
        if flaws[0] is None:
            return places[0] if self._usable[places[0]] else -1
        if tuple(places) not in self._noted:
            self._noted.add(tuple(places))
            for place, flaw in zip(places, flaws, strict=True):
                if flaw is not None:
                    self._sheet.note(place, by, self._sheet.text(by).at(place), flaw)
        return -1

    def _differing(self, fitting: list[int], by: str) -> list[Flaw | None]:
        """A flaw for each of the contacts that fit one customer but differ; empty if none do."""
        if len({int(self._contents[place]) for place in fitting}) == 1:
            return []
        differ = [name for name, column in self._columns.items() if len({column.at(place) for place in fitting}) > 1]
        key = "number" if by == "customer_id" else "name"
        remedy = f"keep one contact for a {key}, or give both files the customers' numbers"
        more = f" and {len(fitting) - 1 - _LINES} more" if len(fitting) - 1 > _LINES else ""
        first = fitting[: _LINES + 1]
        others = (
            ", ".join([str(self._lines[other]) for other in first if other != place][:_LINES]) + more
            for place in fitting
        )
        return [
            Flaw(f"fits a customer as line {lines} does, and they differ in {', '.join(differ)}", remedy)
            for lines in others
        ]

    def anothers(self, customer: int, rows: list[int], by: str) -> Flaw | None:
        """The flaw of a contact that may be another customer's."""
        if by == "customer_id":
            return self._directory.mistaken(customer, rows[0])
        lists = {each for row in rows for each in self._lists[row]}
        fits: dict[str, int] = {}
        for identity, other in sorted(claim for each in lists for claim in self._claims[each].items()):
            fits.setdefault(identity, other)
        if len(fits) == 1:
            return None
        labels = [self._directory.customers.label(other) for other in sorted(fits.values())]
        more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
        what = f"fits {len(labels)} customers by name: {', '.join(labels[:_SHOWN])}{more}"
        return Flaw(what, "give the contact, and every invoice, the customer's number")


def _grouped(names: list[str], key: Callable[[str], str]) -> dict[str, list[int]]:
    """The places of each name, by its key; an empty key is left out."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        if written := key(name):
            found[written].append(place)
    return dict(found)


def _quoted(text: str) -> str:
    return shown(repr(text.replace("\n", ", ")))
