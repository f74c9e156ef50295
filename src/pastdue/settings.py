"""What has the firm decided? `pastdue.toml`, read strictly; every default has its one home here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pastdue.binding import bind
from pastdue.calendars import Roll
from pastdue.catalog import Catalog, parse_toml
from pastdue.errors import SettingsError
from pastdue.letters.drafts import Per
from pastdue.model import Creditor, CustomerKind, Party, Stage
from pastdue.money import Money, digits
from pastdue.spans import Span

FILE_NAME = "pastdue.toml"
OWN_ROWS = "pastdue.d"


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """`[creditor.accounts.EUR]`: where debts in that currency are paid. `account` holds local details by label."""

    iban: str = ""
    bic: str = ""
    bank: str = ""
    payee: str = ""
    account: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CreditorSettings:
    """`[creditor]`: who is owed, where to pay, who signs. `account` holds local bank details as label = value."""

    name: str = ""
    address: tuple[str, ...] = ()
    country: str = ""
    subdivision: str = ""
    city: str = ""
    language: str = "en"
    email: str = ""
    phone: str = ""
    website: str = ""
    tax_id: str = ""
    iban: str = ""
    bic: str = ""
    bank: str = ""
    payee: str = ""
    account: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[str, AccountSettings] = field(default_factory=dict)
    signatory: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """`[calendar]`: whose open days count. Country and subdivision default to the creditor's."""

    country: str = ""
    subdivision: str = ""
    closed: tuple[date, ...] = ()
    due_roll: Roll = Roll.NONE


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """`[intake]`: how the export is written; each can be given on the command line too. `map` is FIELD = HEADER."""

    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: str = ""
    date_format: str = ""
    terms: str = ""
    currency: str = ""
    map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PolicyChoice:
    """One of `[[dunning.policies]]`: the policy for invoices that match everything it names."""

    policy: str
    country: str = ""
    customer_type: CustomerKind | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class DunningSettings:
    """`[dunning]`: the ladder, the charges, and what keeps a letter from going out."""

    ladder: str = "monthly"
    policy: str = "none"
    policies: tuple[PolicyChoice, ...] = ()
    final_deadline: Span | None = None
    mail_days: int = 0
    min_gap: Span | None = None
    catch_up: bool | None = None
    min_balance: tuple[Money, ...] = ()
    review_above: tuple[Money, ...] = ()
    max_age: Span | None = None
    allow_high_charges: bool = False
    per: Per = Per.STAGE


@dataclass(frozen=True, slots=True)
class LettersSettings:
    """`[letters]`: how they look. The layout defaults to the creditor's country's."""

    layout: str = ""
    typeface: str = "noto-sans"
    accent: str = "#1F3A5F"
    clauses: tuple[str, ...] = ()
    duplex: bool = True


@dataclass(frozen=True, slots=True)
class AgingSettings:
    """`[aging]`: the upper edges of the buckets in days, what is aged, and in which days."""

    buckets: tuple[int, ...] = (30, 60, 90)
    basis: str = "due"
    days: str = "calendar"


