"""Bookings: what the accounting program was given of the charges that letters named, export by export."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pastdue.ledger.database import Database, reading_rows
from pastdue.model import ChargeKind
from pastdue.model.kept import Booking
from pastdue.model.money import Money

_COLUMNS = (
    "export, reference, invoice, customer_id, customer, letter, kind, currency, amount_minor, booked_on, due, why"
)


@reading_rows("the bookings")
def recorded(db: Database) -> tuple[Booking, ...]:
    """Every booking ever exported, in that order."""
    return tuple(
        Booking(
            int(export), str(reference), str(invoice), str(customer_id), str(customer), str(letter), ChargeKind(kind),
            Money.of_minor(int(minor), str(currency)), date.fromisoformat(on), date.fromisoformat(due), str(why),
        )
        for export, reference, invoice, customer_id, customer, letter, kind, currency, minor, on, due, why
        in db.execute(f"SELECT {_COLUMNS} FROM bookings ORDER BY n")
    )  # fmt: skip


def record(db: Database, bookings: Iterable[Booking]) -> None:
    """Record the bookings of an export."""
    db.add_all(
        "bookings",
        _COLUMNS,
        (
            (
                b.export, b.reference, b.invoice, b.customer_id, b.customer, b.letter, b.kind.value, b.amount.currency,
                b.amount.minor, b.on.isoformat(), b.due.isoformat(), b.why,
            )
            for b in bookings
        ),
    )  # fmt: skip
