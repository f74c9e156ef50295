"""Facts that earlier runs and commands leave behind: invoices as they stood, payments, holds, contacts, tasks done.

The ledger keeps them. Reading an export takes the payments, holds and contacts in as if they had been handed in again;
the ladder compares what it sees today with what was seen and approved before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pastdue.model.charges import ChargeKind
from pastdue.model.invoices import Block, Payment
from pastdue.model.messages import Message
from pastdue.model.money import Money, total


@dataclass(frozen=True, slots=True)
class Seen:
    """An invoice as a run saw it, amounts in minor units; what an older ledger did not note is None or "".

    `trusted_minor` is what was owed beyond question: as seen, unless it rose and was not approved. One that is not
    `present` was missing from the run's file, and the rest is what was last known. `on` is the as-of day of the run
    that first saw it so. `charges_paid_minor` is what was paid for charges that its letters named.
    """

    invoice: str
    customer_id: str
    currency: str
    open_minor: int
    customer: str = ""
    issued: date | None = None
    due: date | None = None
    total_minor: int | None = None
    trusted_minor: int | None = None
    present: bool = True
    on: date | None = None
    charges_paid_minor: int = 0

    @property
    def open(self) -> Money:
        """The amount open on the day of the run, as the export said."""
        return Money.of_minor(self.open_minor, self.currency)

    @property
    def stated(self) -> Money:
        """Minus the open amount: it stands for the sum the export called paid, whose total may not be known."""
        return -self.open

    def is_since(self, payment: KeptPayment) -> bool:
        """True when the payment was handed in or entered after the run that saw the invoice so."""
        return (payment.invoice, payment.customer_id, payment.stated) == (self.invoice, self.customer_id, self.stated)

    def paid_since(self, payments: Iterable[KeptPayment]) -> Money:
        """The sum of the payments that came in after the run that saw the invoice."""
        return total((each.payment.amount for each in payments if self.is_since(each)), self.currency)

    @property
    def trusted(self) -> Money:
        """The amount owed beyond question: as seen, unless it rose and the rise was not approved."""
        return Money.of_minor(self.beyond_question, self.currency)

    @property
    def beyond_question(self) -> int:
        """The same in minor units."""
        return self.open_minor if self.trusted_minor is None else self.trusted_minor

    def is_as(self, other: Seen) -> bool:
        """True when nothing but the day differs, so that another run has nothing new to note."""
        return (
            self.open_minor == other.open_minor
            and self.beyond_question == other.beyond_question
            and self.charges_paid_minor == other.charges_paid_minor
            and self.present == other.present
            and self.total_minor == other.total_minor
            and self.due == other.due
            and self.issued == other.issued
            and self.customer == other.customer
            and self.customer_id == other.customer_id
            and self.currency == other.currency
            and self.invoice == other.invoice
        )


@dataclass(frozen=True, slots=True)
class SeenSum:
    """The invoices of one currency, issue date and due date as a run saw them, together: the sums open and invoiced on
    them in minor units, and how many of them were open."""

    currency: str
    issued: date | None
    due: date | None
    open_minor: int
    total_minor: int
    open_invoices: int


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval of an invoice as it stood on the day `on`, although it contradicted earlier letters or runs."""

    invoice: str
    on: date
    customer_id: str
    due: date
    open: Money


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of an invoice that is missing from the book: `outcome` is paid, written_off or other."""

    invoice: str
    outcome: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task recorded as done on the day `on`, or with `undone` as not done after all."""

    task: str
    on: date
    note: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class KeptPayment:
    """A payment of an invoice, or on account where `invoice` is "".

    `stated` is what the export itself called paid on the invoice when the payment was handed in; None where nobody
    knows. `file` is where it was read from, "" where it was entered by hand.
    """

    invoice: str
    customer_id: str
    payment: Payment
    stated: Money | None = None
    file: str = ""
    of: tuple[date, date] | None = field(default=None, compare=False)
    """The day of issue of its invoice, and that of the run that last saw it when the payment came; None: not known."""
    total: Money | None = field(default=None, compare=False)
    """The total of its invoice at that time; None: not known."""

    def is_of(self, issued: date) -> bool:
        """True when this can be a payment of the invoice under its number that was issued on that day: not where that
        one was issued only after a run had seen an older one."""
        return self.of is None or not self.of[0] < self.of[1] < issued


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A hold, a dispute or a promise of one invoice, or of a whole customer where `customer` is true.

    `named` is the invoice's number or the customer's id; `file` is the list that says so, "" where it was entered
    by hand.
    """

    named: str
    customer: bool
    block: Block
    file: str = ""


@dataclass(frozen=True, slots=True)
class KeptContact:
    """A row of a list of contacts: its filled cells by pastdue's names of the fields, and the list it stood in."""

    fields: Mapping[str, str]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that was handed in and still counts, the invoices runs saw, and the as-of day of the last run; nothing
    before the first."""

    payments: tuple[KeptPayment, ...] = ()
    blocks: tuple[KeptBlock, ...] = ()
    contacts: tuple[KeptContact, ...] = ()
    last_run_on: date | None = None
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """Every invoice as the last run that saw it did, by number: a list may speak of one that today's export lacks."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The lists handed to a run beside the invoices. None means that no such list was handed in; an empty list means
    that it was, and held nothing."""

    payments: tuple[KeptPayment, ...] = ()
    blocks: tuple[KeptBlock, ...] | None = None
    contacts: tuple[KeptContact, ...] | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """One run's choice: whom alone to write to (`only`, empty: everybody), whom not, and why.

    A name is an invoice's number or a customer's id, for all of theirs; `invoice:17` and `customer:17` say which.
    """

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    why: str = ""

    def __bool__(self) -> bool:
        return bool(self.only or self.without)

    def leaves_out(self, invoice: str, customer_id: str) -> Message | None:
        """Why nothing is written about the invoice in this run; None where it is."""
        names = {invoice, customer_id, f"invoice:{invoice}", f"customer:{customer_id}"}
        if not names.isdisjoint(self.without):
            return self._because("without")
        if self.only and names.isdisjoint(self.only):
            return self._because("not_in_only")
        return None

    def _because(self, key: str) -> Message:
        return Message.of(f"{key}_because", why=self.why) if self.why else Message.of(key)


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement about one kind of an invoice's charges: an amount instead of the policy's, or None where it is
    waived."""

    invoice: str
    kind: ChargeKind
    amount: Money | None
    on: date
    why: str

    @property
    def said(self) -> str:
        """The agreement in words: "waived", or "set to" and the amount."""
        return "waived" if self.amount is None else f"set to {self.amount}"


@dataclass(frozen=True, slots=True)
class Booking:
    """A charge as the accounting program was given it: above nothing where it was charged, below where it was taken
    back (`waived`, `voided`, `reduced`). `reference` names it there and in the exports that come back from there."""

    export: int
    reference: str
    invoice: str
    customer_id: str
    customer: str
    letter: str
    kind: ChargeKind
    amount: Money
    on: date
    due: date
    why: str


@dataclass(frozen=True, slots=True)
class Booked:
    """The book's rows that are charges of other invoices.

    `of` says of which, by the row's number; `with_invoice` those that are asked for in the letters about that invoice,
    which is still open. `off` is by invoice what its letters leave to such rows: what was paid on them, and the whole
    of those that are asked for on their own.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    with_invoice: frozenset[str] = frozenset()
    off: Mapping[str, Money] = field(default_factory=dict)
