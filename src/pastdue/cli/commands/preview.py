"""`pastdue preview FILE INVOICE`: the letter it would be in, as a PDF marked as a draft."""

from __future__ import annotations

import re
from pathlib import Path

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, provisional_option
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.values import PARTS, stage_name


@click.command()
@click.argument("file", type=PARTS)
@click.argument("invoice", shell_complete=completion.invoices())
@click.option(
    "--stage",
    type=stage_name,
    metavar="STAGE",
    shell_complete=completion.stages(),
    help="Show a letter of this stage, due or not.",
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The PDF to write, where no file is yet (default: preview-INVOICE.pdf here, replaced each time).",
)
@csv_options
@common
@provisional_option
def command(
    desk: Desk, reading: ReadingOptions, file: tuple[Path, ...], invoice: str, stage: str | None, target: Path | None
) -> None:
    """The letter INVOICE would be in, as a PDF marked as a draft, and its invoices' copies. Nothing is recorded.

    \b
    Examples:
      pastdue preview invoices.csv INV-2026-0041
      pastdue preview invoices.csv INV-2026-0041 --stage final_demand --to letter.pdf
    """
    from pastdue.cli.files import write_new
    from pastdue.cli.jobs import job_of, ledger_to_read
    from pastdue.firm.look import draft_mark_of
    from pastdue.run.letters import LetterMaker
    from pastdue.run.one_invoice import draft_of
    from pastdue.run.opened import prepare

    with ledger_to_read(desk.firm) as ledger:
        opened = prepare(job_of(desk, reading, file, ledger))
        draft = draft_of(opened, ledger.history(), invoice, stage)
    maker = LetterMaker(desk.firm, draft_mark_of(desk.firm), opened.numbers)
    draft = maker.enclosed(draft)
    for remark in draft.remarks:
        desk.remark(f"remark: {remark}")
    path = target or Path(f"preview-{_safe(invoice)}.pdf")
    write_new(path, maker.set(maker.letter(draft)).pdf, replace=target is None)
    click.echo(str(path))


def _safe(number: str) -> str:
    """An invoice number as part of a file's name: letters, digits, point and dash only, never leading elsewhere."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", number).strip(".-")[:60] or "invoice"
