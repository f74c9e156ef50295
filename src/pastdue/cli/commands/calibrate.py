"""`pastdue calibrate`: a test page that shows whether the layout fits your envelope."""

from __future__ import annotations

from pathlib import Path

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common

_ALL = "all"
_OWN = "own-window"


@click.command()
@click.option(
    "--layout",
    "name",
    shell_complete=completion.rows("layouts"),
    help="A layout by its name, or 'all' (default: your firm's, or its own window).",
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The PDF to write, where no file is yet (default: calibrate-NAME.pdf here, replaced each time).",
)
@common
def command(desk: Desk, name: str | None, target: Path | None) -> None:
    """A page that shows the window, the folds and a 100 mm scale, to try in your envelope.

    Print it at actual size, fold it, put it in, and look: the page says what you must see and what to do if not.

    \b
    Examples:
      pastdue calibrate
      pastdue calibrate --layout uk-dl --to uk-dl.pdf
    """
    from pastdue.cli.files import write_new
    from pastdue.firm.look import layout_of, voice_of
    from pastdue.firm.rows.layouts import load_layout
    from pastdue.typeset.calibration.page import calibration

    firm = desk.firm
    if name == _ALL:
        layouts = {each: load_layout(firm.catalog, each) for each in firm.catalog.names("layouts")}
    elif name is not None:
        layouts = {name: load_layout(firm.catalog, name)}
    else:
        name = firm.layout if firm.settings.letters.window is None else _OWN
        layouts = {name: layout_of(firm)}
    path = target or Path(f"calibrate-{name}.pdf")
    write_new(path, calibration(layouts, voice_of(firm)), replace=target is None)
    click.echo(str(path))
    desk.remark("print it at actual size (100 %), fold it, and try it in your envelope")
