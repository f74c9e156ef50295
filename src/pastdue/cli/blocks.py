"""Holds, disputes and promises entered by hand: what the commands `hold`, `dispute` and `promise` have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk
from pastdue.cli.terminal.speaking import say

if TYPE_CHECKING:
    from pastdue.model import Block
    from pastdue.model.kept import Seen, Subject
    from pastdue.model.money import Money


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


def amount_of(text: str, known: Seen | None, subject: str) -> Money:
    """The amount, in the invoice's currency where none is written. `subject` is what no run has seen where nothing is
    `known`."""
    from pastdue.model.errors import SettingsError
    from pastdue.model.money import Money

    if known is None and not text.strip()[-1:].isalpha():
        raise SettingsError(
            f"in which currency? no run has seen the {subject}, and {text!r} names none",
            'write the currency beside the amount, as "400.00 EUR"',
        )
    return Money.parse(text if text.strip()[-1:].isalpha() or known is None else f"{text.strip()} {known.currency}")


def enter(desk: Desk, about: Subject, block: Block, amount: str | None = None) -> None:
    """Record a block and say so; remark on an invoice or a customer no run has seen. `amount` is the part of an invoice
    that is promised."""
    from pastdue.cli.jobs import ledger_to_enter
    from pastdue.model.kept import KeptBlock
    from pastdue.model.names import instalments_of

    if amount is not None and about.customer:
        raise click.UsageError("--amount is for an INVOICE: nothing says which of a customer's it would pay")
    with ledger_to_enter(desk.firm) as ledger:
        seen, part = ledger.history().seen, None
        if amount is not None:
            refuse_whole(about.name, () if about.name in seen else seen)
            part = amount_of(amount, seen.get(about.name), "invoice")
        known = {one.customer_id for one in seen.values()} if about.customer else seen
        if about.name not in known and (about.customer or not instalments_of(about.name, seen)):
            what = "a customer" if about.customer else "an invoice"
            desk.remark(f"remark: no run has seen {what} {about.name!r} so far; is the number right?")
        ledger.entries.block(KeptBlock(about, replace(block, amount=part)), desk.as_of)
    lasts = f"until {block.until}, that day included" if block.until else "until it is lifted"
    say(f"{block.kind.value} of {f'{part:,} of ' if part else ''}{about} {lasts}: {block.reason}")
