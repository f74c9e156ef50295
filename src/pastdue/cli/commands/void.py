"""`pastdue void`: the withdrawal of a notice, a letter or a whole run."""

from __future__ import annotations

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.values import Reason, stage_name


@click.command()
@click.argument("invoice", required=False, shell_complete=completion.invoices())
@click.option(
    "--stage",
    type=stage_name,
    metavar="STAGE",
    shell_complete=completion.stages(),
    help="Which notice of INVOICE.",
)
@click.option("--letter", metavar="NUMBER", shell_complete=completion.letters(), help="Every notice of this letter.")
@click.option("--run", "run_id", metavar="ID", shell_complete=completion.runs(), help="Every notice of this run.")
@click.option("--why", required=True, type=Reason(), help="Why; it stays in the history.")
@click.option("--posted", is_flag=True, help="Include letters that were posted, which the customer has.")
@click.option("--paid", is_flag=True, help="Include letters whose charges were paid; these become a credit.")
@common
def command(
    desk: Desk,
    invoice: str | None,
    stage: str | None,
    letter: str | None,
    run_id: str | None,
    why: str,
    posted: bool,
    paid: bool,
) -> None:
    """Take back what was not posted: one notice of INVOICE, a letter, or a run. History keeps both.

    Refused where a later notice of the same invoice stands, where the letter asks for other invoices, too (take back
    the letter), without --posted where a letter was posted, and without --paid where its charges were paid.
    `pastdue undo` takes back the last run.

    \b
    Examples:
      pastdue void INV-2026-0041 --stage reminder --why "was paid that morning"
      pastdue void --letter 2026-00007 --why "never posted"
      pastdue void --run 2026-10-30-1 --why "wrong file"
    """
    from pastdue.cli.jobs import ledger_to_change
    from pastdue.cli.voided import say_voided
    from pastdue.ledger import Despite

    if sum(given is not None for given in (invoice, letter, run_id)) != 1:
        raise click.UsageError("name one of INVOICE, --letter or --run")
    if invoice is not None and stage is None:
        raise click.UsageError(f"which notice of {invoice}? add the stage, as `--stage reminder`")
    despite = Despite(posted=posted, paid=paid)
    with ledger_to_change(desk.firm) as ledger:
        if stage is not None:
            _check_stage(desk, stage, {str(row.stage) for row in ledger.notices(invoice=invoice)})
        if run_id is not None:
            voided = ledger.void_run(run_id, desk.as_of, why, despite)
        elif letter is not None:
            voided = ledger.void_letter(letter, desk.as_of, why, despite)
        else:
            assert invoice is not None and stage is not None
            voided = ledger.void_notice(invoice, stage, desk.as_of, why, despite)
        say_voided(desk, ledger, voided)


def _check_stage(desk: Desk, stage: str, sent: set[str]) -> None:
    """Refuses a stage that neither the program, nor the firm, nor the invoice's own notices have."""
    from pastdue.firm.rows import stages

    known = stages.names(desk.firm.catalog)
    if stage not in known and stage not in sent:
        raise click.UsageError(f"{stage!r} is not a stage; known: {', '.join((*known, *sorted(sent - {*known})))}")
