"""Debts that bear interest: their payments, and what each settles.

Every interval is (since, until]: the first day of interest is the one after `since`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pastdue.charges.lateness import NOTHING, Lateness
from pastdue.model import SetOff
from pastdue.model.choices import Settle
from pastdue.model.money import Money


@dataclass(frozen=True, slots=True)
class Debt:
    """A principal that bears interest in (since, until]: as owed at the end of `since`, with the payments after it.

    `costs` are the fees and compensation owed beside it, each with the day it arose; they bear no interest.
    """

    principal: Money
    since: date
    until: date
    payments: tuple[tuple[date, Decimal], ...] = ()
    costs: tuple[tuple[date, Decimal], ...] = ()

    @classmethod
    def of(cls, lateness: Lateness, settle: Settle = Settle.PRINCIPAL_FIRST) -> Debt:
        """The debt of an overdue invoice. A payment without a date was made by `since`, in the debtor's favour.

        It ends with the day the invoice was paid; unless payments settle something else first, which leaves some
        of the principal open.
        """
        invoice, since, until = lateness.invoice, lateness.since, lateness.until
        if settle is not Settle.PRINCIPAL_FIRST:
            until = max(until, lateness.overdue.as_of)
        later = sorted((p.on, p.amount.amount) for p in invoice.payments if p.on is not None and since < p.on <= until)
        return cls(invoice.open(since), since, until, tuple(later), lateness.costs)


class DebtAccount:
    """A debt as payments and interest change it from day to day."""

    def __init__(self, debt: Debt, settle: Settle) -> None:
        self._settle = settle
        self._owed = self._bearing = debt.principal.amount
        self._accrued = self._costs_paid = NOTHING
        self._payments, self._costs = list(reversed(debt.payments)), debt.costs
        self._currency, self._set_off = debt.principal.currency, list[SetOff]()

    @property
    def base(self) -> Decimal:
        """The amount that bears interest: the principal that payments have left, and capitalised interest.

        With principal first that is nothing once the invoice itself is paid.
        """
        paid = self._settle is Settle.PRINCIPAL_FIRST and self._owed <= 0
        return NOTHING if paid else max(NOTHING, self._bearing)

    @property
    def set_off(self) -> tuple[SetOff, ...]:
        """The payments booked so far, in order; none with principal first, where each pays the base alone."""
        return tuple(self._set_off)

    def accrue(self, interest: Decimal) -> None:
        """Take on interest, which bears none itself until it is capitalised."""
        self._accrued += interest

    def capitalise(self) -> None:
        """Add the interest that accrued so far to the base."""
        self._bearing, self._accrued = self._bearing + self._accrued, NOTHING

    def pay_until(self, day: date) -> Decimal:
        """Book the payments made by the end of `day`; the smallest base there was on the way."""
        smallest = self.base
        while self._payments and self._payments[-1][0] <= day:
            self._pay(*self._payments.pop())
            smallest = min(smallest, self.base)
        return smallest

    def _pay(self, on: date, amount: Decimal) -> None:
        """Book a payment; a negative one, money paid back, never touches costs or interest."""
        self._owed -= amount
        if self._settle is Settle.PRINCIPAL_FIRST:
            self._bearing -= amount
            return
        arisen = sum((cost for day, cost in self._costs if day <= on), NOTHING) - self._costs_paid
        costs = _part(amount, arisen) if self._settle is Settle.COSTS_FIRST else NOTHING
        interest, before = _part(amount - costs, self._accrued), self._bearing
        self._accrued -= interest
        self._bearing -= amount - costs - interest
        over = max(NOTHING, -self._bearing) - max(NOTHING, -before)
        beyond = _part(over, arisen - costs)  # interest first: costs come after the principal
        self._costs_paid += costs + beyond
        base, left = self._shown(before) - self._shown(self._bearing), self._shown(over - beyond)
        of_interest = amount - costs - beyond - base - left if interest else NOTHING
        made, paid, rest, off = (Money(part, self._currency) for part in (amount, costs + beyond, of_interest, base))
        self._set_off.append(SetOff(on, made, paid, rest, off))

    def _shown(self, amount: Decimal) -> Decimal:
        """The amount as a line prints it: never below 0, and rounded."""
        return Money(max(NOTHING, amount), self._currency).rounded().amount


def _part(amount: Decimal, owed: Decimal) -> Decimal:
    """The part of `amount` that pays what is `owed`; 0 of money paid back."""
    return max(NOTHING, min(amount, owed))
