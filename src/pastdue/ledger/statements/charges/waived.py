"""Waivers of all charges of an invoice, by its number."""

from __future__ import annotations

from datetime import date

from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.statements import meant
from pastdue.model.kept import Waiver


@reading_rows("the waivers")
def standing(db: Database) -> tuple[dict[str, Waiver], dict[str, tuple[Waiver, ...]]]:
    """The waivers in force by number, of which the last entry decides; and those of older invoices whose number has a
    later entry."""
    last: dict[str, Waiver | None] = {}
    of: dict[tuple[str, date | None], Waiver | None] = {}
    for invoice, waived, why, *then in db.execute(
        f"SELECT waivers.invoice, waived, why, {meant.COLUMNS}, done_on FROM waivers {meant.joined('waivers')}"
        " ORDER BY waivers.n"
    ):
        whose = meant.meant(*then)
        last[invoice] = of[invoice, whose.issued if whose else None] = Waiver(why, whose) if waived else None
    before: dict[str, tuple[Waiver, ...]] = {}
    for (invoice, _), one in of.items():
        if one is not None and one is not last[invoice]:
            before[invoice] = (*before.get(invoice, ()), one)
    return {invoice: one for invoice, one in last.items() if one is not None}, before
