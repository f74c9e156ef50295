"""Charges that came back as invoices: recognised by the reference they were booked under, never asked for twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from pastdue.book import Measured
from pastdue.model.kept import Booked, Booking
from pastdue.model.money import Money


def booked_in(measured: Measured, bookings: Iterable[Booking], told: Mapping[str, date]) -> Booked:
    """The booked charges among the book's rows: those whose number is the reference of a booking of the same customer
    and currency. `told` are the days of the letters that stand, by number: an invoice issued after the letter that
    named the charge is another one under its number, and its letters know nothing of the charge."""
    charged = {one.reference: one for one in bookings if one.amount.amount > 0}
    rows = measured.rows_of([*charged, *(one.invoice for one in charged.values())]) if charged else {}
    of: dict[str, str] = {}
    together: set[str] = set()
    off: dict[str, list[Money]] = defaultdict(list)
    for reference, booking in charged.items():
        if reference not in rows:
            continue
        item = measured.overdue(rows[reference])
        if item.invoice.whose != (booking.customer_id, booking.amount.currency):
            continue
        of[reference] = booking.invoice
        principal = measured.overdue(rows[booking.invoice]) if booking.invoice in rows else None
        since = principal.invoice.issued if principal is not None else None
        if since is not None and since > told.get(booking.letter, booking.on):
            continue  # another invoice has its number now
        if principal is not None and principal.invoice.currency != booking.amount.currency:
            continue  # nothing of it comes off charges in another currency
        if principal is not None and principal.open.amount > 0:
            together.add(reference)
            off[booking.invoice].append(item.invoice.total - item.open)
        else:
            off[booking.invoice].append(item.invoice.total)
    sums = {invoice: sum(amounts[1:], amounts[0]) for invoice, amounts in off.items()}
    return Booked(of, frozenset(together), sums)
