"""Published calculations, to the cent; each row names the source of its figures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pastdue.charges.interest.accrual import RateStep, Terms, accrue
from pastdue.charges.interest.debt import Debt
from pastdue.model import DayCount
from pastdue.model.money import Money

A365, AA = DayCount.ACTUAL_365, DayCount.ACTUAL_ACTUAL
A360, T360 = DayCount.ACTUAL_360, DayCount.THIRTY_360
START = date(2025, 1, 1)

CFR = "https://casetext.com/regulation/code-of-federal-regulations/title-5-administrative-personnel (5 CFR 1315.17)"
CH_1 = "https://github.com/durchblick-nl/verzugszinsrechner"
CH_2 = "https://github.com/chosee/verzugszinsrechner"
DIGINEO = "https://github.com/digineo/verzugszinsen"
SOLIDBAU = "https://solidbau.at/wissen-service/verzugszinsen-ein-nicht-zu-unterschaetzender-faktor/"
CREDITREFORM = "https://www.creditreform.de/aktuelles-wissen/praxisratgeber/verzugszinsen"
TPLEGAL = "https://github.com/tabi/tplegal-demand-generator"
GOFIN = "https://kalkulatory.gofin.pl/Kalkulator-odsetek-ustawowych,12.html"
LEXING = "https://lexing.law/avocats/penalites-retard-paiement/2014/03/25"
UK_GOV = "https://uk-times.com/government-unveils-game-changing-payment-law-reforms-in-bid-to-protect-small-businesses-uk-times"

BY_DAYS = [
    # principal, percent, days, day count, interest, source
    ("100000 EUR", "11.08", 365, A365, "11080.00", SOLIDBAU),
    ("100000 EUR", "8.58", 365, A365, "8580.00", SOLIDBAU),
    ("10000 CHF", "5", 30, A360, "41.67", CH_1),
    ("10000 CHF", "5", 365, A360, "506.94", CH_1),
    ("1000 EUR", "5.12", 25, A365, "3.51", "https://anleiter.de/wie-berechnet-man-verzugszinsen/"),
    ("1000 EUR", "10.52", 32, A365, "9.22", CREDITREFORM),
    ("1000 EUR", "6.52", 32, A365, "5.72", CREDITREFORM),
    ("2300 EUR", "5", 30, A365, "9.45", "https://www.covline.es/calcular-intereses-demora/"),
    ("700 EUR", "7", 15, A365, "2.01", "https://www.economiasimple.net/glosario/interes-de-demora"),
    ("5000 EUR", "10", 30, A365, "41.10", "https://lesjooristes.fr/post/comment-calculer-les-pénalités-de-retard"),
    ("8200 EUR", "8.05", 22, A365, "39.79", "https://knowunity.it/knows/economia-il-calcolo-dellinteresse"),
    ("1000 EUR", "8", 11, A365, "2.41", "https://go-figure.nl/tag/rente/"),
    ("10000 GBP", "11.75", 60, A365, "193.15", UK_GOV),
    ("500 GBP", "12.5", 14, A365, "2.40", "https://freelancetoolkituk.co.uk/late-payment-interest-calculator"),
    ("3000 GBP", "11.75", 60, A365, "57.95", "https://www.landolio.com/tools/late-payment-interest-calculator.html"),
    (
        "1000 GBP",
        "12.5",
        30,
        A365,
        "10.27",
        "https://invoify-web.pages.dev/blog/how-to-calculate-late-payment-interest-uk",
    ),
    ("10000 GBP", "11.75", 1, A365, "3.22", "https://usewolfx.com/glossary/late-payment-interest"),
    ("12000 GBP", "13", 1, A365, "4.27", "https://tools.gera.services/late-payment-interest-calculator"),
    ("1500 USD", "6.5", 10, A360, "2.71", CFR),
]

BY_DATES = [
    # principal, percent, since (excluded), until (included), day count, days, interest, source
    ("10000 CHF", "5", "2024-01-01", "2025-01-01", A360, 366, "508.33", CH_2),
    ("20000 CHF", "3.5", "2024-01-01", "2024-07-01", A360, 182, "353.89", CH_2),
    ("10000 CHF", "5", "2024-01-01", "2024-01-02", A360, 1, "1.39", CH_2),
    ("1000 EUR", "8.62", "2024-01-31", "2024-02-29", A365, 29, "6.85", "BGB 288(1), actual/365"),
    ("10000 EUR", "6", "2015-12-31", "2016-07-30", T360, 210, "350.00", "https://p-konto.de/wiki/zinsformel/"),
    ("1500 EUR", "8.12", "2009-12-31", "2010-06-30", AA, 181, "60.40", DIGINEO),
    ("1500 EUR", "8.12", "2010-12-31", "2011-06-30", AA, 181, "60.40", DIGINEO),
    ("1500 EUR", "8.37", "2011-06-30", "2011-12-31", AA, 184, "63.29", DIGINEO),
    ("10000 EUR", "10.62", "2023-01-15", "2023-07-01", AA, 167, "485.90", "https://github.com/ameax/bgb-interest"),
    ("10000 EUR", "10.25", "2014-01-31", "2014-04-30", T360, 90, "256.25", LEXING),
    ("10000 EUR", "0.12", "2014-01-31", "2014-04-30", T360, 90, "3.00", LEXING),
    ("10000 PLN", "5.6", "2020-05-29", "2021-01-10", A365, 226, "346.74", GOFIN),
    ("10000 PLN", "5.6", "2021-01-04", "2021-01-10", A365, 6, "9.21", GOFIN),
    ("100000 PLN", "14", "2026-01-12", "2026-06-30", A365, 169, "6482.19", TPLEGAL),
    ("50000 PLN", "15.75", "2024-03-01", "2024-03-31", A365, 30, "647.26", TPLEGAL),
    ("100 PLN", "12.25", "2022-10-01", "2022-11-01", A365, 31, "1.04", TPLEGAL),
    (
        "4000 SGD",
        "6",
        "2025-09-30",
        "2026-03-31",
        A365,
        182,
        "119.67",
        "https://ask.gov.sg/sla (SLA late payment interest)",
    ),
]


def interest(debt: Debt, *steps: tuple[date, str], day_count: DayCount) -> tuple[int, Decimal]:
    """The days and the interest the engine prints for `debt`."""
    terms = Terms(tuple(RateStep(day, Decimal(percent)) for day, percent in steps), day_count)
    segments = accrue(debt, terms).segments
    return sum(s.days or 0 for s in segments), sum((s.amount.amount for s in segments), Decimal(0))


@pytest.mark.parametrize(("principal", "percent", "days", "day_count", "expected", "source"), BY_DAYS)
def test_interest_for_a_number_of_days_is_what_the_source_says(
    principal: str, percent: str, days: int, day_count: DayCount, expected: str, source: str
) -> None:
    debt = Debt(Money.parse(principal), START, START + timedelta(days))
    assert interest(debt, (START, percent), day_count=day_count) == (days, Decimal(expected)), source


@pytest.mark.parametrize(
    ("principal", "percent", "since", "until", "day_count", "days", "expected", "source"), BY_DATES
)
def test_interest_between_two_dates_is_what_the_source_says(
    principal: str, percent: str, since: str, until: str, day_count: DayCount, days: int, expected: str, source: str
) -> None:
    debt = Debt(Money.parse(principal), date.fromisoformat(since), date.fromisoformat(until))
    assert interest(debt, (debt.since, percent), day_count=day_count) == (days, Decimal(expected)), source


def test_from_1_january_to_20_january_are_19_days_of_interest() -> None:
    """https://law.ch/lawinfo/verzugszins/berechnungen/berechnung-verzugszinstage"""
    debt = Debt(Money.parse("1000 CHF"), date(2026, 1, 1), date(2026, 1, 20))
    assert interest(debt, (debt.since, "5"), day_count=A360)[0] == 19


