"""What are the things pastdue speaks of? The nouns, frozen; every other module makes or reads these.

Convention for every interval in the program: `since` is excluded, `until` is included,
so the days in it are `until - since` and neighbouring intervals share one end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pastdue.errors import Source
from pastdue.money import Money
from pastdue.money import total as sum_of
from pastdue.spans import Span


class Stage(StrEnum):
    """The rungs a ladder can have, mildest first; each names a letter's text."""

    REMINDER = "reminder"
    SECOND_NOTICE = "second_notice"
    THIRD_NOTICE = "third_notice"
    FINAL_DEMAND = "final_demand"

    @property
    def rank(self) -> int:
        """0 for the mildest stage, 3 for the last."""
        return list(Stage).index(self)


class CustomerKind(StrEnum):
    """Who the customer is in law."""

    BUSINESS = "business"
    CONSUMER = "consumer"
    SOLE_TRADER = "sole_trader"
    PUBLIC = "public"


class ChargeKind(StrEnum):
    """What lateness adds to a debt."""

    INTEREST = "interest"
    FEE = "fee"
    COMPENSATION = "compensation"


class DayCount(StrEnum):
    """How days become a fraction of a year."""

    ACTUAL_365 = "actual/365"
    ACTUAL_ACTUAL = "actual/actual"
    ACTUAL_360 = "actual/360"
    THIRTY_360 = "30/360"


class BlockKind(StrEnum):
    """Why an invoice may not be dunned for a while, although it is late."""

    HOLD = "hold"
    DISPUTE = "dispute"
    PROMISE = "promise"


class Why(StrEnum):
    """Why an invoice got no notice: the closed list every skip draws from. docs/skips.md explains each."""

    PAID = "paid"
    CREDIT = "credit"
    NOT_ISSUED = "not_issued"
    NOT_DUE = "not_due"
    TOO_EARLY = "too_early"
    ALREADY_SENT = "already_sent"
    MIN_GAP = "min_gap"
    WAITING_FOR_PAY_BY = "waiting_for_pay_by"
    LADDER_DONE = "ladder_done"
    HIGHEST_STAGE_REACHED = "highest_stage_reached"
    BELOW_MINIMUM = "below_minimum"
    COVERED_BY_CREDIT = "covered_by_credit"
    ON_HOLD = "on_hold"
    DISPUTED = "disputed"
    PROMISED = "promised"
    NEVER_DUN = "never_dun"
    NEEDS_REVIEW = "needs_review"
    TOO_OLD = "too_old"
    NO_ADDRESS = "no_address"
    NOT_PRINTABLE = "not_printable"
    POLICY_REFUSES = "policy_refuses"
    CHARGES_TOO_HIGH = "charges_too_high"
    NO_RATE = "no_rate"

    @property
    def needs_attention(self) -> bool:
        """Whether a letter was due and could not go out, so that the run ends with exit 3."""
        return self in (Why.NO_ADDRESS, Why.NOT_PRINTABLE, Why.POLICY_REFUSES, Why.CHARGES_TOO_HIGH, Why.NO_RATE)


@dataclass(frozen=True, slots=True)
class Party:
    """Someone with a name and an address. `address` holds the lines under the name, ready for an envelope,
    without the country; empty when there is none. `country` is ISO 3166 alpha-2, or empty when unknown."""

    id: str
    name: str
    address: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    kind: CustomerKind = CustomerKind.BUSINESS
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Creditor:
    """Who is owed: the party, where to pay, and who signs."""

    party: Party
    subdivision: str = ""
    city: str = ""
    tax_id: str = ""
    website: str = ""
    iban: str = ""
    bic: str = ""
    bank: str = ""
    account: Mapping[str, str] = field(default_factory=dict)
    payee: str = ""
    signatory: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in. `on` is None when the file does not say when: it then counts as paid on the due date."""

    amount: Money
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A hold, a dispute or a promise to pay. In force up to and including `until`; for ever when None."""

    kind: BlockKind
    until: date | None = None
    reason: str = ""
    amount: Money | None = None

    def in_force(self, on: date) -> bool:
        """Whether dunning is blocked on the day `on`."""
        return self.until is None or on <= self.until


@dataclass(frozen=True, slots=True)
class Invoice:
    """One open item as the file states it. A negative `total` is a credit note.

    `contract_date` is when its contract was made, None when the file does not say: a law that changed looks at it.
    """

    number: str
    customer: Party
    issued: date
    due: date
    total: Money
    payments: tuple[Payment, ...] = ()
    blocks: tuple[Block, ...] = ()
    project: str = ""
    policy: str = ""
    copy: str = ""
    source: Source = Source("", 0)
    contract_date: date | None = None

    @property
    def currency(self) -> str:
        return self.total.currency

    @property
    def contracted(self) -> date:
        """The day of the contract; the issue date, its latest possible day, where none is given."""
        return self.contract_date or self.issued

    def paid(self, on: date) -> Money:
        """What had been paid by the end of the day `on`. A payment without a date counts as already made."""
        made = (p.amount for p in self.payments if p.on is None or p.on <= on)
        return sum_of(made, self.currency)

    def open(self, on: date) -> Money:
        """What is still owed at the end of the day `on`, charges apart; negative when overpaid."""
        return self.total - self.paid(on)


