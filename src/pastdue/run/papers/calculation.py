"""The charges on a debt given on the command line: one policy, one debt, one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pastdue.charges.charged import annual_percent, charged
from pastdue.charges.kinds.interest import Interest
from pastdue.charges.kinds.statutory_compensation import StatutoryCompensation
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.kinds.tiered import Tiered
from pastdue.charges.policy import Policy
from pastdue.charges.terms import PolicyTerms
from pastdue.firm import Firm
from pastdue.firm.rows.policies import Given, load_policy
from pastdue.model import ChargeKind, CustomerKind, DayCount, Invoice, Overdue, Party, Payment
from pastdue.model.calendars import Calendar
from pastdue.model.choices import Compounding, Settle
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money, half_up
from pastdue.reports.calculation import Calculation


@dataclass(frozen=True, slots=True)
class CalculatedDebt:
    """The debt asked about. Without a `contract_date` the contract is as old as the issue date, or the due date."""

    principal: Money
    due: date
    on: date
    payments: tuple[tuple[date, Decimal], ...] = ()
    issued: date | None = None
    contract_date: date | None = None
    kind: CustomerKind | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """Options that override the policy and the firm's settings in a calculation; None: as those say."""

    day_count: DayCount | None = None
    settle: Settle | None = None
    compensation: bool = True


def by_policy(firm: Firm, name: str, ways: Ways = Ways()) -> Policy:
    """The policy called `name` with the firm's settings, counted in other `ways` where they say so.

    Refuses an unknown name.
    """
    own = firm.settings.dunning
    given = Given(own.provisional, ways.settle or own.settle, firm.place)
    policy = load_policy(firm.catalog, name, own.allow_high_charges, given)
    if ways.day_count is not None:
        policy = replace(policy, rules=tuple(_counted(rule, ways.day_count) for rule in policy.rules))
    return policy if ways.compensation else policy.without(ChargeKind.COMPENSATION)


def by_rate(percent: Decimal, compounding: Compounding, ways: Ways = Ways(), *, monthly: bool = False) -> Policy:
    """A policy of interest at one rate, principal first unless `ways` say otherwise.

    A yearly rate counts actual/365 unless they do; a monthly one by months of 30 days, prorated.
    """
    settle = ways.settle or Settle.PRINCIPAL_FIRST
    rule = Interest(
        None if monthly else percent, percent if monthly else None,
        compounding=compounding, day_count=ways.day_count, settle=settle,
    )  # fmt: skip
    title = f"{percent:f} % a {'month' if monthly else 'year'}"
    return Policy(name="", title=title, rules=(rule,), allow_high_charges=True)


def calculate(firm: Firm, policy: Policy, debt: CalculatedDebt) -> Calculation:
    """The calculation of the debt by the policy on its day.

    A statutory sum that cannot be worked out is left out, with a remark. Refuses (SettingsError) a debt that
    contradicts itself: nothing owed, due after the day, paid before it was issued, after the day or more than is owed;
    and raises CannotCharge as the policy does, whether the debt is late or not.
    """
    _check(debt)
    customer = Party("", "the customer", kind=debt.kind or _usual(policy))
    payments = tuple(Payment(Money(amount, debt.principal.currency), on) for on, amount in debt.payments)
    invoice = Invoice(
        "", customer, debt.issued or debt.due, debt.due, debt.principal, payments,
        contract_date=debt.contract_date,
    )  # fmt: skip
    own = firm.settings.calendar
    overdue = Overdue.measured(invoice, debt.on, Calendar(*firm.place, own.closed), own.due_roll)
    terms = PolicyTerms(**{field.name: getattr(policy, field.name) for field in fields(PolicyTerms)})
    policy.check(invoice)
    done = charged(policy, overdue, (), with_new_notice=False)
    percent, ceiling = annual_percent(policy, overdue, done.charges), firm.settings.dunning.warn_above_percent
    high = half_up(percent, 1) if percent is not None and ceiling is not None and percent > ceiling else None
    found = Calculation(
        policy.name, terms, overdue, policy.effective_due(overdue), done.charges, policy.daily(overdue), high,
        done.remarks, tuple(_assumed(policy, {charge.law for charge in done.charges})),
    )  # fmt: skip
    if found.total.amount < 0:
        raise SettingsError(f"the payments are {-found.total} more than all that was owed on {debt.on}")
    return found


def _assumed(policy: Policy, laws: set[str]) -> Iterator[str]:
    """The assumptions of the policy, and of those of its rules that charged, for which no text of the law was read."""
    yield from policy.assumes
    for rule in policy.rules:
        if isinstance(rule, StatutoryInterest | StatutoryCompensation | Tiered) and (rule.law or policy.law) in laws:
            yield from rule.assumes


def _check(debt: CalculatedDebt) -> None:
    if debt.principal.amount <= 0:
        raise SettingsError(f"a principal of {debt.principal} is not above zero")
    if debt.due > debt.on:
        raise SettingsError(f"the debt is due on {debt.due}, after {debt.on}: nothing is late")
    for name, day in (("issued", debt.issued), ("contract", debt.contract_date)):
        if day is not None and day > debt.due:
            raise SettingsError(f"the day of {name}, {day}, is after the due date {debt.due}")
    begun = debt.issued or debt.contract_date
    for on, amount in debt.payments:
        if amount <= 0:
            raise SettingsError(f"a payment of {amount} on {on} is not above zero")
        if on > debt.on:
            raise SettingsError(f"the payment of {on} is after {debt.on}, the day the calculation is for")
        if begun is not None and on < begun:
            raise SettingsError(f"the payment of {on} is before {begun}, when there was no debt")


def _usual(policy: Policy) -> CustomerKind:
    """The kind of customer the policy names first; a business where it names none."""
    return policy.applies_to[0] if policy.applies_to else CustomerKind.BUSINESS


def _counted(rule: Any, day_count: DayCount) -> Any:
    """The rule with another day count, where it has one."""
    has_one = any(field.name == "day_count" for field in fields(rule))
    return replace(rule, day_count=day_count) if has_one else rule
