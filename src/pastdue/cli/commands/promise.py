"""`pastdue promise INVOICE`: a promise to pay by a day."""

from __future__ import annotations

from datetime import date

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.values import Day, Reason


@click.command()
@click.argument("invoice", required=False, shell_complete=completion.invoices())
@click.option("--customer", metavar="ID", help="All invoices of this customer instead.")
@click.option("--until", type=Day(), required=True, help="The day payment is promised for.")
@click.option("--amount", metavar="AMOUNT", help="The part of INVOICE that is promised (default: all of it).")
@click.option("--why", required=True, type=Reason(), help="Why, in a few words; it stays in the history.")
@common
def command(desk: Desk, invoice: str | None, customer: str | None, until: date, amount: str | None, why: str) -> None:
    """Send no letter about INVOICE, or to a customer, until the promised day is over.

    Dunning then goes on by itself, and the letter says that the promised payment did not arrive. With --amount, as
    400.00 or "400.00 EUR", a payment of so much keeps the promise, and the rest is dunned.

    \b
    Examples:
      pastdue promise INV-2026-0041 --until 2026-12-04 --why "by phone, Ms Kaya"
      pastdue promise INV-2026-0041 --until 2026-12-04 --amount 400.00 --why "the first half"
    """
    from pastdue.cli.blocks import enter, named
    from pastdue.model import Block, BlockKind

    enter(desk, named(invoice, customer), Block(BlockKind.PROMISE, until, why), amount)
