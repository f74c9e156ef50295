"""The settings of pastdue.toml: a class a table, a field a key; every default has its one home here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pastdue.charges.choice import PolicyChoice
from pastdue.intake.export.choices import ReadingChoices
from pastdue.model.choices import AlsoShown, Copies, Delivery, Heads, Per, Quoting, Roll, Settle, Tls, WhenBad
from pastdue.model.money import Money
from pastdue.model.parties import CustomersAre
from pastdue.model.spans import Span
from pastdue.typeset.layouts import OwnWindow

STAND_IN_NAME = "Your Firm Ltd"
STAND_IN_ADDRESS = ("Street 1", "City")
"""The address `pastdue init` writes where none is given; no letter is issued under it."""


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """`[creditor.accounts.EUR]`: where debts in that currency are paid. `account` holds local details by label."""

    iban: str = ""
    """The IBAN; its check digits are verified."""
    bic: str = ""
    """The BIC of the bank, for payments from abroad."""
    bank: str = ""
    """The name of the bank."""
    payee: str = ""
    """The name the account is in, where it is not the firm's."""
    account: Mapping[str, str] = field(default_factory=dict)
    """Local details as label = value, such as `sort_code` and `account_number`."""


@dataclass(frozen=True, slots=True)
class CreditorSettings:
    """`[creditor]`: your firm, its account, and the name that signs. `account` holds local details as label = value."""

    name: str = ""
    """The firm's name, as the head of each letter and the return line have it."""
    address: tuple[str, ...] = ()
    """The lines of its address, without the country."""
    country: str = ""
    """Its country, as a code of two letters: it decides the statute, the calendar and the envelope."""
    subdivision: str = ""
    """Its state, Land or province, for the holidays there, such as `BY` or `CA`."""
    city: str = ""
    """The place in "place and date"; without it the date stands alone."""
    language: str = "en"
    """The language of the letters of customers who have none of their own."""
    email: str = ""
    """Printed in the letters."""
    phone: str = ""
    """Printed in the letters."""
    website: str = ""
    """Printed in the letters."""
    tax_id: str = ""
    """The tax number without NIP, VAT no. or the like: letters add the label."""
    iban: str = ""
    """The account for every currency that has none of its own; its check digits are verified."""
    bic: str = ""
    """The BIC of the bank, for payments from abroad."""
    bank: str = ""
    """The name of the bank."""
    payee: str = ""
    """The name the account is in, where it is not the firm's."""
    account: Mapping[str, str] = field(default_factory=dict)
    """Local bank details as label = value, such as `sort_code` and `account_number`; any other label is printed as it
    is."""
    accounts: Mapping[str, AccountSettings] = field(default_factory=dict)
    """An account for each currency, as tables `[creditor.accounts.EUR]`."""
    signatory: str = ""
    """The name that signs the letters."""
    role: str = ""
    """The signatory's position in the firm, printed under the name."""
    register: str = ""
    """Company register details, printed in the page foot of letters."""


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """`[calendar]`: whose open days count. Country and subdivision default to the creditor's."""

    country: str = ""
    """The country whose holidays and weekend count, as a code of two letters. Default: the creditor's country."""
    subdivision: str = ""
    """The state, Land or province whose holidays count too. Default: the creditor's."""
    closed: tuple[date, ...] = ()
    """More days on which the firm is closed."""
    due_roll: Roll = Roll.NONE
    """The open day that a due day on a closed day moves to, if any."""


@dataclass(frozen=True, slots=True)
class IntakeSettings(ReadingChoices):
    """`[intake]`: how the export is written, and the files beside it; each can be given on the command line too.

    What is left empty is decided from the file, where that can be proved. `payments`, `contacts`, `holds` and
    `followups` are files, named relative to pastdue.toml.
    """

    payments: str = ""
    """A file of payments that came in since."""
    contacts: str = ""
    """A file of customers, where the export has no addresses."""
    holds: str = ""
    """A file of whom not to write to: holds, disputes, promises."""
    followups: str = ""
    """A list of messages that have no answer, for `pastdue tasks` and the tasks on the page of a run."""


