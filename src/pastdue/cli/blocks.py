"""Holds, disputes and promises entered by hand: what the commands `hold`, `dispute` and `promise` have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk
from pastdue.cli.terminal.speaking import say

if TYPE_CHECKING:
    from pastdue.model import BlockKind
    from pastdue.model.kept import Subject


def named(invoice: str | None, customer: str | None) -> Subject:
    """The invoice or the customer a command is about; refuses both and neither."""
    from pastdue.model.kept import Subject

    if (invoice is None) == (customer is None):
        raise click.UsageError("name one of INVOICE or --customer ID")
    return Subject(str(invoice)) if customer is None else Subject(customer, customer=True)


def refuse_whole(invoice: str, seen: Iterable[str]) -> None:
    """Refuses the number of an invoice that runs saw in instalments, each of which is an item of its own."""
    from pastdue.model.errors import SettingsError
    from pastdue.model.names import instalments_of

    if own := instalments_of(invoice, seen):
        raise SettingsError(f"{invoice!r} is in instalments, each an item of its own", f"name one: {', '.join(own)}")


def enter(desk: Desk, kind: BlockKind, about: Subject, until: date | None, why: str) -> None:
    """Record a block of that kind and say so; remark on an invoice or a customer no run has seen."""
    from pastdue.cli.jobs import ledger_to_enter
    from pastdue.model import Block
    from pastdue.model.kept import KeptBlock
    from pastdue.model.names import instalments_of

    with ledger_to_enter(desk.firm) as ledger:
        seen = ledger.history().seen
        known = {one.customer_id for one in seen.values()} if about.customer else seen
        if about.name not in known and (about.customer or not instalments_of(about.name, seen)):
            what = "a customer" if about.customer else "an invoice"
            desk.remark(f"remark: no run has seen {what} {about.name!r} so far; is the number right?")
        ledger.entries.block(KeptBlock(about, Block(kind, until, why)), desk.as_of)
    lasts = f"until {until}, that day included" if until else "until it is lifted"
    say(f"{kind.value} of {about} {lasts}: {why}")
