"""Laws that hold for every charge, whatever the invoice, the payments and the policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.laws import tried

from pastdue.charges.interest.accrual import RateStep, Terms, accrue
from pastdue.charges.interest.daycount import days_of
from pastdue.charges.interest.debt import Debt
from pastdue.charges.interest.whole_months import MonthlyTerms, accrue_months
from pastdue.charges.kinds.flat import Flat
from pastdue.charges.kinds.interest import Interest
from pastdue.charges.kinds.percent import Percent
from pastdue.charges.kinds.tiered import Band, By, Mode, Tiered
from pastdue.charges.policy import GraceMeans, Policy, Rule
from pastdue.model import DayCount, Invoice, Overdue, Party, Payment, Segment
from pastdue.model.choices import Compounding, Months, Settle
from pastdue.model.countries import CalendarName
from pastdue.model.money import Money
from pastdue.model.spans import Span

laws = tried(100)
ONE_DAY = timedelta(1)
EPSILON = Decimal("1e-9")
ZERO = Decimal(0)

days = st.dates(date(2019, 1, 1), date(2025, 12, 31))
lengths = st.integers(1, 1200)
percents = st.decimals(0, 40, places=2)
paid = st.lists(st.tuples(st.integers(-40, 1300), st.decimals(0, 3000, places=2)), max_size=4)


@st.composite
def debts(draw: st.DrawFn) -> Debt:
    """A debt of 1,000 to 100,000 with payments that may leave something open or nothing."""
    since = draw(days)
    until = since + timedelta(draw(lengths))
    payments = [(since + timedelta(n), amount) for n, amount in draw(paid) if since < since + timedelta(n) <= until]
    principal = draw(st.decimals(1000, 100_000, places=2))
    return Debt(Money(principal, "EUR"), since, until, tuple(sorted(payments)))


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """A rate that may change twice, with any day count, compounding and order of settling."""
    changes = sorted(draw(st.sets(days, max_size=2)))
    steps = tuple(RateStep(day, draw(percents)) for day in [date(2000, 1, 1), *changes])
    return Terms(
        steps,
        draw(st.sampled_from(DayCount)),
        draw(st.sampled_from(Compounding)),
        draw(st.sampled_from(Settle)),
    )


interest_rules = st.one_of(
    st.builds(
        Interest,
        annual_percent=percents,
        day_count=st.sampled_from(DayCount),
        compounding=st.sampled_from(Compounding),
        settle=st.sampled_from(Settle),
    ),
    st.builds(
        Interest,
        monthly_percent=st.decimals(0, 3, places=2),
        months=st.sampled_from(Months),
        compounding=st.sampled_from(Compounding),
        settle=st.sampled_from(Settle),
    ),
)
euros = st.integers(0, 100).map(lambda n: (Money(Decimal(n), "EUR"),))
fees = st.one_of(
    st.builds(Flat, euros),
    st.builds(Percent, percents),
    st.builds(
        lambda first, more, mode: Tiered(
            By.DAYS, (Band(up_to_days=30, percent=first), Band(percent=first + more)), mode
        ),
        percents,
        percents,
        st.sampled_from(Mode),
    ),
)


@st.composite
def policies(draw: st.DrawFn, rules: st.SearchStrategy[Rule]) -> Policy:
    """Any rules with any grace, minimum and caps; sanity checks off, they have tests of their own."""
    cap = draw(st.none() | st.integers(50, 500))
    return Policy(
        name="p",
        title="p",
        rules=tuple(draw(st.lists(rules, min_size=1, max_size=3))),
        grace=draw(st.none() | st.integers(0, 60).map(lambda n: Span.parse(f"{n} days"))),
        grace_means=draw(st.sampled_from(GraceMeans)),
        minimum=draw(st.just(()) | st.integers(0, 50).map(lambda n: (Money(Decimal(n), "EUR"),))),
        cap=() if cap is None else (Money(Decimal(cap), "EUR"),),
        cap_percent=draw(st.none() | percents),
        cap_annual_percent=draw(st.none() | percents),
        allow_high_charges=True,
    )


def overdue(debt: Debt, until: date) -> Overdue:
    """The debt as an invoice, measured on the day `until`."""
    payments = tuple(Payment(Money(amount, "EUR"), on) for on, amount in debt.payments)
    invoice = Invoice("7", Party("c", "C"), date(2018, 1, 1), debt.since, debt.principal, payments)
    return Overdue(invoice, until, debt.since, (until - debt.since).days, 0, CalendarName("PL"))


def charged(policy: Policy, debt: Debt, until: date) -> Decimal:
    return sum((c.amount.amount for c in policy.charges(overdue(debt, until), ())), ZERO)


def summed(segments: tuple[Segment, ...]) -> Decimal:
    return sum((s.amount.amount for s in segments), ZERO)


def never_settled(debt: Debt) -> bool:
    return sum((amount for _, amount in debt.payments), ZERO) < debt.principal.amount


@laws
@given(debts().filter(never_settled), terms())
def test_segments_follow_one_another_and_fill_the_whole_interval(debt: Debt, how: Terms) -> None:
    segments = accrue(debt, how).segments
    assert (segments[0].since, segments[-1].until) == (debt.since, debt.until)
    assert all(a.until == b.since for a, b in pairwise(segments))
    assert sum(s.days or 0 for s in segments) == days_of(debt.since, debt.until, how.day_count)


@laws
@given(debts(), terms())
def test_each_printed_segment_can_be_checked_from_what_it_prints(debt: Debt, how: Terms) -> None:
    for s in accrue(debt, how).segments:
        assert s.base is not None and s.percent is not None and s.days is not None and s.day_count is not None
        assert s.until is not None
        leap = (date(s.until.year, 12, 31) - date(s.until.year, 1, 1)).days + 1
        year = {"actual/365": 365, "actual/360": 360, "30/360": 360, "actual/actual": leap}[s.day_count]
        exact = Fraction(s.base.amount) * Fraction(s.percent) * s.days / (100 * year)
        assert Fraction(s.amount.amount) == Fraction(int(exact * 100 + Fraction(1, 2)), 100)


@laws
@given(debts(), terms(), lengths)
def test_cutting_the_interval_anywhere_changes_nothing_but_rounding(debt: Debt, how: Terms, at: int) -> None:
    day = debt.since + timedelta(at)
    known = {step.first_day for step in how.rates}
    steps = {*how.rates, *([] if day in known else [RateStep(day, how.percent_on(day))])}
    cut = replace(how, rates=tuple(sorted(steps, key=lambda step: step.first_day)))
    assert (
        abs(summed(accrue(debt, how, exact=True).segments) - summed(accrue(debt, cut, exact=True).segments)) < EPSILON
    )


@laws
@given(debts(), terms(), lengths)
def test_two_runs_of_simple_interest_that_meet_on_a_day_are_one(debt: Debt, how: Terms, at: int) -> None:
    how = replace(how, compounding=Compounding.NONE, settle=Settle.PRINCIPAL_FIRST)
    day = min(debt.since + timedelta(at), debt.until)
    paid_by = sum((amount for on, amount in debt.payments if on <= day), ZERO)
    first = replace(debt, until=day)
    rest = Debt(
        Money(debt.principal.amount - paid_by, "EUR"), day, debt.until, tuple(p for p in debt.payments if p[0] > day)
    )
    parts = summed(accrue(first, how, exact=True).segments) + summed(accrue(rest, how, exact=True).segments)
    assert abs(parts - summed(accrue(debt, how, exact=True).segments)) < EPSILON


@laws
@given(debts(), terms())
def test_segments_come_to_the_sum_of_every_single_day(debt: Debt, how: Terms) -> None:
    how = replace(how, compounding=Compounding.NONE, settle=Settle.PRINCIPAL_FIRST)
    whole, day = Fraction(0), debt.since
    while day < debt.until:
        before, day = day, day + ONE_DAY
        base = Fraction(debt.principal.amount) - sum(Fraction(a) for on, a in debt.payments if on < day)
        leap = (date(day.year, 12, 31) - date(day.year, 1, 1)).days + 1
        year = {"actual/365": 365, "actual/360": 360, "30/360": 360, "actual/actual": leap}[how.day_count]
        rate = [Fraction(step.annual_percent) for step in how.rates if step.first_day <= day][-1]
        whole += max(base, Fraction(0)) * rate * days_of(before, day, how.day_count) / (100 * year)
    assert abs(whole - Fraction(summed(accrue(debt, how, exact=True).segments))) < Fraction(EPSILON)


@laws
@given(debts(), terms())
def test_rounding_moves_a_run_by_at_most_half_a_cent_a_segment(debt: Debt, how: Terms) -> None:
    how = replace(how, compounding=Compounding.NONE, settle=Settle.PRINCIPAL_FIRST)
    printed, exact = accrue(debt, how).segments, accrue(debt, how, exact=True).segments
    assert abs(summed(printed) - summed(exact)) <= len(printed) * Decimal("0.005") + EPSILON


@laws
@given(debts(), terms(), st.integers(1, 1200), st.decimals(0, 3000, places=2))
def test_a_payment_never_raises_interest(debt: Debt, how: Terms, after: int, amount: Decimal) -> None:
    more = replace(debt, payments=tuple(sorted([*debt.payments, (debt.since + timedelta(after), amount)])))
    without, with_it = accrue(debt, how, exact=True).segments, accrue(more, how, exact=True).segments
    assert summed(with_it) <= summed(without) + EPSILON


@laws
@given(debts(), st.integers(1, 1200), st.decimals(0, 3000, places=2), st.sampled_from([Months.FULL, Months.STARTED]))
def test_a_payment_never_raises_the_interest_of_whole_months(
    debt: Debt, after: int, amount: Decimal, months: Months
) -> None:
    more = replace(debt, payments=tuple(sorted([*debt.payments, (debt.since + timedelta(after), amount)])))
    how = MonthlyTerms(Decimal("1.5"), months)
    assert summed(accrue_months(more, how).segments) <= summed(accrue_months(debt, how).segments)


@laws
@given(debts(), policies(interest_rules), st.integers(0, 60))
def test_interest_never_falls_as_days_rise_whatever_is_paid(debt: Debt, policy: Policy, more: int) -> None:
    assert charged(policy, debt, debt.until) <= charged(policy, debt, debt.until + timedelta(more))


@laws
@given(debts(), policies(st.one_of(interest_rules, fees)), st.integers(0, 60))
def test_charges_never_fall_as_days_rise(debt: Debt, policy: Policy, more: int) -> None:
    debt = replace(debt, payments=())
    assert charged(policy, debt, debt.until) <= charged(policy, debt, debt.until + timedelta(more))


@laws
@given(debts(), policies(st.one_of(interest_rules, fees)))
def test_caps_hold_and_no_charge_is_negative(debt: Debt, policy: Policy) -> None:
    whole = charged(policy, debt, debt.until)
    caps = [c.amount for c in policy.cap]
    if policy.cap_percent is not None:
        caps.append((debt.principal * (policy.cap_percent / 100)).rounded().amount)
    if policy.cap_annual_percent is not None:
        steps = (RateStep(date(2000, 1, 1), policy.cap_annual_percent),)
        caps.append(summed(accrue(debt, Terms(steps)).segments))
    assert all(whole <= cap for cap in caps)
    assert all(c.amount.amount > 0 for c in policy.charges(overdue(debt, debt.until), ()))


@laws
@given(debts(), policies(st.one_of(interest_rules, fees)), st.randoms())
def test_the_same_facts_in_any_order_bring_the_same_charges(debt: Debt, policy: Policy, random: Random) -> None:
    late = overdue(debt, debt.until)
    shuffled = random.sample(late.invoice.payments, len(late.invoice.payments))
    again = replace(late, invoice=replace(late.invoice, payments=tuple(shuffled)))
    assert policy.charges(late, ()) == policy.charges(again, ())


@laws
@given(debts(), policies(st.one_of(interest_rules, fees)))
def test_every_printed_amount_is_whole_cents_and_every_charge_the_sum_of_its_segments(
    debt: Debt, policy: Policy
) -> None:
    for charge in policy.charges(overdue(debt, debt.until), ()):
        assert all(s.amount == s.amount.rounded() for s in charge.segments)
        assert charge.amount.amount == summed(charge.segments)
