"""`pastdue run FILE...`: the monthly job. Letters, print file, reports and ledger from one export."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk, common, format_option, provisional_option, selection_options, today
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.terminal.progress import progress
from pastdue.cli.terminal.speaking import agrees, say
from pastdue.cli.values import parts_argument

if TYPE_CHECKING:
    from pastdue.firm import Firm
    from pastdue.model.kept import Selection


@click.command()
@parts_argument
@click.option(
    "--out", type=click.Path(path_type=Path), help="The folder to write to (default: out beside pastdue.toml)."
)
@click.option(
    "--processes", type=click.IntRange(1, 256), help="How many cores may set letters (default: as many as help)."
)
@click.option(
    "--engine",
    metavar="ENGINE",
    help="Where letters are made: local (the default), or dask://HOST:PORT by the workers of that scheduler.",
)
@click.option(
    "--approve",
    multiple=True,
    metavar="INVOICE",
    help="An invoice or customer you have reviewed, to go out as it stands.",
)
@click.option("--yes", is_flag=True, help="Confirm an --as-of day more than a week ahead.")
@click.option("--new-ledger", is_flag=True, help="Begin a ledger beside settings that had one: nothing was ever sent.")
@selection_options
@csv_options
@format_option
@common
@provisional_option
def command(
    desk: Desk,
    reading: ReadingOptions,
    files: tuple[Path, ...],
    form: str,
    out: Path | None,
    processes: int | None,
    engine: str | None,
    approve: tuple[str, ...],
    selection: Selection,
    yes: bool,
    new_ledger: bool,
) -> int:
    """Do the monthly job: charge lateness, write the letters that are due, and record them.

    Writes OUT/<as-of>/ with letters/, print/, reports/ and run.json. Safe to repeat: nothing is sent twice, and
    after any interruption the next run finishes the last one. Exits with 3 when rows were rejected or letters
    could not be made. Several files are the parts of one export, each with whole customers.

    \b
    Examples:
      pastdue run invoices.csv
      pastdue run parts/*.csv
      pastdue run invoices.csv --as-of 2026-10-30 --payments payments.csv
      pastdue run export.csv --map due="Due date" --date-format %d.%m.%Y
      pastdue run invoices.csv --approve INV-2026-0041
      pastdue run invoices.csv --without C-17 --why "talks about instalments"
    """
    from pastdue.cli.jobs import exit_code_after, job_to_plan, say_problems, say_where_it_lies
    from pastdue.cli.results import show
    from pastdue.cli.summary import Released, one_line, summary
    from pastdue.firm.checks import check_engine
    from pastdue.reports.outcome import letters_table, outcome_json
    from pastdue.run import send

    firm = replace(desk.firm, out=out.absolute()) if out is not None else desk.firm
    _check_day_and_ledger(desk, firm, yes=yes, new_ledger=new_ledger)
    job = replace(
        job_to_plan(replace(desk, firm=firm), reading, files, approve), processes=processes or 0, selection=selection
    )
    if engine is not None:
        job = replace(job, engine=check_engine(engine, "--engine"))
    told: list[Released] = []
    with progress("Setting letters", desk.quiet) as watch:
        done = send(replace(job, watch=watch), lambda ledger, done: told.append(Released.of(ledger, done)))
    say_problems(desk, done)
    say_where_it_lies(desk, firm.ledger_place)
    if form == "table" and desk.quiet:
        say(one_line(done, firm.output_folder))
    elif form == "table":
        say(summary(firm, done, told[0]))
    else:
        show(letters_table(done.letters), outcome_json(done), form)
    return exit_code_after(done)


def _check_day_and_ledger(desk: Desk, firm: Firm, *, yes: bool, new_ledger: bool) -> None:
    """Refuse a day far ahead unless it is meant, and ask, or refuse, before a second ledger begins."""
    from pastdue.model.errors import SettingsError
    from pastdue.run.guards import begins_beside_older_settings, refuse_far_ahead

    if not yes:
        refuse_far_ahead(desk.as_of, today())
    why = "" if new_ledger else begins_beside_older_settings(firm)
    if not why:
        return
    if not sys.stdin.isatty():
        raise SettingsError(
            f"{why}: a new one would send every letter again, from number 1",
            "put the ledger back from a backup or the old computer; if nothing was ever sent, add --new-ledger",
        )
    agrees(f"{why}.\nBegin a new one? Every letter is then sent again", default=False, abort=True)
