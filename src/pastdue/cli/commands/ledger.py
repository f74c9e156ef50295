"""`pastdue ledger check|backup`: the check of the ledger, and a safe copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk, common, format_option
from pastdue.cli.speaking import say
from pastdue.model.wording import counted

if TYPE_CHECKING:
    from pastdue.ledger import Ledger


@click.group(short_help="Check the ledger, or copy it to a safe place.")
def command() -> None:
    """Check the ledger, or copy it to a safe place.

    \b
    Examples:
      pastdue ledger check
      pastdue ledger backup ledger-2026-11-30.db
    """


@command.command(short_help="Say what is wrong with the ledger and its letters.")
@format_option
@common
def check(desk: Desk, form: str) -> int:
    """Say what is wrong with the ledger and the letters it recorded, or that all is well and what that covers."""
    from pastdue.cli.results import show
    from pastdue.model import Column, Table
    from pastdue.model.tables import Rank
    from pastdue.reports.formats.json import table_json

    with desk.firm.ledger_place.open(read_only=True) as ledger:
        findings = ledger.check()
        whole = "" if findings else f"{ledger.name}: whole: {_covered(ledger)}"
    columns = (
        Column("fault", "Fault", rank=Rank.KEY),
        Column("where", "Where", rank=Rank.KEY),
        Column("what", "What"),
    )
    table = Table("Ledger", columns, tuple((f.fault.value, f.where, f.what) for f in findings))
    if findings or form != "table":
        show(table, table_json(table), form)
    else:
        say(whole)
    return 7 if findings else 0


@command.command(short_help="Copy the ledger to a new file, whole and checked.")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@common
def backup(desk: Desk, target: Path) -> None:
    """Copy the ledger to TARGET, whole and checked; never over a file that is there."""
    with desk.firm.ledger_place.open(read_only=True) as ledger:
        ledger.backup(target)
    click.echo(f"wrote {target}")


def _covered(ledger: Ledger) -> str:
    """The extent of a check: the numbers of runs, letters and notices, and of the files compared."""
    runs = ledger.runs()
    files = sum(len(ledger.files(run.id)) for run in runs)
    counts = ((len(runs), "run"), (sum(run.letters for run in runs), "letter"), (len(ledger.notices()), "notice"))
    return f"{', '.join(counted(n, what) for n, what in counts)}; {counted(files, 'file')} compared"
