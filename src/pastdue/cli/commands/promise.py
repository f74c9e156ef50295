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
@click.option("--why", required=True, type=Reason(), help="Why, in a few words; it stays in the history.")
@common
def command(desk: Desk, invoice: str | None, customer: str | None, until: date, why: str) -> None:
    """Send no letter about INVOICE, or to a customer, until the promised day is over.

    Dunning then goes on by itself, and the letter says that the promised payment did not arrive.

    \b
    Examples:
      pastdue promise INV-2026-0041 --until 2026-12-04 --why "by phone, Ms Kaya"
    """
    from pastdue.cli.blocks import enter, named
    from pastdue.model import BlockKind

    enter(desk, BlockKind.PROMISE, named(invoice, customer), until, why)
