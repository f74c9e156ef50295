"""The terms of a policy besides its charges: whom it serves, from which day it counts, its grace and its limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pastdue.charges.lateness import check_amounts, check_percent
from pastdue.model import CustomerKind, Invoice, Why
from pastdue.model.choices import Roll
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.messages import Message, Names
from pastdue.model.money import Money
from pastdue.model.spans import Span


class GraceMeans(StrEnum):
    """The effect of grace: it holds every charge back until it is over, or leaves its days free for good."""

    GATE = "gate"
    FREE = "free"


class Sure(StrEnum):
    """The certainty of a statute's row: the kind of text that was read before it was written."""

    PRIMARY = "primary"
    """The law's own text."""
    PARTLY = "partly primary"
    """Parts of the law's own text."""
    OFFICIAL = "official"
    """An authority's guidance or table."""
    SECONDARY = "secondary"
    """Summaries of it by lawyers, accountants or calculators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTerms:
    """The terms in a policy's row besides its charges.

    Minimum and caps bound the charges together, before VAT; the lowest cap wins, and a cap wins over the minimum.
    `cap_percent` is of the invoice's total, `cap_annual_percent` of what simple interest at that rate would be.
    An empty `applies_to` is everybody, empty `currencies` are all; the kind of customer named first is the usual one.

    `citation` names the laws of all its charges at once. A statute also says when its text was `checked` and how `sure`
    that makes it, what it `assumes` where nothing was read, what it `omits`, its usual `currency`, in which `countries`
    creditors have it without asking, and from which first day of interest on its rates are known (`starts_from`).
    Where it moves a due date off a closed day itself, it says how (`due_roll`), by which article (`due_law`) and which
    country's `calendar`; `saturdays_from` is when a free Saturday became one of its closed days. Without `due_roll`
    the firm's setting holds.
    """

    title: str
    source: str = ""
    law: str = ""
    citation: str = ""
    checked: date | None = None
    sure: Sure | None = None
    assumes: tuple[str, ...] = ()
    omits: tuple[str, ...] = ()
    currency: str = ""
    countries: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    applies_to: tuple[CustomerKind, ...] = ()
    due_roll: Roll | None = None
    due_law: str = ""
    calendar: str = ""
    saturdays_from: date | None = None
    starts_from: date | None = None
    grace: Span | None = None
    grace_means: GraceMeans = GraceMeans.GATE
    minimum: tuple[Money, ...] = ()
    cap: tuple[Money, ...] = ()
    cap_percent: Decimal | None = None
    cap_annual_percent: Decimal | None = None
    allow_high_charges: bool = False

    def serves(self, kind: CustomerKind) -> bool:
        """True when the policy may be used on customers of this kind."""
        return not self.applies_to or kind in self.applies_to

    def __post_init__(self) -> None:
        if self.grace is not None and self.grace.counts_open_days and self.grace_means is GraceMeans.FREE:
            raise SettingsError(
                f"grace = {str(self.grace)!r} cannot be free: which days it frees depends on a calendar",
                'use calendar days, as grace = "7 days", or grace_means = "gate"',
            )
        if (self.due_roll in (Roll.FOLLOWING, Roll.PRECEDING)) != bool(self.calendar):
            raise SettingsError("due_roll and calendar belong together", 'as due_roll = "following", calendar = "PL"')
        check_amounts(self.minimum, "minimum")
        check_amounts(self.cap, "cap")
        check_percent(self.cap_percent, "cap_percent")
        check_percent(self.cap_annual_percent, "cap_annual_percent")
        for least, most in ((a, b) for a in self.minimum for b in self.cap if a.currency == b.currency):
            if least > most:
                raise SettingsError(f"minimum {least} is above cap {most}")

    @property
    def usual_currency(self) -> str:
        """The currency of a debt that names none: the statute's own, or the only one the policy serves; else empty."""
        return self.currency or (self.currencies[0] if len(self.currencies) == 1 else "")


def check_served(terms: PolicyTerms, policy: str, invoice: Invoice) -> None:
    """Refuses (CannotCharge) an invoice whose customer or currency the policy does not serve."""
    customer = invoice.customer
    if not terms.serves(customer.kind):
        raise CannotCharge(
            Why.POLICY_REFUSES,
            Message.of("not_for_kind", policy=policy, kind=customer.kind, customer=customer.name),
            Message.of("other_policy_for_kind", kinds=Names(tuple(terms.applies_to))),
        )
    if terms.currencies and invoice.currency not in terms.currencies:
        raise CannotCharge(
            Why.POLICY_REFUSES,
            Message.of("not_for_currency", policy=policy, currency=invoice.currency, invoice=invoice.named),
            Message.of("other_policy_for_currency", currencies=Names(tuple(terms.currencies))),
        )