def test_a_change_of_rate_splits_the_run_on_its_first_day() -> None:
    """100,000 PLN due 2026-01-12, to 2026-07-20, 14 % then 13.75 % from 1 July: 7235.61 (tplegal-demand-generator)."""
    debt = Debt(Money.parse("100000 PLN"), date(2026, 1, 12), date(2026, 7, 20))
    steps = (RateStep(date(2026, 1, 1), Decimal(14)), RateStep(date(2026, 7, 1), Decimal("13.75")))
    segments = accrue(debt, Terms(steps)).segments
    assert [(s.until, s.days, s.amount.plain) for s in segments] == [
        (date(2026, 6, 30), 169, "6482.19"),
        (date(2026, 7, 20), 20, "753.42"),
    ]


def test_six_half_years_of_german_interest_add_up_to_the_cent() -> None:
    """1,500 EUR from 2009-09-15 to 2012-02-17, both days counted: 297.50 (digineo/verzugszinsen README)."""
    debt = Debt(Money.parse("1500 EUR"), date(2009, 9, 14), date(2012, 2, 17))
    steps = [
        (date(2009, 7, 1), "8.12"), (date(2010, 1, 1), "8.12"), (date(2010, 7, 1), "8.12"),
        (date(2011, 1, 1), "8.12"), (date(2011, 7, 1), "8.37"), (date(2012, 1, 1), "8.12"),
    ]  # fmt: skip
    assert interest(debt, *steps, day_count=AA)[1] == Decimal("297.50")
