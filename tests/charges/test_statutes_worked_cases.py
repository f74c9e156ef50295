"""Published worked cases by the shipped statutes, to the cent; each names the source of its figures.

Not by a statute, because the inputs do not make one:
- AT-046, AT-047, CH-053, DE-029 of a whole year or a bare rate (11.08, 8.58, 3.5 %), ES-025, ES-026, FR-020, FR-021
  and FR-022 (contract rates, months over 12), DE-034 (6 % by 30/360), SG-062: the arithmetic alone, in
  test_policies_worked_cases.
- UK-002, UK-007 and UK-012 name a rate and days but no dates: a half-year with that rate is ours.
- CH-056 gives no year: a count of days only, in test_policies_worked_cases.
- PL-063, PL-064, PL-083, PL-084 need the rate of 2015, which was a figure of its own (8 %, set by regulation) and not
  NBP + 5.5: no series before 2016 is verified. The days of 2015 are put in by hand here.
- DE-045 charges 1 July 2023 at the rate of June: a bug of its source. Ours splits there.
- PL-097 was worked out at an assumed exchange rate: put in by hand here.
- US-058 names no year and 6.5 %, no half-year we have: its rate is put in by hand.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.charges.statute_cases import amounts, charges, counted, late, segments, statute

from pastdue.charges.interest.accrual import RateStep, Terms, accrue
from pastdue.charges.interest.debt import Debt
from pastdue.charges.kinds.statutory_compensation import StatutoryCompensation
from pastdue.charges.kinds.statutory_interest import StatutoryInterest
from pastdue.charges.policy import Policy
from pastdue.charges.rates import Row
from pastdue.charges.reference import Reference
from pastdue.model import CustomerKind, DayCount
from pastdue.model.money import Money

GOFIN = "https://kalkulatory.gofin.pl/Kalkulator-odsetek-ustawowych,12.html via github.com/janekdrw/odsetki"
TPLEGAL = "https://github.com/tabi/tplegal-demand-generator"
DIGINEO = "https://github.com/digineo/verzugszinsen README"
UK_GOV = "https://uk-times.com/government-unveils-game-changing-payment-law-reforms"
SAOS = "https://www.saos.org.pl/judgments/463716 (VIII GC 220/21)"
CREDITREFORM = "https://www.creditreform.de/aktuelles-wissen/praxisratgeber/verzugszinsen"

CASES = [
    # id, policy, principal, due, on, interest, compensation, source
    ("UK-001", "uk-b2b", "10000 GBP", "2026-07-31", "2026-09-29", "193.15", "100.00", UK_GOV),
    ("UK-002", "uk-b2b", "500 GBP", "2006-09-01", "2006-09-15", "2.40", "40.00", "freelancetoolkituk.co.uk"),
    ("UK-005", "uk-b2b", "3000 GBP", "2026-01-31", "2026-04-01", "57.95", "70.00", "www.landolio.com"),
    ("UK-007", "uk-b2b", "1000 GBP", "2006-09-01", "2006-10-01", "10.27", "70.00", "invoify-web.pages.dev"),
    ("UK-010", "uk-b2b", "10000 GBP", "2026-07-31", "2026-08-01", "3.22", "100.00", "usewolfx.com"),
    ("UK-012", "uk-b2b", "12000 GBP", "2008-08-01", "2008-08-02", "4.27", "100.00", "tools.gera.services"),
    ("PL-067", "pl-consumer", "10000 PLN", "2015-12-31", "2021-01-10", "3419.23", "0", GOFIN),
    ("PL-070", "pl-consumer", "10000 PLN", "2016-01-03", "2021-01-10", "3411.56", "0", GOFIN),
    ("PL-072", "pl-consumer", "10000 PLN", "2020-03-16", "2021-01-10", "471.56", "0", GOFIN),
    ("PL-075", "pl-consumer", "10000 PLN", "2020-04-08", "2021-01-10", "430.46", "0", GOFIN),
    ("PL-078", "pl-consumer", "10000 PLN", "2020-05-29", "2021-01-10", "346.74", "0", GOFIN),
    ("PL-079", "pl-consumer", "10000 PLN", "2021-01-01", "2021-01-10", "9.21", "0", GOFIN),
    ("PL-080", "pl-consumer", "10000 PLN", "2021-01-03", "2021-01-10", "9.21", "0", GOFIN),
    ("PL-081", "pl-consumer", "10000 PLN", "2021-01-04", "2021-01-10", "9.21", "0", GOFIN),
    ("PL-087", "pl-b2b", "100000 PLN", "2026-01-12", "2026-06-30", "6482.19", "422.67", TPLEGAL),
    ("PL-089", "pl-b2b", "100000 PLN", "2026-01-12", "2026-07-20", "7235.61", "422.67", TPLEGAL),
    ("PL-089 due on the Saturday", "pl-b2b", "100000 PLN", "2026-01-10", "2026-07-20", "7235.61", "422.67", TPLEGAL),
    ("PL-092", "pl-consumer", "100 PLN", "2022-09-30", "2022-10-31", "1.04", "0", TPLEGAL),
    ("DE-030", "de-b2b", "1000 EUR", "2026-07-31", "2026-09-01", "9.22", "40.00", CREDITREFORM),
    ("DE-036", "de-b2b", "1500 EUR", "2009-12-31", "2010-06-30", "60.40", "0", DIGINEO),
    ("DE-038", "de-b2b", "1500 EUR", "2010-12-31", "2011-06-30", "60.40", "0", DIGINEO),
    ("DE-039", "de-b2b", "1500 EUR", "2011-06-30", "2011-12-31", "63.29", "0", DIGINEO),
    ("DE-041", "de-b2b", "1500 EUR", "2009-09-14", "2012-02-17", "297.50", "0", DIGINEO),
    ("IT-028", "it-b2b", "8200 EUR", "2015-03-02", "2015-03-24", "39.79", "40.00", "knowunity.it"),
    ("NL-023", "nl-b2b", "1000 EUR", "2019-03-01", "2019-03-12", "2.41", "150.00", "go-figure.nl/tag/rente"),
]


@pytest.mark.parametrize(("id_", "policy", "principal", "due", "on", "interest", "compensation", "source"), CASES)
def test_a_published_case_comes_out_to_the_cent(
    id_: str, policy: str, principal: str, due: str, on: str, interest: str, compensation: str, source: str
) -> None:
    assert amounts(policy, late(principal, due, on)) == (interest, compensation), f"{id_}: {source}"


@pytest.mark.parametrize(
    ("id_", "principal", "due", "on", "interest", "source"),
    [
        (
            "DE-029",
            "1000 EUR",
            "2010-03-01",
            "2010-03-26",
            "3.51",
            "https://anleiter.de/wie-berechnet-man-verzugszinsen",
        ),
        ("DE-031", "1000 EUR", "2026-07-31", "2026-09-01", "5.72", "public code"),
    ],
)
def test_a_german_consumer_owes_five_points_and_no_lump_sum(
    id_: str, principal: str, due: str, on: str, interest: str, source: str
) -> None:
    overdue = late(principal, due, on, kind=CustomerKind.CONSUMER)
    assert amounts("de-consumer", overdue) == (interest, "0"), f"{id_}: {source}"


def test_a_german_claim_in_a_leap_year_counted_over_365() -> None:
    """DE-033: 1,000 EUR, 8.62 %, 1 to 29 February 2024 over 365: 6.85 (public code)."""
    policy = counted(statute("de-consumer"), DayCount.ACTUAL_365)
    overdue = late("1000 EUR", "2024-01-31", "2024-02-29", kind=CustomerKind.CONSUMER)
    assert amounts(policy, overdue)[0] == "6.85"
    assert amounts("de-consumer", overdue)[0] == "6.83"


def test_the_first_of_july_bears_the_rate_of_july() -> None:
    """DE-045 (ameax/bgb-interest) has 485.90 for 2023-01-16 to 07-01 in one piece; 1 July belongs to the next rate."""
    found = segments("de-b2b", late("10000 EUR", "2023-01-15", "2023-07-01", contract="2023-01-01"))
    assert [(s.until, str(s.percent)) for s in found] == [(date(2023, 6, 30), "10.62"), (date(2023, 7, 1), "12.12")]


@pytest.mark.parametrize(
    ("id_", "due", "on", "interest"),
    [
        ("CH-048", "2025-01-01", "2025-01-31", "41.67"),
        ("CH-050", "2025-01-01", "2026-01-01", "506.94"),
        ("CH-051", "2024-01-01", "2025-01-01", "508.33"),
        ("CH-055", "2024-01-01", "2024-01-02", "1.39"),
    ],
)
def test_swiss_interest_over_360_days(id_: str, due: str, on: str, interest: str) -> None:
    """https://github.com/durchblick-nl/verzugszinsrechner, https://github.com/chosee/verzugszinsrechner"""
    policy = counted(statute("ch"), DayCount.ACTUAL_360)
    assert amounts(policy, late("10000 CHF", due, on)) == (interest, "0"), id_


