"""`pastdue undo`: the last run taken back."""

from __future__ import annotations

import click

from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import Reason


@click.command()
@click.option("--why", default="undone", type=Reason(), help="Why; it stays in the history (default: undone).")
@click.option("--posted", is_flag=True, help="Include letters that were posted, which the customer has.")
@click.option("--paid", is_flag=True, help="Include letters whose charges were paid; these become a credit.")
@common
def command(desk: Desk, why: str, posted: bool, paid: bool) -> None:
    """Take back the last run as a whole: its letters, and the payments and lists it was handed in.

    The files stay where they are, and the last line says which paper not to post. Run again with the right files.
    Refused without --posted where a letter of it was posted, and without --paid where the charges of one were paid.

    \b
    Examples:
      pastdue undo
      pastdue undo --why "wrong export"
    """
    from pastdue.cli.jobs import ledger_to_change
    from pastdue.cli.voided import say_voided
    from pastdue.ledger import Despite, RunState
    from pastdue.model.errors import LedgerError
    from pastdue.model.wording import counted

    with ledger_to_change(desk.firm) as ledger:
        standing = [run for run in ledger.runs() if run.state in (RunState.RECORDED, RunState.RELEASED)]
        if not standing:
            raise LedgerError("there is no run to undo", "`pastdue history --runs` lists the runs", ledger.name)
        last = standing[-1]
        voided = ledger.void_run(last.id, desk.as_of, why, Despite(posted, paid))
        say(f"undone: run {last.id} as of {last.as_of}, {counted(len(voided.notices), 'notice')}")
        say_voided(desk, ledger, voided)
