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

    Each file on its own paper, at actual size (100 %), two-sided if it was made for that. On a terminal it asks first.

    \b
    Examples:
      pastdue print 2026-11-30-1
      pastdue print out/2026-11-30 --dry-run
    """
    from pastdue.mailing.printing import choose_printer, submit
    from pastdue.mailing.printing import command as lp
    from pastdue.model.wording import counted

    files = _of_folder(Path(target)) if Path(target).is_dir() else _of_run(desk, target)
    jobs = [_job(file, desk.firm.settings.letters.duplex) for file in files]
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


def _of_run(desk: Desk, run_id: str) -> list[Path]:
    """The print files of a run, as they were released; refuses a voided run and files that have changed since."""
    from pastdue.cli.jobs import ledger_to_read
    from pastdue.ledger import RunState
    from pastdue.mailing.printing import is_print_file, sha256_of
    from pastdue.model.errors import LedgerError, OutputError

    with ledger_to_read(desk.firm) as ledger:
        run = ledger.run(run_id)
        files = [file for file in ledger.files(run_id) if is_print_file(file.name)]
        letters = list(ledger.letters(run=run_id))
        void = [row.number for row in letters if row.voided]
        in_part = [row.number for row in letters if row.in_part]
    if run.state is not RunState.RELEASED:
        raise LedgerError(f"run {run_id} is {run.state.value}: not printed", "`pastdue history --runs` lists them")
    if not files:
        raise OutputError(f"run {run_id} has no letters to print", "`pastdue history --runs` says how many each has")
    for file in files:
        if sha256_of(run.record.folder / file.name) != file.sha256:
            raise OutputError(f"{run.record.folder / file.name}: is gone or altered", "run `pastdue ledger check`")
    if void:
        desk.remark(f"remark: voided since, take them out and do not post them: {', '.join(void)}")
    if in_part:
        what = "voided since for some of the invoices they ask for, do not post them as they are"
        desk.remark(f"remark: {what}: {', '.join(in_part)}; `pastdue void --letter` takes the rest back")
    return [run.record.folder / file.name for file in files]


def _of_folder(folder: Path) -> list[Path]:
    """The print files in the folder of a run, or the copies in that of a reprint."""
    from pastdue.mailing.printing import is_print_file
    from pastdue.model.errors import OutputError

    runs = sorted(folder.glob("run*.json"))
    if len(runs) > 1:
        raise OutputError(
            f"{folder}: holds {len(runs)} runs, and what one sent is not printed with the other",
            f"name the run, as {folder.name}-1; `pastdue history --runs` lists them",
        )
    inner = folder / "print" if (folder / "print").is_dir() else folder
    copies = (folder / "reprint-manifest.csv").is_file()
    files = [f for f in sorted(inner.glob("*.pdf")) if copies or is_print_file(f"print/{f.name}")]
    if not files:
        raise OutputError(f"{folder}: has nothing to print", "name a run, its folder, or the folder of a reprint")
    return files


def _job(file: Path, duplex: bool) -> PrintJob:
    """The file on the paper and sides it asks for; one that names no sides is printed as the firm does, `duplex`."""
    from pastdue.mailing.printed import wishes
    from pastdue.mailing.printing import PrintJob, paper_size

    own = wishes(file)
    return PrintJob(file, paper_size(own.width, own.height), duplex if own.duplex is None else own.duplex)


def _by_hand(jobs: list[PrintJob]) -> str:
    """Instructions for printing without CUPS, naming the files."""
    sides = "both sides, flipped on the long edge" if any(job.duplex for job in jobs) else "one side"
    names = ", ".join(job.file.name for job in jobs)
    return f"open {names} in {jobs[0].file.parent} and print at actual size (100 %), {sides}"
