"""The rows of the book that days and amounts alone decide, without a look at letters, charges or customers."""

from __future__ import annotations

from collections.abc import Iterator

from pastdue.book import Measured
from pastdue.ladder.rules import NoticeHistory, Rules
from pastdue.ladder.rungs import Rungs
from pastdue.model import Skip, Why
from pastdue.model.messages import Message
from pastdue.model.spans import day_number, day_of


def sorted_out(
    measured: Measured, history: NoticeHistory, rules: Rules, rungs: Rungs
) -> Iterator[tuple[int, Skip | None]]:
    """Each row of the book with its skip, or with None where its days and amounts alone do not decide."""
    today = day_number(measured.as_of)
    names = ("invoice", "customer_id", "issued", "effective_due", "days", "total_minor", "open_minor")
    dated = measured.due_known.tolist()
    for row, values in enumerate(measured.each(*names)):
        invoice, customer, issued, due, days, total, open_ = values
        if issued > today:
            yield row, Skip(invoice, customer, Why.NOT_ISSUED, day_of(issued))
        elif total >= 0 >= open_ and history.issued(invoice):
            yield row, None  # its letters may have named charges that were not paid
        elif total < 0 or open_ < 0:
            yield row, Skip(invoice, customer, Why.CREDIT)
        elif open_ == 0:
            collected = rules.late_payments_from is not None and days > 0
            yield row, None if collected else Skip(invoice, customer, Why.PAID)
        elif invoice in history.booked.with_invoice:
            detail = Message.of("booked_charge", invoice=history.booked.of[invoice])
            yield row, Skip(invoice, customer, Why.BOOKED_CHARGE, detail=detail)
        elif days <= 0 and not dated[row]:
            yield row, Skip(invoice, customer, Why.NOT_DUE)  # nothing says on which day it is
        elif days <= 0 and history.issued(invoice):
            yield row, None  # its letters named another due date
        elif days <= 0:
            sent = history.noted(invoice)
            note = rungs.note(day_of(due), sent)
            until = None if note else rungs.before_due(day_of(due), sent)
            yield row, None if note else Skip(invoice, customer, Why.NOT_DUE, until)
        else:
            yield row, None
