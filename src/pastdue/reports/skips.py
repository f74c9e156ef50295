"""Invoices that got no notice, and why: one row each, and how many there are of each reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pastdue.model import Column, Skip, Table


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


def skip_json(skip: Skip) -> dict[str, object]:
    """One skip as `run.json` carries it."""
    return {
        "invoice": skip.invoice,
        "customer_id": skip.customer_id,
        "why": skip.why.value,
        "until": skip.until.isoformat() if skip.until else None,
        "detail": skip.detail,
    }
