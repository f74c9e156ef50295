"""A claim against one customer in one currency: the parties, the debt and its basis, the letters sent, and the facts
still missing.

Facts only. Every figure is that of the letters, `explain` and `calc` for the day of the claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pastdue.ledger import Emailed, LetterRow, Posting
from pastdue.model import BlockKind, ChargeKind, Creditor, Notice, Party, Why
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of


@dataclass(frozen=True, slots=True)
class Early:
    """Why an invoice is claimed before its time: it had no final demand; the day of that one, `until`, in the letter
    with the number `letter`, is not over; or letters about it are kept back (`kept_back`), until `until` if known."""

    invoice: str
    letter: str = ""
    until: date | None = None
    kept_back: Why | None = None


@dataclass(frozen=True, slots=True)
class ClaimedInvoice:
    """An invoice of a claim: as a notice of the day would have it, and what credits laid on it take off."""

    notice: Notice
    laid: Money

    @property
    def number(self) -> str:
        return self.notice.invoice.number

    @property
    def principal(self) -> Money:
        """The amount open on the invoice itself, before credits; 0 where it is overpaid."""
        return max(Money.zero(self.laid.currency), self.notice.overdue.open)

    @property
    def total(self) -> Money:
        """The sum claimed for the invoice."""
        return self.notice.total - self.laid

    @property
    def deducted(self) -> Money:
        """The credits and payments beyond the invoice that are taken off principal and charges."""
        return self.principal + self.notice.charged - self.total

    def charged(self, kind: ChargeKind) -> Money:
        """The sum of the invoice's charges of one kind."""
        return sum_of((c.amount for c in self.notice.charges if c.kind is kind), self.laid.currency)

    @property
    def dispute(self) -> str | None:
        """Why it is disputed, perhaps in no words; None where it is not."""
        on = self.notice.overdue.as_of
        own = (b for b in self.notice.invoice.blocks if b.kind is BlockKind.DISPUTE and b.in_force(on))
        return next((block.reason for block in own), None)


@dataclass(frozen=True, slots=True)
class ClaimedLetter:
    """A letter about the claimed invoices, with its posting and its e-mail where the ledger has them."""

    letter: LetterRow
    posting: Posting | None = None
    emailed: Emailed | None = None


