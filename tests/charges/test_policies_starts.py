"""Charges with a start of their own, fees that rise from letter to letter, and fees for every so many days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pastdue.charges.kinds.flat import Each, Flat
from pastdue.charges.kinds.interest import Interest
from pastdue.charges.kinds.percent import Percent, TakenOf
from pastdue.charges.kinds.tiered import Band, By, Tiered
from pastdue.charges.policy import Policy
from pastdue.charges.rule import Rule
from pastdue.model import Invoice, Issued, Overdue, Party, Payment, Stage
from pastdue.model.choices import Settle
from pastdue.model.countries import CalendarName
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money
from pastdue.model.spans import Span

DUE = date(2026, 1, 31)
TEN, FIVE, FREE = (Money.parse("10 EUR"),), (Money.parse("5 EUR"),), (Money.parse("0 EUR"),)
MONTH = Span.parse("30 days")


def late(days: int, *paid: tuple[int, str]) -> Overdue:
    payments = tuple(Payment(Money.parse(amount), DUE + timedelta(after)) for after, amount in paid)
    invoice = Invoice("7", Party("c", "C"), DUE, DUE, Money.parse("3650 EUR"), payments)
    return Overdue(invoice, DUE + timedelta(days), DUE, days, days * 5 // 7, CalendarName("none"))


def letters(*days: int) -> tuple[Issued, ...]:
    total = Money.parse("3650 EUR")
    return tuple(Issued("7", Stage.REMINDER, DUE + timedelta(n), DUE + timedelta(n + 10), f"L{n}", total) for n in days)


def policy(*rules: Rule) -> Policy:
    return Policy(name="terms", title="terms", rules=rules)


def amounts(rule: Rule, days: int, *sent: int, new: bool = True) -> list[str]:
    found = policy(rule).charges(late(days), letters(*sent), with_new_notice=new)
    return [segment.amount.plain for charge in found for segment in charge.segments]


# --- by letter ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "new", "charged"),
    [
        ((), True, []), ((), False, []), ((30,), True, ["5.00"]), ((30,), False, []),
        ((30, 60), True, ["5.00", "10.00"]), ((30, 60, 75), False, ["5.00", "10.00"]),
        ((30, 60, 75), True, ["5.00", "10.00", "10.00"]),
    ],
)  # fmt: skip
def test_the_first_letter_is_free_the_second_costs_five_and_each_later_one_ten(
    sent: tuple[int, ...], new: bool, charged: list[str]
) -> None:
    assert amounts(Flat(by_letter=(FREE, FIVE, TEN)), 90, *sent, new=new) == charged


@pytest.mark.parametrize(("on", "base"), [(59, "3309.00"), (60, "3315.00"), (61, "3316.00")])
def test_a_payment_meets_the_fee_of_the_letters_sent_by_its_day(on: int, base: str) -> None:
    """TakenOf 400 on day 61: 5 for the letter of day 60, 61 interest, the rest principal; none on day 59."""
    rules = (Flat(by_letter=(FREE, FIVE)), Interest(Decimal(10), settle=Settle.COSTS_FIRST))
    interest = policy(*rules).charges(late(90, (on, "400 EUR")), letters(30, 60))[-1]
    assert interest.segments[-1].base == Money.parse(f"{base} EUR")


# --- every so often -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "times"), [(29, 0), (30, 1), (59, 1), (60, 2), (90, 3)])
def test_a_fee_for_every_thirty_days_comes_at_the_end_of_each(days: int, times: int) -> None:
    assert amounts(Flat(FIVE, every=MONTH), days) == ["5.00"] * times


@pytest.mark.parametrize(("days", "times"), [(27, 0), (28, 1), (58, 1), (59, 2)])
def test_every_month_is_counted_from_the_due_day_itself(days: int, times: int) -> None:
    """Due on 31 January: 28 February is day 28, 31 March day 59."""
    assert amounts(Flat(FIVE, every=Span.parse("1 month")), days) == ["5.00"] * times


# --- a start of its own ---------------------------------------------------------------------------------------

RULES: list[tuple[Rule, str]] = [
    (Flat(TEN, starts_after=MONTH), "10.00"),
    (Percent(Decimal(1), starts_after=MONTH), "36.50"),
    (Percent(Decimal(1), of=TakenOf.OPEN, starts_after=MONTH), "36.50"),
    (Tiered(By.DAYS, (Band(amount=TEN),), starts_after=MONTH), "10.00"),
    (Interest(Decimal(10), starts_after=MONTH), "1.00"),
]


@pytest.mark.parametrize(("rule", "first"), RULES)
def test_a_charge_begins_on_the_day_after_its_own_start_and_not_before(rule: Rule, first: str) -> None:
    assert amounts(rule, 30) == []
    assert amounts(rule, 31) == [first]


def test_one_policy_can_charge_interest_at_once_and_a_fee_a_month_later() -> None:
    both = policy(Interest(Decimal(10)), Flat(TEN, starts_after=MONTH))
    assert [str(c.amount) for c in both.charges(late(30), ())] == ["30.00 EUR"]
    assert [str(c.amount) for c in both.charges(late(31), ())] == ["31.00 EUR", "10.00 EUR"]


def test_a_fee_for_each_letter_counts_the_letters_since_its_start_alone() -> None:
    assert amounts(Flat(TEN, each=Each.NOTICE, starts_after=MONTH), 90, 30, 60) == ["10.00", "10.00"]
    assert amounts(Flat(TEN, each=Each.NOTICE, starts_after=MONTH), 90, 31, 60) == ["10.00"] * 3


def test_an_invoice_paid_before_a_charge_starts_never_bears_it() -> None:
    for rule, _ in RULES:
        assert policy(rule).charges(late(90, (30, "3650 EUR")), ()) == ()


def test_the_daily_amount_waits_for_the_start() -> None:
    rule = policy(Interest(Decimal(10), starts_after=MONTH))
    assert rule.daily(late(30)) is None
    assert rule.daily(late(31)) == Money.parse("1 EUR")


@pytest.mark.parametrize(
    "bad",
    [
        {"amount": TEN, "by_letter": (FREE, FIVE)}, {}, {"by_letter": (FREE, ())},
        {"amount": TEN, "every": Span.parse("0 days")},
        {"amount": TEN, "every": Span.parse("5 business days")}, {"amount": TEN, "every": MONTH, "each": Each.NOTICE},
        {"amount": TEN, "starts_after": Span.parse("5 business days")},
    ],
)  # fmt: skip
def test_a_fee_that_makes_no_sense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        Flat(**bad)  # type: ignore[arg-type]
