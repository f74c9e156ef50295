"""`pastdue explain FILE INVOICE`: the reasons for an invoice's notice or skip, and its charges."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option, provisional_option
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.values import PARTS

if TYPE_CHECKING:
    from pastdue.reports.explain import Explanation


@click.command()
@click.argument("file", type=PARTS)
@click.argument("invoice", shell_complete=completion.invoices())
@csv_options
@format_option
@common
@provisional_option
def command(desk: Desk, reading: ReadingOptions, file: tuple[Path, ...], invoice: str, form: str) -> None:
    """Show how late INVOICE is, what that costs, line by line, and what happens next. Nothing is written.

    \b
    Examples:
      pastdue explain invoices.csv INV-2026-0041
      pastdue explain invoices.csv INV-2026-0041 --as-of 2026-10-30
    """
    from pastdue.cli.jobs import job_of, ledger_to_read
    from pastdue.cli.results import show
    from pastdue.reports.explain import explain_json, facts_table
    from pastdue.run.one_invoice import explain
    from pastdue.run.opened import prepare

    with ledger_to_read(desk.firm) as ledger:
        explanation = explain(prepare(job_of(desk, reading, file, ledger)), ledger.history(), invoice)
    for remark in explanation.remarks:
        desk.remark(f"remark: {remark}")
    if form == "table":
        click.echo(_page(explanation), nl=False)
    else:
        show(facts_table(explanation), explain_json(explanation), form)


def _page(explanation: Explanation) -> str:
    """The explanation for people."""
    from pastdue.cli.results import page_text, page_width
    from pastdue.reports.explain import issued_table, ladder_table
    from pastdue.reports.explain_page import statement

    issued = (issued_table(explanation.issued),) if explanation.issued else ()
    ladder = ladder_table(explanation.rungs)
    return page_text(*statement(explanation).parts(page_width()), *issued, ladder)
