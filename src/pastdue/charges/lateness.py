"""The lateness a charge rule sees: how late an invoice is, from when it is charged, and how often it was noticed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from pastdue.model import Invoice, Issued, Overdue, Why
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.remarks import Remark
from pastdue.model.spans import Span

NOTHING = Decimal(0)


class LeftOut(CannotCharge):
    """A statutory sum cannot be worked out for a debt; the rest of its policy is charged, with a remark."""

    @property
    def remark(self) -> Remark:
        """The remark to the sender, equal for every invoice that lacks the sum for the same reason."""
        _, what, remedy = self.args
        return Remark(Message.of("no_compensation", what=what), remedy=remedy)


@dataclass(frozen=True, slots=True)
class Lateness:
    """An overdue invoice as a charge rule sees it: the chargeable days are those of (since, until].

    `since` is the effective due date, or the end of a free grace; `until` is the as-of day, or the day the
    invoice was settled. `issued` holds the notices up to the as-of day, `costs` the fees and compensation that the
    policy's other rules charge, each with the day it arose, where a payment may have settled them.
    """

    overdue: Overdue
    issued: tuple[Issued, ...]
    since: date
    until: date
    policy: str
    with_new_notice: bool = True
    costs: tuple[tuple[date, Decimal], ...] = ()

    @property
    def days(self) -> int:
        """The chargeable days."""
        return (self.until - self.since).days

    @property
    def notices(self) -> int:
        """The number of notices a fee per notice counts: those issued, and the new one if one is being written."""
        return len(self.issued) + self.with_new_notice

    @property
    def invoice(self) -> Invoice:
        return self.overdue.invoice

    def started(self, after: Span | None) -> Lateness | None:
        """The lateness for a charge with a start of its own: its days begin `after` the others', and earlier letters do
        not count; None before that start. Without `after`, unchanged."""
        if after is None:
            return self
        since = after.after(self.since)
        known = tuple(notice for notice in self.issued if notice.on > since)
        return replace(self, since=since, issued=known) if self.until > since else None

    def a_day_later(self) -> Lateness:
        """The lateness with one more chargeable day."""
        return replace(self, until=self.until + timedelta(1))

    @property
    def claim(self) -> Money:
        """The debt that became late: the amount owed at the end of the due day, whatever was paid on it since."""
        return self.invoice.open(self.since)

    @property
    def open(self) -> Money:
        """The amount still owed on the as-of day, charges apart."""
        return self.overdue.open

    @property
    def contracted(self) -> date:
        """The day of the contract, or the issue date as its latest possible day; refuses (CannotCharge) an invoice of
        which neither is known."""
        if (day := self.invoice.contracted) is not None:
            return day
        raise CannotCharge(
            Why.POLICY_REFUSES,
            Message.of("no_contract_day", policy=self.policy, invoice=self.invoice.named),
            Message.of("add_contract_day"),
        )

    def priced(self, amounts: Iterable[Money], key: str) -> Money:
        """The one of `amounts` in the invoice's currency; refuses (CannotCharge) the invoice when there is none."""
        currency = self.invoice.currency
        for amount in amounts:
            if amount.currency == currency:
                return amount
        raise CannotCharge(
            Why.POLICY_REFUSES,
            Message.of("no_amount", policy=self.policy, setting=key, currency=currency, invoice=self.invoice.named),
            Message.of("add_amount", policy=self.policy, setting=key, currency=currency),
        )


def settled_on(invoice: Invoice, by: date) -> date | None:
    """The day since which nothing is owed on `invoice`, or None when something is at the end of the day `by`.

    An invoice that no dated payment settled counts as settled on its issue date, or before all days where that is not
    known: it was never late.
    """
    if invoice.open(by).amount > 0:
        return None
    settled = None
    for day in sorted({p.on for p in invoice.payments if p.on is not None and p.on <= by}, reverse=True):
        if invoice.open(day).amount > 0:
            return settled
        settled = day
    undated = sum((p.amount.amount for p in invoice.payments if p.on is None), NOTHING)
    return settled if invoice.total.amount > undated else invoice.issued or date.min


def check_amounts(amounts: tuple[Money, ...], key: str) -> None:
    """Refuses two amounts in one currency and a negative one."""
    seen = set()
    for amount in amounts:
        if amount.currency in seen:
            raise SettingsError(f"{key} names {amount.currency} twice", "give one amount per currency")
        if amount.amount < 0:
            raise SettingsError(f"{key} {amount} is negative")
        seen.add(amount.currency)


def check_percent(percent: Decimal | None, key: str) -> None:
    """Refuses a negative percentage."""
    if percent is not None and percent < 0:
        raise SettingsError(f"{key} = {percent} is negative")


def in_another_currency(currency: str, policy: str) -> LeftOut:
    """Why a law's fixed sum is left out of a debt in `currency`: the law names it in another one."""
    return LeftOut(
        Why.POLICY_REFUSES,
        Message.of("sum_in_another_currency", currency=currency, policy=policy),
        Message.of("claim_beside"),
    )


def check_start(after: Span | None) -> None:
    """Refuses a start that needs a calendar of open days."""
    if after is not None and after.counts_open_days:
        raise SettingsError(f"starts_after = {str(after)!r} counts open days", 'use calendar days, as "30 days"')
