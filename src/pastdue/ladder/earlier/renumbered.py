"""Invoices new to the book that may be missing ones under another number: renumbered, split into instalments, made
one again of instalments, or under the new name of a customer of which their numbers are made.

Their letters would begin anew, beside those that went out about the same debt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pastdue.book import Measured, known_day
from pastdue.ladder.earlier.contradictions import Former, Known
from pastdue.ladder.earlier.displaced import displaced_elsewhere, ever_displaced
from pastdue.model.kept import Seen
from pastdue.model.names import PARTED, invoice_of
from pastdue.model.spans import day_of


class _New(NamedTuple):
    """An invoice that is not known beyond question, as today's book has it."""

    number: str
    customer_id: str
    customer: str
    currency: str
    issued: date | None
    due: date
    total_minor: int

    def may_be(self, one: Seen, last: date) -> bool:
        """True when it may be the missing invoice `one` that the run of the day `last` knew: an instalment of it, the
        whole of which that was one, alike in days and total, or under a number made otherwise."""
        if one.invoice in (self.number, ""):
            return False
        if invoice_of(self.number) == one.invoice or invoice_of(one.invoice) == self.number:
            return True
        alike = (one.issued, one.due, one.total_minor) == (self.issued, self.due, self.total_minor)
        return (alike and self.issued is not None) or self._may_be_remade(one, last)

    def _may_be_remade(self, one: Seen, last: date) -> bool:
        """True when one of the two numbers is made of several columns, and the other may be made of other ones, of the
        same written otherwise, or of a day to pay by that was corrected.

        Of one due day they are one debt by their total, or where their parts are others. Of two due days only where
        nothing else in the numbers differs, the totals are the same and the new one should have been known to the last
        run: the item of another month is due later.
        """
        mine, theirs = self.number.split(PARTED), one.invoice.split(PARTED)
        if len(mine) == len(theirs) == 1:
            return False
        same = one.total_minor == self.total_minor
        alike = [a == b for a, b in zip(mine, theirs, strict=False)]
        if one.due == self.due:
            names = (self.customer, one.customer)
            other = len(mine) != len(theirs) or (mine[0] in names) != (theirs[0] in names)
            return same or other or not any(alike[1:])
        return same and len(mine) == len(theirs) and alike.count(False) == 1 and self.due <= last


def with_former(known: Known, measured: Measured) -> Known:
    """`known` with the missing invoices that new ones of the same customer, by number or else by name, may be under
    another number; none on a day before the last run."""
    if known.on is None or measured.as_of < known.on:
        return known
    gone = list(_gone(known, measured))
    return replace(known, former=dict(_found(known, measured, gone))) if gone else known


def _gone(known: Known, measured: Measured) -> Iterator[Seen]:
    """The debts that are missing from the book: their rows are gone, or other invoices have their numbers. What another
    part of the export has under a number is no invoice of this part's customers."""
    owed = {number: one for number, one in known.seen.items() if one.open_minor > 0 or one.former}
    for number in measured.book.lacks(number for number in owed if number not in known.elsewhere):
        yield from _debts(owed[number])
    yield from ever_displaced(known, measured.book)
    away = [*displaced_elsewhere(known)]
    here = frozenset(measured.frame["customer_id"]) if away else frozenset[str]()
    yield from (debt for debt in away if debt.customer_id in here)


def _debts(one: Seen) -> Iterator[Seen]:
    """The debts under the number: those that had it before, and the last one."""
    yield from (debt for debt in (*one.former, one) if debt.open_minor > 0)


def _found(known: Known, measured: Measured, gone: Iterable[Seen]) -> Iterator[tuple[str, Former]]:
    by_id, by_name = (defaultdict[tuple[str, str], list[Seen]](list) for _ in range(2))
    for one in gone:
        by_id[one.customer_id, one.currency].append(one)
        by_name[one.customer, one.currency].append(one)
    ids, names = ({whose for whose, _ in each} for each in (by_id, by_name))
    renamed, book = _of_customers_gone(measured, gone), measured.book
    for new in _new(known, measured, ids, names - {""}, frozenset(item.total_minor for item in renamed)):
        own = by_id.get((new.customer_id, new.currency), [])
        theirs = own or by_name.get((new.customer, new.currency), [])
        before = [one for one in theirs if known.on and new.may_be(one, known.on)]
        if not before and known.on and new.due <= known.on:
            before = renamed.get(_without_customer(new), [])
        missing = tuple(sorted((one for one in before if known.closing(one) is None), key=_order))
        if missing or _answered(known, new.number, before):
            there = frozenset({*book.rows_of(one.invoice for one in missing), *known.elsewhere})
            shared = frozenset(one.invoice for one in missing if one.invoice in there or known.seen[one.invoice].former)
            yield new.number, Former(missing, shared)


def _order(one: Seen) -> tuple[str, date]:
    return one.invoice, one.issued or date.min


class _Item(NamedTuple):
    """An item by its currency, days, total and the `rest` of its number, made of its customer and other columns,
    without the customer; "" of another number."""

    currency: str
    issued: date | None
    due: date | None
    total_minor: int | None
    rest: str


def _without_customer(one: _New | Seen) -> _Item:
    number = one.invoice if isinstance(one, Seen) else one.number
    first, _, rest = number.partition(PARTED)
    return _Item(one.currency, one.issued, one.due, one.total_minor, rest if first == one.customer else "")


def _of_customers_gone(measured: Measured, gone: Iterable[Seen]) -> dict[_Item, list[Seen]]:
    """The missing items under made numbers whose customers the file does not name any more: they may be renamed."""
    found = defaultdict[_Item, list[Seen]](list)
    for one in gone:
        if PARTED in one.invoice and (item := _without_customer(one)).rest:
            found[item].append(one)
    here = frozenset(measured.frame["customer_id"]) if found else frozenset[str]()
    away = ((item, [one for one in each if one.customer_id not in here]) for item, each in found.items())
    return {item: each for item, each in away if each}


def _answered(known: Known, number: str, closed: Iterable[Seen]) -> bool:
    """True when one of the `closed` was closed since a run asked about the invoice, or before any saw it; a closing of
    before says nothing of what was found out since."""
    asked = known.seen.get(number)
    days = [closing.on for one in closed if (closing := known.closing(one))]
    return any(asked is None or asked.on is None or day >= asked.on for day in days)


def _new(known: Known, measured: Measured, ids: Set[str], called: Set[str], totals: Set[int | None]) -> Iterator[_New]:
    """The open invoices of the customers of these numbers or names, or of one of the totals in minor units, that no run
    had seen, or that have stood in doubt since one did."""
    names = ["invoice", "customer_id", "customer", "currency", "issued", "due", "total_minor"]
    theirs = measured.frame["customer_id"].isin(ids) | measured.frame["customer"].isin(called)
    theirs |= measured.frame["total_minor"].isin(totals)
    rows = theirs & (measured.frame["open_minor"] > 0)
    columns = (measured.frame.loc[rows, name].tolist() for name in names)
    for number, id_, name, currency, issued, due, total in zip(*columns, strict=True):
        before = known.seen.get(str(number))
        if before is None or not before.present or before.in_doubt:
            yield _New(str(number), str(id_), str(name), str(currency), known_day(issued), day_of(due), int(total))
