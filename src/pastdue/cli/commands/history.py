"""`pastdue history [INVOICE]`: notices sent and voided, payments that count, holds in force, tasks done."""

from __future__ import annotations

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option


@click.command()
@click.argument("invoice", required=False, shell_complete=completion.invoices())
@click.option("--customer", metavar="ID", help="Only this customer's notices or holds.")
@click.option("--runs", "about", flag_value="runs", help="The runs instead of the notices.")
@click.option("--payments", "about", flag_value="payments", help="The payments handed in and entered that count.")
@click.option("--holds", "about", flag_value="holds", help="The holds, disputes and promises in force.")
@click.option("--claims", "about", flag_value="claims", help="The claims that were made; those with INVOICE.")
@click.option("--tasks", "about", flag_value="tasks", help="The tasks recorded as done.")
@format_option
@common
def command(desk: Desk, invoice: str | None, customer: str | None, about: str | None, form: str) -> None:
    """Every notice ever issued, voided ones too, or those of one INVOICE, and how its letter was posted. The number of
    an invoice in instalments means all of them.

    With --payments or --holds what was handed in or entered and counts today; with --tasks what people did; with
    --claims what was claimed.

    \b
    Examples:
      pastdue history INV-2026-0041
      pastdue history --runs
      pastdue history --payments
    """
    from itertools import chain
    from operator import attrgetter

    from pastdue.cli.jobs import ledger_to_read
    from pastdue.cli.results import show
    from pastdue.model.names import instalments_of
    from pastdue.reports.formats.json import table_json
    from pastdue.reports.history import (
        Gone,
        claims_table,
        holds_table,
        notices_table,
        payments_table,
        runs_table,
        tasks_done_table,
    )

    place = desk.firm.ledger_place
    if not place.exists():
        desk.remark(f"remark: {place.name}: there is no ledger yet: nothing was ever sent")
    with ledger_to_read(desk.firm) as ledger:
        named = (invoice, *instalments_of(invoice, ledger.history().seen)) if invoice else ()
        if about == "runs":
            table = runs_table(ledger.runs(), ledger.selections())
        elif about == "payments":
            table = payments_table(ledger.kept().payments, named)
        elif about == "claims":
            made = [one for one in ledger.claims() if not named or not dict(one.invoices).keys().isdisjoint(named)]
            table = claims_table(one for one in made if customer in (None, one.customer_id))
        elif about == "tasks":
            table = tasks_done_table(ledger.tasks_recorded())
        elif about == "holds":
            table = holds_table(ledger.kept().blocks, named or tuple(filter(None, [customer])))
        else:
            gone = Gone(ledger.postings(), ledger.emails.standing())
            own = chain.from_iterable(ledger.notices(invoice=number) for number in named)
            notices = sorted(own, key=attrgetter("on")) if named else ledger.notices()
            table = notices_table(notices, customer, gone)
    if invoice and not table.rows:
        desk.remark(f"remark: nothing of {invoice} is on record here")
        if form == "table":
            return
    show(table, table_json(table), form)
