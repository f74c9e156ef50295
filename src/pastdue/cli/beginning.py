"""The questions of `pastdue init` on a terminal: the firm, its account, its customers; each answer is checked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import click

from pastdue.cli.terminal.speaking import after_error, agrees, ask, say
from pastdue.model.errors import SettingsError

COUNTRY = "US"
"""The country of a firm that names none."""


def asked(given: dict[str, str], address: tuple[str, ...]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The options of `init` with an answer for each that was not given; an empty answer leaves it open."""
    from pastdue.firm.catalog import Catalog
    from pastdue.firm.spoken import Spoken
    from pastdue.intake.values.amounts import home_currency

    say("Who are you? An empty answer leaves a line for later; everything can be changed in pastdue.toml.", err=True)
    said = dict(given)
    said["name"] = said["name"] or _ask("Full legal name", "")
    if not address:
        lines = _ask("Address, its lines divided by ; (as 1 Mill Lane; YORK; YO1 8ZZ)", "")
        address = tuple(line.strip() for line in lines.split(";") if line.strip())
    said["country"] = _ask("Country, two letters", said["country"] or COUNTRY, _country)
    said["currency"] = said["currency"] or _ask(
        "Currency of invoices that name none", home_currency(said["country"]), _currency
    )
    said["iban"] = said["iban"] or _ask("Account to pay into, as IBAN", "", partial(_iban, said["country"]))
    said["language"] = said["language"] or _ask(
        "Language of your letters", Spoken.of(Catalog()).language_in(said["country"], "")
    )
    if not said["customers"] and agrees("Are all your customers businesses?", default=False):
        said["customers"] = "business"
    return said, address


def with_codes(given: dict[str, str]) -> dict[str, str]:
    """The options of `init` with the codes of country and currency in capitals; refuses what is none."""
    return {**given, "country": _country(given["country"]), "currency": _currency(given["currency"])}


def _ask(question: str, default: str, check: Callable[[str], str] = str) -> str:
    return str(ask(question, default=default, show_default=bool(default), value_proc=_checked(check)))


def _checked(check: Callable[[str], str]) -> Callable[[str], Any]:
    def proc(text: str) -> str:
        try:
            return check(text.strip())
        except SettingsError as error:
            raise click.UsageError(after_error(str(error))) from None

    return proc


def _country(text: str) -> str:
    from pastdue.firm.names import check_country

    check_country(text.upper(), "country")
    return text.upper()


def _currency(text: str) -> str:
    from pastdue.model.money import CURRENCIES

    if text and text.upper() not in CURRENCIES:
        raise SettingsError(f"{text!r} is not the code of a currency", "give its three letters, as EUR")
    return text.upper()


def _iban(country: str, text: str) -> str:
    from pastdue.firm.checks import check_account, with_country
    from pastdue.firm.settings import AccountSettings

    whole = with_country(text, country)
    check_account(AccountSettings(iban=whole), "account")
    return whole
