"""Notices and skips: the letter an invoice gets, or the reason for none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pastdue.model.charges import Charge, ChargeKind
from pastdue.model.invoices import Credit, Invoice, Overdue
from pastdue.model.kept.seen import is_another
from pastdue.model.ladders import Stage
from pastdue.model.messages import Text
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.remarks import Remark


class NamedCharge(NamedTuple):
    """A charge as a notice named it, in minor units of the notice's currency; one booked as an invoice of its own is
    less that."""

    kind: ChargeKind
    policy: str
    law: str
    minor: int


@dataclass(frozen=True, slots=True)
class Issued:
    """A notice in the ledger that was not voided."""

    invoice: str
    stage: Stage
    on: date
    pay_by: date
    letter: str
    total: Money
    charged: Money | None = None
    """The charges within the total; None where the ledger does not say."""
    customer_id: str = ""
    due: date | None = None
    issued: date | None = None
    asked: Money | None = None
    """The sum the whole letter asked for, its credits deducted; and, as the letter had them, the invoice's customer,
    due day and day of issue. None where the ledger does not say."""
    named: tuple[NamedCharge, ...] = ()
    """The charges one by one, where there are any and the ledger says which."""

    def is_of(self, customer_id: str, issued: date | None) -> bool:
        """True when the notice was about the invoice under its number of this customer, issued on this day.

        It was about another one, whose number was used again, where this one was issued after the notice, or on its day
        where it was about an older one, or is another customer's and was issued on another day. Without its day of
        issue (None) it is taken for the one under its number.
        """
        if issued is None:
            return True
        if is_another(self.issued, self.on, issued):
            return False
        return self.issued is None or customer_id == self.customer_id or issued == self.issued

    def as_in(self, currency: str) -> Issued:
        """The notice for an invoice that is in that currency now: itself, or without its charges and the sum of its
        letter where it asked in another one."""
        return self if self.total.currency == currency else replace(self, charged=None, asked=None, named=())

    @property
    def open(self) -> Money | None:
        """The amount the letter had open on the invoice itself; None where the ledger does not say."""
        return None if self.charged is None else self.total - self.charged


@dataclass(frozen=True, slots=True)
class Notice:
    """One invoice dunned at one stage on one day. `total` is the open amount plus every charge so far."""

    overdue: Overdue
    stage: Stage
    pay_by: date
    charges: tuple[Charge, ...] = ()
    earlier: tuple[Issued, ...] = ()
    daily: Money | None = None
    """The interest of each further day, not rounded; None where no interest runs."""
    claim: bool = False
    """True when its letter is a letter of claim by the protocol of the courts of England and Wales."""
    remarks: tuple[Remark, ...] = ()
    """Remarks to the sender on the charges."""
    announced: bool = False
    """True when there are charges that letters claim only from a later stage on."""
    credits: tuple[Credit, ...] = ()
    """The customer's credits laid on the invoice, none of them in `overdue`; charges count them from their days."""
    because: str = ""
    """The reason its rung was reached, where that was not a number of days after the due day."""
    charged: Money = field(init=False, repr=False, compare=False)
    """The sum of the charges."""
    total: Money = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        charged = sum_of((c.amount for c in self.charges), self.invoice.currency)
        object.__setattr__(self, "charged", charged)
        object.__setattr__(self, "total", self.overdue.open + charged)

    @property
    def invoice(self) -> Invoice:
        return self.overdue.invoice

    @property
    def again(self) -> int:
        """The number of earlier notices at the same stage: above 0 for a repetition, or a rung that fell."""
        return sum(one.stage == self.stage for one in self.earlier)

    @property
    def only_charges(self) -> bool:
        """True when the invoice itself was paid, so that its charges alone are asked for."""
        return self.overdue.open.amount <= 0 < self.charged.amount

    @property
    def untold(self) -> bool:
        """True when only its charges are asked for, and no letter has named any so far."""
        return self.only_charges and not any(one.charged is None or one.charged for one in self.earlier)


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
    LEFT_OUT = "left_out"
    BOOKED_CHARGE = "booked_charge"
    NEEDS_REVIEW = "needs_review"
    TOO_OLD = "too_old"
    NO_ADDRESS = "no_address"
    NOT_PRINTABLE = "not_printable"
    POLICY_REFUSES = "policy_refuses"
    CHARGES_TOO_HIGH = "charges_too_high"
    NO_RATE = "no_rate"
    MISSING = "missing"
    NO_DEADLINE = "no_deadline"

    @property
    def needs_attention(self) -> bool:
        """True when a letter was due and could not be made, so that the run ends with exit 3."""
        return self in _UNSENT

    @property
    def needs_a_person(self) -> bool:
        """True when the letter is held back for review, which ends the run with exit 3, too."""
        return self.needs_attention or self is Why.NEEDS_REVIEW


_UNSENT = frozenset((
    Why.NO_ADDRESS, Why.NOT_PRINTABLE, Why.POLICY_REFUSES, Why.CHARGES_TOO_HIGH, Why.NO_RATE, Why.NO_DEADLINE,
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skip:
    """An invoice that got no notice and why; `until` is the first day that may change by itself, if known."""

    invoice: str
    customer_id: str
    why: Why
    until: date | None = None
    detail: Text = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every invoice of the book exactly once: a notice, or a skip."""

    notices: tuple[Notice, ...]
    skips: tuple[Skip, ...]
