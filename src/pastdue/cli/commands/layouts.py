"""`pastdue layouts [NAME]`: papers and window envelopes, shipped and the user's own."""

from __future__ import annotations

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option


@click.command()
@click.argument("name", metavar="[NAME]", required=False, shell_complete=completion.rows("layouts"))
@format_option
@common
def command(desk: Desk, name: str | None, form: str) -> None:
    """The layouts: papers and envelopes, and where their windows are.

    With a NAME its whole file. A layout is chosen with [letters] layout = "NAME"; without one the creditor's country
    decides. `pastdue docs layouts` shows them.

    \b
    Examples:
      pastdue layouts
      pastdue layouts uk-dl
    """
    from pastdue.cli.results import show_rows

    show_rows(desk.firm.catalog, "layouts", name, form)
