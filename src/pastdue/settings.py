"""What has the firm decided? `pastdue.toml`, read strictly; every default has its one home here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pastdue.archive.wishes import Copies, WhenBad
from pastdue.binding import bind
from pastdue.calendars import Roll
from pastdue.catalog import Catalog, parse_toml
from pastdue.errors import SettingsError
from pastdue.layout_rows import layout_for
from pastdue.letters.codes.aids import Aids
from pastdue.letters.codes.choice import code_missing
from pastdue.letters.codes.reference import Quoting
from pastdue.letters.codes.uk import uk_account
from pastdue.letters.colours import READABLE, check_colour, contrast, readable
from pastdue.letters.drafts import Per
from pastdue.letters.layouts import OwnWindow
from pastdue.mailing.classes import Mailroom
from pastdue.model import Creditor, CustomerKind, Party, Stage
from pastdue.money import CURRENCIES, Money
from pastdue.policies.accrual import Settle
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
    """`[intake]`: how the export is written; each can be given on the command line too. `map` is FIELD = HEADER.

    What is left empty is decided from the file, where that can be proved.
    """

    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    date_format: str = ""
    terms: str = ""
    currency: str = ""
    map: Mapping[str, str] = field(default_factory=dict)
    preset: str = ""
    skip_rows: int | None = None
    timezone: str = ""
    include: tuple[str, ...] = ()


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
    policy: str = ""
    """Empty: the statute of the creditor's country where it has one and `policies` is empty, else nothing."""
    policies: tuple[PolicyChoice, ...] = ()
    final_deadline: Span | None = None
    mail_days: int = 0
    min_gap: Span | None = None
    catch_up: bool | None = None
    min_balance: tuple[Money, ...] = ()
    review_above: tuple[Money, ...] = ()
    max_age: Span | None = None
    allow_high_charges: bool = False
    settle: Settle | None = None
    """What a payment settles first, whatever the policies' rows say; None: as they say."""
    provisional: bool = False
    """Whether a rate past the last day that was checked may be the last known one, marked on every output."""
    warn_above_percent: Decimal | None = None
    """Charges that come to more than this a year are remarked on."""
    per: Per = Per.STAGE


@dataclass(frozen=True, slots=True)
class LettersSettings:
    """`[letters]`: how they look. The layout defaults to the creditor's country's; files are named relative to
    pastdue.toml."""

    layout: str = ""
    window: OwnWindow | None = None
    typeface: str = "noto-sans"
    accent: str = "#1F3A5F"
    logo: str = ""
    signature_image: str = ""
    fallback_font: str = ""
    clauses: tuple[str, ...] = ()
    duplex: bool = True
    payment_codes: bool = True
    remittance_stub: bool | None = None
    """None: on letters within the United States, where it makes none of them longer."""
    reference: Quoting = Quoting.LETTER
    invoice_copies: Copies = Copies.OFF
    copies_folder: str = "invoices"
    copies_when_bad: WhenBad = WhenBad.GO
    archive: bool = False
    """Whether each letter is kept as PDF/A too."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """`[mail]`: how letters are posted. `services` is STAGE = how its letters go, as `final_demand = "registered"`."""

    bands: Mapping[str, int] = field(default_factory=dict)
    """The most sheets each kind of envelope takes. Empty: the home country's steps of weight in a long envelope."""
    services: Mapping[str, str] = field(default_factory=dict)
    unregistered: tuple[str, ...] = ()
    """Those of the services for which the post gives no number."""
    sheet_mark: bool = False
    """Whether each sheet of a print file carries a code for an inserting machine."""


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
    split_payment: bool = False


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
    mail: MailSettings = MailSettings()
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
    def provisionally(self) -> Firm:
        """The same firm, that lets a rate past the last day checked be the last known one."""
        dunning = replace(self.settings.dunning, provisional=True)
        return replace(self, settings=replace(self.settings, dunning=dunning))

    @property
    def ledger_path(self) -> Path:
        return self.folder / self.settings.ledger.file

    @property
    def output_folder(self) -> Path:
        return self.out or (self.folder / self.settings.output.folder).absolute()

    @property
    def copies_folder(self) -> Path:
        """Where copies of the invoices are, and nowhere else."""
        return self.folder / self.settings.letters.copies_folder

    @property
    def output_folders(self) -> tuple[Path, ...]:
        """The output folder of this run and, where that is another, the settings' own."""
        return tuple({self.output_folder: None, replace(self, out=None).output_folder: None})

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
        return replace(self.creditor, iban=own.iban, bic=own.bic, bank=own.bank, payee=payee, account=own.account)

    @property
    def aids(self) -> Aids:
        """The payment aids of this firm's letters."""
        own = self.settings.letters
        split = frozenset(id_ for id_, customer in self.settings.customers.items() if customer.split_payment)
        return Aids(own.payment_codes, own.remittance_stub, own.reference, split)

    @property
    def mailroom(self) -> Mailroom:
        """How this firm posts. 80 g paper in a long envelope: A4 to 20 and 50 g; Letter to 1 oz, then as it folds."""
        own, home = self.settings.mail, self.creditor.party.country
        bands = own.bands or ({"standard": 4, "thick": 6} if home in ("US", "CA") else {"standard": 3, "thick": 8})
        return Mailroom(home, bands, own.services, own.unregistered)

    @property
    def layout(self) -> str:
        """The window layout's name: the one set, else the creditor's country's habit."""
        return self.settings.letters.layout or layout_for(self.catalog, self.creditor.party.country)

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
        letters = self.settings.letters
        if not letters.layout and letters.window is None:
            said.append(f"no [letters] layout: {self.layout} is used")
        if contrast(letters.accent) < READABLE:
            said.append(
                f"[letters] accent {letters.accent} is too light to be read as text: rules have it, words are set in "
                f"{readable(letters.accent)}"
            )
        return (*said, *self._uncoded())

    def _uncoded(self) -> Iterator[str]:
        """The accounts of their own for a currency that has a payment code, which none of their letters can carry."""
        for currency, account in self.settings.creditor.accounts.items():
            why = code_missing(account.iban, account.bic, currency)
            if why is not None and self.settings.letters.payment_codes:
                yield f"letters in {currency} carry no payment code: {why}"