@dataclass(frozen=True, slots=True)
class CustomerSettings:
    """`[customers.ID]`: what holds for one customer, by the id in the invoices file."""

    policy: str = ""
    dun: bool = True
    highest: Stage | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """`[ledger]`: where it is, relative to pastdue.toml."""

    file: str = "pastdue.ledger"


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """`[output]`: the folder that runs write to, relative to pastdue.toml."""

    folder: str = "out"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in pastdue.toml. `file` is None when there is none and the defaults hold."""

    creditor: CreditorSettings = CreditorSettings()
    calendar: CalendarSettings = CalendarSettings()
    intake: IntakeSettings = IntakeSettings()
    dunning: DunningSettings = DunningSettings()
    letters: LettersSettings = LettersSettings()
    aging: AgingSettings = AgingSettings()
    ledger: LedgerSettings = LedgerSettings()
    output: OutputSettings = OutputSettings()
    customers: Mapping[str, CustomerSettings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Firm:
    """The settings and where they stand: `file` is pastdue.toml, or None; `folder` is where its neighbours are."""

    settings: Settings
    folder: Path
    file: Path | None = None
    out: Path | None = None
    """The output folder of this run, when it is not the settings'."""

    @property
    def catalog(self) -> Catalog:
        """The data rows this firm can name: its own first, then ours."""
        return Catalog(self.folder / OWN_ROWS if self.file else None)

    @property
    def ledger_path(self) -> Path:
        return self.folder / self.settings.ledger.file

    @property
    def output_folder(self) -> Path:
        return self.out or (self.folder / self.settings.output.folder).absolute()

    @property
    def creditor(self) -> Creditor:
        """Who is owed. Without settings it is a stand-in that a letter shows plainly."""
        own = self.settings.creditor
        party = Party(
            id="",
            name=own.name or "[creditor.name]",
            address=own.address,
            country=own.country or "US",
            language=own.language,
            email=own.email,
            phone=own.phone,
        )
        return Creditor(
            party,
            own.subdivision,
            own.city,
            own.tax_id,
            own.website,
            own.iban,
            own.bic,
            own.bank,
            own.account,
            own.payee,
            own.signatory,
            own.role,
        )

    def creditor_for(self, currency: str) -> Creditor:
        """Who is owed, with the account that debts in `currency` are paid into."""
        own = self.settings.creditor.accounts.get(currency)
        if own is None:
            return self.creditor
        payee = own.payee or self.creditor.payee
        return replace(
            self.creditor, iban=own.iban, bic=own.bic, bank=own.bank, payee=payee, account=own.account
        )

    @property
    def layout(self) -> str:
        """The window layout: the one set, else the creditor's country's habit."""
        if self.settings.letters.layout:
            return self.settings.letters.layout
        return {"PL": "pl-dl-right", "US": "us10-double", "CA": "us10-double"}.get(self.creditor.party.country, "din-b")

    @property
    def place(self) -> tuple[str, str]:
        """Country and subdivision of the calendar: the ones set, else the creditor's."""
        own, creditor = self.settings.calendar, self.settings.creditor
        country = own.country or self.creditor.party.country
        inherited = creditor.subdivision if country == self.creditor.party.country else ""
        return country, own.subdivision or inherited

    @property
    def assumed(self) -> tuple[str, ...]:
        """The defaults that stand in for what pastdue.toml does not say, worded for the run's remarks."""
        said: list[str] = []
        if self.file is None:
            said.append(f"no {FILE_NAME}: defaults hold (run `pastdue init` to write one)")
        if not self.settings.creditor.name:
            said.append("no [creditor] name: letters show a stand-in; set it before you post anything")
        if not self.settings.creditor.country and not self.settings.calendar.country:
            said.append("no country set: open days are counted by the calendar of the US")
        if not self.settings.letters.layout:
            said.append(f"no [letters] layout: {self.layout} is used")
        if not self.settings.dunning.policies and self.settings.dunning.policy == "none":
            said.append("no [dunning] policy: nothing is charged")
        return tuple(said)


def read_firm(config: Path | None, folder: Path) -> Firm:
    """The settings in `config`, else in pastdue.toml in `folder`, else the defaults.

    Refuses a named file that is not there, bad TOML, unknown keys and values that cannot be used.
    """
    path = config or folder / FILE_NAME
    if not path.is_file():
        if config is not None:
            raise SettingsError(f"{config}: no such settings file", "run `pastdue init` to write one")
        return Firm(Settings(), folder)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from None
    settings = bind(Settings, parse_toml(text, str(path)), str(path))
    check(settings, str(path))
    return Firm(settings, path.parent, path)


def check(settings: Settings, where: str) -> None:
    """Refuses settings whose values are well formed but cannot be used."""
    accounts = settings.creditor.accounts
    for currency, account in accounts.items():
        digits(currency)
        check_iban(account.iban, f"{where}: creditor.accounts.{currency}")
    check_iban(settings.creditor.iban, f"{where}: creditor")
    for key in ("min_balance", "review_above"):
        by_currency(getattr(settings.dunning, key), f"{where}: dunning: {key}")
    if settings.dunning.mail_days < 0 or settings.dunning.mail_days > 30:
        raise SettingsError(f"{where}: dunning: mail_days: must lie from 0 to 30")


def check_iban(text: str, where: str) -> None:
    """Refuses an IBAN whose country, length or check digits are wrong; none at all is fine."""
    from stdnum import iban
    from stdnum.exceptions import ValidationError

    try:
        if text:
            iban.validate(text)
    except ValidationError as error:
        remedy = "copy it again from the bank's statement"
        raise SettingsError(f"{where}: iban: {text!r} is not an IBAN: {error}", remedy) from None


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
