"""Names in pastdue.toml that must exist: ladders, policies, layouts, languages, countries. A refusal names the key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.firm import Firm
from pastdue.ladder.deadlines import FinalDeadlineOutOfRange
from pastdue.model.countries import COUNTRIES, country_code
from pastdue.model.errors import SettingsError
from pastdue.model.money import CURRENCIES
from pastdue.model.names import one_of

if TYPE_CHECKING:
    from pastdue.reports.aging.aging import Buckets


def check_choices(firm: Firm) -> None:
    """Refuses, naming the file and the key, a name in the settings that nothing has; defaults are sound."""
    if firm.file is None:
        return
    for kind, key, name in _names(firm):
        one_of(name, firm.catalog.names(kind), f"{firm.file}: {key}")
    for key, country in _countries(firm):
        check_country(country, f"{firm.file}: {key}")
    for key, currency in _currencies(firm):
        if currency and currency not in CURRENCIES:
            raise SettingsError(f"{firm.file}: {key}: {currency!r} is not a currency", "use its ISO 4217 code, as EUR")
    for key, name in (("ledger: file", firm.settings.ledger.file), ("output: folder", firm.settings.output.folder)):
        if not Path(name).name.strip("."):
            raise SettingsError(f"{firm.file}: {key}: {name!r} is not a name", "leave it out, or write a name")


def _currencies(firm: Firm) -> Iterator[tuple[str, str]]:
    yield "intake: currency", firm.settings.intake.currency
    for number, choice in enumerate(firm.settings.dunning.policies, 1):
        yield f"dunning: policies[{number}]: currency", choice.currency


def buckets_of(firm: Firm) -> Buckets:
    """The buckets of the firm's aging report; refuses, naming the key, buckets that do not rise."""
    from pastdue.reports.aging.aging import Buckets  # here, so that commands without a report need not wait for it

    own = firm.settings.aging
    try:
        return Buckets(own.buckets, own.basis, own.days)
    except SettingsError as error:
        raise SettingsError(f"{firm.file}: {error.what}", error.remedy) from None


@contextmanager
def naming_final_deadline(firm: Firm) -> Iterator[None]:
    """A final deadline out of range within is refused with the key that sets it."""
    try:
        yield
    except FinalDeadlineOutOfRange as error:
        own = firm.settings.dunning
        if own.final_deadline is not None:
            key = f"{firm.file}: dunning: final_deadline"
        else:
            key = f"{firm.catalog.where('ladders', own.ladder)}: final_demand: pay_within"
        remedy = f"{error.remedy}, mail_days ({own.mail_days}) included" if own.mail_days else error.remedy
        raise SettingsError(f"{key}: {error.what}", remedy) from None


def _names(firm: Firm) -> Iterator[tuple[str, str, str]]:
    """The kind, the key and the name of every row of the catalog that the settings name."""
    own = firm.settings
    named = [
        ("ladders", "dunning: ladder", own.dunning.ladder),
        ("policies", "dunning: policy", own.dunning.policy),
        ("layouts", "letters: layout", own.letters.layout),
        ("journals", "journal: form", own.journal.form),
        ("languages", "creditor: language", own.creditor.language),
        *(("policies", f"dunning: policies[{n}]: policy", c.policy) for n, c in enumerate(own.dunning.policies, 1)),
        *(("policies", f"customers.{id_}: policy", c.policy) for id_, c in own.customers.items()),
        *(("languages", f"customers.{id_}: language", c.language) for id_, c in own.customers.items()),
    ]
    return (each for each in named if each[2])


def _countries(firm: Firm) -> Iterator[tuple[str, str]]:
    yield "creditor: country", firm.settings.creditor.country
    yield "calendar: country", firm.settings.calendar.country
    yield "clauses: law", firm.settings.clauses.law
    for number, choice in enumerate(firm.settings.dunning.policies, 1):
        yield f"dunning: policies[{number}]: country", choice.country


def check_country(text: str, where: str) -> None:
    """Refuses, naming `where`, a text that is not the code of a country; an empty text passes."""
    right = country_code(text)
    if text and text not in COUNTRIES:
        meant = f"write {right}" if right in COUNTRIES else "write its two letters, such as DE, GB, PL or US"
        raise SettingsError(f"{where}: {text!r} is not the code of a country", meant)
