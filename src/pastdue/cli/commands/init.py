"""`pastdue init [FOLDER]`: the first settings and the empty ledger of a firm."""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pastdue.cli import completion
from pastdue.cli.options import Desk, common

if TYPE_CHECKING:
    from pastdue.cli.beginning import NewFirm
    from pastdue.firm.firm import Firm


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--name", default="", help="Your firm's full legal name.")
@click.option("--address", multiple=True, help="A line of your address; repeat for each line.")
@click.option("--country", default="", help="Your country's two letters, as PL (default: US).")
@click.option(
    "--language",
    shell_complete=completion.rows("languages"),
    default="",
    help="The language of your letters (default: your country's, else English).",
)
@click.option(
    "--currency", default="", help="The currency of invoices that name none, as EUR (default: that of --country)."
)
@click.option("--iban", default="", help="Your bank account.")
@click.option("--customers", default="", help="'business' where all customers are: the statute then applies to them.")
@common
def command(
    desk: Desk,
    folder: Path,
    name: str,
    address: tuple[str, ...],
    country: str,
    language: str,
    currency: str,
    iban: str,
    customers: str,
) -> None:
    """Write a commented pastdue.toml and an empty ledger in FOLDER (default: here).

    On a terminal it asks for what no option gives. Existing files are never overwritten. For a --language that
    is not one of ours a file to fill in is written, also beside existing settings.

    \b
    Examples:
      pastdue init
      pastdue init books --name "Lane Ltd" --country GB --address "1 Mill Lane" --address "YORK YO1 8ZZ"
    """
    from pastdue.cli.beginning import NewFirm
    from pastdue.firm import FILE_NAME
    from pastdue.run.guards import is_stand_in

    target = folder / FILE_NAME
    new = NewFirm(name, address, country, language, currency, iban, customers).checked()
    asks = sys.stdin.isatty() and sys.stderr.isatty() and not target.exists()
    new = (new.asked() if asks else new).completed()
    folder.mkdir(parents=True, exist_ok=True)
    words = _language_file(folder, new.language)
    if words is not None and target.exists():
        desk.remark(f"wrote {words}")
        return
    firm = _written(target, _filled(desk.as_of, new), words)
    _new_ledger(desk, firm)
    if asks:
        _show_set(target)
    if words is not None:
        desk.remark(f"wrote {words}: letters say what you fill in there")
    lacking = {"who you are": is_stand_in(firm), "where to pay": not firm.settings.creditor.iban}
    left = " and ".join(what for what, lacks in lacking.items() if lacks)
    rest = f"fill in {left}, then " if left else ""
    desk.remark(f"wrote {target}\nnext: {rest}`pastdue check invoices.csv`")


def _written(target: Path, settings: str, words: Path | None) -> Firm:
    """The firm of the settings written to `target`; where they are refused, neither they nor `words` stay behind."""
    from pastdue.cli.files import write_new
    from pastdue.firm import read_firm
    from pastdue.firm.names import check_choices
    from pastdue.ledger import is_first_run

    try:
        write_new(target, settings.encode())
    except Exception:
        _taken_back(words)
        raise
    try:
        firm = read_firm(target, target.parent)
        check_choices(firm)
        is_first_run(firm.ledger_place, *firm.output_folders)  # refuses a missing ledger beside the files of runs
    except Exception:
        _taken_back(target, words)
        raise
    return firm


def _new_ledger(desk: Desk, firm: Firm) -> None:
    """Make the firm's ledger where it has none, and say where it lies."""
    from pastdue.cli.jobs import say_where_it_lies
    from pastdue.ledger import Access, is_first_run

    if is_first_run(firm.ledger_place, *firm.output_folders):
        with firm.ledger_place.held(access=Access.BEGIN) as ledger:
            desk.remark(f"wrote {ledger.name}")
        say_where_it_lies(desk, firm.ledger_place)


def _show_set(target: Path) -> None:
    """Print the settings that are set, without those that are commented out."""
    lines = target.read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if " = " in line and not line.lstrip().startswith("#")]
    click.echo("\n".join(re.sub("  +#.*", "", line) for line in said), err=True)


def _language_file(folder: Path, language: str) -> Path | None:
    """Write a file to fill in for a language that is not shipped; None for one that is."""
    from pastdue.cli.files import write_new
    from pastdue.firm.catalog import Catalog
    from pastdue.firm.firm import OWN_ROWS
    from pastdue.firm.rows.languages import KIND, file_to_fill_in

    made = file_to_fill_in(Catalog(folder / OWN_ROWS), language)
    if made is None:
        return None
    name, text = made
    target = folder / OWN_ROWS / KIND / name
    target.parent.mkdir(parents=True, exist_ok=True)
    write_new(target, text.encode(), replace=name.endswith(".txt"))
    return target


def _taken_back(*files: Path | None) -> None:
    """Remove the files written before the settings were refused, and the folders left empty."""
    for file in filter(None, files):
        file.unlink()
        with suppress(OSError):
            file.parent.rmdir()
            file.parent.parent.rmdir()


def _filled(on: date, new: NewFirm) -> str:
    """The template with the firm's values; TOML strings are written as JSON writes them, which TOML reads alike."""
    from pastdue.firm.settings.creditor import STAND_IN_ADDRESS, STAND_IN_NAME

    template = (resources.files("pastdue") / "data" / "templates" / "pastdue.toml").read_text(encoding="utf-8")
    return template.format(
        name=_toml(new.name or STAND_IN_NAME),
        address=_toml(list(new.address or STAND_IN_ADDRESS)),
        country=_toml(new.country),
        language=_toml(new.language),
        iban=f"iban = {_toml(new.iban)}" if new.iban else '# iban = "PL61109010140000071219812874"',
        customers=f"customers = {_toml(new.customers)}" if new.customers else '# customers = "business"',
        currency=f"currency = {_toml(new.currency)}" if new.currency else '# currency = "USD"',
        begun=on,
    )


def _toml(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)
