"""`pastdue close INVOICE`: the reason why an invoice is missing from the file, kept on record."""

from __future__ import annotations

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import say


@click.command()
@click.argument("invoice", shell_complete=completion.invoices())
@click.option("--why", required=True, type=click.Choice(["paid", "written_off", "other"]), help="What became of it.")
@click.option("--note", default="", help="More about it in a few words; it stays in the history.")
@common
def command(desk: Desk, invoice: str, why: str, note: str) -> None:
    """Say what became of INVOICE, which earlier runs saw open and the last one did not find in its file.

    It is then no longer listed as missing. Should it come back with something open, no letter is sent about it
    before you approve it.

    \b
    Examples:
      pastdue close INV-2026-0041 --why paid
      pastdue close INV-2026-0042 --why written_off --note "insolvent since October"
    """
    from pastdue.cli.jobs import ledger_to_change
    from pastdue.model.kept import Closing
    from pastdue.model.money import total
    from pastdue.model.wording import listed

    with ledger_to_change(desk.firm) as ledger:
        known = ledger.entries.close(Closing(invoice, why, desk.as_of, note.strip()))
        kept, history = ledger.kept(), ledger.history()
        paid = known.paid_since(kept.payments)
        said = [
            f"the {each.block.kind.value}" for each in kept.blocks if (each.named, each.customer) == (invoice, False)
        ]
        said += ["the waiver"] if history.waived(invoice) is not None else []
        said += [f"the {one.kind.value} that is {one.said}" for one in history.agreed(invoice)]
        own = total((each.payment.amount for each in kept.payments if known.has(each)), known.currency)
        said += [f"{own:,} paid on it"] if own else []
    if why == "other" and said:
        again = f"where the debt goes on under another one, enter {'it' if len(said) == 1 else 'them'} for that"
        desk.remark(f"remark: {listed(said, len(said))}: for the number {invoice} alone; {again}")
    since = f", {paid:,} paid since" if paid else ""
    say(f"closed {invoice} of customer {known.customer_id} as {why.replace('_', ' ')}: {known.open:,} was open{since}")
