"""Invoices that got no notice, and why: one row each, and how many there are of each reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from pastdue.model import Column, Skip, Table, Why


def skips_table(skips: Iterable[Skip]) -> Table:
    """One row a skipped invoice, in the order given; `until` is the first day that may change by itself."""
    columns = (
        Column("invoice", "Invoice"),
        Column("customer_id", "Id"),
        Column("why", "Why"),
        Column("until", "Next on", date),
        Column("detail", "Detail"),
    )
    return Table("Invoices without a notice", columns, tuple(_row(skip) for skip in skips))


def _row(skip: Skip) -> tuple[object, ...]:
    return (skip.invoice, skip.customer_id, skip.why.value, skip.until, skip.detail)


def skip_counts_table(skips: Iterable[Skip]) -> Table:
    """One row a reason that occurs, those that need attention first, then the most frequent."""
    counts = Counter(skip.why for skip in skips)
    order = list(Why)
    reasons = sorted(counts, key=lambda why: (not why.needs_attention, -counts[why], order.index(why)))
    columns = (Column("why", "Why"), Column("invoices", "Invoices", int), Column("attention", "Needs attention"))
    rows = tuple((why.value, counts[why], "yes" if why.needs_attention else "") for why in reasons)
    return Table("Why no notice", columns, rows)


def skip_json(skip: Skip) -> dict[str, object]:
    """One skip as `run.json` carries it."""
    return {
        "invoice": skip.invoice,
        "customer_id": skip.customer_id,
        "why": skip.why.value,
        "until": skip.until.isoformat() if skip.until else None,
        "detail": skip.detail,
    }
