"""The interest of a contract: rates, months, compounding, payments, day counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.charges.contracts import late, line, lines, policy_of

from pastdue.charges.interest.accrual import RateStep, Terms, accrue
from pastdue.charges.interest.debt import Debt
from pastdue.charges.kinds.interest import Interest
from pastdue.charges.policy import Policy
from pastdue.model import DayCount
from pastdue.model.choices import Compounding, Months, Settle
from pastdue.model.errors import SettingsError
from pastdue.model.money import Money

TEN = Decimal(10)


def test_interest_runs_from_the_day_after_the_due_date_to_the_day_itself() -> None:
    rule = Interest(TEN)
    assert lines(rule, late("3650 EUR", date(2026, 3, 2), date(2026, 3, 2))) == []
    assert lines(rule, late("3650 EUR", date(2026, 3, 2), date(2026, 3, 3))) == [
        "2026-03-02 2026-03-03 1 3650.00 10 1.00"
    ]


def test_an_interest_segment_says_everything_a_pocket_calculator_needs() -> None:
    (charge,) = policy_of(Interest(TEN)).charges(late("1000 EUR", date(2026, 1, 1), date(2026, 3, 2)), ())
    (segment,) = charge.segments
    assert segment.day_count is DayCount.ACTUAL_365
    assert line(segment) == "2026-01-01 2026-03-02 60 1000.00 10 16.44"


def test_the_amount_is_never_a_rounded_daily_amount_times_the_days() -> None:
    """3,000 at 11.75 % for 60 days: 57.95, not 60 x 0.97 = 58.20."""
    overdue = late("3000 GBP", date(2026, 1, 1), date(2026, 3, 2))
    assert lines(Interest(Decimal("11.75")), overdue)[0].endswith(" 57.95")


def test_each_currency_is_rounded_to_its_own_unit() -> None:
    days = date(2026, 1, 1), date(2026, 3, 2)
    assert lines(Interest(TEN), late("1000 JPY", *days))[0].endswith(" 16")
    assert lines(Interest(TEN), late("1000 KWD", *days))[0].endswith(" 16.438")


def test_the_day_of_a_payment_belongs_to_the_span_before_it() -> None:
    overdue = late("3650 EUR", date(2026, 3, 2), date(2026, 3, 22), ("2650", date(2026, 3, 12)))
    assert lines(Interest(TEN), overdue) == [
        "2026-03-02 2026-03-12 10 3650.00 10 10.00",
        "2026-03-12 2026-03-22 10 1000.00 10 2.74",
    ]


def test_a_payment_on_the_last_day_changes_nothing_yet() -> None:
    unpaid = late("3650 EUR", date(2026, 3, 2), date(2026, 3, 12))
    paid = late("3650 EUR", date(2026, 3, 2), date(2026, 3, 12), ("2650", date(2026, 3, 12)))
    assert lines(Interest(TEN), unpaid) == lines(Interest(TEN), paid)


def test_payments_without_a_date_or_before_the_due_date_lower_the_base_from_the_start() -> None:
    days = date(2026, 3, 2), date(2026, 3, 12)
    for on in (None, date(2026, 2, 1), date(2026, 3, 2)):
        assert lines(Interest(TEN), late("3650 EUR", *days, ("2650", on))) == [
            "2026-03-02 2026-03-12 10 1000.00 10 2.74"
        ]


def test_interest_stops_growing_on_the_day_the_invoice_is_paid() -> None:
    paid = ("3650", date(2026, 3, 12))
    expected = ["2026-03-02 2026-03-12 10 3650.00 10 10.00"]
    assert lines(Interest(TEN), late("3650 EUR", date(2026, 3, 2), date(2026, 3, 12), paid)) == expected
    assert lines(Interest(TEN), late("3650 EUR", date(2026, 3, 2), date(2026, 9, 12), paid)) == expected
    overpaid = late("3650 EUR", date(2026, 3, 2), date(2026, 9, 12), ("4000", date(2026, 3, 12)))
    assert lines(Interest(TEN), overpaid) == expected


def test_paying_interest_first_leaves_more_principal_to_bear_interest() -> None:
    overdue = late("3650 EUR", date(2026, 3, 2), date(2026, 3, 22), ("2650", date(2026, 3, 12)))
    assert lines(Interest(TEN, settle=Settle.INTEREST_FIRST), overdue) == [
        "2026-03-02 2026-03-12 10 3650.00 10 10.00",
        "2026-03-12 2026-03-22 10 1010.00 10 2.77",
    ]


def test_a_paid_invoice_bears_no_more_interest() -> None:
    overdue = late("3650 EUR", date(2026, 3, 2), date(2026, 3, 22), ("3650", date(2026, 3, 12)))
    assert lines(Interest(TEN), overdue) == ["2026-03-02 2026-03-12 10 3650.00 10 10.00"]
    assert policy_of(Interest(TEN)).daily(overdue) is None


def test_where_interest_is_paid_first_the_invoice_s_sum_leaves_principal_that_bears_interest() -> None:
    rule = Interest(TEN, settle=Settle.INTEREST_FIRST)
    overdue = late("3650 EUR", date(2026, 3, 2), date(2026, 4, 18), ("3650", date(2026, 3, 12)))
    assert lines(rule, overdue) == [
        "2026-03-02 2026-03-12 10 3650.00 10 10.00",
        "2026-03-12 2026-04-18 37 10.00 10 0.10",
    ]
    settled = late("3650 EUR", date(2026, 3, 2), date(2026, 4, 18), ("3660", date(2026, 3, 12)))
    assert lines(rule, settled) == ["2026-03-02 2026-03-12 10 3650.00 10 10.00"]
    assert policy_of(rule).daily(settled) is None


def test_money_paid_back_bears_interest_again_from_the_day_after() -> None:
    back = [("3650", date(2026, 3, 12)), ("-3650", date(2026, 3, 17))]
    assert lines(Interest(TEN), late("3650 EUR", date(2026, 3, 2), date(2026, 3, 22), *back)) == [
        "2026-03-02 2026-03-12 10 3650.00 10 10.00",
        "2026-03-17 2026-03-22 5 3650.00 10 5.00",
    ]


def test_money_paid_back_is_principal_even_if_interest_is_paid_first() -> None:
    overdue = late("3650 EUR", date(2026, 3, 2), date(2026, 3, 22), ("-3650", date(2026, 3, 12)))
    assert lines(Interest(TEN, settle=Settle.INTEREST_FIRST), overdue)[1].split()[3] == "7300.00"


def test_a_payment_smaller_than_the_interest_leaves_the_principal_alone() -> None:
    overdue = late("3650 EUR", date(2026, 3, 2), date(2026, 3, 22), ("4", date(2026, 3, 12)))
    assert lines(Interest(TEN, settle=Settle.INTEREST_FIRST), overdue) == [
        "2026-03-02 2026-03-12 10 3650.00 10 10.00",
        "2026-03-12 2026-03-22 10 3650.00 10 10.00",
    ]


def test_actual_actual_splits_at_the_end_of_the_year() -> None:
    overdue = late("36600 EUR", date(2023, 12, 21), date(2024, 1, 10))
    assert lines(Interest(TEN, day_count=DayCount.ACTUAL_ACTUAL), overdue) == [
        "2023-12-21 2023-12-31 10 36600.00 10 100.27",
        "2023-12-31 2024-01-10 10 36600.00 10 100.00",
    ]


def test_actual_365_stays_365_in_a_leap_year() -> None:
    overdue = late("36500 EUR", date(2023, 12, 31), date(2024, 12, 31))
    assert lines(Interest(TEN), overdue) == ["2023-12-31 2024-12-31 366 36500.00 10 3660.00"]


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 1, 15), date(2026, 2, 15), 30),
        (date(2026, 1, 30), date(2026, 1, 31), 0),
        (date(2026, 1, 31), date(2026, 3, 31), 60),
        (date(2026, 2, 28), date(2026, 3, 1), 3),
        (date(2024, 2, 29), date(2024, 3, 31), 31),
    ],
)
def test_thirty_360_counts_the_31st_as_the_30th(since: date, until: date, days: int) -> None:
    terms = Terms((RateStep(since, Decimal(36)),), DayCount.THIRTY_360)
    (segment,) = accrue(Debt(Money.parse("1000 EUR"), since, until), terms).segments
    assert (segment.days, segment.amount) == (days, Money.parse(f"{days} EUR"))


def test_yearly_compounding_raises_the_base_on_the_anniversary_of_the_first_day() -> None:
    rule = Interest(TEN, compounding=Compounding.YEARLY)
    assert lines(rule, late("1000 EUR", date(2025, 3, 1), date(2026, 3, 1))) == [
        "2025-03-01 2026-03-01 365 1000.00 10 100.00"
    ]
    assert lines(rule, late("1000 EUR", date(2025, 3, 1), date(2026, 3, 2))) == [
        "2025-03-01 2026-03-01 365 1000.00 10 100.00",
        "2026-03-01 2026-03-02 1 1100.00 10 0.30",
    ]


def test_the_first_day_on_1_march_has_its_anniversary_on_1_march() -> None:
    rule = Interest(TEN, compounding=Compounding.YEARLY)
    assert [s.split()[1] for s in lines(rule, late("1000 EUR", date(2027, 2, 28), date(2028, 3, 5)))] == [
        "2028-02-29",
        "2028-03-05",
    ]


def test_capitalised_interest_stays_in_the_base_when_principal_is_paid_first() -> None:
    paid = ("500", date(2026, 3, 1))
    overdue = late("1000 EUR", date(2025, 3, 1), date(2026, 3, 2), paid)
    first = Interest(TEN, compounding=Compounding.YEARLY)
    assert lines(first, overdue)[-1] == "2026-03-01 2026-03-02 1 600.00 10 0.16"


@pytest.mark.parametrize(
    ("rule", "daily"),
    [
        (Interest(Decimal("7.3")), "0.2"),
        (Interest(Decimal("7.2"), day_count=DayCount.ACTUAL_360), "0.2"),
        (Interest(monthly_percent=Decimal("0.6")), "0.2"),
        (Interest(Decimal("7.3"), vat_percent=Decimal(20)), "0.24"),
    ],
)
def test_the_daily_amount_is_exact_interest_on_what_is_open_now(rule: Interest, daily: str) -> None:
    overdue = late("3000 EUR", date(2026, 3, 2), date(2026, 4, 2), ("2000", date(2026, 4, 2)))
    amount = policy_of(rule).daily(overdue)
    assert amount is not None
    assert amount.amount == Decimal(daily)


FULL = Interest(monthly_percent=Decimal(1), months=Months.FULL)
STARTED = Interest(monthly_percent=Decimal(1), months=Months.STARTED)


def test_there_is_no_daily_amount_when_days_do_not_cost_the_same() -> None:
    overdue = late("1000 EUR", date(2026, 3, 2), date(2026, 4, 2))
    for rule in (FULL, STARTED, Interest(TEN, compounding=Compounding.YEARLY)):
        assert policy_of(rule).daily(overdue) is None
    assert policy_of(Interest(TEN)).daily(late("1000 EUR", date(2026, 3, 2), date(2026, 3, 2))) is None
    paid = late("1000 EUR", date(2026, 3, 2), date(2026, 4, 2), ("1000", date(2026, 3, 20)))
    assert policy_of(Interest(TEN)).daily(paid) is None


def test_a_monthly_rate_states_its_yearly_equivalent() -> None:
    assert policy_of(Interest(monthly_percent=Decimal("1.5"))).annual_equivalent == 18
    assert policy_of(Interest(TEN)).annual_equivalent == 10
    assert Policy(name="none", title="none").annual_equivalent is None


def test_a_rate_the_series_does_not_reach_is_refused() -> None:
    debt = Debt(Money.parse("1000 EUR"), date(2026, 1, 1), date(2026, 2, 1))
    with pytest.raises(ValueError, match="no rate is known for 2026-01-02"):
        accrue(debt, Terms((RateStep(date(2026, 1, 3), TEN),)))


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({}, "either annual_percent or monthly_percent"),
        ({"annual_percent": TEN, "monthly_percent": TEN}, "either annual_percent or monthly_percent"),
        ({"annual_percent": TEN, "months": Months.FULL}, "needs a monthly_percent"),
        ({"monthly_percent": TEN, "months": Months.FULL, "day_count": DayCount.ACTUAL_360}, "counts no days"),
        ({"annual_percent": -TEN}, "is negative"),
    ],
)
def test_an_interest_row_that_leaves_a_doubt_is_refused(keys: dict[str, Any], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        Interest(**keys)
