"""`pastdue history [INVOICE]`: what has been sent, voided and waived?"""

from __future__ import annotations

import click

from pastdue.cli.options import Desk, common, format_option


@click.command(short_help="What has been sent and voided.")
@click.argument("invoice", required=False)
@click.option("--customer", metavar="ID", help="Only this customer's notices.")
@click.option("--runs", is_flag=True, help="The runs instead of the notices.")
@format_option
@common
def command(desk: Desk, invoice: str | None, customer: str | None, runs: bool, form: str) -> None:
    """Every notice ever issued, voided ones too, or those of one INVOICE, and how its letter was posted."""
    from pastdue.cli.jobs import ledger_to_read
    from pastdue.cli.results import show
    from pastdue.reports.formats.json import table_json
    from pastdue.reports.history import notices_table, runs_table

    if not desk.firm.ledger_path.exists():
        desk.remark(f"remark: {desk.firm.ledger_path}: there is no ledger yet: nothing was ever sent")
    with ledger_to_read(desk.firm) as ledger:
        if runs:
            table = runs_table(ledger.runs())
        else:
            table = notices_table(ledger.notices(invoice=invoice), customer, ledger.postings())
    show(table, table_json(table), form)
