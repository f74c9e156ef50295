"""The statutes at their rarest edges, to the day and the cent; each of these was once broken on purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.charges.statute_cases import amounts, charges, late, segments, settling, statute

from pastdue.charges.kinds.statutory_compensation import StatutoryCompensation
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.rates import DayOf
from pastdue.model import CustomerKind
from pastdue.model.choices import Settle
from pastdue.model.money import Money


@pytest.mark.parametrize(("contract", "sum_"), [("2012-12-31", "0"), ("2013-01-01", "40.00")])
def test_the_french_forty_euros_are_for_contracts_from_2013(contract: str, sum_: str) -> None:
    assert amounts("fr-b2b", late("1000 EUR", "2024-02-01", "2024-03-01", contract=contract))[1] == sum_


@pytest.mark.parametrize(
    ("month_of", "due", "rate_of"),
    [
        (DayOf.DUE, "2025-03-31", date(2025, 2, 28)),
        (DayOf.DAY_AFTER, "2025-03-31", date(2025, 3, 31)),
        (DayOf.DAY_AFTER, "2025-03-28", date(2025, 2, 28)),
    ],
)
def test_a_claim_of_the_last_day_of_a_month_became_due_then_or_the_day_after(
    month_of: DayOf, due: str, rate_of: date
) -> None:
    *others, last = statute("pl-b2b").rules
    assert isinstance(last, StatutoryCompensation)
    policy = replace(statute("pl-b2b"), rules=(*others, replace(last, month_of=month_of)))
    found = charges(policy, late("10000 PLN", due, "2025-05-05"))[-1].segments[0].conversion
    assert found is not None and found.on == rate_of


@pytest.mark.parametrize(("debt", "sum_"), [("1.00", "40.00"), ("200.00", "40.00"), ("266.73", "40.01")])
def test_dutch_collection_costs_are_never_less_than_forty_euros(debt: str, sum_: str) -> None:
    assert amounts("nl-b2b", late(f"{debt} EUR", "2026-03-02", "2026-03-04"))[1] == sum_


@pytest.mark.parametrize(
    ("on", "daily"),
    [("2020-02-28", "2.74"), ("2020-02-29", "2.96"), ("2020-03-01", "2.96")],
)
def test_the_day_after_a_dutch_year_bears_interest_on_the_interest(on: str, daily: str) -> None:
    """12,500 EUR at 8 %: 2.74 a day; 1,002.74 in the year 2019-03-01 to 2020-02-29, then 8 % of 13,502.74."""
    found = statute("nl-b2b").daily(late("12500 EUR", "2019-02-28", on))
    assert found is not None and str(found.rounded().amount) == daily


def test_a_debt_paid_after_its_first_year_bears_no_more_interest_although_some_was_added_to_it() -> None:
    overdue = late("12500 EUR", "2019-02-28", "2021-01-01", ("2020-06-30", "12500"))
    principal = settling("nl-b2b", Settle.PRINCIPAL_FIRST)
    assert segments(principal, overdue)[-1].until == overdue.invoice.payments[0].on
    assert principal.daily(overdue) is None
    first = settling("nl-b2b", Settle.INTEREST_FIRST)
    assert segments(first, overdue)[-1].until == overdue.as_of


def test_a_dutch_payment_on_the_anniversary_comes_after_the_interest_was_added() -> None:
    """Interest of the year is added at the end of its last day; what is paid that day still counts in it."""
    overdue = late("12500 EUR", "2019-02-28", "2020-03-10", ("2020-02-29", "500"))
    principal = settling("nl-b2b", Settle.PRINCIPAL_FIRST)
    assert [s.base.plain for s in segments(principal, overdue) if s.base][-1] == "13002.74"


@pytest.mark.parametrize(("name", "due"), [("uk-b2b", "2026-06-30"), ("ie-b2b", "2026-06-30")])
def test_the_first_day_of_interest_and_not_the_due_day_fixes_the_rate(name: str, due: str) -> None:
    currency = "GBP" if name == "uk-b2b" else "EUR"
    own, before = (segments(name, late(f"1000 {currency}", day, "2026-08-31"))[0] for day in (due, "2026-06-29"))
    assert own.basis is not None and before.basis is not None
    assert own.basis.on - before.basis.on > timedelta(100)


def test_interest_of_a_dollar_is_owed_and_of_ninety_nine_cents_is_not() -> None:
    due, public = "2025-01-06", CustomerKind.PUBLIC
    found = [charges("us-prompt-payment", late("100 USD", due, on, kind=public)) for on in ("2025-03-24", "2025-03-25")]
    assert [len(each) for each in found] == [0, 1]
    assert found[1][0].amount == Money.parse("1.01 USD")


def test_prompt_payment_interest_of_thirty_days_joins_the_base_on_the_thirty_first() -> None:
    found = segments("us-prompt-payment", late("100000 USD", "2025-01-06", "2025-02-06", kind=CustomerKind.PUBLIC))
    assert [(s.days, s.base.plain) for s in found if s.base] == [(30, "100000.00"), (1, "100385.42")]


def test_a_payment_of_the_due_day_leaves_no_first_segment_and_one_of_the_next_day_does() -> None:
    on_time = late("1000 GBP", "2026-03-02", "2026-04-01", ("2026-03-02", "400"))
    day_late = late("1000 GBP", "2026-03-02", "2026-04-01", ("2026-03-03", "400"))
    assert [(s.days, s.base.plain) for s in segments("uk-b2b", on_time) if s.base] == [(30, "600.00")]
    assert [(s.days, s.base.plain) for s in segments("uk-b2b", day_late) if s.base] == [(1, "1000.00"), (29, "600.00")]


def test_a_half_is_rounded_up_on_each_segment() -> None:
    """73.00 at 12.5 % for 5 days is 0.125: 0.13, which to even would be 0.12."""
    terms = statute("eu-b2b").rules[0]
    assert isinstance(terms, StatutoryInterest)
    flat = replace(statute("eu-b2b"), rules=(replace(terms, series=None, margins=(), percent=Decimal("12.5")),))
    assert amounts(flat, late("73 EUR", "2026-03-02", "2026-03-07"))[0] == "0.13"
