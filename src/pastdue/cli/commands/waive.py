"""`pastdue waive INVOICE`: the waiver of an invoice's charges, or an agreement about one kind, kept on record."""

from __future__ import annotations

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import Reason
from pastdue.model.charges import ChargeKind


@click.command()
@click.argument("invoice", shell_complete=completion.invoices())
@click.option("--why", required=True, type=Reason(), help="Why, as 'paid without the fee'; it stays in the history.")
@click.option("--component", type=click.Choice([kind.value for kind in ChargeKind]), help="Only this kind of charges.")
@click.option("--amount", metavar="AMOUNT", help="With --component: charge this instead, as '20 EUR'.")
@click.option("--undo", is_flag=True, help="Charge the invoice again.")
@common
def command(desk: Desk, invoice: str, why: str, component: str | None, amount: str | None, undo: bool) -> None:
    """Charge nothing for the lateness of INVOICE from now on; the invoice itself stays owed.

    With --component only one kind of charges is waived or, with --amount, set to an amount, which holds once the policy
    charges something of that kind.

    \b
    Examples:
      pastdue waive INV-2026-0041 --why "paid without the fee"
      pastdue waive INV-2026-0041 --component interest --why "agreed by phone"
      pastdue waive INV-2026-0041 --component fee --amount "20 EUR" --why "half of it"
    """
    from pastdue.cli.blocks import refuse_whole
    from pastdue.cli.jobs import ledger_to_enter
    from pastdue.model.kept import Agreement
    from pastdue.model.money import Money

    if amount is not None and (component is None or undo):
        raise click.UsageError("--amount sets one kind of charges: name it with --component")
    agreed = Money.parse(amount) if amount is not None else None
    with ledger_to_enter(desk.firm) as ledger:
        known = ledger.history().seen
        if invoice not in known:
            refuse_whole(invoice, known)
        if invoice not in known and not ledger.notices(invoice=invoice):
            desk.remark(f"remark: no run has seen an invoice {invoice!r} so far; is the number right?")
        if component is not None:
            agreement = Agreement(invoice, ChargeKind(component), agreed, desk.as_of, why)
            (ledger.entries.disagree if undo else ledger.entries.agree)(agreement)
            said = "charged by the policy again" if undo else agreement.said
            say(f"{component} of {invoice} is {said}: {why}")
        elif undo:
            ledger.unwaive(invoice, why, desk.as_of)
            say(f"charges of {invoice} are charged again: {why}")
        else:
            ledger.waive(invoice, why, desk.as_of)
            say(f"charges of {invoice} are waived: {why}")
