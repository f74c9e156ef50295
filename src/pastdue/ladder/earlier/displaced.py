"""Debts whose number another invoice has by now: they are missing, as is one whose row is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pastdue.book import Book, known_day
from pastdue.ladder.earlier.contradictions import Known
from pastdue.model.kept import Seen


def debts_before(known: Known, number: str, customer_id: str, issued: date | None) -> tuple[Seen, ...]:
    """The debts that had the number before the invoice of this customer that was issued on that day, as they were last
    seen, the oldest first; those that were closed by hand are not among them, nor what nobody had confirmed to be one
    where the number may have been put right since.
    """
    return tuple(one for one in _before(known, number, customer_id, issued) if known.closing(one) is None)


def _before(known: Known, number: str, customer_id: str, issued: date | None) -> tuple[Seen, ...]:
    """The same with those that were closed since."""
    own = known.seen.get(number)
    if own is None:
        return ()
    this = customer_id, issued
    debts = [one for one in own.former if one.open_minor > 0 and (one.customer_id, one.issued) != this]
    is_back = any((one.customer_id, one.issued) == this for one in own.former)
    is_other = known.taken(number, *this) is not None or (is_back and (own.customer_id, own.issued) != this)
    if own.open_minor > 0 and (own.is_older_than(issued) or (is_other and not own.in_doubt)):
        debts.append(own)
    return tuple(debts)


def displaced(known: Known, book: Book) -> Iterator[Seen]:
    """The debts whose numbers other invoices have in today's book, but for those that were closed by hand."""
    return (one for one in ever_displaced(known, book) if known.closing(one) is None)


def ever_displaced(known: Known, book: Book) -> Iterator[Seen]:
    """The debts whose numbers other invoices have in today's book, those too that were closed by hand since."""
    now = reissued(book, known.seen)
    now |= _as_they_are(book, book.rows_of(number for number, one in known.seen.items() if one.former))
    for number, (customer_id, issued) in now.items():
        yield from _before(known, number, customer_id, issued)


def displaced_elsewhere(known: Known) -> Iterator[Seen]:
    """The debts whose numbers other invoices have in another part of the export, those too that were closed since."""
    for number, now in known.elsewhere.items():
        last = known.seen[number]
        yield from _before(known, number, *(now or (last.customer_id, last.issued)))


def reissued(book: Book, seen: Mapping[str, Seen]) -> dict[str, tuple[str, date | None]]:
    """The customer and the day of issue of each invoice of the book that has another day than the debt that a run saw
    under its number."""
    return _as_they_are(book, book.otherwise_issued({n: one.issued for n, one in seen.items() if one.open_minor > 0}))


def _as_they_are(book: Book, rows: Mapping[str, int]) -> dict[str, tuple[str, date | None]]:
    issued, customers = book.frame["issued"].to_numpy(), book.frame["customer_id"]
    return {number: (str(customers.iloc[row]), known_day(int(issued[row]))) for number, row in rows.items()}