class ExhibitKind(StrEnum):
    """The kinds of exhibit."""

    LETTER = "letter"
    INVOICE = "invoice"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence: `about` is a letter's or invoice's number, `on` the letter's day, `file` its name beside the
    bundle, where it lies byte for byte; `first` is its first page in the bundle, 0 until it is known."""

    kind: ExhibitKind
    about: str
    file: str
    sha256: str
    pages: int
    stage: str = ""
    on: date | None = None
    first: int = 0


class Lacking(StrEnum):
    """The facts a claim can lack."""

    CREDITOR_TAX_ID = "creditor_tax_id"
    CUSTOMER_TAX_ID = "customer_tax_id"
    CUSTOMER_ADDRESS = "customer_address"
    ACCOUNT = "account"
    CONTRACT_DATE = "contract_date"
    INVOICE_COPY = "invoice_copy"
    COPY_CHANGED = "copy_changed"
    POSTING = "posting"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something a court may ask for and the files do not have; `about` is the invoice or letter."""

    what: Lacking
    about: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPack:
    """A claim. `number` is its own; `early` says what speaks against making it today, `terms` by invoice what its
    charges rest on where that is no law but was agreed."""

    number: str
    as_of: date
    creditor: Creditor
    customer: Party
    currency: str
    invoices: tuple[ClaimedInvoice, ...]
    letters: tuple[ClaimedLetter, ...]
    early: tuple[Early, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    missing: tuple[Missing, ...] = ()
    policies: dict[str, str] = field(default_factory=dict)
    """By invoice, the title of the policy that its charges follow."""

    @property
    def kept_back(self) -> dict[Why, list[str]]:
        """The numbers of the invoices about which letters are kept back, by the reason."""
        found: dict[Why, list[str]] = {}
        for early in self.early:
            if early.kept_back:
                found.setdefault(early.kept_back, []).append(early.invoice)
        return found

    def sum(self, amounts: Iterator[Money]) -> Money:
        """The sum of amounts in the claim's currency."""
        return sum_of(amounts, self.currency)

    @property
    def principal(self) -> Money:
        return self.sum(one.principal for one in self.invoices)

    def charged(self, kind: ChargeKind) -> Money:
        """The sum of all charges of one kind."""
        return self.sum(one.charged(kind) for one in self.invoices)

    @property
    def deducted(self) -> Money:
        """The credits and overpayments taken off."""
        return self.sum(one.deducted for one in self.invoices)

    @property
    def total(self) -> Money:
        """The sum claimed, with interest up to and including the day of the claim."""
        return self.sum(one.total for one in self.invoices)

    @property
    def daily(self) -> Money | None:
        """The interest of each further day, rounded once; None where no interest runs on evenly."""
        amounts = [one.notice.daily for one in self.invoices if one.notice.daily is not None]
        return sum_of(amounts, self.currency).rounded() if amounts else None


class EventKind(StrEnum):
    """The kinds of event in a claim's timeline, in their order within a day."""

    ISSUED = "issued"
    DUE = "due"
    PAID = "paid"
    LETTER = "letter"
    POSTED = "posted"
    EMAILED = "emailed"
    PAY_BY = "pay_by"
    CLAIMED = "claimed"


@dataclass(frozen=True, slots=True)
class ClaimEvent:
    """Something that happened: `about` is the invoice or the letter, `note` what else there is to say of it."""

    on: date
    kind: EventKind
    about: str
    amount: Money | None = None
    stage: str = ""
    until: date | None = None
    note: str = ""


def timeline(pack: ClaimPack) -> tuple[ClaimEvent, ...]:
    """Everything with a day, in its order; payments without one are in the table of payments only."""
    return tuple(sorted(_events(pack), key=lambda e: (e.on, list(EventKind).index(e.kind), e.about)))


def _events(pack: ClaimPack) -> Iterator[ClaimEvent]:
    for one in pack.invoices:
        invoice = one.notice.invoice
        if invoice.issued is not None:
            yield ClaimEvent(invoice.issued, EventKind.ISSUED, one.number, invoice.total)
        yield ClaimEvent(invoice.due, EventKind.DUE, one.number)
        for on, amount, reference in payments(one):
            if on is not None:
                yield ClaimEvent(on, EventKind.PAID, one.number, amount, note=reference)
    for sent in pack.letters:
        row = sent.letter
        yield ClaimEvent(row.on, EventKind.LETTER, row.number, row.total, row.stage.value, row.pay_by)
        if row.pay_by <= pack.as_of:
            yield ClaimEvent(row.pay_by, EventKind.PAY_BY, row.number)
        if sent.posting is not None:
            note = " ".join(part for part in (sent.posting.service, sent.posting.number) if part)
            yield ClaimEvent(sent.posting.on, EventKind.POSTED, row.number, note=note)
        if sent.emailed is not None:
            yield ClaimEvent(sent.emailed.on, EventKind.EMAILED, row.number, note=", ".join(sent.emailed.to))
    yield ClaimEvent(pack.as_of, EventKind.CLAIMED, pack.number, pack.total)


def payments(one: ClaimedInvoice) -> Iterator[tuple[date | None, Money, str]]:
    """The payments on an invoice by the day of the claim as (day, amount, reference), then the credits laid on it."""
    on = one.notice.overdue.as_of
    made = (p for p in one.notice.invoice.payments if p.on is None or p.on <= on)
    for payment in sorted(made, key=lambda p: p.on or date.min):
        yield payment.on, payment.amount, payment.reference
    for credit in one.notice.credits:
        yield credit.on, credit.amount, credit.number
