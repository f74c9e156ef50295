"""`pastdue void`: how is a notice, a letter or a whole run taken back?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pastdue.cli.options import Desk, Reason, StageOf, common

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pastdue.ledger import Ledger, NoticeRow

_NAMED_AT_MOST = 5


@click.command(short_help="Take back a notice, a letter or a run not posted.")
@click.argument("invoice", required=False)
@click.option("--stage", type=StageOf(), help="Which notice of INVOICE.")
@click.option("--letter", metavar="NUMBER", help="Every notice of this letter.")
@click.option("--run", "run_id", metavar="ID", help="Every notice of this run.")
@click.option("--why", required=True, type=Reason(), help="Why; it stays in the history.")
@click.option("--posted", is_flag=True, help="Letters that were posted, too: the customer has them all the same.")
@common
def command(desk: Desk, why: str, run_id: str | None, letter: str | None, **rest: Any) -> None:
    """Take back what was not posted: one notice of INVOICE, a letter, or a run. History keeps both.

    Refused where a later notice of the same invoice stands, and, without --posted, where a letter was posted.

    \b
    Examples:
      pastdue void INV-2026-0041 --stage reminder --why "was paid that morning"
      pastdue void --letter 2026-00007 --why "never posted"
      pastdue void --run 2026-10-30-1 --why "wrong file"
    """
    from pastdue.cli.jobs import ledger_to_change

    invoice, stage = rest["invoice"], rest["stage"]
    if sum(given is not None for given in (invoice, letter, run_id)) != 1:
        raise click.UsageError("name one of INVOICE, --letter or --run")
    if invoice is not None and stage is None:
        raise click.UsageError(f"which notice of {invoice}? add --stage, as --stage reminder")
    with ledger_to_change(desk.firm) as ledger:
        rows = ledger.notices(run=run_id, letter=letter, invoice=invoice)
        posted = _posted(ledger, (row for row in rows if stage in (None, row.stage)))
        if posted and not rest["posted"]:
            _refuse(ledger, posted)
        if run_id is not None:
            voided = ledger.void_run(run_id, desk.as_of, why)
        elif letter is not None:
            voided = ledger.void_letter(letter, desk.as_of, why)
        else:
            voided = ledger.void_notice(str(invoice), stage, desk.as_of, why)
    for notice in voided:
        click.echo(f"voided {notice.stage} of {notice.invoice} in letter {notice.letter}")
    if posted:
        desk.remark(f"remark: tell the customer, who has what was posted: {posted}")


def _posted(ledger: Ledger, rows: Iterable[NoticeRow]) -> str:
    """Those letters of the standing notices among `rows` that were posted, each with its day; empty: none was."""
    known = ledger.postings()
    numbers = [n for n in dict.fromkeys(row.letter for row in rows if row.voided_on is None) if n in known]
    told = [f"letter {number} on {known[number].on}" for number in numbers[:_NAMED_AT_MOST]]
    more = [f"{len(numbers) - _NAMED_AT_MOST} more"] if len(numbers) > _NAMED_AT_MOST else []
    return ", ".join([*told, *more])


def _refuse(ledger: Ledger, posted: str) -> None:
    from pastdue.model.errors import LedgerError

    raise LedgerError(
        f"{ledger.path}: posted already: {posted}",
        "the customer has it; add --posted to take it back all the same, and tell the customer",
    )
