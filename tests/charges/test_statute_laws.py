"""Laws that hold for every statute, whatever the debt, the payments and the days."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.charges.statute_cases import charges, currency_of, segments, statute
from tests.laws import tried

from pastdue.charges.interest.accrual import RateStep, Terms, accrue
from pastdue.charges.interest.debt import Debt
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.policy import Policy
from pastdue.firm.rows.policies import Given
from pastdue.model import CustomerKind, Invoice, Overdue, Party, Payment
from pastdue.model.choices import Compounding, Settle
from pastdue.model.countries import CalendarName
from pastdue.model.money import Money

laws = tried(60)
CENT = Decimal("0.01")

# Without the Prompt Payment Act, whose rates have gaps, and the compensation in zlotys, whose euros end with 2025.
names = st.sampled_from(
    ["uk-b2b", "pl-b2b", "pl-consumer", "de-b2b", "de-consumer", "fr-b2b", "ie-b2b", "nl-b2b", "es-b2b", "it-b2b",
     "at-b2b", "ch", "eu-b2b"]
)  # fmt: skip
dues = st.dates(date(2016, 2, 1), date(2025, 12, 31))
lengths = st.integers(0, 270)
sums = st.decimals(100, 60000, places=2)
orders = st.sampled_from(Settle)
paid = st.lists(st.tuples(st.integers(-20, 300), st.decimals(1, 9000, places=2)), max_size=3)


def owed(name: str, total: Decimal, due: date, days: int, *payments: tuple[int, Decimal]) -> Overdue:
    currency = currency_of(name)
    made = tuple(Payment(Money(amount, currency), due + timedelta(n)) for n, amount in payments)
    party = Party("c", "Customer", kind=CustomerKind.PUBLIC)
    invoice = Invoice("7", party, due, due, Money(total, currency), made)
    return Overdue(invoice, due + timedelta(days), due, days, 0, CalendarName("none"))


def whole(policy: Policy, overdue: Overdue) -> Decimal:
    return sum((c.amount.amount for c in charges(policy, overdue)), Decimal(0))


def interest(policy: Policy, overdue: Overdue) -> Decimal:
    return sum((s.amount.amount for s in segments(policy, overdue)), Decimal(0))


@laws
@given(names, orders, sums, dues, lengths, st.integers(0, 60), paid)
def test_charges_never_fall_as_days_rise(
    name: str, order: Settle, total: Decimal, due: date, days: int, more: int, payments: list[tuple[int, Decimal]]
) -> None:
    policy = statute(name, Given(settle=order))
    assert whole(policy, owed(name, total, due, days, *payments)) <= whole(
        policy, owed(name, total, due, days + more, *payments)
    )


@laws
@given(names, orders, sums, dues, lengths, paid, st.integers(1, 270), sums)
def test_a_payment_never_raises_interest(
    name: str,
    order: Settle,
    total: Decimal,
    due: date,
    days: int,
    payments: list[tuple[int, Decimal]],
    on: int,
    amount: Decimal,
) -> None:
    policy = statute(name, Given(settle=order))
    without = owed(name, total, due, days, *payments)
    with_it = owed(name, total, due, days, *payments, (on, amount))
    allowance = CENT * (len(segments(policy, with_it)) + 1)
    assert interest(policy, with_it) <= interest(policy, without) + allowance


@laws
@given(names, sums, dues, st.integers(1, 270))
def test_segments_meet_cover_the_days_late_and_add_up(name: str, total: Decimal, due: date, days: int) -> None:
    overdue = owed(name, total, due, days)
    found = segments(name, overdue)
    if not found:
        assert statute(name).effective_due(overdue) >= overdue.as_of
        return
    assert (found[0].since, found[-1].until) == (statute(name).effective_due(overdue), overdue.as_of)
    assert all(a.until == b.since for a, b in pairwise(found))


@laws
@given(names, sums, dues, st.integers(1, 270))
def test_the_days_one_by_one_come_to_the_segments(name: str, total: Decimal, due: date, days: int) -> None:
    """Each day at the rate of its own, unrounded; simple interest, as no span here reaches a year."""
    overdue = owed(name, total, due, days)
    found = segments(name, overdue)
    rule = next(rule for rule in statute(name).rules if isinstance(rule, StatutoryInterest))
    if not found:
        return
    first = found[0].since
    assert first is not None
    terms = Terms(rule.rates(first, overdue.as_of, overdue.invoice.contracted or first), rule.day_count)
    by_day = Decimal(0)
    for n in range((overdue.as_of - first).days):
        debt = Debt(overdue.invoice.total, first + timedelta(n), first + timedelta(n + 1))
        by_day += sum((s.amount.amount for s in accrue(debt, terms, exact=True).segments), Decimal(0))
    assert abs(by_day - sum(s.amount.amount for s in found)) <= CENT / 2 * len(found) + Decimal("1e-9")


@laws
@given(names, sums, dues, st.integers(2, 270), st.data())
def test_cutting_the_interval_anywhere_changes_nothing_but_rounding(
    name: str, total: Decimal, due: date, days: int, data: st.DataObject
) -> None:
    overdue = owed(name, total, due, days)
    rule = next(rule for rule in statute(name).rules if isinstance(rule, StatutoryInterest))
    start = statute(name).effective_due(overdue)
    if (overdue.as_of - start).days < 2:
        return
    cut = start + timedelta(data.draw(st.integers(1, (overdue.as_of - start).days - 1)))
    terms = Terms(rule.rates(start, overdue.as_of, due), rule.day_count)
    parts = [
        accrue(Debt(overdue.invoice.total, a, b), terms, exact=True).segments
        for a, b in ((start, cut), (cut, overdue.as_of))
    ]
    halves = sum((s.amount.amount for part in parts for s in part), Decimal(0))
    one = sum(
        (
            s.amount.amount
            for s in accrue(Debt(overdue.invoice.total, start, overdue.as_of), terms, exact=True).segments
        ),
        Decimal(0),
    )
    assert abs(halves - one) < Decimal("1e-9")


@laws
@given(st.integers(1, 500), st.decimals(1, 12, places=3), sums)
def test_thirty_day_blocks_and_the_official_formula_agree(days: int, percent: Decimal, total: Decimal) -> None:
    """5 CFR 1315.17: P (1 + r/12)^n (1 + r/360 x d) - P, n blocks of 30 days and d days left."""
    since = date(2024, 1, 1)
    terms = Terms((RateStep(since, percent),), fields_of_ppa()["day_count"], Compounding.THIRTY_DAYS)
    found = accrue(Debt(Money(total, "USD"), since, since + timedelta(days)), terms, exact=True).segments
    blocks, left = divmod(days, 30)
    rate = percent / 100
    expected = total * (1 + rate / 12) ** blocks * (1 + rate / 360 * left) - total
    assert abs(sum(s.amount.amount for s in found) - expected) < Decimal("1e-6")


def fields_of_ppa() -> dict[str, Any]:
    rule = statute("us-prompt-payment").rules[0]
    return {f.name: getattr(rule, f.name) for f in fields(rule)}  # type: ignore[arg-type]


@laws
@given(names, sums, dues, lengths)
def test_the_order_of_settling_matters_only_when_something_was_paid(
    name: str, total: Decimal, due: date, days: int
) -> None:
    found = {whole(statute(name, Given(settle=order)), owed(name, total, due, days)) for order in Settle}
    assert len(found) == 1


@laws
@given(names, sums, dues, lengths, paid)
def test_a_day_more_is_never_cheaper_than_the_daily_amount_says(
    name: str, total: Decimal, due: date, days: int, payments: list[tuple[int, Decimal]]
) -> None:
    overdue = owed(name, total, due, days, *payments)
    daily = statute(name).daily(overdue)
    if daily is not None:
        assert daily.amount > 0
        later = replace(overdue, as_of=overdue.as_of + timedelta(1))
        added = interest(statute(name), later) - interest(statute(name), overdue)
        assert abs(added - daily.amount) <= CENT * 2
