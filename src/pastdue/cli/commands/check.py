"""`pastdue check FILE`: can this file be used, and what would be left out?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli.options import READABLE, Desk, Reading, common, csv_options, format_option

if TYPE_CHECKING:
    from pastdue.intake import Dialect

TO_WRITE = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Can this file be used, and what would be left out?")
@click.argument("file", type=READABLE)
@click.option("--fix-template", type=TO_WRITE, help="Write here, as a preset to keep, how FILE is read.")
@csv_options
@format_option
@common
def command(desk: Desk, reading: Reading, file: Path, form: str, fix_template: Path | None) -> int:
    """Read FILE and say what was recognised, read, ignored and rejected; nothing but the template is written.

    Exits with 0 when every row can be used, 3 when some cannot, 4 when none can, and with 2 when the settings
    cannot be used.
    """
    from pastdue.cli.checking import open_by_currency, tables, warnings
    from pastdue.cli.jobs import check_rules
    from pastdue.cli.results import show
    from pastdue.intake import read
    from pastdue.reports.checked import check_table, rejected_json
    from pastdue.rulebook import Rulebook

    check_rules(desk)
    dialect = reading.dialect(desk.firm)
    if fix_template is not None:
        _write_template(desk, file, dialect, fix_template)
    intake = read(reading.files(file), dialect)
    rulebook = Rulebook(desk.firm)
    measured = intake.book.measured(desk.as_of, rulebook.calendar, rulebook.roll)
    warned, opened = warnings(desk, intake, measured, file), open_by_currency(measured)
    for remark in (*(f"remark: {text}" for text in intake.remarks), *(f"warning: {text}" for text in warned)):
        desk.remark(remark)
    for problem in intake.rejected:
        click.echo(str(problem), err=True)
    rejected = intake.rows - len(intake.book) - intake.ignored
    record = {
        "schema": 1, "preset": intake.preset, "rows": intake.rows, "invoices": len(intake.book),
        "ignored": intake.ignored, "ignored_for": dict(intake.ignored_for), "open": opened,
        "reconciled": [
            {"line": r.line, "label": r.label, "currency": r.stated.currency, "stated": r.stated.plain,
             "summed": r.summed.plain, "agrees": r.agrees}
            for r in intake.reconciled
        ],
        "rejected": rejected_json(intake.rejected), "rejected_rows": rejected,
        "unused_columns": list(intake.unused_columns), "remarks": list(intake.remarks), "warnings": warned,
    }  # fmt: skip
    counts = check_table(intake.rows, len(intake.book), intake.ignored, rejected)
    show(tables(intake, opened, counts), record, form)
    return 3 if intake.rejected else 0


def _write_template(desk: Desk, file: Path, dialect: Dialect, path: Path) -> None:
    from pastdue.cli.files import write_new
    from pastdue.intake.template import template

    write_new(path, template(file, dialect, path.stem).encode())
    desk.remark(f"wrote {path}: correct it and keep it in pastdue.d/presets/")
