"""`pastdue done TASK`: a task that was done, kept on record."""

from __future__ import annotations

from datetime import date

import click

from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import say
from pastdue.cli.values import Day


@click.command()
@click.argument("task")
@click.option("--on", type=Day(), help="The day it was done, as 2026-11-23 (default: today).")
@click.option("--note", default="", help="What came of it, in a few words; it stays in the history.")
@click.option("--undo", is_flag=True, help="It was not done after all: it comes back.")
@common
def command(desk: Desk, task: str, on: date | None, note: str, undo: bool) -> None:
    """Record that TASK, an id that `pastdue tasks` lists, is done. It does not come back, and the next step of its
    matter is counted from that day.

    \b
    Examples:
      pastdue done call:2026-00017 --note "pays on Friday"
      pastdue done negotiation-first:C-017:2026-11-20 --on 2026-11-25
      pastdue done call:2026-00017 --undo
    """
    from pastdue.cli.jobs import ledger_to_enter
    from pastdue.model.kept import TaskDone
    from pastdue.run.tasks import check_task

    day = on or desk.as_of
    if day > desk.as_of:
        raise click.UsageError(f"--on: {day} is after {desk.as_of}: what is done is done by today")
    with ledger_to_enter(desk.firm) as ledger:
        for remark in check_task(desk.firm, ledger, task):
            desk.remark(f"remark: {remark}")
        ledger.entries.task(TaskDone(task, day, note.strip(), undo))
    say(f"{task}: not done, it comes back" if undo else f"{task}: done on {day}")