def read_firm(config: Path | None, folder: Path) -> Firm:
    """The settings in `config`, else in pastdue.toml in `folder`, else the defaults.

    Refuses a named file that is not there, bad TOML, unknown keys and values that cannot be used.
    """
    path = config or folder / FILE_NAME
    if not os.path.lexists(path):
        if config is not None:
            raise SettingsError(f"{config}: no such settings file", "run `pastdue init` to write one")
        return Firm(Settings(), folder)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}", "name a file that you may read") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text", "save it again as UTF-8") from None
    settings = bind(Settings, parse_toml(text, str(path)), str(path))
    check(settings, str(path))
    return Firm(settings, path.parent, path)


def check(settings: Settings, where: str) -> None:
    """Refuses settings whose values are well formed but cannot be used."""
    accounts = settings.creditor.accounts
    for currency, account in accounts.items():
        if currency not in CURRENCIES:
            remedy = "name it by its ISO 4217 code, as [creditor.accounts.EUR]"
            raise SettingsError(f"{where}: creditor.accounts: {currency!r} is not a currency", remedy)
        check_account(account, f"{where}: creditor.accounts.{currency}")
    check_account(settings.creditor, f"{where}: creditor")
    for key in ("min_balance", "review_above"):
        by_currency(getattr(settings.dunning, key), f"{where}: dunning: {key}")
    check_mail(settings, where)
    ceiling = settings.dunning.warn_above_percent
    if ceiling is not None and ceiling < 0:
        raise SettingsError(f"{where}: dunning: warn_above_percent: {ceiling} is negative")
    letters = settings.letters
    check_colour(letters.accent, f"{where}: letters: accent")
    if letters.layout and letters.window is not None:
        raise SettingsError(f"{where}: letters: both layout and window are set", "keep one of them")
    if letters.signature_image and not settings.creditor.signatory:
        raise SettingsError(f"{where}: letters: signature_image: nobody signs", "set signatory in [creditor]")
    if settings.dunning.mail_days < 0 or settings.dunning.mail_days > 30:
        raise SettingsError(f"{where}: dunning: mail_days: must lie from 0 to 30")


def check_mail(settings: Settings, where: str) -> None:
    """Refuses kinds of envelopes and services that no letter can be posted by."""
    try:
        Firm(settings, Path()).mailroom.band(1)
    except SettingsError as error:
        raise SettingsError(f"{where}: mail: {error.what}", error.remedy) from None


def check_account(account: AccountSettings | CreditorSettings, where: str) -> None:
    """Refuses an IBAN, a BIC or a UK account that cannot be one, and a UK account that is not its IBAN's."""
    from stdnum import bic
    from stdnum.exceptions import ValidationError

    check_iban(account.iban, where)
    uk_account(account.account, account.iban, f"{where}: account")
    try:
        if account.bic:
            bic.validate(account.bic)
    except ValidationError:
        remedy = "it has 8 or 11 letters and digits: copy it again from the bank's statement"
        raise SettingsError(f"{where}: bic: {account.bic!r} is not a BIC", remedy) from None


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
