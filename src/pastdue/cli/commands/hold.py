"""`pastdue hold INVOICE`: an invoice or a customer not to be written to for a while."""

from __future__ import annotations

from datetime import date

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.values import Day, Reason


@click.command()
@click.argument("invoice", required=False, shell_complete=completion.invoices())
@click.option("--customer", metavar="ID", help="All invoices of this customer instead.")
@click.option("--until", type=Day(), help="The last day it holds (default: until it is lifted).")
@click.option("--why", required=True, type=Reason(), help="Why, in a few words; it stays in the history.")
@common
def command(desk: Desk, invoice: str | None, customer: str | None, until: date | None, why: str) -> None:
    """Send no letter about INVOICE, or to a customer, until a day or until `pastdue lift`.

    It stays in force whatever list of holds is handed in, and ends by hand or with its last day.

    \b
    Examples:
      pastdue hold INV-2026-0041 --why "we check the delivery" --until 2026-12-15
      pastdue hold --customer C-017 --why "new owner, we talk in January"
    """
    from pastdue.cli.blocks import enter, named
    from pastdue.model import Block, BlockKind

    enter(desk, named(invoice, customer), Block(BlockKind.HOLD, until, why))
