"""`pastdue clauses`: contract terms on late charges, deposit and silence, from the firm's own settings."""

from __future__ import annotations

from pathlib import Path

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common


@click.command()
@click.option(
    "--policy",
    metavar="NAME",
    shell_complete=completion.rows("policies"),
    default="",
    help="The policy whose charges to agree (default: yours).",
)
@click.option(
    "--language",
    metavar="CODE",
    shell_complete=completion.rows("languages"),
    default="",
    help="Their language (default: yours).",
)
@click.option(
    "--output", "-o", "outputs", type=click.Path(path_type=Path, dir_okay=False), multiple=True,
    help="A .pdf, .md or .txt to write; may be repeated (default: the text on the terminal).",
)  # fmt: skip
@common
def command(desk: Desk, policy: str, language: str, outputs: tuple[Path, ...]) -> None:
    """Write terms to put into your contracts: late charges exactly as your policy counts them, a deposit, what happens
    when the client goes silent, rights, contact, law and place of jurisdiction. [clauses] in pastdue.toml fills them.

    \b
    Examples:
      pastdue clauses
      pastdue clauses --policy freelancer-multi --language de
      pastdue clauses -o terms.pdf -o terms.md
    """
    from pastdue.cli.files import write_new
    from pastdue.model.errors import SettingsError
    from pastdue.model.names import one_of
    from pastdue.reports.clauses.terms import as_markdown, as_text
    from pastdue.run.papers.clauses import FirmTerms

    for path in outputs:
        if path.suffix.lower() not in (".pdf", ".md", ".txt"):
            raise click.UsageError(f"--output: {path} ends neither in .pdf nor in .md nor in .txt")
    if language:
        one_of(language, desk.firm.catalog.names("languages"), "--language")
    if not desk.firm.settings.creditor.name:
        raise SettingsError("terms need a name: no [creditor] name is set", "`pastdue init` writes the settings")
    made = FirmTerms(desk.firm, desk.as_of, policy, language)
    rules = [rule.policy for rule in desk.firm.settings.dunning.policies]
    if rules and not policy:
        default = desk.firm.settings.dunning.policy or "none"
        named = ", ".join(dict.fromkeys(rules))
        desk.remark(
            f"warning: [[dunning.policies]] charge some customers by {named}; these terms are those of {default}: "
            f"--policy {rules[0]} agrees others"
        )
    for path in outputs:
        suffix = path.suffix.lower()
        text = as_markdown(made.terms) if suffix == ".md" else as_text(made.terms)
        write_new(path, made.pdf if suffix == ".pdf" else text.encode())
        desk.remark(f"wrote {path}")
    if not outputs:
        click.echo(as_text(made.terms), nl=False)
