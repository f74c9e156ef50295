"""`pastdue waive INVOICE`: the waiver of an invoice's charges, kept on record."""

from __future__ import annotations

import click

from pastdue.cli.options import Desk, common
from pastdue.cli.values import Reason


@click.command(short_help="Waive an invoice's charges; the waiver stays on record.")
@click.argument("invoice")
@click.option("--why", required=True, type=Reason(), help="Why, as 'paid without the fee'; it stays in the history.")
@click.option("--undo", is_flag=True, help="Charge the invoice again.")
@common
def command(desk: Desk, invoice: str, why: str, undo: bool) -> None:
    """Charge nothing for the lateness of INVOICE from now on; the invoice itself stays owed."""
    from pastdue.cli.jobs import ledger_to_change

    with ledger_to_change(desk.firm, create=True) as ledger:
        if invoice not in ledger.history().seen and not ledger.notices(invoice=invoice):
            desk.remark(f"remark: no run has seen an invoice {invoice!r} so far; is the number right?")
        if undo:
            ledger.unwaive(invoice, why, desk.as_of)
        else:
            ledger.waive(invoice, why, desk.as_of)
    click.echo(f"charges of {invoice} are {'charged again' if undo else 'waived'}: {why}")
