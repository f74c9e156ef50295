"""Checks of well-formed settings: values that cannot be used are refused, naming the key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

from pastdue.firm.firm import Firm
from pastdue.firm.rows import stages
from pastdue.firm.settings import Settings
from pastdue.firm.settings.creditor import AccountSettings, CreditorSettings
from pastdue.firm.settings.dunning import ClausesSettings, DunningSettings
from pastdue.firm.settings.letters import EmailSettings
from pastdue.firm.settings.output import LOCAL, LedgerSettings
from pastdue.letters.codes.uk import uk_account
from pastdue.model import ChargeKind
from pastdue.model.choices import Tls
from pastdue.model.errors import SettingsError
from pastdue.model.money import CURRENCIES, Money
from pastdue.model.names import one_of
from pastdue.typeset.ink.colours import check_colour

_HOST = re.compile(r"[\w.-]+|[0-9A-Fa-f:]+", re.ASCII)
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_POSTGRESQL = re.compile(r"postgres(?:ql)?://")
_SCHEMA = re.compile(r"(?!pg_)[a-z_][a-z0-9_]{0,62}", re.ASCII)
_DASK = re.compile(r"dask://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}", re.ASCII)


def check(settings: Settings, where: str) -> None:
    """Refuses settings whose values are well formed but cannot be used."""
    check_creditor(settings.creditor, f"{where}: creditor")
    check_dunning(settings.dunning, f"{where}: dunning")
    check_letters(settings, f"{where}: letters")
    check_mail(settings, where)
    check_journal(settings.journal.accounts, f"{where}: journal")
    check_email(settings.email, f"{where}: email")
    check_engine(settings.run.engine, f"{where}: run: engine")
    check_ledger(settings.ledger, f"{where}: ledger")
    check_clauses(settings.clauses, f"{where}: clauses")


def check_stages(firm: Firm) -> None:
    """Refuses, naming the key, an unknown stage."""
    for key, name, known in _stages(firm):
        one_of(name, known, f"{firm.file}: {key}")


def _stages(firm: Firm) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The key and the name of every stage that the settings name, with those it may be."""
    own = firm.settings
    steps, every = stages.names(firm.catalog, courtesy=False), stages.names(firm.catalog)
    for key, name in (
        ("dunning: charges_from", own.dunning.charges_from),
        *((f"letters: clauses_from.{clause}", name) for clause, name in own.letters.clauses_from.items()),
        *((f"customers.{id_}: highest", c.highest) for id_, c in own.customers.items()),
    ):
        if name is not None:
            yield key, name, steps
    yield from ((f"mail: services: {name}", name, every) for name in own.mail.services)


def check_ledger(own: LedgerSettings, where: str) -> None:
    """Refuses a url that is none of PostgreSQL, a schema no identifier says, and a ledger in two places."""
    if own.url and not _POSTGRESQL.match(own.url):  # never shown: it may hold a password
        raise SettingsError(
            f"{where}: url: it names no PostgreSQL database", "write postgresql://USER@HOST:PORT/DATABASE"
        )
    if not _SCHEMA.fullmatch(own.schema):
        remedy = "write a name of lower-case letters a to z, digits and _, as lane_ltd"
        raise SettingsError(f"{where}: schema: {own.schema!r} is not a name", remedy)
    if own.url and own.file != LedgerSettings().file:
        raise SettingsError(f"{where}: file and url: a ledger is in one place", "leave one of them out")


def check_clauses(own: ClausesSettings, where: str) -> None:
    """Refuses a share that is none, and a silence of no time."""
    for key, share in (("deposit", own.deposit), ("kill_fee", own.kill_fee)):
        if share is not None and not 0 < share <= 100:
            raise SettingsError(f"{where}: {key}: {share} is not a share in percent", "write it as 30, or leave it out")
    if not own.silence.count:
        raise SettingsError(f"{where}: silence: {own.silence} is not a time to answer in", 'write it as "14 days"')


def check_engine(engine: str, where: str) -> str:
    """`engine` itself; refuses what names no engine.

    >>> check_engine("dask://scheduler.example:8786", "--engine")
    'dask://scheduler.example:8786'
    >>> check_engine("dask://scheduler.example", "--engine")
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: --engine: 'dask://scheduler.example' names no engine
      write local, or dask://HOST:PORT of a Dask scheduler
    """
    if engine != LOCAL and not _DASK.fullmatch(engine):
        remedy = "write local, or dask://HOST:PORT of a Dask scheduler"
        raise SettingsError(f"{where}: {engine!r} names no engine", remedy)
    return engine


def check_creditor(creditor: CreditorSettings, where: str) -> None:
    """Refuses accounts that cannot be paid into, and one for a currency that is none."""
    for currency, account in creditor.accounts.items():
        if currency not in CURRENCIES:
            remedy = "name it by its ISO 4217 code, as [creditor.accounts.EUR]"
            raise SettingsError(f"{where}.accounts: {currency!r} is not a currency", remedy)
        check_account(account, f"{where}.accounts.{currency}", creditor.country)
    check_account(creditor, where, creditor.country)


