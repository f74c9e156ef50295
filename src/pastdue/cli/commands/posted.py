"""`pastdue posted MANIFEST`: the record of the letters posted: the day, the service and the tracking number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import READABLE, Day
from pastdue.model.errors.problems import BadInput, Problem

if TYPE_CHECKING:
    from pastdue.ledger import Ledger
    from pastdue.mailing.posting import ManifestRead


@click.command()
@click.argument("manifest", type=READABLE)
@click.option("--on", type=Day(), help="The day of every row that names none (default: such rows are not posted yet).")
@click.option("--replace", is_flag=True, help="Replace what was recorded before.")
@click.option("--date-format", default="", help="How the file writes days, as %d.%m.%Y (default: by its column).")
@click.option("--encoding", default="utf-8-sig", help="The file's encoding (default: UTF-8).")
@common
def command(desk: Desk, manifest: Path, on: date | None, replace: bool, date_format: str, encoding: str) -> None:
    """Read back a filled-in MANIFEST and record how its letters were posted, all of them or none.

    Fill in the last columns of print/manifest.csv: service, tracking number and the day of posting. Rows with neither
    a day nor a number are not posted yet; read the file again when they are. Nothing is recorded while anything in the
    file is wrong.

    \b
    Examples:
      pastdue posted out/2026-11-30/print/manifest.csv
      pastdue posted out/2026-11-30/print/manifest.csv --on 2026-12-01
    """
    from pastdue.cli.jobs import ledger_to_change
    from pastdue.firm.look import heads_ever
    from pastdue.mailing.posting import ManifestReading, read_manifest

    read = read_manifest(manifest, ManifestReading(on, desk.as_of, date_format, encoding, heads_ever(desk.firm)))
    with ledger_to_change(desk.firm) as ledger:
        problems = [*read.problems, *_refused(ledger, read, replace)]
        if problems:
            raise BadInput(sorted(problems, key=lambda problem: problem.source.line))
        news = ledger.post(read.posted, replace=replace)
        in_part = {row.number for row in ledger.letters() if row.in_part} & {each.letter for each in read.posted}
    room = desk.firm.mailroom
    for posted in read.posted:
        if room.is_registered(posted.service) and not posted.number:
            desk.remark(f"remark: {posted.source}: letter {posted.letter} went by {posted.service} without a number")
    if in_part:
        desk.remark(f"remark: voided for some of the invoices they ask for: {', '.join(sorted(in_part))}")
    known = len(read.posted) - news
    say(f"recorded {news} posted, {known} known already, {len(read.waiting)} not posted yet")


def _refused(ledger: Ledger, read: ManifestRead, replace: bool) -> Iterator[Problem]:
    """The ledger's refusals of the file's rows, as problems of their lines."""
    lines = {posted.letter: posted.source for posted in read.posted}
    for posted, why, remedy in ledger.refusals(read.posted, replace=replace):
        yield Problem(lines[posted.letter], "", "", why, remedy)
