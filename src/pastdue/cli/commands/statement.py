"""`pastdue statement FILE CUSTOMER`: a statement of account as of any day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option, provisional_option
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.values import PARTS, Day

if TYPE_CHECKING:
    from pastdue.reports.statements.account import AccountStatement


@click.command()
@click.argument("file", type=PARTS)
@click.argument("customer", required=False, shell_complete=completion.customers())
@click.option("--all", "every", is_flag=True, help="Of every customer whose account has something to tell.")
@click.option("--from", "since", type=Day(), help="Only from this day on; what was before is brought forward.")
@click.option(
    "--pdf",
    type=click.Path(path_type=Path),
    help="Also write it as a letter to post: the file, or with --all the folder to put them in.",
)
@csv_options
@format_option
@common
@provisional_option
def command(
    desk: Desk,
    reading: ReadingOptions,
    file: tuple[Path, ...],
    customer: str | None,
    every: bool,
    since: date | None,
    pdf: Path | None,
    form: str,
) -> int:
    """The account of CUSTOMER (id or whole name), or of all: invoices, credits, payments and charges, each with the
    balance after it. The closing balance is what aging and explain say. Nothing is recorded.

    \b
    Examples:
      pastdue statement invoices.csv C-017 --pdf statement.pdf
      pastdue statement invoices.csv C-017 --from 2026-10-01 --as-of 2026-10-31
      pastdue statement invoices.csv --all --pdf statements/
    """
    from pastdue.cli.jobs import job_of, ledger_to_read, say_reading
    from pastdue.cli.results import show
    from pastdue.cli.terminal.speaking import say
    from pastdue.model.remarks import gathered
    from pastdue.reports.statements.tables import statement_table, statements_json
    from pastdue.run.opened import prepare
    from pastdue.run.papers.statements import customer_named, not_in_file, statements

    if every == (customer is not None):
        raise click.UsageError("name one customer, or say --all")
    if since is not None and since > desk.as_of:
        raise click.UsageError(f"--from {since} is after the as-of day, {desk.as_of}")
    with ledger_to_read(desk.firm) as ledger:
        opened = prepare(job_of(desk, reading, file, ledger))
        ids = None if customer is None else frozenset([customer_named(opened, customer)])
        found, gone = statements(opened, ledger.history(), ids, since), not_in_file(opened, ledger.history(), ids)
    say_reading(desk, (*opened.intake.remarks, *gone), opened.intake.rejected)
    uncharged = gathered(remark for one in found for remark in one.uncharged)
    for remark in uncharged:
        say(f"warning: {remark}", err=True)
    if pdf is not None:
        _write(desk, found, pdf, folder=every)
    show(statement_table(found), lambda: statements_json(desk.as_of, since, found), form)
    return 3 if opened.intake.rejected or uncharged else 0


def _write(desk: Desk, found: tuple[AccountStatement, ...], target: Path, folder: bool) -> None:
    """Write each statement as a PDF: the file `target`, or into the folder of that name, by customers' ids."""
    from pastdue.cli.files import file_names, write_new
    from pastdue.firm.look import layout_of, look_of
    from pastdue.model.errors import OutputError
    from pastdue.run.papers.statements import paper_of
    from pastdue.typeset.document import DocumentSetter

    paper, setter = paper_of(desk.firm, found), DocumentSetter(layout_of(desk.firm), look_of(desk.firm))
    places = [target]
    if folder:
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{target}: cannot be made: {error.strerror}", "name another folder") from None
        places = [target / f"statement-{name}.pdf" for name in file_names([one.customer.id for one in found])]
    made = [setter.pdf(paper.document(one)) for one in found]  # all of them, before the first is written
    for one, content, place in zip(found, made, places, strict=True):
        if not one.customer.address:
            desk.remark(
                f"remark: customer {one.customer.id} has no address: its statement is not for a window envelope"
            )
        write_new(place, content)
        desk.remark(f"wrote {place}")
