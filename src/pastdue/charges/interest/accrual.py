"""The interest of a debt, segment by segment: the engine shared by every rule with a rate.

Every interval is (since, until]: the first day of interest is the one after `since`, and a payment's day still
belongs to the span before it. Interest of a segment = base x percent x days / (100 x days of the year).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from pastdue.charges.interest.daycount import days_in_year, days_of, year_ends
from pastdue.charges.interest.debt import Debt, DebtAccount
from pastdue.charges.lateness import NOTHING
from pastdue.model import DayCount, RateBasis, Segment, SetOff
from pastdue.model.choices import Compounding, Settle
from pastdue.model.money import Money

ONE_DAY = timedelta(days=1)


class Rounding(StrEnum):
    """The amount that is rounded half-up to the currency's unit: each line; the lines of one rate on one base together,
    where actual/actual alone cuts them at a year's end; or the whole, so that later bases rest on unrounded interest.

    The lines add up to the rounded sum all the same: each is what it adds to the rounded sum of those before it.
    """

    LINE = "each line"
    RATE = "each rate"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class RateStep:
    """A yearly rate in percent, borne by every day from `first_day` (that day included) until the next step; and the
    reference rate behind it, where a law makes it of one."""

    first_day: date
    annual_percent: Decimal
    basis: RateBasis | None = None

    @property
    def provisional(self) -> bool:
        """True when the reference rate behind it only stands in for one that was not checked."""
        return self.basis is not None and self.basis.provisional


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules by which interest is counted. `rates` rise by day; the first is in force on the first day of
    interest."""

    rates: tuple[RateStep, ...]
    day_count: DayCount = DayCount.ACTUAL_365
    compounding: Compounding = Compounding.NONE
    settle: Settle = Settle.PRINCIPAL_FIRST
    rounding: Rounding = Rounding.LINE

    def percent_on(self, day: date) -> Decimal:
        """The rate `day` bears; refuses a day before the first step."""
        return self.step_on(day).annual_percent

    def step_on(self, day: date) -> RateStep:
        """The step `day` stands on; refuses a day before the first."""
        for step in reversed(self.rates):
            if step.first_day <= day:
                return step
        raise ValueError(f"no rate is known for {day}")


@dataclass(frozen=True, slots=True)
class Accrual:
    """The segments of a debt's interest, the base that bears interest from the next day on, and how the payments made
    by then were set off, where they pay more than the base."""

    segments: tuple[Segment, ...]
    base: Decimal
    set_off: tuple[SetOff, ...] = ()


def accrue(debt: Debt, terms: Terms, exact: bool = False) -> Accrual:
    """The interest in (debt.since, debt.until], a segment for each span in which nothing changes.

    A new segment begins after a payment, a change of rate, an anniversary that capitalises and, with
    actual/actual, a year's end. They are rounded as the terms say, and later bases rest on what is rounded, as it is
    printed; `exact` leaves them unrounded. A span with no base has no segment.
    """
    account, printer = DebtAccount(debt, terms.settle), _Printer(terms, exact)
    anniversaries = set(_anniversaries(debt, terms.compounding))
    segments, since = [], debt.since
    for until in _cuts(debt, terms, anniversaries):
        account.pay_until(since)
        if account.base > 0:
            segment, interest = printer.segment(Money(account.base, debt.principal.currency), since, until)
            account.accrue(interest)
            segments.append(segment)
        if until in anniversaries:
            account.capitalise()
        since = until
    account.pay_until(debt.until)
    return Accrual(tuple(segments), account.base, account.set_off)


def interest_per_day(base: Money, day: date, terms: Terms) -> Money:
    """The unrounded interest of the one day `day` on `base`; with 30/360, of a 360th of the year."""
    return base * (terms.percent_on(day) / (100 * days_in_year(day, terms.day_count)))


class _Printer:
    """The segments of one accrual, rounded one after the other as the terms say."""

    def __init__(self, terms: Terms, exact: bool) -> None:
        self._terms, self._exact = terms, exact
        self._sum = self._printed = NOTHING
        self._group: tuple[RateStep, Decimal] | None = None

    def segment(self, base: Money, since: date, until: date) -> tuple[Segment, Decimal]:
        """The segment of (since, until], and the interest that later bases rest on."""
        terms = self._terms
        step, days = terms.step_on(since + ONE_DAY), days_of(since, until, terms.day_count)
        # Multiplied out before the one division, so that no rounding comes before the last.
        amount = base.amount * step.annual_percent * days / (100 * days_in_year(until, terms.day_count))
        interest = Money(amount, base.currency)
        printed = interest if self._exact else self._rounded(interest, step, base)
        shown = base if self._exact else base.rounded()
        segment = Segment(printed, since, until, days, shown, step.annual_percent, terms.day_count, basis=step.basis)
        return segment, amount if terms.rounding is Rounding.ONCE else printed.amount

    def _rounded(self, amount: Money, step: RateStep, base: Money) -> Money:
        """The difference `amount` makes to the rounded sum of the lines it is rounded with, in the currency's unit."""
        together = self._group == (step, base.amount) or self._terms.rounding is Rounding.ONCE
        if self._terms.rounding is Rounding.LINE or not together:
            self._sum = self._printed = NOTHING
        self._group = (step, base.amount)
        self._sum += amount.amount
        line = Money(self._sum, amount.currency).rounded().amount - self._printed
        self._printed += line
        return Money(line, amount.currency)


def _cuts(debt: Debt, terms: Terms, anniversaries: set[date]) -> list[date]:
    """The last day of each segment, in order."""
    days = {on for on, _ in debt.payments} | anniversaries
    days |= {step.first_day - ONE_DAY for step in terms.rates}
    if terms.day_count is DayCount.ACTUAL_ACTUAL:
        days |= set(year_ends(debt.since, debt.until))
    inside = sorted(day for day in days if debt.since < day < debt.until)
    return [*inside, debt.until] if debt.since < debt.until else []


def _anniversaries(debt: Debt, compounding: Compounding) -> Iterator[date]:
    """The last days of the spans after which interest is added, up to `until`; all counted from its first day."""
    if compounding is Compounding.NONE:
        return
    first, count = debt.since + ONE_DAY, 1
    while True:
        day = first + _spans(compounding, count) - ONE_DAY
        if day > debt.until:
            return
        yield day
        count += 1


def _spans(compounding: Compounding, count: int) -> relativedelta:
    """The length of `count` of the spans after which interest is added."""
    if compounding is Compounding.THIRTY_DAYS:
        return relativedelta(days=30 * count)
    return relativedelta(months=count) if compounding is Compounding.MONTHLY else relativedelta(years=count)
