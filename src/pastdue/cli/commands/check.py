"""`pastdue check FILE`: can this file be used, and what would be left out?"""

from __future__ import annotations

from pathlib import Path

import click

from pastdue.cli.options import READABLE, Desk, Reading, common, csv_options, format_option


@click.command()
@click.argument("file", type=READABLE)
@csv_options
@format_option
@common
def command(desk: Desk, reading: Reading, file: Path, form: str) -> int:
    """Read FILE and say what was read, ignored and rejected; write nothing.

    Exits with 0 when every row can be used, 3 when some cannot, 4 when none can.
    """
    from pastdue.cli.results import show
    from pastdue.intake import read
    from pastdue.reports.checked import check_table, rejected_json

    intake = read(reading.files(file), reading.dialect(desk.firm))
    for remark in intake.remarks:
        desk.remark(f"remark: {remark}")
    for problem in intake.rejected:
        click.echo(str(problem), err=True)
    rejected = intake.rows - len(intake.book) - intake.ignored
    record = {
        "schema": 1, "rows": intake.rows, "invoices": len(intake.book), "ignored": intake.ignored,
        "rejected": rejected_json(intake.rejected), "rejected_rows": rejected,
        "unused_columns": list(intake.unused_columns), "remarks": list(intake.remarks),
    }  # fmt: skip
    show(check_table(intake.rows, len(intake.book), intake.ignored, rejected), record, form)
    return 3 if intake.rejected else 0