def test_polish_interest_for_thirty_days_in_a_leap_year() -> None:
    """PL-091: 50,000 PLN at 15.75 %, over 365 in 2024 all the same: 647.26 (tplegal-demand-generator)."""
    assert amounts("pl-b2b", late("50000 PLN", "2024-03-01", "2024-03-31"))[0] == "647.26"


@pytest.mark.parametrize(
    ("id_", "due", "expected", "source"),
    [
        ("PL-093", "2016-09-12", "174.22", SAOS),
        ("PL-095", "2018-02-15", "165.95", "gazetaprawna.pl (V GC 1539/19)"),
    ],
)
def test_a_court_awarded_this_compensation(id_: str, due: str, expected: str, source: str) -> None:
    assert amounts("pl-b2b", late("1000 PLN", due, "2019-01-02"))[1] == expected, f"{id_}: {source}"


@pytest.mark.parametrize(
    ("principal", "euros"), [("5000.00", "40"), ("5000.01", "70"), ("49999.99", "70"), ("50000.00", "100")]
)
def test_the_polish_tiers_have_their_edges_in_zlotys(principal: str, euros: str) -> None:
    """PL-099, PL-101: Dz.U. 2023 poz. 1790 art. 10 ust. 1 (tplegal-demand-generator)."""
    found = charges("pl-b2b", late(f"{principal} PLN", "2025-03-03", "2025-03-10"))[-1].segments[0]
    assert found.conversion is not None
    assert found.conversion.amount == Money.parse(f"{euros} EUR")


