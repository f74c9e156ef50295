"""The questions of `pastdue init` on a terminal: the firm, its account, its customers; each answer is checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import click

from pastdue.cli.terminal.speaking import after_error, agrees, ask, say
from pastdue.model.errors import SettingsError

COUNTRY = "US"
"""The country of a firm that names none."""


_WHO = "Who are you? An empty answer leaves a line for later; everything can be changed in pastdue.toml."


@dataclass(frozen=True, slots=True)
class NewFirm:
    """A firm as the options of `init` describe it; what none of them gives is empty."""

    name: str = ""
    address: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    currency: str = ""
    iban: str = ""
    customers: str = ""

    def checked(self) -> NewFirm:
        """The firm with the codes of country and currency in capitals; refuses a code that there is not."""
        return replace(self, country=_country(self.country), currency=_currency(self.currency))

    def asked(self) -> NewFirm:
        """The firm with an answer for each thing that was not given; an empty answer leaves it open."""
        from pastdue.intake.values.amounts import home_currency

        say(_WHO, err=True)
        name = self.name or _ask("Full legal name", "")
        address = self.address or _lines(_ask("Address, its lines divided by ; (as 1 Mill Lane; YORK; YO1 8ZZ)", ""))
        country = _ask("Country, two letters", self.country or COUNTRY, _country)
        unnamed, home = "Currency of invoices that name none", home_currency(country)
        currency = self.currency or _ask(unnamed, home, _currency)
        iban = self.iban or _ask("Account to pay into, as IBAN", "", partial(_iban, country))
        language = self.language or _ask("Language of your letters", _language_of(country))
        business = not self.customers and agrees("Are all your customers businesses?", default=False)
        return NewFirm(name, address, country, language, currency, iban, "business" if business else self.customers)

    def completed(self) -> NewFirm:
        """The firm with the currency and language of its country where none is given."""
        from pastdue.firm.checks import with_country
        from pastdue.intake.values.amounts import home_currency

        country = self.country or COUNTRY
        return replace(
            self,
            currency=self.currency or home_currency(self.country),
            country=country,
            language=self.language or _language_of(country),
            iban=with_country(self.iban.strip(), country),
        )


def _lines(answer: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in answer.split(";") if line.strip())


def _language_of(country: str) -> str:
    """The language of a country that letters can be written in; "" where there is none."""
    from pastdue.firm.catalog import Catalog
    from pastdue.firm.spoken import Spoken

    return Spoken.of(Catalog()).language_in(country, "")


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
    from pastdue.firm.settings.creditor import AccountSettings

    whole = with_country(text, country)
    check_account(AccountSettings(iban=whole), "account")
    return whole
