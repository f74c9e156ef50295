"""`pastdue print RUN`: the print files of a run, handed to the printer."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.terminal.speaking import agrees, say

if TYPE_CHECKING:
    from pastdue.mailing.printing import PrintJob


@click.command()
@click.argument("target", metavar="RUN|FOLDER", shell_complete=completion.runs())
@click.option("--printer", default="", metavar="NAME", help="The CUPS printer (default: the default one).")
@click.option("--dry-run", is_flag=True, help="Show the commands and print nothing.")
@common
def command(desk: Desk, target: str, printer: str, dry_run: bool) -> None:
    """Hand the print files of a RUN, or of a FOLDER of a run or of copies, to the printer through CUPS.

    Each file on its own paper, at actual size (100 %), two-sided if it was made for that. Letters that should not be
    posted as they are, since an invoice of theirs was paid, held or voided in the meantime, are named. On a terminal it
    asks first.

    \b
    Examples:
      pastdue print 2026-11-30-1
      pastdue print out/2026-11-30 --dry-run
    """
    from pastdue.mailing.printing import choose_printer, submit
    from pastdue.mailing.printing import command as lp
    from pastdue.mailing.to_print import job_of, of_folder
    from pastdue.model.wording import counted

    files = of_folder(Path(target)) if Path(target).is_dir() else _of_run(desk, target)
    jobs = [job_of(file, desk.firm.settings.letters.duplex) for file in files]
    if not dry_run:
        printer = choose_printer(printer, _by_hand(jobs))
    commands = [lp(job, printer, number, len(jobs)) for number, job in enumerate(jobs, 1)]
    if dry_run:
        click.echo("\n".join(shlex.join(line) for line in commands))
        return
    desk.remark(f"printer: {printer}")
    if sys.stdin.isatty() and not agrees(f"print {counted(len(jobs), 'file')} on {printer}?", default=True):
        return
    for job, answer in zip(jobs, submit(commands), strict=True):
        say(f"queued {job.file} on {printer}: {answer}")


def _of_run(desk: Desk, run_id: str) -> tuple[Path, ...]:
    """The print files of a run; says which letters of theirs are not to be posted."""
    from pastdue.cli.jobs import ledger_to_read
    from pastdue.mailing.held_back import to_void
    from pastdue.mailing.to_print import of_run

    with ledger_to_read(desk.firm) as ledger:
        found = of_run(ledger, run_id, desk.as_of)
    if found.voided:
        desk.remark(f"remark: voided since, take them out and do not post them: {', '.join(found.voided)}")
    if found.in_part:
        what = "voided since for some of the invoices they ask for, do not post them as they are"
        desk.remark(f"remark: {what}: {', '.join(found.in_part)}; `pastdue void --letter` takes the rest back")
    by_reason: dict[str, list[str]] = {}
    for number, why in found.held_back.items():
        by_reason.setdefault(why, []).append(number)
    for why, numbers in by_reason.items():
        remedy = f"take them out, and back: {to_void(numbers[0], why)}"
        desk.remark(f"remark: not to be posted as they are: {', '.join(numbers)}: {why}; {remedy}")
    return found.files


def _by_hand(jobs: list[PrintJob]) -> str:
    """Instructions for printing without CUPS, naming the files."""
    sides = "both sides, flipped on the long edge" if any(job.duplex for job in jobs) else "one side"
    names = ", ".join(job.file.name for job in jobs)
    return f"open {names} in {jobs[0].file.parent} and print at actual size (100 %), {sides}"