def test_a_compensation_at_an_assumed_exchange_rate() -> None:
    """PL-097: 25,000 PLN, 70 EUR at an assumed 4.30: 301.00 (tplegal-demand-generator)."""
    policy = statute("pl-b2b")
    rule = policy.rules[-1]
    assert isinstance(rule, StatutoryCompensation) and rule.convert is not None
    rows = (Row(date(2024, 5, 31), Decimal("4.30"), "assumed"),)
    assumed = replace(rule, convert=Reference(replace(rule.convert.series, rows=rows)))
    done = amounts(replace(policy, rules=(assumed,)), late("25000 PLN", "2024-06-15", "2024-07-01"))
    assert done == ("0", "301.00")
    assert amounts("pl-b2b", late("25000 PLN", "2024-06-15", "2024-07-01"))[1] == "298.75"


@pytest.mark.parametrize(("until", "expected"), [("2021-01-10", "4214.85"), ("2022-05-20", "5124.71")])
def test_polish_interest_that_began_in_2015_when_its_rate_was_8_percent(until: str, expected: str) -> None:
    """PL-063, PL-064, PL-083, PL-084: 10,000 PLN from 2015-01-03 (Gofin); the 8 % of 2015 put in by hand."""
    end = date.fromisoformat(until)
    rule = statute("pl-consumer").rules[0]
    assert isinstance(rule, StatutoryInterest)
    known = rule.rates(date(2015, 12, 31), end, date(2016, 1, 1))
    terms = Terms((RateStep(date(2014, 12, 23), Decimal(8)), *known))
    found = accrue(Debt(Money.parse("10000 PLN"), date(2015, 1, 2), end), terms).segments
    assert sum(s.amount.amount for s in found) == Decimal(expected)


def ppa(percent: str) -> Policy:
    """The Prompt Payment statute at a rate put in by hand."""
    policy = statute("us-prompt-payment")
    rule = policy.rules[0]
    assert isinstance(rule, StatutoryInterest)
    return replace(policy, rules=(replace(rule, series=None, margins=(), percent=Decimal(percent)),))


def test_the_official_prompt_payment_examples() -> None:
    """US-058: 1,500 USD at 6.5 %, ten days: 2.71; at 6 % and 75 days, 2 x 30 + 15: 18.83 (5 CFR 1315.17)."""
    public = CustomerKind.PUBLIC
    assert amounts(ppa("6.5"), late("1500 USD", "2025-04-01", "2025-04-11", kind=public))[0] == "2.71"
    found = segments(ppa("6"), late("1500 USD", "2025-04-01", "2025-06-15", kind=public))
    assert [s.days for s in found] == [30, 30, 15]
    assert sum(s.amount.amount for s in found) == Decimal("18.83")
