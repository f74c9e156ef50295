"""Interest by whole months, full or started ones, where a monthly rate is not divided.

Months are counted from the start day itself: from 31 January the first ends on 28 February, the second on 31 March.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from pastdue.charges.interest.accrual import ONE_DAY, Accrual
from pastdue.charges.interest.debt import Debt, DebtAccount
from pastdue.model import Segment
from pastdue.model.choices import Compounding, Months, Settle
from pastdue.model.money import Money


@dataclass(frozen=True, slots=True)
class MonthlyTerms:
    """A rate in percent for each whole month; `months` is full or started."""

    percent: Decimal
    months: Months
    compounding: Compounding = Compounding.NONE
    settle: Settle = Settle.PRINCIPAL_FIRST


def accrue_months(debt: Debt, terms: MonthlyTerms) -> Accrual:
    """The interest of the months in (debt.since, debt.until], a segment each, rounded half-up.

    A full month costs its rate on what stayed open through all of it, its last day included; a started one on what
    was open when it began. So interest never falls as days pass, and a payment never adds to it.
    """
    account = DebtAccount(debt, terms.settle)
    segments: list[Segment] = []
    for number, (since, end) in enumerate(_months(debt.since), 1):
        account.pay_until(since)
        if since >= debt.until or (terms.months is Months.FULL and end > debt.until):
            break
        base = account.base if terms.months is Months.STARTED else account.pay_until(end - ONE_DAY)
        if base > 0:
            segment = _month(Money(base, debt.principal.currency), since, min(end, debt.until), terms.percent)
            segments.append(segment)
            account.accrue(segment.amount.amount)
        if terms.compounding is Compounding.MONTHLY or (terms.compounding is Compounding.YEARLY and number % 12 == 0):
            account.pay_until(end - ONE_DAY)
            account.capitalise()
    account.pay_until(debt.until)
    return Accrual(tuple(segments), account.base, account.set_off)


def _month(base: Money, since: date, until: date, percent: Decimal) -> Segment:
    """One month; its percent is the monthly one, and no day count applies."""
    return Segment((base * (percent / 100)).rounded(), since, until, (until - since).days, base, percent)


def _months(start: date) -> Iterator[tuple[date, date]]:
    """The months counted from `start`, without end."""
    number = 0
    while True:
        yield start + relativedelta(months=number), start + relativedelta(months=number + 1)
        number += 1