@dataclass(frozen=True, slots=True)
class DunningSettings:
    """`[dunning]`: the ladder, the charges, and what keeps a letter from going out."""

    ladder: str = "monthly"
    """The ladder of stages: one that pastdue ships, or your own in `pastdue.d/ladders/`."""
    policy: str = ""
    """The policy that sets the charges for lateness. Default: the statute of the creditor's country where it has one
    and `policies` is empty, else nothing is charged."""
    policies: tuple[PolicyChoice, ...] = ()
    """Policies for some invoices only, as `[[dunning.policies]]`: the first that fits an invoice counts before
    `policy`."""
    customers: CustomersAre = CustomersAre.UNKNOWN
    """The kind of customers whose kind no file says. `unknown`: the statute of the country is not claimed from them."""
    final_deadline: Span | None = None
    """The time a final demand leaves to pay, from 5 business days to 30 days. Default: 14 days."""
    falls_when_paid: Decimal | None = None
    """Once so many percent of what the last letter had open are paid, the next one is of the same stage again, not of
    the next. Of an invoice never dunned: of its total, and the letter is one stage milder than its age deserves."""
    falls_when_open: tuple[Money, ...] = ()
    """The same once something was paid and no more than this is open, an amount for each currency."""
    mail_days: int = 0
    """The number of days a letter takes by post, added to every day to pay by."""
    min_gap: Span | None = None
    """The shortest time between two notices of an invoice. Default: the ladder's own."""
    catch_up: bool | None = None
    """An old invoice begins on the stage of its age instead of the first. Default: the ladder's own."""
    charges_from: str | None = None
    """The first stage whose letters claim charges; Default: the ladder's own."""
    min_balance: tuple[Money, ...] = ()
    """Less than this is not dunned, an amount for each currency: what a day's letters ask of a customer."""
    min_balance_percent: Decimal | None = None
    """Less than so much of what the customer owes in all, late or not, is not dunned."""
    min_letter: tuple[Money, ...] = ()
    """A letter that asks for less is not sent, an amount for each currency."""
    min_letter_percent: Decimal | None = None
    """A letter that asks for less than so much of what the customer owes in all is not sent."""
    review_above: tuple[Money, ...] = ()
    """More than this goes out only with `--approve`, an amount for each currency."""
    max_age: Span = Span.parse("24 months")
    """Older invoices without any notice so far get none, so that a first run does not dun a whole old book."""
    allow_high_charges: bool = False
    """A policy may charge rates that are most likely a typing error, such as more than 100 % a year."""
    settle: Settle | None = None
    """The debt a payment settles first, whatever the policies say. Default: as the law or the policy says."""
    collect_charges_after_payment: bool = False
    """Letters go on over charges they named once the invoice itself was paid without them."""
    late_payments_from: date | None = None
    """Invoices paid late on this day or after it get a letter over their charges alone, though no letter had named any.
    Only with `collect_charges_after_payment`. Default: none does."""
    provisional: bool = False
    """A rate past the last day that was checked may be the last known one, marked on every output."""
    warn_above_percent: Decimal | None = None
    """Charges that come to more than this a year are remarked on."""
    per: Per = Per.STAGE
    """The invoices that share a letter: those of a customer on one stage, each invoice alone, or all of a
    customer's."""