@dataclass(frozen=True, slots=True)
class Overdue:
    """An invoice measured on a day: how late it is, in calendar and business days of (effective_due, as_of]."""

    invoice: Invoice
    as_of: date
    effective_due: date
    days: int
    business_days: int
    calendar: str

    @property
    def open(self) -> Money:
        """What is still owed on the day, charges apart."""
        return self.invoice.open(self.as_of)


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: reached when lateness is at least `after`; the letter asks for payment `pay_within`."""

    stage: Stage
    after: Span
    pay_within: Span


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs in rising order, at least `min_gap` between two notices for one invoice.

    With `catch_up` an invoice first seen late gets the rung its age deserves; without, one rung per run.
    """

    name: str
    rungs: tuple[Rung, ...]
    min_gap: Span
    catch_up: bool = True


@dataclass(frozen=True, slots=True)
class RateBasis:
    """What a law's rate rests on: the reference rate (`percent`) of the day `on`, and the points added to it.

    `series` is its file's name, `since` the day from which the reference rate was in force; `provisional` when
    nobody has checked it for the day `on`.
    """

    series: str
    title: str
    percent: Decimal
    on: date
    since: date
    margin: Decimal
    source: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a sum the law names in another currency became one in the invoice's: `amount` times `rate`."""

    amount: Money
    rate: Decimal
    series: str
    title: str
    on: date
    source: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of a charge's arithmetic, printable and checkable with a pocket calculator.

    `amount` is rounded to the currency's unit. Interest fills every field; a fee leaves empty what does not
    apply. A `note` names an adjustment (`minimum`, `cap`, `vat`, `waived`), whose amount may be negative.
    A law's rate says what it rests on (`basis`), a sum converted into the invoice's currency how (`conversion`).
    """

    amount: Money
    since: date | None = None
    until: date | None = None
    days: int | None = None
    base: Money | None = None
    percent: Decimal | None = None
    day_count: DayCount | None = None
    note: str = ""
    basis: RateBasis | None = None
    conversion: Conversion | None = None

    @property
    def provisional(self) -> bool:
        """Whether it rests on a rate nobody has checked for its day."""
        return any(rests.provisional for rests in (self.basis, self.conversion) if rests is not None)


@dataclass(frozen=True, slots=True)
class Charge:
    """What lateness adds, with its own proof: the segments add up to the amount.

    `due` is the due day it counts from, moved off a closed day as its own law or else the firm says.
    """

    kind: ChargeKind
    policy: str
    segments: tuple[Segment, ...]
    currency: str
    law: str = ""
    due: date | None = None

    @property
    def amount(self) -> Money:
        return sum_of((s.amount for s in self.segments), self.currency)

    @property
    def provisional(self) -> bool:
        """Whether any of it rests on a rate nobody has checked for its day."""
        return any(segment.provisional for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Issued:
    """A notice the ledger has recorded and nobody has voided."""

    invoice: str
    stage: Stage
    on: date
    pay_by: date
    letter: str
    total: Money


@dataclass(frozen=True, slots=True)
class Notice:
    """One invoice dunned at one stage on one day. `total` is what is open plus every charge so far."""

    overdue: Overdue
    stage: Stage
    pay_by: date
    charges: tuple[Charge, ...] = ()
    earlier: tuple[Issued, ...] = ()

    @property
    def invoice(self) -> Invoice:
        return self.overdue.invoice

    @property
    def charged(self) -> Money:
        """The sum of the charges."""
        return sum_of((c.amount for c in self.charges), self.invoice.currency)

    @property
    def total(self) -> Money:
        return self.overdue.open + self.charged


@dataclass(frozen=True, slots=True)
class Skip:
    """An invoice that got no notice and why; `until` is the first day that may change by itself, if known."""

    invoice: str
    customer_id: str
    why: Why
    until: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every invoice of the book exactly once: a notice, or a skip."""

    as_of: date
    notices: tuple[Notice, ...]
    skips: tuple[Skip, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its key in CSV and JSON, its heading, and what its cells hold."""

    key: str
    heading: str
    holds: type = str


@dataclass(frozen=True, slots=True)
class Table:
    """Any report: typed columns and rows. Cells are str, int, Decimal, date, Money or None."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...] = ()
