"""`pastdue explain FILE INVOICE`: why does this invoice stand where it stands?"""

from __future__ import annotations

from pathlib import Path

import click

from pastdue.cli.options import READABLE, Desk, Reading, common, csv_options, format_option, provisional_option


@click.command(short_help="Why one invoice stands where it stands, to the cent.")
@click.argument("file", type=READABLE)
@click.argument("invoice")
@csv_options
@format_option
@common
@provisional_option
def command(desk: Desk, reading: Reading, file: Path, invoice: str, form: str) -> None:
    """How late INVOICE is, what that costs to the last segment, and what happens next. Nothing is written."""
    from pastdue.cli.jobs import job_of, ledger_to_read
    from pastdue.cli.results import show
    from pastdue.inquiry import explain
    from pastdue.reports.explain import explain_json, explain_tables
    from pastdue.run import prepare

    with ledger_to_read(desk.firm) as ledger:
        prepared = prepare(job_of(desk, reading, file))
        explanation = explain(prepared, ledger.history(), invoice)
    for remark in prepared.rulebook.remarks:
        desk.remark(f"remark: {remark}")
    show(explain_tables(explanation), explain_json(explanation), form)
