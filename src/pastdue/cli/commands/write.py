"""`pastdue write KIND CUSTOMER [FILE]`: a short letter outside the ladder, as a PDF, a text or an e-mail to send."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.values import PARTS, READABLE, Day

if TYPE_CHECKING:
    from pastdue.run.tasks.writing import Written

KINDS = ("check_in", "last_check_in", "resend", "stop_work")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("customer", shell_complete=completion.customers())
@click.argument("file", type=PARTS, required=False)
@click.option("--followups", type=READABLE, help="The list with the customer's unanswered message.")
@click.option("--project", default="", help="What it is about; one of a customer's matters in the list.")
@click.option("--since", type=Day(), help="The day of your last message (default: as the list says).")
@click.option(
    "--invoice", multiple=True, metavar="NUMBER", help="An invoice to resend (default: all that are overdue)."
)
@click.option(
    "--output", "-o", "outputs", type=click.Path(path_type=Path, dir_okay=False), multiple=True,
    help="A .pdf, .txt or .eml to write; may be repeated (default: the text on the terminal).",
)  # fmt: skip
@csv_options
@common
def command(
    desk: Desk,
    reading: ReadingOptions,
    kind: str,
    customer: str,
    file: tuple[Path, ...] | None,
    followups: Path | None,
    project: str,
    since: date | None,
    invoice: tuple[str, ...],
    outputs: tuple[Path, ...],
) -> None:
    """Write a short letter to CUSTOMER, a number or a name of FILE or of the follow-up list, in their language.

    check_in asks how things stand, last_check_in says that it is the last time, stop_work that work is suspended;
    resend sends overdue invoices of FILE again, with what their delay costs and with copies where you keep them. None
    is a letter of the ladder: nothing is recorded, and none sets a day to pay by.

    \b
    Examples:
      pastdue write check_in C-017 --followups followups.csv -o note.pdf -o note.txt
      pastdue write resend C-017 invoices.csv -o again.pdf -o again.eml
      pastdue write stop_work "Harbour Films" --since 2026-11-24 --project "Season two"
    """
    from pastdue.cli.jobs import job_of, ledger_to_read
    from pastdue.letters.short import ShortKind
    from pastdue.run import prepare
    from pastdue.run.tasks.writing import Wanted, write

    for path in outputs:
        if path.suffix.lower() not in (".pdf", ".txt", ".eml"):
            raise click.UsageError(f"--output: {path} ends neither in .pdf nor in .txt nor in .eml")
    with ledger_to_read(desk.firm) as ledger:
        opened = prepare(job_of(desk, reading, file, ledger)) if file is not None else None
        wanted = Wanted(ShortKind(kind), customer, desk.as_of, project, since, invoice)
        written = write(wanted, desk.firm, opened, ledger, followups)
    for remark in written.remarks:
        desk.remark(f"remark: {remark}")
    _put(desk, written, outputs)


def _put(desk: Desk, written: Written, outputs: tuple[Path, ...]) -> None:
    """Write each file, or show the text where none is named."""
    from pastdue.cli.files import write_new

    makers = {".pdf": lambda: written.pdf, ".txt": lambda: written.text.encode(), ".eml": lambda: written.email}
    for path, content in [(path, makers[path.suffix.lower()]()) for path in outputs]:
        write_new(path, content)
        desk.remark(f"wrote {path}")
    if not outputs:
        click.echo(f"{written.letter.subject}\n\n{written.text}", nl=False)