@dataclass(frozen=True, slots=True)
class LettersSettings:
    """`[letters]`: how they look. The layout defaults to the creditor's country's; files are named relative to
    pastdue.toml."""

    layout: str = ""
    """The layout of the page, with the place of the address for its envelope, as `pastdue calibrate --layout all`
    shows. Default: the layout of the creditor's country."""
    window: OwnWindow | None = None
    """Your own envelope, as a table `[letters.window]`."""
    typeface: str = "noto-sans"
    """`noto-sans`, `noto-serif` or `liberation-sans`."""
    accent: str = "#1F3A5F"
    """The colour of the head, as `#RRGGBB`."""
    logo: str = ""
    """A PNG or JPEG for the head."""
    signature_image: str = ""
    """A PNG or JPEG of the signature."""
    fallback_font: str = ""
    """A TrueType font for characters that the typeface lacks."""
    clauses: tuple[str, ...] = ()
    """Clauses of every letter: `work_suspended`, `rights_reserved`, `governing_law`, `instalment_offer`,
    `debt_collection`."""
    clauses_from: Mapping[str, str] = field(default_factory=dict)
    """Optional clauses of the letters of a stage and all after it, as `work_suspended = "third_notice"`."""
    duplex: bool = True
    """Letters are printed on both sides."""
    payment_codes: bool = True
    """A QR code to pay with is printed, where the country and currency have one."""
    remittance_stub: bool | None = None
    """A part to return with a check is printed. Default: on letters within the United States, where it makes
    none of them longer."""
    qr_bill: bool = False
    """Letters in CHF and EUR within Switzerland and Liechtenstein, for an account there, end with a QR-bill.
    It takes the lowest 105 mm of a page: print on paper that is perforated there."""
    reference: Quoting = Quoting.LETTER
    """The reference the customer is asked to quote."""
    invoice_copies: Copies = Copies.OFF
    """Copies of the invoices follow each letter, or none do."""
    copies_folder: str = "invoices"
    """The folder of the invoices' PDFs."""
    copies_when_bad: WhenBad = WhenBad.GO
    """A letter goes, or waits, when a copy is missing or cannot be used."""
    claim_forms: str = ""
    """The official forms for a letter of claim (England and Wales)."""
    also_shows: tuple[AlsoShown, ...] = ()
    """Other items of the customer that letters list for information, apart from the demand: `held` (on hold or in
    dispute) and `not_due`."""
    archive: bool = False
    """Each letter is kept as PDF/A too."""
    tagged: bool = False
    """The files of letters name their headings, paragraphs, tables and codes for screen readers (PDF/UA-1);
    those with copies of invoices or forms have these without tags and are not said to be PDF/UA."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """`[mail]`: how letters are posted. `services` is STAGE = how its letters go, as `final_demand = "registered"`."""

    bands: Mapping[str, int] = field(default_factory=dict)
    """The most sheets each kind of envelope takes. Empty: the home country's steps of weight in a long envelope."""
    services: Mapping[str, str] = field(default_factory=dict)
    """The postal service for the letters of a stage, in your own words, as `final_demand = "registered"`."""
    unregistered: tuple[str, ...] = ()
    """Those of the services for which the post gives no number."""
    sheet_mark: bool = False
    """Each sheet of a print file carries a code for an inserting machine."""


@dataclass(frozen=True, slots=True)
class EmailSettings:
    """`[email]`: whose letters go by e-mail, from which address, and the mail server that sends them."""

    delivery: Delivery = Delivery.POST
    """The way letters go to customers for whom neither the files nor `[customers.ID]` say one."""
    final_demand_by_post: bool = True
    """A final demand goes by post as well to those whose letters go by e-mail."""
    from_: str = ""
    """The sender of the e-mails, as `Studio Nowak <faktury@example.com>`. Default: the creditor's name and e-mail."""
    reply_to: str = ""
    """The address that answers go to. Default: the one they are from."""
    host: str = ""
    """The mail server that `pastdue mail` hands e-mails to, such as `smtp.example.com`."""
    port: int | None = None
    """Its port. Default: 587 with `starttls`, 465 with `tls`, 25 with `none`."""
    tls: Tls = Tls.STARTTLS
    """The protection of the connection to it; `none` is for a server on this machine alone."""
    user: str = ""
    """The user name for the server; without one, no login. The password is kept elsewhere: see docs/email.md."""


@dataclass(frozen=True, slots=True)
class AgingSettings:
    """`[aging]`: the upper edges of the buckets in days, the day they count from, and the kind of days."""

    buckets: tuple[int, ...] = (30, 60, 90)
    """The upper edges of the buckets in days."""
    basis: str = "due"
    """The day from which age counts: `due` or `issued`."""
    days: str = "calendar"
    """The days counted: `calendar` or `business`."""


@dataclass(frozen=True, slots=True)
class ReportsSettings:
    """`[reports]`: how the files beside the letters are written."""

    csv_heads: Heads = Heads.FIRM
    """The heads of the columns in CSV files: `firm`, in the firm's language (an English firm's are the keys), or
    `english`, by the same English keys in every language, for other programs."""


