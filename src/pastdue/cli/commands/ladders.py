"""`pastdue ladders [NAME]`: the ladders of letters, shipped and the user's own."""

from __future__ import annotations

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option


@click.command()
@click.argument("name", metavar="[NAME]", required=False, shell_complete=completion.rows("ladders"))
@format_option
@common
def command(desk: Desk, name: str | None, form: str) -> None:
    """The ladders that say which letter follows which, and when.

    With a NAME its whole file. A ladder is chosen with [dunning] ladder = "NAME". `pastdue docs ladders`
    explains every key.

    \b
    Examples:
      pastdue ladders
      pastdue ladders monthly
    """
    from pastdue.cli.results import show_rows

    show_rows(desk.firm.catalog, "ladders", name, form)
