"""Debts for the statutes' tests: one invoice, measured without any setting, and its charges."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache

from pastdue.charges.policy import Policy
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.policies import Given, load_policy, policy_names
from pastdue.model import Charge, ChargeKind, CustomerKind, DayCount, Invoice, Overdue, Party, Payment, Segment
from pastdue.model.choices import Settle
from pastdue.model.countries import CalendarName
from pastdue.model.money import Money

ORDINARY = Given()


@cache
def statute(name: str, given: Given = ORDINARY) -> Policy:
    return load_policy(Catalog(), name, given=given)


STATUTES = tuple(name for name in policy_names(Catalog()) if statute(name).checked is not None)
"""Every statute that is shipped."""


def currency_of(name: str) -> str:
    return statute(name).usual_currency


def settling(name: str, settle: Settle) -> Policy:
    return statute(name, Given(settle=settle))


def counted(policy: Policy, day_count: DayCount) -> Policy:
    """The policy with another day count wherever it has one."""
    rules = [
        replace(rule, day_count=day_count) if "day_count" in {f.name for f in fields(rule)} else rule  # type: ignore
        for rule in policy.rules
    ]
    return replace(policy, rules=tuple(rules))


def late(
    principal: str, due: str, on: str, *paid: tuple[str, str], kind: CustomerKind = CustomerKind.BUSINESS,
    contract: str = "",
) -> Overdue:  # fmt: skip
    """A debt of `principal` (`1000 EUR`) due and looked at on these days; a payment is its day and amount."""
    money, first, last = Money.parse(principal), date.fromisoformat(due), date.fromisoformat(on)
    payments = tuple(Payment(Money(Decimal(amount), money.currency), date.fromisoformat(day)) for day, amount in paid)
    made = date.fromisoformat(contract) if contract else None
    party = Party("c", "Customer", kind=kind)
    invoice = Invoice("7", party, min(first, made or first), first, money, payments, contract_date=made)
    return Overdue(invoice, last, first, (last - first).days, 0, CalendarName("none"))


def charges(policy: Policy | str, overdue: Overdue) -> tuple[Charge, ...]:
    chosen = statute(policy) if isinstance(policy, str) else policy
    return chosen.charges(overdue, ())


def segments(policy: Policy | str, overdue: Overdue) -> list[Segment]:
    return [s for c in charges(policy, overdue) if c.kind is ChargeKind.INTEREST for s in c.segments]


def amounts(policy: Policy | str, overdue: Overdue) -> tuple[str, str]:
    """Interest and compensation, `0` for none."""
    found = {c.kind: c.amount.plain for c in charges(policy, overdue)}
    return found.get(ChargeKind.INTEREST, "0"), found.get(ChargeKind.COMPENSATION, "0")
