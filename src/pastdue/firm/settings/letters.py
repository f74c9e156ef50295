"""Settings of letters: how they look, how they are posted and e-mailed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pastdue.model.choices import AlsoShown, Copies, Delivery, Quoting, Tls, WhenBad
from pastdue.typeset.layouts import OwnWindow


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
