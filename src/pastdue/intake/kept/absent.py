"""Invoices and customers that earlier runs saw and today's export does not have, as a list beside it names them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from pastdue.intake.beside.contacts import same
from pastdue.intake.beside.numbers import CustomerNumbers
from pastdue.model.kept import Seen


class Absent:
    """The invoices earlier runs saw, for rows that name one that today's export lacks."""

    def __init__(self, seen: Mapping[str, Seen]) -> None:
        self._seen = seen

    def invoice(self, number: str) -> Seen | None:
        """The invoice of that number as it was last seen."""
        return self._seen.get(number)

    def customer(self, number: str, name: str) -> tuple[Seen, ...]:
        """The invoices of the customer of that number or, where there is none, of the only one of that name."""
        if number:
            return self._by_number.get(self._numbers.of(number) or number, ())
        numbers = self._by_name.get(same(name), frozenset()) if name else frozenset()
        return self._by_number[next(iter(numbers))] if len(numbers) == 1 else ()

    @cached_property
    def _numbers(self) -> CustomerNumbers:
        return CustomerNumbers(self._by_number)

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[Seen, ...]]:
        found: dict[str, list[Seen]] = {}
        for each in self._seen.values():
            found.setdefault(each.customer_id, []).append(each)
        return {number: tuple(own) for number, own in found.items()}

    @cached_property
    def _by_name(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for each in self._seen.values():
            found.setdefault(same(each.customer), set()).add(each.customer_id)
        return {name: frozenset(numbers) for name, numbers in found.items()}
