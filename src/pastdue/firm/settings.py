"""What can pastdue.toml say? One class a table, one field a key; every default has its one home here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pastdue.charges.choice import PolicyChoice
from pastdue.model import PaymentsAre, Stage
from pastdue.model.choices import Copies, Per, Quoting, Roll, Settle, WhenBad
from pastdue.model.money import Money
from pastdue.model.spans import Span
from pastdue.typeset.layouts import OwnWindow

STAND_IN_NAME = "Your Firm Ltd"
STAND_IN_ADDRESS = ("Street 1", "City")
"""What `pastdue init` writes where nobody says who the firm is; no letter is issued under it."""


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
    register: str = ""
    """Company register details, printed in the page foot of letters."""


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """`[calendar]`: whose open days count. Country and subdivision default to the creditor's."""

    country: str = ""
    subdivision: str = ""
    closed: tuple[date, ...] = ()
    due_roll: Roll = Roll.NONE


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """`[intake]`: how the export is written, and the files beside it; each can be given on the command line too.

    `map` is FIELD = HEADER. What is left empty is decided from the file, where that can be proved. `payments`,
    `contacts` and `holds` are files, named relative to pastdue.toml.
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
    ignore: tuple[str, ...] = ()
    sheet: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    payments: str = ""
    payments_are: PaymentsAre | None = None
    """`all` the payments there were, or those `since` the export; None: as days prove it, else asked."""
    contacts: str = ""
    holds: str = ""


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
    charges_from: Stage | None = None
    """The first stage whose letters claim charges; None: as the ladder's row says."""
    min_balance: tuple[Money, ...] = ()
    review_above: tuple[Money, ...] = ()
    max_age: Span | None = None
    allow_high_charges: bool = False
    settle: Settle | None = None
    """What a payment settles first, whatever the policies' rows say; None: as they say."""
    collect_charges_after_payment: bool = False
    """Whether letters go on over charges they named once the invoice itself was paid without them."""
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
    """The optional clauses of every letter."""
    clauses_from: Mapping[str, Stage] = field(default_factory=dict)
    """Optional clauses of the letters of a stage and all after it, as `work_suspended = "third_notice"`."""
    duplex: bool = True
    payment_codes: bool = True
    remittance_stub: bool | None = None
    """None: on letters within the United States, where it makes none of them longer."""
    reference: Quoting = Quoting.LETTER
    invoice_copies: Copies = Copies.OFF
    copies_folder: str = "invoices"
    copies_when_bad: WhenBad = WhenBad.GO
    claim_forms: str = ""
    """The official forms for a letter of claim (England and Wales)."""
    archive: bool = False
    """Whether each letter is kept as PDF/A too."""

    def clauses_of(self, stage: Stage) -> tuple[str, ...]:
        """The optional clauses of letters of `stage`: those of every letter, then those that hold from it or before."""
        later = (name for name, first in self.clauses_from.items() if stage.rank >= first.rank)
        return tuple(dict.fromkeys((*self.clauses, *later)))


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
    """`[ledger]`: where it is, relative to pastdue.toml, and the day `pastdue init` began it: a run that finds none
    then does not begin another by itself."""

    file: str = "pastdue.ledger"
    begun: date | None = None


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
