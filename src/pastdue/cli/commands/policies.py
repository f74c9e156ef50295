"""`pastdue policies [NAME]`: the policies of charges, shipped and the user's own."""

from __future__ import annotations

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option


@click.command()
@click.argument("name", metavar="[NAME]", required=False, shell_complete=completion.rows("policies"))
@format_option
@common
def command(desk: Desk, name: str | None, form: str) -> None:
    """The policies that say what lateness costs: statutes by country and contract terms.

    With a NAME its whole file. A policy is chosen with [dunning] policy = "NAME", by country or customer; without one
    the creditor's country decides. `pastdue docs policies` explains every key.

    \b
    Examples:
      pastdue policies
      pastdue policies uk-b2b
    """
    from pastdue.cli.results import show_rows

    show_rows(desk.firm.catalog, "policies", name, form)
