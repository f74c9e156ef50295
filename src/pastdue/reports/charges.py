"""What does lateness cost, line by line? Every charge with the segments that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from pastdue.model import Charge, Column, Notice, Segment, Table
from pastdue.money import Money

_SEGMENT = (
    Column("kind", "Kind"),
    Column("policy", "Policy"),
    Column("law", "Law"),
    Column("since", "From", date),
    Column("until", "To", date),
    Column("days", "Days", int),
    Column("base", "Base", Money),
    Column("percent", "Percent", Decimal),
    Column("day_count", "Day count"),
    Column("currency", "Currency"),
    Column("amount", "Amount", Money),
    Column("note", "Note"),
)


def charges_table(notices: Iterable[Notice]) -> Table:
    """One row a segment, so the amounts of an invoice's rows add up to what it is charged.

    Segments run over (from, to]: the first day is not counted. An adjustment (minimum, cap, VAT) is a row of
    its own, whose amount may be negative and whose note says what it is.
    """
    columns = (Column("invoice", "Invoice"), Column("customer_id", "Id"), Column("customer", "Customer"), *_SEGMENT)
    rows = tuple(
        (notice.invoice.number, notice.invoice.customer.id, notice.invoice.customer.name, *row)
        for notice in notices
        for row in _rows(notice.charges)
    )
    return Table("Charges", columns, rows)


def segments_table(charges: Iterable[Charge]) -> Table:
    """One row a segment of one invoice's charges."""
    return Table("Charges", _SEGMENT, tuple(_rows(charges)))


def _rows(charges: Iterable[Charge]) -> Iterator[tuple[object, ...]]:
    for charge in charges:
        for s in charge.segments:
            count = s.day_count.value if s.day_count else None
            yield (
                *(charge.kind.value, charge.policy, charge.law, s.since, s.until, s.days, s.base, s.percent, count),
                *(charge.currency, s.amount, s.note),
            )


def charge_json(charge: Charge) -> dict[str, object]:
    """One charge as `explain --format json` carries it: amounts and percentages as text, in the charge's currency."""
    return {
        "kind": charge.kind.value,
        "policy": charge.policy,
        "law": charge.law,
        "amount": charge.amount.plain,
        "segments": [_segment_json(segment) for segment in charge.segments],
    }


def _segment_json(segment: Segment) -> dict[str, object]:
    return {
        "since": segment.since.isoformat() if segment.since else None,
        "until": segment.until.isoformat() if segment.until else None,
        "days": segment.days,
        "base": None if segment.base is None else segment.base.plain,
        "percent": None if segment.percent is None else f"{segment.percent:f}",
        "day_count": segment.day_count.value if segment.day_count else None,
        "amount": segment.amount.plain,
        "note": segment.note,
    }
