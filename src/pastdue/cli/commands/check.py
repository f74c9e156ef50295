"""`pastdue check FILE`: can this file be used, and what would be left out?"""

from __future__ import annotations

from contextlib import nullcontext
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
    from pastdue.cli.jobs import job_of, ledger_to_read
    from pastdue.cli.results import show
    from pastdue.run.checking import Checked, tables
    from pastdue.run.opened import opened, rules_to_dun

    job = job_of(desk, reading, file)
    rules = rules_to_dun(job)
    if fix_template is not None:
        _write_template(desk, file, job.dialect, fix_template)
    begun = opened(job, rules)
    with ledger_to_read(desk.firm) if desk.firm.ledger_path.exists() else nullcontext() as ledger:
        checked = Checked.of(begun, ledger)
    for remark in checked.intake.remarks:
        desk.remark(f"remark: {remark}")
    for warning in checked.warnings_said:
        desk.remark(f"warning: {warning}")
    for problem in checked.intake.rejected:
        click.echo(str(problem), err=True)
    show(tables(checked), checked.record, form)
    return 3 if checked.intake.rejected else 0


def _write_template(desk: Desk, file: Path, dialect: Dialect, path: Path) -> None:
    from pastdue.cli.files import write_new
    from pastdue.intake.export.template import template

    write_new(path, template(file, dialect, path.stem).encode())
    desk.remark(f"wrote {path}: correct it and keep it in pastdue.d/presets/")
