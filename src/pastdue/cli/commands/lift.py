"""`pastdue lift INVOICE`: the end of a hold, a dispute or a promise."""

from __future__ import annotations

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import Reason


@click.command()
@click.argument("invoice", required=False, shell_complete=completion.invoices())
@click.option("--customer", metavar="ID", help="Those of this customer as a whole instead.")
@click.option("--why", required=True, type=Reason(), help="Why, in a few words; it stays in the history.")
@common
def command(desk: Desk, invoice: str | None, customer: str | None, why: str) -> None:
    """End every hold, dispute and promise of INVOICE, or of a customer as a whole.

    A list of holds that still names it puts it in force again with the next run: take it out there, too.

    \b
    Examples:
      pastdue lift INV-2026-0041 --why "credit note agreed"
      pastdue lift --customer C-017 --why "agreed on instalments"
    """
    from pastdue.cli.blocks import named
    from pastdue.cli.jobs import ledger_to_change

    about = named(invoice, customer)
    with ledger_to_change(desk.firm) as ledger:
        lifted = ledger.entries.lift(about, desk.as_of, why)
    for each in lifted:
        said = f" of {each.file}" if each.file else ""
        say(f"lifted the {each.block.kind.value}{said} of {about}: {why}")
