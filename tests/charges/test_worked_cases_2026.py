"""Worked cases of others that came to light in 2026: each comes out to the cent, or the setting that does it is named.

Where a source names a rate and no law, the rate is put in as a contract's; where it names days and no dates, a
half-year with that rate is ours. Sums in whole crowns are ours, rounded once more.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.charges.statute_cases import amounts, late, segments, statute

from pastdue.charges.interest.accrual import Rounding
from pastdue.charges.kinds.interest import Interest
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.policy import Policy
from pastdue.model import CustomerKind, DayCount
from pastdue.model.choices import Months

TPLEGAL = "github.com/tabi/tplegal-demand-generator, tests/test_civil_interest.py"
RECOUP = "github.com/alexv879/Recoup, collections-calculator.test.ts"
SWISS = "github.com/durchblick-nl/verzugszinsrechner, test.js"
LEGAL = "github.com/tompecina/legal, tests/data"
AA = DayCount.ACTUAL_ACTUAL


@pytest.mark.parametrize(
    ("id_", "policy", "principal", "due", "on", "interest", "compensation", "source"),
    [
        ("ES-103", "es-b2b", "10000 EUR", "2024-06-15", "2024-07-15", "101.71", "40.00", "BOE-A-2023-26709, -13089"),
        ("DE-104", "de-consumer", "1000 EUR", "2024-11-01", "2024-11-11", "2.29", "0", "HolyRythen README"),
        ("PL-106", "pl-consumer", "100 PLN", "2025-05-07", "2025-05-08", "0.03", "0", TPLEGAL),
        ("PL-107", "pl-consumer", "1000 PLN", "2025-12-31", "2026-04-06", "24.76", "0", TPLEGAL),
        ("UK-112", "uk-b2b", "1000 GBP", "2024-11-17", "2025-01-01", "16.34", "70.00", RECOUP),
        ("UK-114", "uk-b2b", "500 GBP", "2024-08-01", "2024-09-15", "8.17", "40.00", RECOUP),
        ("UK-117", "uk-b2b", "999.98 GBP", "2026-07-31", "2026-08-30", "9.66", "40.00", RECOUP),
    ],
)
def test_a_statute_s_case_comes_out_to_the_cent(
    id_: str, policy: str, principal: str, due: str, on: str, interest: str, compensation: str, source: str
) -> None:
    kind = CustomerKind.CONSUMER if policy.endswith("consumer") else CustomerKind.BUSINESS
    assert amounts(policy, late(principal, due, on, kind=kind)) == (interest, compensation), f"{id_}: {source}"


def test_three_polish_rates_are_rounded_each_or_once() -> None:
    """PL-105: 2.01 + 8.82 + 3.08 as Gofin's calculator rounds; the source rounds 13.9178 once."""
    policy, overdue = statute("pl-consumer"), late("1000 PLN", "2023-08-31", "2023-10-14", kind=CustomerKind.CONSUMER)
    assert [s.amount.plain for s in segments(policy, overdue)] == ["2.01", "8.82", "3.08"]
    rule = policy.rules[0]
    assert isinstance(rule, StatutoryInterest)
    once = replace(policy, rules=(replace(rule, rounding=Rounding.ONCE),))
    assert amounts(once, overdue)[0] == "13.92"


def contract(rule: Interest) -> Policy:
    return Policy(name="terms", title="terms", rules=(rule,), allow_high_charges=True)


def interest(rule: Interest, principal: str, due: str, on: str, *paid: tuple[str, str]) -> str:
    return amounts(contract(rule), late(principal, due, on, *paid))[0]


@pytest.mark.parametrize(
    ("id_", "percent", "principal", "since", "until", "expected"),
    [
        ("CH-125", "8", "10000 CHF", "2023-12-31", "2024-01-30", "65.57"),
        ("CH-126", "3.5", "20000 CHF", "2023-12-31", "2024-06-30", "348.09"),
        ("CH-127", "5", "100 CHF", "2023-12-31", "2024-01-30", "0.41"),
        ("CH-128", "5", "1000000 CHF", "2023-12-31", "2024-01-30", "4098.36"),
        ("CH-129", "5", "10000 CHF", "2023-12-31", "2024-01-01", "1.37"),
        ("CH-130", "5", "15000 CHF", "2024-02-29", "2024-04-14", "92.21"),
        ("CH-131", "5", "50000 CHF", "2021-12-31", "2023-12-31", "5000.00"),
    ],
)
def test_swiss_interest_over_the_days_of_the_year(
    id_: str, percent: str, principal: str, since: str, until: str, expected: str
) -> None:
    """The source counts the first day and not the last: its [from, to) is our (from - 1, to - 1]."""
    assert interest(Interest(Decimal(percent), day_count=AA), principal, since, until) == expected, f"{id_}: {SWISS}"
    if percent == "5":
        rule = statute("ch").rules[0]
        assert isinstance(rule, StatutoryInterest)
        law = replace(statute("ch"), rules=(replace(rule, day_count=AA),))
        assert amounts(law, late(principal, since, until))[0] == expected, id_


