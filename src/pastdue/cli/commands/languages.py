"""`pastdue languages [NAME]`: the wording of letters, shipped and the user's own."""

from __future__ import annotations

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common, format_option


@click.command()
@click.argument("name", metavar="[NAME]", required=False, shell_complete=completion.rows("languages"))
@format_option
@common
def command(desk: Desk, name: str | None, form: str) -> None:
    """The languages of letters and reports, each a file of texts.

    With a NAME its whole file. A customer's letters are in the language that file, contacts or country say.
    `pastdue init --language CODE` writes a file to translate; single texts go into pastdue.d/languages/CODE.toml.

    \b
    Examples:
      pastdue languages
      pastdue languages de
    """
    from pastdue.cli.results import show_rows

    show_rows(desk.firm.catalog, "languages", name, form)
