"""`pastdue tasks FILE`: the calls, follow-ups and letters to post that are due today and in the days ahead."""

from __future__ import annotations

from pathlib import Path

import click

from pastdue.cli.options import Desk, common, format_option
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import PARTS, READABLE


@click.command()
@click.argument("file", type=PARTS)
@click.option("--followups", type=READABLE, help="A list of messages that have no answer.")
@click.option("--days", type=click.IntRange(0, 366), default=7, help="How many days ahead to look (default: 7).")
@click.option(
    "--ics", type=click.Path(path_type=Path, dir_okay=False), help="A calendar to write: an entry for each task."
)
@csv_options
@format_option
@common
def command(
    desk: Desk,
    reading: ReadingOptions,
    file: tuple[Path, ...],
    followups: Path | None,
    days: int,
    ics: Path | None,
    form: str,
) -> int:
    """List what a person must do by a week from now, with what is late, the earliest first: each task with why, for
    whom, and the id that `pastdue done` takes. Customers who paid, promised, dispute or are held have none.

    \b
    Examples:
      pastdue tasks invoices.csv
      pastdue tasks invoices.csv --followups followups.csv --ics tasks.ics
      pastdue tasks invoices.csv --days 0 --format csv
    """
    from pastdue.cli.files import write_new
    from pastdue.cli.jobs import job_of, ledger_to_read, say_reading
    from pastdue.cli.results import fits, show
    from pastdue.firm.look import english_voice_of, voice_of
    from pastdue.reports.tasks.blocks import tasks_lines
    from pastdue.reports.tasks.calendar import tasks_calendar
    from pastdue.reports.tasks.table import tasks_json, tasks_table
    from pastdue.run import prepare
    from pastdue.run.tasks import tasks_of

    with ledger_to_read(desk.firm) as ledger:
        found = tasks_of(prepare(job_of(desk, reading, file, ledger)), ledger, followups, days)
    say_reading(desk, found.remarks, found.rejected)
    voice = voice_of(desk.firm)
    if ics is not None:
        write_new(ics, tasks_calendar(found.tasks, voice, desk.as_of), replace=True)
        desk.remark(f"wrote {ics}")
    if form == "json":
        show((), lambda: tasks_json(found.tasks, voice, desk.as_of), form)
        return 3 if found.rejected else 0
    shown = english_voice_of(desk.firm) if form == "table" else voice
    title = f"Tasks as of {desk.as_of}"
    table = tasks_table(found.tasks, shown, title, whole=form != "table")
    if form == "table" and not fits(table):
        say("\n".join(tasks_lines(found.tasks, shown, title)))
        return 3 if found.rejected else 0
    show(table, {}, form)
    return 3 if found.rejected else 0