@pytest.mark.parametrize(
    ("id_", "rule", "principal", "due", "on", "paid", "expected", "source"),
    [
        ("CA-132", Interest(Decimal("0.5")), "40000 CAD", "2026-01-02", "2026-03-03", (), "32.88", "ontario.ca"),
        ("DK-133", Interest(Decimal("10.2")), "1250 DKK", "2026-06-15", "2026-06-20", (("2026-05-20", "1000"),), "0.35",
         "rentemester tests: paid before the due day"),
        ("PL-110", Interest(Decimal(10)), "1000 PLN", "2021-12-31", "2022-01-31", (("2022-01-16", "400"),), "6.85",
         "github.com/Chrisspie/odsetki"),
        ("CZ-134", Interest(Decimal("18.9"), day_count=AA), "43030 CZK", "2014-07-08", "2014-10-07", (), "2027.60",
         LEGAL),
        ("IN-143", Interest(monthly_percent=Decimal(2), months=Months.STARTED), "100000 INR", "2026-01-10",
         "2026-02-12", (), "4000.00", "calculateMortgagePayable"),
        ("IN-144", Interest(monthly_percent=Decimal(2), months=Months.STARTED), "50000 INR", "2026-01-10",
         "2026-02-15", (("2026-02-10", "10000"),), "1800.00", "calculateMortgagePayable"),
    ],
)  # fmt: skip
def test_a_contract_s_case_comes_out_to_the_cent(
    id_: str,
    rule: Interest,
    principal: str,
    due: str,
    on: str,
    paid: tuple[tuple[str, str], ...],
    expected: str,
    source: str,
) -> None:
    assert interest(rule, principal, due, on, *paid) == expected, f"{id_}: {source}"


def test_a_czech_court_s_calculator_does_not_round_at_the_end_of_a_year() -> None:
    """CZ-135, 43,030 CZK at 18.9 %, actual/actual, 4,100 paid: its cent more than ours is rounding = "each rate".

    CZ-136 goes on to 2016-01-06 and rounds at the day of CZ-135 as well: 7671.92 + 3547.53.
    """
    paid, by_rate = ("2014-10-07", "4100"), Interest(Decimal("18.9"), day_count=AA, rounding=Rounding.RATE)
    assert interest(by_rate, "43030 CZK", "2014-07-08", "2015-07-14", paid) == "7671.92", f"{LEGAL}/hjp_debt4.csv"
    by_line = replace(by_rate, rounding=Rounding.LINE)
    assert interest(by_line, "43030 CZK", "2014-07-08", "2015-07-14", paid) == "7671.91"
    assert interest(by_rate, "38930 CZK", "2015-07-14", "2016-01-06") == "3547.53"
    assert interest(by_rate, "43030 CZK", "2014-07-08", "2016-01-06", paid) == "11219.44"


@pytest.mark.parametrize(
    ("id_", "rule", "due", "on", "paid", "crowns"),
    [
        ("CZ-139", Interest(monthly_percent=Decimal("2.11")), "2014-07-08", "2016-01-06", (("2014-10-07", "4100"),),
         14987),
        ("CZ-140", Interest(Decimal("12.6"), day_count=AA), "2014-07-08", "2014-10-07", (), 1352),
        ("CZ-141", Interest(Decimal("10.25"), day_count=AA), "2004-07-08", "2004-10-07", (), 1097),
    ],
)  # fmt: skip
def test_a_source_in_whole_crowns_is_our_sum_rounded(
    id_: str, rule: Interest, due: str, on: str, paid: tuple[tuple[str, str], ...], crowns: int
) -> None:
    """CZ-141 tries the rule of regulation 351/2013 on 2004: repo 2.25 + 8, 366 days."""
    assert round(Decimal(interest(rule, "43030 CZK", due, on, *paid))) == crowns, f"{id_}: {LEGAL}"
