"""`pastdue plan FILE`: what would a run send today, to whom, and why not the rest?"""

from __future__ import annotations

from pathlib import Path

import click

from pastdue.cli.options import READABLE, Desk, Reading, common, csv_options, format_option


@click.command()
@click.argument("file", type=READABLE)
@click.option("--approve", multiple=True, metavar="INVOICE", help="Reviewed: may go out although it is large.")
@csv_options
@format_option
@common
def command(desk: Desk, reading: Reading, file: Path, **rest: object) -> int:
    """The dry run of FILE: every letter a run would send and the reason for every skip. Nothing is written."""
    from pastdue.cli.jobs import ended, job_of, ledger_to_read, say_problems
    from pastdue.cli.results import show
    from pastdue.reports.outcome import letters_table, outcome_json
    from pastdue.reports.skips import skips_table
    from pastdue.run import rehearse

    approved = rest["approve"]
    assert isinstance(approved, tuple)
    with ledger_to_read(desk.firm) as ledger:
        done = rehearse(job_of(desk, reading, file, approved), ledger)
    say_problems(desk, done)
    desk.remark(f"as of {done.as_of}")
    show((letters_table(done.letters), skips_table(done.skips)), outcome_json(done), str(rest["form"]))
    return ended(done)
