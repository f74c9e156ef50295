"""`pastdue plan FILE...`: the dry run. The letters a run would send today, and the reason for every skip."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import Desk, common, format_option, provisional_option, selection_options
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.values import parts_argument

if TYPE_CHECKING:
    from pastdue.model.kept import Selection
    from pastdue.reports.outcome import Outcome


@click.command()
@parts_argument
@click.option(
    "--approve",
    multiple=True,
    metavar="INVOICE",
    help="An invoice or customer you have reviewed, to go out as it stands.",
)
@click.option(
    "--proof",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A PDF to write: the first letter of each stage and language as a draft, and the calibration page.",
)
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write the page to look at in a browser here."
)
@selection_options
@click.option("--all", "everything", is_flag=True, help="List the paid and the not yet due invoices, too.")
@csv_options
@format_option
@common
@provisional_option
def command(
    desk: Desk,
    reading: ReadingOptions,
    files: tuple[Path, ...],
    approve: tuple[str, ...],
    selection: Selection,
    proof: Path | None,
    html: Path | None,
    everything: bool,
    form: str,
) -> int:
    """The dry run of FILE: every letter a run would send and the reason for every skip. Nothing is recorded. Several
    files are the parts of one export.

    \b
    Examples:
      pastdue plan invoices.csv
      pastdue plan invoices.csv --html plan.html --proof proof.pdf
      pastdue plan invoices.csv --without C-17 --why "talks about instalments"
    """
    from pastdue.cli.files import write_page
    from pastdue.cli.jobs import exit_code_after, job_to_plan, ledger_to_read, say_problems
    from pastdue.cli.results import show
    from pastdue.reports.changes import bridge_table
    from pastdue.reports.outcome import letters_table, outcome_json
    from pastdue.reports.skips import skips_table, unexpected
    from pastdue.run import rehearse

    with ledger_to_read(desk.firm) as ledger:
        rehearsed = rehearse(replace(job_to_plan(desk, reading, files, approve), selection=selection), ledger)
        review = rehearsed.review if html is not None else None
    done = rehearsed.outcome
    say_problems(desk, done)
    desk.remark(f"as of {done.as_of}")
    moved = (bridge_table(done.changes),) if done.changes else ()
    skips = skips_table(done.skips) if everything else unexpected(done.skips)
    show((letters_table(done.letters), skips, *moved), outcome_json(done), form)
    if proof is not None:
        _prove(desk, done, proof)
    if html is not None and review is not None:
        write_page(desk, review, html)
    return exit_code_after(done)


def _prove(desk: Desk, done: Outcome, path: Path) -> None:
    """Write the proof set of a plan to `path`; refuses a plan without letters."""
    from pastdue.cli.files import write_new
    from pastdue.firm.look import draft_mark_of, layout_of, voice_of
    from pastdue.mailing import order
    from pastdue.model.errors import OutputError
    from pastdue.model.wording import counted
    from pastdue.run.letters import LetterMaker
    from pastdue.typeset.calibration.proofset import with_calibration

    letters = order.proof(done.letters)
    if not letters:
        raise OutputError(f"{path}: no letter would be sent, so there is no proof to write", "leave --proof out")
    drafts = BytesIO()
    maker = LetterMaker(desk.firm, draft_mark=draft_mark_of(desk.firm))
    maker.print_file((maker.draw(maker.letter(one.draft)) for one in letters), drafts, f"Proof {done.as_of}")
    name = "own-window" if desk.firm.settings.letters.window else desk.firm.layout
    write_new(path, with_calibration(drafts.getvalue(), name, layout_of(desk.firm), voice_of(desk.firm)))
    desk.remark(f"proof: {path}: {counted(len(letters), 'letter')}, marked as drafts, and the calibration page")
