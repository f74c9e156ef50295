"""Invoices that got no notice, and why: one row each, and how many there are of each reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from pastdue.model import Column, Skip, Table, Why
from pastdue.model.tables import OneByOne, Rank

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


def skips_table(skips: Collection[Skip]) -> Table:
    """A row for each skipped invoice, in the order given; `until` is the first day that may change by itself."""
    columns = (
        Column("invoice", "Invoice", rank=Rank.KEY),
        Column("customer_id", "Id"),
        Column("why", "Why", rank=Rank.KEY),
        Column("until", "Next on", date, rank=Rank.KEY),
        Column("detail", "Detail"),
    )
    return Table("Invoices without a notice", columns, OneByOne(_row, skips))


def _row(skip: Skip) -> tuple[object, ...]:
    return (skip.invoice, skip.customer_id, skip.why.value, skip.until, str(skip.detail))


def skip_json(skip: Skip) -> dict[str, object]:
    """One skip as `run.json` carries it."""
    return {
        "invoice": skip.invoice,
        "customer_id": skip.customer_id,
        "why": skip.why.value,
        "until": skip.until.isoformat() if skip.until else None,
        "detail": str(skip.detail),
    }
