"""Letters: every word of them, already in their language; nothing about where on the page it stands.

All text is plain: typesetting draws it as it is, so nothing from a user's data is ever markup.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pastdue.model import Credit, Notice, Party, Stage
from pastdue.model.choices import AlsoShown
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.parties import BY_POST, Route
from pastdue.model.remarks import Remark


@dataclass(frozen=True, slots=True)
class InvoiceCopy:
    """A file that follows the letter in its envelope: the copy of an invoice, by the number of the first one in it.

    `file` is where it is in the folder of copies, with `/`; `sha256` and `pages` say what it was.
    """

    invoice: str
    file: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class ClaimForms:
    """The official forms that follow a letter of claim: their path from pastdue.toml's folder, hash and pages."""

    file: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class OtherItem:
    """An item that a letter shows for information; `open` is no part of its total."""

    number: str
    issued: date | None
    due: date
    open: Money
    kind: AlsoShown


@dataclass(frozen=True, slots=True)
class PlannedLetter:
    """The contents of one envelope: notices to one customer in one currency, at least one."""

    notices: tuple[Notice, ...]
    language: str
    route: Route = BY_POST
    others: tuple[OtherItem, ...] = ()
    """Other items of the customer that it shows for information."""

    @property
    def credits(self) -> tuple[Credit, ...]:
        """The credits laid on its invoices, by day, each once with all that it pays of them."""
        found: dict[tuple[str, date | None], Credit] = {}
        for credit in (credit for notice in self.notices for credit in notice.credits):
            key = credit.number, credit.on
            before = found.get(key)
            found[key] = replace(credit, amount=credit.amount + before.amount) if before else credit
        return tuple(sorted(found.values(), key=lambda credit: (credit.on or date.min, credit.number)))

    @property
    def total(self) -> Money:
        """The sum the letter asks for: every notice's total less the credits."""
        asked = sum_of((notice.total for notice in self.notices), self.currency)
        return asked - sum_of((credit.amount for credit in self.credits), self.currency)

    @property
    def customer(self) -> Party:
        """Whom it goes to."""
        return self.notices[0].invoice.customer

    @property
    def currency(self) -> str:
        return self.notices[0].invoice.currency


@dataclass(frozen=True, slots=True)
class Draft:
    """The facts one letter states, before any word is chosen: notices to one customer, at least one."""

    number: str
    on: date
    stage: Stage
    language: str
    notices: tuple[Notice, ...]
    credits: tuple[tuple[str, Money], ...] = ()
    """Open credits of this customer in this currency (number, positive amount), deducted from the total."""
    copies: tuple[InvoiceCopy, ...] = ()
    forms: ClaimForms | None = None
    """With them the final demand is a letter of claim, and says so."""
    remarks: tuple[Remark, ...] = ()
    """Remarks to the sender on the enclosures of the letter."""
    route: Route = BY_POST
    others: tuple[OtherItem, ...] = ()
    """Other items of the customer that it shows for information, none of them in its total."""

    @property
    def claim(self) -> bool:
        """Whether it is a letter of claim, with which official forms go."""
        return any(notice.claim for notice in self.notices)

    @property
    def currency(self) -> str:
        return self.notices[0].invoice.currency

    @property
    def only_charges(self) -> bool:
        """Whether every invoice in it was paid, and charges alone are left."""
        return all(notice.only_charges for notice in self.notices)

    @property
    def pay_by(self) -> date:
        """The day to pay by, the same for every notice in the letter."""
        return self.notices[0].pay_by

    @property
    def total(self) -> Money:
        """The sum the letter asks for: every notice's total less the credits."""
        owed = Money.zero(self.currency)
        for notice in self.notices:
            owed = owed + notice.total
        for _, amount in self.credits:
            owed = owed - amount
        return owed


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words. `align` has one of `l` or `r` per column; `totals` are closing rows (label, amount). `under`
    has a text for each row that stands under it, across the table; it may be empty. `running` has for each row the
    sums up to it, each in its column, and `carried` the words beside them where a page ends and the next begins."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    totals: tuple[tuple[str, str], ...] = ()
    under: tuple[str, ...] = ()
    running: tuple[tuple[str, ...], ...] = ()
    carried: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """One invoice's calculation in the annex: a heading, the segments, a closing line."""

    heading: str
    grid: Grid
    notes: tuple[str, ...] = ()


