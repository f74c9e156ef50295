"""`pastdue close INVOICE`: the reason why an invoice is missing from the file, kept on record."""

from __future__ import annotations

from datetime import date

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import Day


@click.command()
@click.argument("invoice", shell_complete=completion.invoices())
@click.option("--why", required=True, type=click.Choice(["paid", "written_off", "other"]), help="What became of it.")
@click.option("--issued", type=Day(), help="Its day of issue, where several invoices of the number are missing.")
@click.option("--note", default="", help="More about it in a few words; it stays in the history.")
@common
def command(desk: Desk, invoice: str, why: str, issued: date | None, note: str) -> None:
    """Say what became of INVOICE, which earlier runs saw open and the last one did not find in its file.

    It is then no longer listed as missing. Should it come back with something open, no letter is sent about it
    before you approve it. An invoice whose number another one has by now is missing as well; --issued says which.

    \b
    Examples:
      pastdue close INV-2026-0041 --why paid
      pastdue close INV-2026-0042 --why written_off --note "insolvent since October"
    """
    from pastdue.cli.jobs import ledger_to_change
    from pastdue.model.kept import Closing

    with ledger_to_change(desk.firm) as ledger:
        known = ledger.entries.close(Closing(invoice, why, desk.as_of, note.strip(), issued=issued))
        kept, history = ledger.kept(), ledger.history()
    paid = known.paid_since(kept.payments, history.seen[invoice])
    if why == "other":
        from pastdue.run.remarks import left_under

        for remark in left_under(known, kept, history):
            desk.remark(f"remark: {remark}")
    since = f", {paid:,} paid since" if paid else ""
    say(f"closed {invoice} of customer {known.customer_id} as {why.replace('_', ' ')}: {known.open:,} was open{since}")
