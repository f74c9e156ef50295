"""Invoices that got no notice, and why: one row each, and how many there are of each reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from pastdue.model import Column, Skip, Table, Why
from pastdue.model.tables import ColumnsOf, Rank

EXPECTED = (Why.PAID, Why.NOT_DUE)
"""The reasons that most invoices of an export have, and that need no reading one by one."""


def unexpected(skips: Iterable[Skip]) -> Table:
    """The table of the skips that have another reason than most invoices; a note counts the rest."""
    listed, counts = list[Skip](), dict.fromkeys(EXPECTED, 0)
    for skip in skips:
        if skip.why in counts:
            counts[skip.why] += 1
        else:
            listed.append(skip)
    rest = ", ".join(f"{count:,} {why.value}" for why, count in counts.items() if count)
    table = skips_table(listed)
    return replace(table, notes=(f"not listed: {rest}; --all lists them, too",)) if rest else table


_COLUMNS = ColumnsOf[Skip]({
    Column("invoice", "Invoice", rank=Rank.KEY): lambda one: one.invoice,
    Column("customer_id", "Id"): lambda one: one.customer_id,
    Column("why", "Why", rank=Rank.KEY): lambda one: one.why.value,
    Column("until", "Next on", date, rank=Rank.KEY): lambda one: one.until,
    Column("detail", "Detail"): lambda one: str(one.detail),
})  # fmt: skip


def skips_table(skips: Collection[Skip]) -> Table:
    """A row for each skipped invoice, in the order given; `until` is the first day that may change by itself."""
    return _COLUMNS.table_one_by_one("Invoices without a notice", skips)


def skip_json(skip: Skip) -> dict[str, object]:
    """One skip as `run.json` carries it."""
    return {
        "invoice": skip.invoice,
        "customer_id": skip.customer_id,
        "why": skip.why.value,
        "until": skip.until.isoformat() if skip.until else None,
        "detail": str(skip.detail),
    }
