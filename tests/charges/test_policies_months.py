"""Monthly rates: prorated, full and started months, simple or compounding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.charges.contracts import late, lines

from pastdue.charges.kinds.interest import Interest
from pastdue.model import DayCount
from pastdue.model.choices import Compounding, Months


def test_a_prorated_month_costs_exactly_the_monthly_rate() -> None:
    rule = Interest(monthly_percent=Decimal("1.5"))
    assert lines(rule, late("1000 USD", date(2026, 3, 15), date(2026, 4, 15)))[0].endswith(" 30 1000.00 18.0 15.00")
    assert lines(rule, late("1000 USD", date(2026, 3, 15), date(2026, 4, 29)))[0].endswith(" 44 1000.00 18.0 22.00")


def test_a_prorated_monthly_rate_may_count_actual_days_instead() -> None:
    rule = Interest(monthly_percent=Decimal("1.5"), day_count=DayCount.ACTUAL_365)
    assert lines(rule, late("1000 USD", date(2026, 3, 15), date(2026, 4, 14)))[0].endswith(" 30 1000.00 18.0 14.79")


FULL = Interest(monthly_percent=Decimal(1), months=Months.FULL)
STARTED = Interest(monthly_percent=Decimal(1), months=Months.STARTED)


def test_full_months_count_on_the_day_they_are_complete() -> None:
    assert lines(FULL, late("1000 USD", date(2026, 3, 15), date(2026, 4, 14))) == []
    assert lines(FULL, late("1000 USD", date(2026, 3, 15), date(2026, 4, 15))) == [
        "2026-03-15 2026-04-15 31 1000.00 1 10.00"
    ]


def test_started_months_count_from_their_first_day() -> None:
    assert lines(STARTED, late("1000 USD", date(2026, 3, 15), date(2026, 4, 15))) == [
        "2026-03-15 2026-04-15 31 1000.00 1 10.00"
    ]
    assert lines(STARTED, late("1000 USD", date(2026, 3, 15), date(2026, 4, 16))) == [
        "2026-03-15 2026-04-15 31 1000.00 1 10.00",
        "2026-04-15 2026-04-16 1 1000.00 1 10.00",
    ]


def test_months_are_counted_from_the_due_date_and_never_from_one_another() -> None:
    ends = [s.split()[1] for s in lines(FULL, late("1000 USD", date(2026, 1, 31), date(2026, 5, 1)))]
    assert ends == ["2026-02-28", "2026-03-31", "2026-04-30"]


def test_a_full_month_is_charged_on_what_stayed_open_all_of_it() -> None:
    days = date(2026, 3, 15), date(2026, 4, 15)
    assert "600.00 1 6.00" in lines(FULL, late("1000 USD", *days, ("400", date(2026, 4, 14))))[0]
    assert "1000.00 1 10.00" in lines(FULL, late("1000 USD", *days, ("400", date(2026, 4, 15))))[0]


def test_a_started_month_is_charged_on_what_was_open_when_it_began() -> None:
    days = date(2026, 3, 15), date(2026, 4, 16)
    assert lines(STARTED, late("1000 USD", *days, ("400", date(2026, 3, 16)))) == [
        "2026-03-15 2026-04-15 31 1000.00 1 10.00",
        "2026-04-15 2026-04-16 1 600.00 1 6.00",
    ]


def test_whole_months_may_compound_by_the_month() -> None:
    rule = Interest(monthly_percent=Decimal(1), months=Months.FULL, compounding=Compounding.MONTHLY)
    bases = [s.split()[3] for s in lines(rule, late("1000 USD", date(2026, 3, 15), date(2026, 6, 20)))]
    assert bases == ["1000.00", "1010.00", "1020.10"]


def test_whole_months_may_compound_after_each_twelfth() -> None:
    rule = Interest(monthly_percent=Decimal(1), months=Months.STARTED, compounding=Compounding.YEARLY)
    bases = [s.split()[3] for s in lines(rule, late("1000 USD", date(2026, 3, 15), date(2027, 3, 16)))]
    assert bases == ["1000.00"] * 12 + ["1120.00"]


def test_monthly_compounding_raises_the_base_every_month() -> None:
    rule = Interest(monthly_percent=Decimal(1), compounding=Compounding.MONTHLY)
    assert lines(rule, late("1000 USD", date(2026, 3, 15), date(2026, 5, 15))) == [
        "2026-03-15 2026-04-15 30 1000.00 12 10.00",
        "2026-04-15 2026-05-15 30 1010.00 12 10.10",
    ]
