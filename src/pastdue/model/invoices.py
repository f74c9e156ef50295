"""Invoices, the payments on them, and their lateness on a day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pastdue.model.countries import CalendarName
from pastdue.model.errors.problems import Source
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.names import PARTED
from pastdue.model.parties import Party, Whose

if TYPE_CHECKING:
    from pastdue.model.calendars import Calendar
    from pastdue.model.choices import Roll


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in. `on` is None when the file does not say when: it then counts as paid on the due date.

    `reference` is what the payer or the bank wrote beside it, "" for nothing: it tells two payments of one day and
    amount apart.
    """

    amount: Money
    on: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class OnAccount:
    """Money that a customer paid for no invoice in particular: a credit of theirs from its day on.

    `charges` is what of it paid charges, which its payment is without; None where nothing did.
    """

    customer_id: str
    customer: str
    payment: Payment
    source: Source = Source("", 0)
    charges: Money | None = None

    @property
    def whose(self) -> Whose:
        """The customer and the currency it was paid in."""
        return Whose(self.customer_id, self.payment.amount.currency)

    @property
    def label(self) -> str:
        """The payment's name beside the numbers of credit notes: its reference, else its day, else the customer."""
        return self.payment.reference or (self.payment.on.isoformat() if self.payment.on else self.customer)

    @property
    def came(self) -> Payment:
        """The payment as it came in."""
        return replace(self.payment, amount=self.payment.amount + self.charges) if self.charges else self.payment

    def by(self, on: date) -> bool:
        """True when the payment had come in by the end of the day `on`; a payment without a day had."""
        return self.payment.on is None or self.payment.on <= on


@dataclass(frozen=True, slots=True)
class Credit:
    """A customer's credit: a credit note, an overpayment, or (`account`) money on account.

    `amount` is positive. It counts from the day `on`; None where that is not known, then from the due day of the debt
    it pays. `named` is the invoice it is for, "" where it names none.
    """

    customer_id: str
    number: str
    amount: Money
    on: date | None = None
    named: str = ""
    account: bool = False


class PaymentsAre(StrEnum):
    """The extent of a list of payments: all there ever were of an invoice, or those that came in since the export."""

    ALL = "all"
    SINCE = "since"


class BlockKind(StrEnum):
    """Why an invoice may not be dunned for a while, although it is late."""

    HOLD = "hold"
    DISPUTE = "dispute"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Block:
    """A hold, a dispute or a promise to pay. In force up to and including `until`; for ever when None."""

    kind: BlockKind
    until: date | None = None
    reason: str = ""
    amount: Money | None = None

    def in_force(self, on: date) -> bool:
        """True when dunning is blocked on the day `on`."""
        return self.until is None or on <= self.until


def called_to(customer: Party, number: str) -> str:
    """The number of an invoice in a letter to its customer: one made of several columns without the name or number of
    theirs, as `2026-03-01 / March` for `Alder / 2026-03-01 / March`."""
    first, parted, rest = number.partition(PARTED)
    return rest if parted and first in (customer.name, customer.id) else number


@dataclass(frozen=True, slots=True)
class Invoice:
    """One open item as the file states it. A negative `total` is a credit note.

    `issued` is None where the file gives the due date alone.
    `contract_date` is when its contract was made, None when the file does not say: a law that changed looks at it.
    `split_payment`: it is to be paid by the Polish split payment, which no payment code can order.
    """

    number: str
    customer: Party
    issued: date | None
    due: date
    total: Money
    payments: tuple[Payment, ...] = ()
    blocks: tuple[Block, ...] = ()
    project: str = ""
    policy: str = ""
    copy: str = ""
    source: Source = Source("", 0)
    contract_date: date | None = None
    split_payment: bool = False
    applies_to: str = ""
    """Of a credit note: the invoice that it is for, "" where it names none."""
    doubt: Message | None = None
    """Why the open amount is not certain, with both readings; None where it is certain."""
    due_known: bool = True
    """False where it is paid in full, or only known not to be late: `due` stands in then."""

    @property
    def currency(self) -> str:
        return self.total.currency

    @property
    def whose(self) -> Whose:
        """Its customer and its currency."""
        return Whose(self.customer.id, self.currency)

    @property
    def called(self) -> str:
        """Its number in a letter to its customer."""
        return called_to(self.customer, self.number)

    @property
    def named(self) -> Message:
        """The invoice in the words of a message: by its number, or "this debt" where it has none, as in `pastdue
        calc`."""
        return Message.of("the_invoice", number=self.number) if self.number else Message.of("this_debt")

    @property
    def contracted(self) -> date | None:
        """The day of the contract; the issue date, its latest possible day, where none is given; None without both."""
        return self.contract_date or self.issued

    def paid(self, on: date) -> Money:
        """The sum paid by the end of the day `on`. A payment without a date counts as already made."""
        made = (p.amount for p in self.payments if p.on is None or p.on <= on)
        return sum_of(made, self.currency)

    def open(self, on: date) -> Money:
        """The amount still owed at the end of the day `on`, charges apart; negative when overpaid."""
        return self.total - self.paid(on) if self.payments else self.total

    def ended_promises(self, on: date) -> tuple[Block, ...]:
        """The promises whose day has passed before `on`; one of a day before the invoice was issued was for an older
        invoice of its number."""
        since = self.issued or date.min
        return tuple(b for b in self.blocks if b.kind is BlockKind.PROMISE and b.until and since <= b.until < on)

    def broken_promise(self, on: date) -> Block | None:
        """The promise whose day was the last to pass before `on`, unless it was kept; None where there is none.

        One of an amount is kept where some payment was of that amount or more; a payment from before the promise counts
        too, in the debtor's favour.
        """
        ended = self.ended_promises(on)
        if not ended or self.open(on).amount <= 0:
            return None
        last = max(ended, key=lambda block: block.until or date.min)
        kept = last.amount is not None and any(payment.amount >= last.amount for payment in self.payments)
        return None if kept else last


@dataclass(frozen=True, slots=True)
class Overdue:
    """An invoice measured on a day: how late it is, in calendar and business days of (effective_due, as_of]."""

    invoice: Invoice
    as_of: date
    effective_due: date
    days: int
    business_days: int
    calendar: CalendarName
    open: Money = field(init=False, repr=False, compare=False)
    """The amount still owed on the as-of day, charges apart; negative when overpaid."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "open", self.invoice.open(self.as_of))

    @classmethod
    def measured(cls, invoice: Invoice, on: date, calendar: Calendar, roll: Roll) -> Overdue:
        """The lateness of one invoice on the day `on`, by the rule that `Book.measured` applies to a million."""
        due = calendar.roll(invoice.due, roll)
        return cls(invoice, on, due, (on - due).days, calendar.business_days(due, on), calendar.name)
