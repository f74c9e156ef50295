"""`pastdue history [INVOICE]`: what has been sent, voided and waived?"""

from __future__ import annotations

from datetime import date

import click

from pastdue.cli.options import Desk, common, format_option


@click.command()
@click.argument("invoice", required=False)
@click.option("--customer", metavar="ID", help="Only this customer's notices.")
@click.option("--runs", is_flag=True, help="The runs instead of the notices.")
@format_option
@common
def command(desk: Desk, invoice: str | None, customer: str | None, runs: bool, form: str) -> None:
    """Every notice ever issued, voided ones too, or those of one INVOICE."""
    from pastdue.cli.jobs import ledger_to_read
    from pastdue.cli.results import show
    from pastdue.model import Column, Table
    from pastdue.money import Money
    from pastdue.tables.json import table_json

    with ledger_to_read(desk.firm) as ledger:
        if runs:
            columns = (
                Column("run", "Run"), Column("as_of", "As of", date), Column("state", "State"),
                Column("letters", "Letters", int), Column("calendar", "Calendar"), Column("at", "Begun (UTC)"),
            )  # fmt: skip
            rows = tuple(
                (r.id, r.as_of, r.state.value, r.letters, r.record.calendar, r.at) for r in ledger.runs()
            )
            table = Table("Runs", columns, rows)
        else:
            columns = (
                Column("invoice", "Invoice"), Column("customer_id", "Customer no."), Column("stage", "Stage"),
                Column("on", "On", date), Column("pay_by", "Pay by", date), Column("letter", "Letter"),
                Column("open", "Open", Money), Column("charges", "Charges", Money), Column("total", "Total", Money),
                Column("voided_on", "Voided on", date), Column("why", "Why"), Column("run", "Run"),
            )  # fmt: skip
            found = (n for n in ledger.notices(invoice=invoice) if customer in (None, n.customer_id))
            table = Table("History", columns, tuple(
                (n.invoice, n.customer_id, n.stage.value, n.on, n.pay_by, n.letter, n.open, n.charged, n.total,
                 n.voided_on, n.voided_why, n.run)
                for n in found
            ))  # fmt: skip
    show(table, table_json(table), form)
