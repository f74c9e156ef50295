"""`pastdue ledger check|backup|copy`: the check of the ledger, a safe copy of it, and its move to another place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk, common, format_option
from pastdue.cli.terminal.speaking import say
from pastdue.model.errors import SettingsError
from pastdue.model.wording import counted

if TYPE_CHECKING:
    from pastdue.ledger import Ledger


@click.group()
def command() -> None:
    """Check the ledger, copy it to a safe place, or move it to another one.

    \b
    Examples:
      pastdue ledger check
      pastdue ledger backup ledger-2026-11-30.db
      pastdue ledger copy postgresql://clerk@db.example.com/books
    """


@command.command(short_help="Say what is wrong with the ledger and its letters.")
@format_option
@common
def check(desk: Desk, form: str) -> int:
    """Say what is wrong with the ledger and the letters it recorded, or that all is well and what that covers."""
    from pastdue.cli.results import show
    from pastdue.ledger import Access
    from pastdue.model import Column, Table
    from pastdue.model.tables import Rank
    from pastdue.reports.formats.json import table_json

    with desk.firm.ledger_place.open(Access.READ) as ledger:
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
    from pastdue.ledger import Access

    with desk.firm.ledger_place.open(Access.READ) as ledger:
        ledger.backup(target)
    click.echo(f"wrote {target}")


@command.command(short_help="Copy the ledger to another place, proved equal.")
@click.argument("target", metavar="TO")
@click.option("--schema", help="The schema of a database TO (default: `[ledger] schema`).")
@common
def copy(desk: Desk, target: str, schema: str | None) -> None:
    """Copy the ledger to TO, a new file or postgresql://USER@HOST/DATABASE, and prove that both hold the same.

    Every row of every table is read back from both. The ledger stays as it is, and in use until pastdue.toml names the
    copy. Nothing is ever written over.

    \b
    Examples:
      pastdue ledger copy postgresql://clerk@db.example.com/books
      pastdue ledger copy pastdue.ledger
    """
    from pastdue.firm.checks import check_ledger
    from pastdue.firm.settings.output import LedgerSettings
    from pastdue.ledger import FilePlace
    from pastdue.ledger.copying import copy as copied
    from pastdue.ledger.places import server_place

    firm = desk.firm
    own = replace(firm.settings.ledger, file=LedgerSettings().file, schema=schema or firm.settings.ledger.schema)
    if "://" in target:
        check_ledger(replace(own, url=target), "TO")
        place = server_place(target, own.schema, firm.folder)
    elif schema is not None:
        raise SettingsError(
            "--schema: a file has no schema", "leave it out, or copy to postgresql://USER@HOST/DATABASE"
        )
    else:
        place = FilePlace(Path(target))
    proofs = copied(firm.ledger_place, place)
    rows = sum(proof.rows for proof in proofs.values())
    say(f"copied {firm.ledger_place.name} to {place.name}")
    say(f"{counted(rows, 'row')} of {len(proofs)} tables read back from both: equal, table by table")
    say(
        f"to use the copy, write under [ledger] in {firm.file or 'pastdue.toml'}, in place of what named the old one,"
        " and move that away from every run:"
    )
    click.echo("\n".join(place.settings(firm.folder)))


def _covered(ledger: Ledger) -> str:
    """The extent of a check: the numbers of runs, letters and notices, and of the files compared."""
    runs = ledger.runs()
    files = sum(len(ledger.files(run.id)) for run in runs)
    counts = ((len(runs), "run"), (sum(run.letters for run in runs), "letter"), (len(ledger.notices()), "notice"))
    return f"{', '.join(counted(n, what) for n, what in counts)}; {counted(files, 'file')} compared"
