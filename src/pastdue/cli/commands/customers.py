"""`pastdue customers FILE`: each customer's record, and what to agree with them next time."""

from __future__ import annotations

from pathlib import Path

import click

from pastdue.cli.options import Desk, common, format_option
from pastdue.cli.reading import ReadingOptions, csv_options
from pastdue.cli.values import PARTS


@click.command()
@click.argument("file", type=PARTS)
@click.option("--customer", metavar="ID", help="Only this customer.")
@csv_options
@format_option
@common
def command(desk: Desk, reading: ReadingOptions, file: tuple[Path, ...], customer: str | None, form: str) -> int:
    """Show each customer's record: invoices, the share paid on time, mean and worst days late, letters needed, charges
    paid and waived, promises kept and broken; and what to agree next time, by rules that you can change.

    \b
    Examples:
      pastdue customers invoices.csv
      pastdue customers invoices.csv --customer C-017 --format json
    """
    from pastdue.cli.jobs import job_of, ledger_to_read, say_reading
    from pastdue.cli.results import show
    from pastdue.model.errors import SettingsError
    from pastdue.reports.customers.table import customers_json, customers_table
    from pastdue.run.opened import prepare
    from pastdue.run.papers.records import records_of

    with ledger_to_read(desk.firm) as ledger:
        begun = prepare(job_of(desk, reading, file, ledger))
        found = records_of(begun, ledger)
    if customer is not None:
        found = tuple(one for one in found if one.customer_id == customer)
        if not found:
            title = begun.job.files.title
            raise SettingsError(f"{title}: customer {customer!r} has no invoice", "`pastdue customers` lists them all")
    say_reading(desk, begun.intake.remarks, begun.intake.rejected)
    show(customers_table(found, desk.as_of), lambda: customers_json(found, desk.as_of), form)
    return 3 if begun.intake.rejected else 0