def check_dunning(dunning: DunningSettings, where: str) -> None:
    """Refuses amounts and shares that are none, and days in the post that no letter takes."""
    for key in ("min_balance", "min_letter", "review_above", "falls_when_open"):
        by_currency(getattr(dunning, key), f"{where}: {key}")
    ceiling = dunning.warn_above_percent
    if ceiling is not None and ceiling < 0:
        raise SettingsError(f"{where}: warn_above_percent: {ceiling} is negative")
    for key in ("min_balance_percent", "min_letter_percent", "falls_when_paid"):
        percent = getattr(dunning, key)
        if percent is not None and not 0 <= percent <= 100:
            raise SettingsError(f"{where}: {key}: {percent} must lie from 0 to 100")
    if dunning.late_payments_from is not None and not dunning.collect_charges_after_payment:
        what = f"{where}: late_payments_from: charges of paid invoices are not collected"
        raise SettingsError(what, "set collect_charges_after_payment = true as well")
    if not 0 <= dunning.mail_days <= 30:
        raise SettingsError(f"{where}: mail_days: must lie from 0 to 30")


def check_letters(settings: Settings, where: str) -> None:
    """Refuses a malformed colour, two layouts, and a signature picture without a signatory."""
    letters = settings.letters
    check_colour(letters.accent, f"{where}: accent")
    if letters.layout and letters.window is not None:
        raise SettingsError(f"{where}: both layout and window are set", "keep one of them")
    if letters.signature_image and not settings.creditor.signatory:
        raise SettingsError(f"{where}: signature_image: there is no signatory", "set signatory in [creditor]")


def check_journal(accounts: Mapping[str, str], where: str) -> None:
    """Refuses an account for an unknown kind of charges."""
    for kind in accounts:
        one_of(kind, [kind.value for kind in ChargeKind], f"{where}: accounts")


def check_mail(settings: Settings, where: str) -> None:
    """Refuses kinds of envelopes and services that no letter can be posted by."""
    try:
        Firm(settings, Path()).mailroom.band(1)
    except SettingsError as error:
        raise SettingsError(f"{where}: mail: {error.what}", error.remedy) from None


def check_email(email: EmailSettings, where: str) -> None:
    """Refuses a malformed address, settings no mail server can be reached by, and a password sent unprotected."""
    if email.port is not None and not 0 < email.port < 65536:
        raise SettingsError(f"{where}: port: {email.port} is not a port", "leave it out, or ask your provider")
    if email.host and not _HOST.fullmatch(email.host):
        raise SettingsError(
            f"{where}: host: {email.host!r} is not the name of a server", 'as host = "smtp.example.com"'
        )
    if email.tls is Tls.NONE and email.host not in ("", *_THIS_MACHINE):
        remedy = 'use "starttls" or "tls", as your provider says'
        raise SettingsError(f'{where}: tls: "none" would send letters and password unprotected to {email.host}', remedy)
    from pastdue.mailing.email.addresses import BadAddress, mailbox

    for key, text in (("from", email.from_), ("reply_to", email.reply_to)):
        try:
            if text:
                mailbox(text)
        except BadAddress as error:
            raise SettingsError(f"{where}: {key}: {error.what}", error.remedy) from None


def check_account(account: AccountSettings | CreditorSettings, where: str, country: str = "") -> None:
    """Refuses an IBAN, a BIC or a UK account that cannot be one, and a UK account that is not its IBAN's."""
    from stdnum import bic
    from stdnum.exceptions import ValidationError

    check_iban(account.iban, where, country)
    uk_account(account.account, account.iban, f"{where}: account")
    try:
        if account.bic:
            bic.validate(account.bic)
    except ValidationError:
        remedy = "it has 8 or 11 letters and digits: copy it again from the bank's statement"
        raise SettingsError(f"{where}: bic: {account.bic!r} is not a BIC", remedy) from None


def with_country(text: str, country: str) -> str:
    """The account number with its country before it, where that alone is missing from an IBAN, as on Polish bank
    statements.

    >>> with_country("61 1090 1014 0000 0712 1981 2874", "PL")
    'PL61 1090 1014 0000 0712 1981 2874'
    >>> with_country("61 1090 1014 0000 0712 1981 2875", "PL"), with_country("", "PL")
    ('61 1090 1014 0000 0712 1981 2875', '')
    """
    from stdnum import iban

    return f"{country}{text}" if text[:1].isdigit() and iban.is_valid(f"{country}{text}") else text


def check_iban(text: str, where: str, country: str = "") -> None:
    """Refuses an IBAN whose country, length or check digits are wrong; none at all is fine, so is one at a bank that
    the library's list of banks lacks. One without its country is told to begin with `country`, where it is one of that
    country."""
    from stdnum import iban
    from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError

    try:
        if text:
            with suppress(InvalidComponent):
                iban.validate(text)
            iban.validate(text, check_country=False)
    except ValidationError as error:
        whole = with_country(text, country)
        remedy = f"write it as {whole!r}" if whole != text else "copy it again from the bank's statement"
        why = "it has marks or a country that none has"
        if isinstance(error, InvalidChecksum):
            why = "its check digits do not fit"
        elif isinstance(error, InvalidLength):
            why = "it is too long or too short"
        raise SettingsError(f"{where}: iban: {text!r} is not an IBAN: {why}", remedy) from None


def by_currency(amounts: tuple[Money, ...], where: str) -> dict[str, Money]:
    """`amounts` by currency; refuses two of one currency and negative ones."""
    found: dict[str, Money] = {}
    for amount in amounts:
        if amount.currency in found:
            raise SettingsError(f"{where}: two amounts in {amount.currency}", "give one per currency")
        if amount.amount < Decimal(0):
            raise SettingsError(f"{where}: {amount} is negative")
        found[amount.currency] = amount
    return found
