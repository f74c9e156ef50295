"""The ladder's rules: its rungs, the limits around it, the day each stage gives, and what it asks of other rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from pastdue.charges.charged import Charged
from pastdue.ladder.deadlines import FINAL_AT_MOST, check_final_span, deadline, final_deadline
from pastdue.ladder.earlier.contradictions import Known
from pastdue.ladder.limits import Least
from pastdue.model import Invoice, Issued, Ladder, Overdue, Party, Rung, Stage, Whose
from pastdue.model.calendars import Calendar
from pastdue.model.kept import Booked, Selection
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.spans import Span

NO_ADDRESS = Message.of("no_postal_address")
"""Why no letter reaches a customer whose letters go by post."""


class NoticeHistory(Protocol):
    """The earlier notices and bookings, as the ledger keeps them."""

    def issued(self, invoice: str) -> tuple[Issued, ...]:
        """The living notices of one invoice, oldest first."""
        ...

    def noted(self, invoice: str) -> tuple[Issued, ...]:
        """The living courtesy notes about one invoice, oldest first."""
        ...

    @property
    def booked(self) -> Booked:
        """The rows of the book that are booked charges of other invoices."""
        ...

    def letters(self) -> Mapping[str, tuple[Issued, ...]]:
        """The living notices of each letter, by its number."""
        ...


class ChargesFor(Protocol):
    """The function that charges an invoice by the firm's policies."""

    def __call__(
        self,
        overdue: Overdue,
        issued: tuple[Issued, ...],
        *,
        with_new_notice: bool = True,
        as_named: Issued | None = None,
    ) -> Charged:
        """The charges with the notices already issued and, unless told otherwise, the one being written.

        With `as_named`, what that notice named in place of what the policy charges; no CannotCharge is raised then.
        """
        ...


def claimed(made: Charged, stage: Stage, ladder: Ladder) -> tuple[Charged, bool]:
    """The charges a letter of `stage` claims out of those `made`, and whether it only announces them."""
    if ladder.at_least(stage, ladder.charges_from):
        return made, False
    return Charged(remarks=made.remarks), bool(made.charges)


@dataclass(frozen=True, slots=True)
class CustomerRule:
    """The firm's decisions about one customer."""

    dun: bool = True
    highest: Stage | None = None


def _nobody(_: Party) -> bool:
    return False


def _named(_: str) -> bool:
    return True


def _unposted(customer: Party, _: Stage) -> Message | None:
    return None if customer.address else NO_ADDRESS


@dataclass(frozen=True, slots=True)
class Falls:
    """The limits past which most of a debt was paid since the last letter, so that the next one goes no higher: at
    least `paid_percent` of the amount open then, or at most `open_at_most` (by currency) open now."""

    paid_percent: Decimal | None = None
    open_at_most: Mapping[str, Money] = field(default_factory=dict)

    def over(self, before: Money, now: Money) -> bool:
        """True when the debt of `before` that is `now` open was paid for the most part; both limits included."""
        paid, least = before - now, self.open_at_most.get(now.currency)
        if paid.amount <= 0 or now.amount <= 0:
            return False
        by_share = self.paid_percent is not None and paid.amount * 100 >= before.amount * self.paid_percent
        return by_share or (least is not None and now <= least)


@dataclass(frozen=True, slots=True)
class Rules:
    """The ladder and the limits around it. `review_above` holds one amount per currency.

    `approved` has numbers of invoices, and ids of customers for all of theirs. With `collect_after_payment` an invoice
    that was paid without the charges its letters named goes on up the ladder for these; one paid late from
    `late_payments_from` on, though no letter named any, begins on its first rung. `claims` says to whom a final
    demand is a letter of claim, `payable` in which currencies an account is named to pay into, `unreachable` why no
    letter of a stage can reach a customer ("": one can). `known` is what earlier runs knew of the invoices, `doubts`
    by customer's id and currency why their letters wait for review, `selection` whom this run is for.
    """

    ladder: Ladder
    final_deadline: Span | None = None
    mail_days: int = 0
    least: Least = field(default_factory=Least)
    falls: Falls = field(default_factory=Falls)
    review_above: Mapping[str, Money] = field(default_factory=dict)
    max_age: Span | None = None
    customers: Mapping[str, CustomerRule] = field(default_factory=dict)
    approved: frozenset[str] = frozenset()
    collect_after_payment: bool = False
    late_payments_from: date | None = None
    claims: Callable[[Party], bool] = _nobody
    payable: Callable[[str], bool] = _named
    unreachable: Callable[[Party, Stage], Message | None] = _unposted
    known: Known = field(default_factory=Known)
    doubts: Mapping[Whose, Message] = field(default_factory=dict)
    selection: Selection = field(default_factory=Selection)

    def has_approved(self, invoice: Invoice) -> bool:
        """True when the user has approved the invoice, or all its customer's."""
        return not self.approved.isdisjoint((invoice.number, invoice.customer.id))

    def questioned(self, overdue: Overdue, issued: tuple[Issued, ...]) -> bool:
        """True when the invoice contradicts its letters or an earlier run, and nobody has approved it."""
        return not self.has_approved(overdue.invoice) and self.known.contradictions(overdue, issued) is not None


def check_final_deadline(rules: Rules, letter_on: date, calendar: Calendar) -> None:
    """Refuses (FinalDeadlineOutOfRange) a deadline of final demands that is out of range whenever they are written."""
    for rung in rules.ladder.rungs:
        if rung.stage.is_final and rung.pay_within is not None:
            check_final_span(rules.final_deadline or rung.pay_within, letter_on, calendar, rules.mail_days)


def pay_by_day(rules: Rules, rung: Rung, letter_on: date, calendar: Calendar, claim: bool = False) -> date:
    """The day a letter of `letter_on` at this rung gives time until; refuses a final demand whose day is out of range.

    A letter of claim (`claim`) gives the 30 days from its own date that the debtor has by right, whatever the settings
    say; as in every final demand a 30th day that is closed moves back.
    """
    if rung.pay_within is None:
        raise ValueError(f"{rung.stage} names the due day of its invoice")
    if not rung.stage.is_final:
        return deadline(letter_on, rung.pay_within, calendar, rules.mail_days)
    if claim:
        return final_deadline(letter_on, FINAL_AT_MOST, calendar)
    return final_deadline(letter_on, rules.final_deadline or rung.pay_within, calendar, rules.mail_days)