class CodeKind(StrEnum):
    """The standards a payment code can follow: EPC069-12 for euro transfers, the Polish banks' for złoty."""

    EPC = "epc"
    ZBP = "zbp"


@dataclass(frozen=True, slots=True)
class PaymentCode:
    """A code for banking apps: the fields of its standard in their order, and the caption printed under it."""

    kind: CodeKind
    fields: tuple[str, ...]
    caption: str

    @property
    def payload(self) -> str:
        """The fields as the code holds them."""
        return ("\n" if self.kind is CodeKind.EPC else "|").join(self.fields)


@dataclass(frozen=True, slots=True)
class QrBillWords:
    """The headings of a Swiss QR-bill in one language."""

    payment_part: str
    receipt: str
    account: str
    reference: str
    information: str
    payable_by: str
    payable_by_blank: str
    currency: str
    amount: str
    acceptance_point: str
    separate: str


@dataclass(frozen=True, slots=True)
class QrBill:
    """A Swiss QR-bill: the lines its code holds, and what its payment part and receipt print.

    `reference`, `message` and `debtor` may be empty; a debtor that is not printed is written in by hand.
    """

    fields: tuple[str, ...]
    words: QrBillWords
    account: str
    creditor: tuple[str, ...]
    reference: str
    message: str
    debtor: tuple[str, ...]
    currency: str
    amount: str

    @property
    def payload(self) -> str:
        """The lines as the code holds them."""
        return "\n".join(self.fields)


@dataclass(frozen=True, slots=True)
class Stub:
    """The part to tear off and return with a check. `remit_to` shows through the return envelope's window.

    All but it are labels with what they stand for; the last of `rows` is the amount due, and `enclosed` has the
    currency before a field to fill in. With `if_free` a letter that the stub would make a page longer has none.
    """

    detach: str
    payer: tuple[str, str]
    payable: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    enclosed: tuple[str, str]
    remit_to: tuple[str, ...]
    if_free: bool = False


@dataclass(frozen=True, slots=True)
class EmailWords:
    """The words of the e-mail that carries a letter, beside the letter's own.

    `to` are plain addresses, at least one. `covering` are sentences about what is attached; `file` is the name of the
    attached letter.
    """

    to: tuple[str, ...]
    subject: str
    covering: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, in words. `number` is the letter's own; file names and metadata are made from it."""

    number: str
    language: str
    stage: str
    sender: tuple[str, ...]
    sender_details: tuple[tuple[str, str], ...]
    return_line: str
    recipient: tuple[str, ...]
    place_and_date: str
    references: tuple[tuple[str, str], ...]
    subject: str
    salutation: str
    opening: tuple[str, ...]
    grid: Grid
    closing: tuple[str, ...]
    payment_title: str
    payment: tuple[tuple[str, str], ...]
    pay_line: str
    farewell: str
    signature: tuple[str, ...]
    enclosures: str
    footer: tuple[str, ...]
    annex_title: str = ""
    annex_intro: tuple[str, ...] = ()
    annex: tuple[AnnexPart, ...] = ()
    page_label: str = "{page}/{pages}"
    continued_label: str = ""
    title: str = ""
    author: str = ""
    code: PaymentCode | None = None
    stub: Stub | None = None
    copies: tuple[InvoiceCopy, ...] = ()
    service: str = ""
    forms: ClaimForms | None = None
    qr_bill: QrBill | None = None
    on: date | None = None
    """The day of the letter; None in letters recorded before it was kept."""
    locale: str = ""
    """The language with the country whose conventions it follows, as `en-GB`; the language alone where none is set."""
    invoices: tuple[str, ...] = ()
    """The numbers of the invoices it is about, in the order of its table; letters of old runs do not say."""
    email: EmailWords | None = None
    """The words of its e-mail; None where it goes by post alone."""