@dataclass(frozen=True, slots=True)
class CustomerSettings:
    """`[customers.ID]`: what holds for one customer, by the id in the invoices file."""

    policy: str = ""
    """The policy for this customer."""
    dun: bool = True
    """The customer gets letters at all."""
    highest: str | None = None
    """The stage beyond which the customer is never dunned."""
    language: str = ""
    """The language of the customer's letters."""
    delivery: Delivery | None = None
    """The way the customer's letters go: `post`, `email` or `both`. Default: as the contacts or the invoices say."""
    split_payment: bool = False
    """The customer pays by split payment (MPP): no Polish code then."""


@dataclass(frozen=True, slots=True)
class ClausesSettings:
    """`[clauses]`: what `pastdue clauses` puts into contract terms beside the late charges."""

    pay_within: Span | None = None
    """The time after their date at which invoices fall due, such as `14 days`. Without it the terms name none."""
    deposit: Decimal | None = None
    """The share of the price in percent to be paid before work begins. Without it none is asked for."""
    silence: Span = Span.parse("14 days")
    """The time a client may leave a message unanswered before work may stop and be invoiced."""
    kill_fee: Decimal | None = None
    """The share, in percent, of the price of the work not done that is owed when the contract ends in this way."""
    rights: bool = True
    """Rights in the work pass to the client only once it is paid."""
    portfolio: bool = True
    """You may name the client and show the finished work."""
    law: str = ""
    """The country whose law applies, as a code of two letters. Default: the creditor's."""
    venue: str = ""
    """The place of jurisdiction. Default: the creditor's city."""


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """`[ledger]`: where it is, in a file or on a server, and the day `pastdue init` began it: a run that finds none
    then does not begin another by itself."""

    file: str = "pastdue.ledger"
    """The ledger, relative to pastdue.toml."""
    url: str = ""
    """In place of `file`, the PostgreSQL database that has the ledger, as `postgresql://USER@HOST:PORT/DATABASE`; its
    password is better left to `~/.pgpass` or to the environment variable `PGPASSWORD`."""
    schema: str = "pastdue"
    """The schema of that database that has the ledger: one for each firm."""
    begun: date | None = None
    """The day `pastdue init` began it."""


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """`[output]`: the folder that runs write to, relative to pastdue.toml."""

    folder: str = "out"
    """The folder, relative to pastdue.toml."""


@dataclass(frozen=True, slots=True)
class JournalSettings:
    """`[journal]`: how `pastdue charges --journal` writes charges for the accounting program."""

    form: str = "general"
    """The program whose columns are written: `general`, `datev`, `xero`, `quickbooks`, or a form of your own in
    `pastdue.d/journals/`."""
    accounts: Mapping[str, str] = field(default_factory=dict)
    """The revenue account, or the product, of each kind of charges, as `fee = "8400"`."""


LOCAL = "local"
"""The engine that makes letters on this machine."""


@dataclass(frozen=True, slots=True)
class RunSettings:
    """`[run]`: where a run makes its letters."""

    engine: str = LOCAL
    """`local` for the cores of this machine, or `dask://HOST:PORT` for the workers of a Dask scheduler."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in pastdue.toml, or the defaults where there is none."""

    creditor: CreditorSettings = CreditorSettings()
    calendar: CalendarSettings = CalendarSettings()
    intake: IntakeSettings = IntakeSettings()
    dunning: DunningSettings = DunningSettings()
    letters: LettersSettings = LettersSettings()
    mail: MailSettings = MailSettings()
    email: EmailSettings = EmailSettings()
    aging: AgingSettings = AgingSettings()
    reports: ReportsSettings = ReportsSettings()
    clauses: ClausesSettings = ClausesSettings()
    ledger: LedgerSettings = LedgerSettings()
    output: OutputSettings = OutputSettings()
    run: RunSettings = RunSettings()
    journal: JournalSettings = JournalSettings()
    customers: Mapping[str, CustomerSettings] = field(default_factory=dict)
