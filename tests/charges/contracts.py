"""Contract interest for tests: one late invoice, one rule, and its segments as lines of text."""

from __future__ import annotations

from datetime import date

from pastdue.charges.kinds.interest import Interest
from pastdue.charges.policy import Policy
from pastdue.model import Charge, Invoice, Overdue, Party, Payment, Segment
from pastdue.model.countries import CalendarName
from pastdue.model.money import Money


def late(total: str, due: date, as_of: date, *paid: tuple[str, date | None]) -> Overdue:
    money = Money.parse(total)
    payments = tuple(Payment(Money.parse(f"{amount} {money.currency}"), on) for amount, on in paid)
    invoice = Invoice("7", Party("c", "Customer"), date(2020, 1, 1), due, money, payments)
    return Overdue(invoice, as_of, due, (as_of - due).days, 0, CalendarName("PL"))


def policy_of(rule: Interest) -> Policy:
    return Policy(name="p", title="p", rules=(rule,), allow_high_charges=True)


def lines(rule: Interest, overdue: Overdue) -> list[str]:
    """Each segment as `since until days base percent amount`."""
    charges: tuple[Charge, ...] = policy_of(rule).charges(overdue, ())
    return [line(s) for c in charges for s in c.segments]


def line(s: Segment) -> str:
    assert s.base is not None
    return f"{s.since} {s.until} {s.days} {s.base.plain} {s.percent} {s.amount.plain}"
