"""What a run saw of every invoice, for the ledger, and what is missing since an earlier run saw it."""

from __future__ import annotations

from collections.abc import Iterator

from pastdue.book import Measured
from pastdue.intake import Intake
from pastdue.ledger import History
from pastdue.model.kept import Seen
from pastdue.model.spans import day_of


def seen(measured: Measured, intake: Intake, history: History, approved: tuple[str, ...] = ()) -> Iterator[Seen]:
    """Every invoice of today's file as it stands on the day; one whose row was rejected as the last run had it.

    What is owed beyond question rises only where the invoice is new or `approved`.
    """
    frame, agreed = measured.frame, frozenset(approved)
    names = ("invoice", "customer_id", "currency", "open_minor", "customer", "issued", "due", "total_minor")
    days = {day: day_of(day) for name in ("issued", "due") for day in frame[name].unique().tolist()}
    columns = (frame[name].tolist() for name in names)
    for number, customer_id, currency, owed, customer, issued, due, total in zip(*columns, strict=True):
        known = history.seen.get(number)
        trusted = owed
        if known is not None and known.currency == currency and number not in agreed:
            trusted = min(owed, known.trusted.minor)
        yield Seen(number, customer_id, currency, owed, customer, days[issued], days[due], total, trusted)
    for number in sorted(unreadable(intake) & history.seen.keys()):
        yield history.seen[number]


def unreadable(intake: Intake) -> frozenset[str]:
    """The numbers of the invoices whose rows were rejected: they are in the file, whatever is wrong with them."""
    file = intake.book.file
    return frozenset(r.invoice for r in intake.rejected_records if r.invoice and r.source.file == file)


def gone(history: History, intake: Intake) -> tuple[Seen, ...]:
    """The invoices that were open in the last run's file and are not in today's, as they were, by number.

    One whose row is there and was rejected is not gone.
    """
    open_ = {number for number, known in history.seen.items() if known.present and known.open_minor}
    numbers = sorted(open_ - set(intake.book.frame["invoice"]) - unreadable(intake))
    return tuple(history.seen[number] for number in numbers)
