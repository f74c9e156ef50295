"""`pastdue check FILE...`: the rows that can be used or not, and the questions only the owner can answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk, common, format_option
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.terminal.speaking import agrees, say
from pastdue.cli.values import parts_argument

if TYPE_CHECKING:
    from pastdue.intake import Dialect, Reading
    from pastdue.intake.judgement.trials import TriedQuestion
    from pastdue.run import Job

TO_WRITE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@parts_argument
@click.option("--ask", is_flag=True, help="Ask column by column what the file leaves open, and keep the answers.")
@click.option("--fix-template", type=TO_WRITE, help="Write here, as a preset to keep, how FILE is read.")
@csv_options
@format_option
@common
def command(
    desk: Desk, reading: ReadingOptions, files: tuple[Path, ...], form: str, fix_template: Path | None, ask: bool
) -> int:
    """Read FILE and say what was recognised, read, ignored and rejected. Nothing is written but what --fix-template
    asks for. Several files are the parts of one export.

    With --ask a terminal is asked what each column means that could change who owes what, and shown the lines for
    pastdue.toml that keep the answers; elsewhere the likeliest lines are printed.

    Exits with 0 when every row can be used, 3 when some cannot, 4 when none can, and with 2 when the settings
    cannot be used.

    \b
    Examples:
      pastdue check invoices.csv
      pastdue check invoices.csv --ask
      pastdue check export.xlsx --map due="Due date" --currency EUR
    """
    from pastdue.cli.jobs import job_of, ledger_if_any, say_reading
    from pastdue.cli.results import show
    from pastdue.reports.checked import checked_tables
    from pastdue.run.checking import check, warnings_shown
    from pastdue.run.opened import opened, rules_to_check

    with ledger_if_any(desk.firm) as ledger:
        job = job_of(desk, reading, files, ledger)
        if ask:
            job = _asked(desk, job)
        rules = rules_to_check(job)
        if fix_template is not None:
            _write_template(desk, files[0], job.dialect, fix_template)
        checked = check(opened(job, rules), ledger)
    for remark in checked.intake.remarks:
        desk.remark(f"remark: {remark}")
    for warning in warnings_shown(checked):
        desk.remark(f"warning: {warning}")
    say_reading(desk, (), checked.intake.rejected)
    show(checked_tables(checked), checked.record, form)
    if form == "table":
        say(checked.to_compare)
    return 3 if checked.intake.rejected else 0


def _asked(desk: Desk, job: Job) -> Job:
    """The job with the user's answers, which are added to pastdue.toml or shown for it."""
    from pastdue.cli.terminal.asking import settled
    from pastdue.intake import open_choices

    def left_open(dialect: Dialect) -> tuple[TriedQuestion, ...]:
        job.step("finding out what it leaves open")
        try:
            return open_choices(job.files, dialect)
        finally:
            job.step("")

    dialect, answers = settled(job.dialect, left_open)
    if answers is None:
        return job
    _keep(desk.firm.file, answers)
    return replace(job, dialect=dialect)


def _keep(file: Path | None, answers: Reading) -> None:
    """Offer to add the answers to the settings in `file`; where these say how files are read, or there are none, show
    the lines to write. They are shown unwrapped: TOML has no line that goes on in the next one."""
    from pastdue.cli.terminal.asking import kept

    block = kept(answers)
    if file is None or not file.is_file():
        say("\nto keep the answers, in pastdue.toml:", err=True)
        click.echo(block, err=True)
    elif "[intake" in file.read_text(encoding="utf-8"):
        say(f"\nto keep the answers, in {file} under [intake]:", err=True)
        click.echo("\n".join(answers.settings()), err=True)
    else:
        click.echo(f"\n{block}\n", err=True)
        if agrees(f"Add these lines to {file}?", default=True):
            with file.open("a", encoding="utf-8") as settings:
                settings.write(f"\n{block}\n")


def _write_template(desk: Desk, file: Path, dialect: Dialect, path: Path) -> None:
    from pastdue.cli.files import write_new
    from pastdue.intake.export.template import template

    write_new(path, template(file, dialect, path.stem).encode())
    desk.remark(f"wrote {path}: correct it and keep it in pastdue.d/presets/")
