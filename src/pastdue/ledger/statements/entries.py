"""Entries made by hand: payments, holds, disputes, promises, what became of missing invoices, and tasks done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pastdue.ledger.database import Database
from pastdue.ledger.statements import closings, handed_in, received, tasks
from pastdue.ledger.statements.charges import agreed, bookings
from pastdue.model.errors import LedgerError
from pastdue.model.kept import Agreement, Booking, Closing, KeptBlock, KeptPayment, Seen, Subject, TaskDone


class Entries:
    """The entries a person makes in an open ledger; each call is one transaction. Raises LedgerError, naming it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def pay(self, payment: KeptPayment, on: date) -> bool:
        """Record a payment; False when it was known already."""
        with self._db.transaction():
            return received.pay(self._db, payment, on)

    def agree(self, agreement: Agreement) -> None:
        """Record that a kind of an invoice's charges is waived or set to an amount; refused where it is so already."""
        with self._db.transaction():
            agreed.record(self._db, agreement)

    def disagree(self, agreement: Agreement) -> None:
        """Record that the policy holds again for that kind of the invoice's charges; refused where it does."""
        with self._db.transaction():
            agreed.record(self._db, agreement, in_force=False)

    def book(self, entries: Sequence[Booking]) -> None:
        """Record what the accounting program is given, in one transaction."""
        with self._db.transaction():
            bookings.record(self._db, entries)

    def withdraw(self, payment: KeptPayment, on: date) -> None:
        """Record that a payment was entered by mistake; refused for one the ledger does not know."""
        with self._db.transaction():
            received.withdraw(self._db, payment, on)

    def withdrawn(self) -> list[tuple[KeptPayment, int]]:
        """The payments that were withdrawn, each with the number of the last run recorded by then, 0 for none."""
        with self._db.speaking():
            return received.withdrawn(self._db)

    def block(self, block: KeptBlock, on: date) -> None:
        """Record a hold, a dispute or a promise; refused where the same one stands already."""
        with self._db.transaction():
            handed_in.block(self._db, block, on)

    def lift(self, about: Subject, on: date, why: str) -> tuple[KeptBlock, ...]:
        """Lift whatever keeps an invoice or a customer from being dunned, and return it.

        Refused where nothing does.
        """
        with self._db.transaction():
            lifted = handed_in.lift(self._db, about, on, why)
            if not lifted:
                who = "customer" if about.customer else "invoice"
                raise LedgerError(f"{who} {about.name!r} has no hold, dispute or promise", "nothing was recorded")
        return lifted

    def close(self, closing: Closing) -> Seen:
        """Record what became of a missing invoice, and return what was last known of it. Refused where it is not
        missing, or closed already."""
        with self._db.transaction():
            return closings.close(self._db, closing)

    def task(self, entry: TaskDone) -> None:
        """Record that a task is done, or that it is not after all. Refused where that is so already."""
        with self._db.transaction():
            tasks.record(self._db, entry)
