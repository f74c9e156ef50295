"""Debts whose number another invoice has by now: they are missing, as is one whose row is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pastdue.book import Book, known_day
from pastdue.ladder.earlier.contradictions import Known
from pastdue.model.kept import Seen


def debts_before(known: Known, number: str, customer_id: str, issued: date | None) -> tuple[Seen, ...]:
    """The debts that had the number before the invoice of this customer that was issued on that day, as they were last
    seen, the oldest first; those that were closed by hand are not among them, nor what nobody had confirmed to be one.
    """
    own = known.seen.get(number)
    if own is None:
        return ()
    this = customer_id, issued
    debts = [one for one in own.former if one.open_minor > 0 and (one.customer_id, one.issued) != this]
    is_back = any((one.customer_id, one.issued) == this for one in own.former)
    is_other = own.is_older_than(issued) or known.taken(number, *this) is not None
    if own.open_minor > 0 and not own.in_doubt:
        debts += [own] if is_other or (is_back and (own.customer_id, own.issued) != this) else []
    return tuple(one for one in debts if known.closing(one) is None)


def displaced(known: Known, book: Book) -> Iterator[Seen]:
    """The debts whose numbers other invoices have in today's book."""
    rows = book.otherwise_issued({number: one.issued for number, one in known.seen.items() if one.open_minor > 0})
    rows |= book.rows_of(number for number, one in known.seen.items() if one.former)
    issued, customers = book.frame["issued"].to_numpy(), book.frame["customer_id"]
    for number, row in rows.items():
        yield from debts_before(known, number, str(customers.iloc[row]), known_day(int(issued[row])))
