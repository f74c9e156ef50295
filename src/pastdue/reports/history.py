"""What does the ledger have to tell? Its runs and its notices, voided ones too, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pastdue.ledger import NoticeRow, Posting, Run
from pastdue.model import Column, Table
from pastdue.model.money import Money


def runs_table(runs: Iterable[Run]) -> Table:
    """One row a run, in the order they were begun."""
    columns = (
        Column("run", "Run"),
        Column("as_of", "As of", date),
        Column("state", "State"),
        Column("letters", "Letters", int),
        Column("calendar", "Calendar"),
        Column("at", "Begun (UTC)"),
    )
    return Table(
        "Runs", columns, tuple((r.id, r.as_of, r.state.value, r.letters, r.record.calendar, r.at) for r in runs)
    )


def notices_table(
    notices: Iterable[NoticeRow], customer: str | None = None, postings: Mapping[str, Posting] | None = None
) -> Table:
    """One row a notice, oldest first; only `customer`'s when one is named. `postings` are those of the letters."""
    columns = (
        Column("invoice", "Invoice"),
        Column("customer_id", "Customer no."),
        Column("stage", "Stage"),
        Column("on", "On", date),
        Column("pay_by", "Pay by", date),
        Column("letter", "Letter"),
        Column("currency", "Currency"),
        Column("open", "Open", Money),
        Column("charges", "Charges", Money),
        Column("total", "Total", Money),
        Column("voided_on", "Voided on", date),
        Column("why", "Why"),
        Column("run", "Run"),
        Column("posted_on", "Posted on", date),
        Column("service", "Service"),
        Column("tracking_number", "Tracking number"),
    )
    own = [notice for notice in notices if customer in (None, notice.customer_id)]
    return Table("History", columns, tuple(_row(notice, (postings or {}).get(notice.letter)) for notice in own))


def _row(notice: NoticeRow, posting: Posting | None) -> tuple[object, ...]:
    return (
        *(notice.invoice, notice.customer_id, notice.stage.value, notice.on, notice.pay_by, notice.letter),
        *(notice.open.currency, notice.open, notice.charged, notice.total),
        *(notice.voided_on, notice.voided_why, notice.run),
        *((posting.on, posting.service, posting.number) if posting else (None, "", "")),
    )
