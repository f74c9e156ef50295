"""Reference rates: the one in force on a day, a law's rate made of it, and the last day known, from both sides."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.charges.rates import (
    Fixing,
    Moves,
    NoRate,
    ReferenceDay,
    Refix,
    Series,
    fixed_on,
    half_year_start,
    last_open_day_before_month,
    steps,
)
from pastdue.charges.rates.series import half_year_end
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.rates import load_series, series_names
from pastdue.model.calendars import Calendar
from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotCharge
from pastdue.model.spans import parse_day

SHIPPED = {name: load_series(Catalog(), name) for name in series_names(Catalog())}
BOE, NBP, ECB = SHIPPED["boe-bank-rate"], SHIPPED["nbp-reference"], SHIPPED["ecb-mro"]
DE, AT, US, EUR = (SHIPPED[name] for name in ("de-basiszinssatz", "at-basiszinssatz", "us-prompt-payment", "nbp-eur"))

START, EVE, SAME = ReferenceDay.HALF_YEAR_START, ReferenceDay.DAY_BEFORE_HALF_YEAR, ReferenceDay.SAME_DAY
UK = Fixing(Refix.NEVER, EVE, Decimal(8))
IE = Fixing(Refix.NEVER, START, Decimal(8))
EU = Fixing(Refix.HALF_YEAR, START, Decimal(8))
ES = Fixing(Refix.HALF_YEAR, EVE, Decimal(8))
FR = Fixing(Refix.HALF_YEAR, START, Decimal(10))
PL = Fixing(Refix.HALF_YEAR, START, Decimal(10))
PL_MEDICAL = Fixing(Refix.HALF_YEAR, START, Decimal(8))
PL_CONSUMER = Fixing(Refix.CHANGE, SAME, Decimal("5.5"))
DE_B2B = Fixing(Refix.HALF_YEAR, START, Decimal(9))
DE_CONSUMER = Fixing(Refix.HALF_YEAR, START, Decimal(5))
AT_B2B = Fixing(Refix.HALF_YEAR, START, Decimal("9.2"))
PPA = Fixing(Refix.NEVER, SAME)


def day(text: str) -> date:
    return parse_day(text)


def table(text: str) -> list[tuple[date, Decimal]]:
    """`2026H2 11.75` per entry: the first day of the half-year and the figure."""
    entries = [entry.split() for entry in text.split(",")]
    return [(date(int(half[:4]), 1 if half[5] == "1" else 7, 1), Decimal(figure)) for half, figure in entries]


# --- the files we ship -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_row_has_a_source_and_days_ascend(name: str) -> None:
    rows = SHIPPED[name].rows
    assert all(row.source and not row.own for row in rows)
    days = [row.effective for row in rows]
    assert days == sorted(set(days))
    about = SHIPPED[name].about
    assert about.title and about.what and about.publisher and about.published
    assert not rows or rows[-1].effective <= SHIPPED[name].known_until


def test_what_is_not_safe_to_ship_is_not_shipped() -> None:
    assert AT.rows[-1].effective == day("2025-06-11"), "the change of 2026-09-16 is derived, not confirmed"
    assert all("[official" in row.source or "citing official]" in row.source for row in US.rows)
    assert NBP.rows[0].effective == day("2016-01-01")
    assert ECB.rows[0].effective == day("2008-10-15"), "before, the file would be the minimum bid rate"


def test_each_half_yearly_row_holds_for_its_own_half_year() -> None:
    for series in (series for series in SHIPPED.values() if series.about.moves is Moves.HALF_YEARLY):
        for row in series.rows:
            assert row.effective == half_year_start(row.effective)
            assert series.row_on(row.effective) == row
            assert series.row_on(half_year_end(row.effective)) == row


def test_the_euro_rates_are_those_of_the_last_open_day_of_each_month() -> None:
    poland = Calendar("PL")
    assert len(EUR.rows) == 120
    for row in EUR.rows:
        next_month = (row.effective.replace(day=1) + timedelta(days=32)).replace(day=1)
        assert row.effective == last_open_day_before_month(next_month, poland)


# --- the half-year figures of the laws, reproduced from reference rate and margin -------------------------------

UK_TABLE = table(
    "2003H1 12.00,2003H2 11.75,2004H1 11.75,2004H2 12.50,2005H1 12.75,2005H2 12.75,2006H1 12.50,2006H2 12.50,"
    "2007H1 13.00,2007H2 13.50,2008H1 13.50,2008H2 13.00,2009H1 10.00,2009H2 8.50,2010H1 8.50,2010H2 8.50,"
    "2011H1 8.50,2011H2 8.50,2012H1 8.50,2012H2 8.50,2013H1 8.50,2013H2 8.50,2014H1 8.50,2014H2 8.50,2015H1 8.50,"
    "2015H2 8.50,2016H1 8.50,2016H2 8.50,2017H1 8.25,2017H2 8.25,2018H1 8.50,2018H2 8.50,2019H1 8.75,2019H2 8.75,"
    "2020H1 8.75,2020H2 8.10,2021H1 8.10,2021H2 8.10,2022H1 8.25,2022H2 9.25,2023H1 11.50,2023H2 13.00,"
    "2024H1 13.25,2024H2 13.25,2025H1 12.75,2025H2 12.25,2026H1 11.75,2026H2 11.75"
)
PL_TABLE = table(
    "2020H1 11.50,2020H2 10.10,2021H1 10.10,2021H2 10.10,2022H1 11.75,2022H2 16.00,2023H1 16.75,2023H2 16.75,"
    "2024H1 15.75,2024H2 15.75,2025H1 15.75,2025H2 15.25,2026H1 14.00,2026H2 13.75"
)
PL_MEDICAL_TABLE = table(
    "2016H1 9.50,2016H2 9.50,2017H1 9.50,2017H2 9.50,2018H1 9.50,2018H2 9.50,2019H1 9.50,2019H2 9.50,2020H1 9.50,"
    "2020H2 8.10,2021H1 8.10,2021H2 8.10,2022H1 9.75,2022H2 14.00,2023H1 14.75,2023H2 14.75,2024H1 13.75,"
    "2024H2 13.75,2025H1 13.75,2025H2 13.25,2026H1 12.00,2026H2 11.75"
)
EU_TABLE = table(
    "2013H2 8.50,2014H1 8.25,2014H2 8.15,2015H1 8.05,2015H2 8.05,2016H1 8.05,2016H2 8.00,2017H1 8.00,2017H2 8.00,"
    "2018H1 8.00,2018H2 8.00,2019H1 8.00,2019H2 8.00,2020H1 8.00,2020H2 8.00,2021H1 8.00,2021H2 8.00,2022H1 8.00,"
    "2022H2 8.00,2023H1 10.50,2023H2 12.00,2024H1 12.50,2024H2 12.25,2025H1 11.15,2025H2 10.15,2026H1 10.15,"
    "2026H2 10.40"
)
DE_TABLE = table(
    "2015H1 8.17,2015H2 8.17,2016H1 8.17,2016H2 8.12,2017H1 8.12,2017H2 8.12,2018H1 8.12,2018H2 8.12,2019H1 8.12,"
    "2019H2 8.12,2020H1 8.12,2020H2 8.12,2021H1 8.12,2021H2 8.12,2022H1 8.12,2022H2 8.12,2023H1 10.62,2023H2 12.12,"
    "2024H1 12.62,2024H2 12.37,2025H1 11.27,2025H2 10.27,2026H1 10.27,2026H2 10.52"
)
DE_CONSUMER_TABLE = table(
    "2002H1 7.57,2002H2 7.47,2003H1 6.97,2003H2 6.22,2004H1 6.14,2004H2 6.13,2005H1 6.21,2005H2 6.17,2006H1 6.37,"
    "2006H2 6.95,2007H1 7.70,2007H2 8.19,2008H1 8.32,2008H2 8.19,2009H1 6.62,2009H2 5.12,2010H1 5.12,2010H2 5.12,"
    "2011H1 5.12,2011H2 5.37,2012H1 5.12,2012H2 5.12,2013H1 4.87,2013H2 4.62,2014H1 4.37,2014H2 4.27,2015H1 4.17,"
    "2016H2 4.12,2023H1 6.62,2023H2 8.12,2024H1 8.62,2024H2 8.37,2025H1 7.27,2025H2 6.27,2026H1 6.27,2026H2 6.52"
)
AT_TABLE = table(
    "2013H2 9.08,2014H1 9.08,2014H2 9.08,2015H1 9.08,2015H2 9.08,2016H1 9.08,2016H2 8.58,2017H1 8.58,2017H2 8.58,"
    "2018H1 8.58,2018H2 8.58,2019H1 8.58,2019H2 8.58,2020H1 8.58,2020H2 8.58,2021H1 8.58,2021H2 8.58,2022H1 8.58,"
    "2022H2 8.58,2023H1 11.08,2023H2 12.58,2024H1 13.08,2024H2 13.08,2025H1 11.73,2025H2 10.73,2026H1 10.73,"
    "2026H2 10.73"
)
LAWS = [
    pytest.param(BOE, UK, UK_TABLE, id="uk"),
    pytest.param(NBP, PL, PL_TABLE, id="pl"),
    pytest.param(NBP, PL_MEDICAL, PL_MEDICAL_TABLE, id="pl-medical"),
    pytest.param(ECB, EU, EU_TABLE, id="eu"),
    pytest.param(ECB, IE, EU_TABLE, id="ie"),
    pytest.param(ECB, ES, EU_TABLE, id="es"),
    pytest.param(ECB, FR, [(first, percent + 2) for first, percent in EU_TABLE], id="fr"),
    pytest.param(DE, DE_B2B, DE_TABLE, id="de-b2b"),
    pytest.param(DE, DE_CONSUMER, DE_CONSUMER_TABLE, id="de-consumer"),
    pytest.param(AT, AT_B2B, AT_TABLE, id="at"),
]


@pytest.mark.parametrize(("series", "fixing", "expected"), LAWS)
def test_the_published_half_year_rates_follow_from_reference_and_margin(
    series: Series, fixing: Fixing, expected: list[tuple[date, Decimal]]
) -> None:
    for first, percent in expected:
        last = date(first.year, 6, 30) if first.month == 1 else date(first.year, 12, 31)
        assert fixed_on(series, fixing, first).annual_percent == percent, f"first day of the half-year of {first}"
        assert fixed_on(series, fixing, last).annual_percent == percent, f"last day of the half-year of {first}"


def test_the_polish_delay_rates_follow_each_change_of_the_reference_rate() -> None:
    published = (
        "2016-01-01 7.00,2020-03-18 6.50,2020-04-09 6.00,2020-05-29 5.60,2021-10-07 6.00,2021-11-04 6.75,"
        "2021-12-09 7.25,2022-01-05 7.75,2022-02-09 8.25,2022-03-09 9.00,2022-04-07 10.00,2022-05-06 10.75,"
        "2022-06-09 11.50,2022-07-08 12.00,2022-09-08 12.25,2023-09-07 11.50,2023-10-05 11.25,2025-05-08 10.75,"
        "2025-07-03 10.50,2025-09-04 10.25,2025-10-09 10.00,2025-11-06 9.75,2025-12-04 9.50,2026-03-05 9.25"
    )
    found = steps(NBP, PL_CONSUMER, day("2015-12-31"), day("2026-10-01"))
    assert [f"{step.first_day} {step.annual_percent:.2f}" for step in found] == published.split(",")


def test_the_second_half_of_2026() -> None:
    august = day("2026-08-15")
    found = {
        "uk": fixed_on(BOE, UK, august).annual_percent,
        "pl": fixed_on(NBP, PL, august).annual_percent,
        "pl-medical": fixed_on(NBP, PL_MEDICAL, august).annual_percent,
        "pl-consumer": fixed_on(NBP, PL_CONSUMER, august).annual_percent,
        "de": fixed_on(DE, DE_B2B, august).annual_percent,
        "de-consumer": fixed_on(DE, DE_CONSUMER, august).annual_percent,
        "ie": fixed_on(ECB, IE, august).annual_percent,
        "nl-it": fixed_on(ECB, EU, august).annual_percent,
        "es": fixed_on(ECB, ES, august).annual_percent,
        "fr": fixed_on(ECB, FR, august).annual_percent,
        "at": fixed_on(AT, AT_B2B, august).annual_percent,
    }
    expected = "11.75 13.75 11.75 9.25 10.52 6.52 10.40 10.40 10.40 12.40 10.73"
    assert list(found.values()) == [Decimal(figure) for figure in expected.split()], found


# --- which day counts, from both sides of the boundary ----------------------------------------------------------


def test_a_uk_debt_due_on_30_june_takes_the_bank_rate_of_that_day_and_keeps_it() -> None:
    # Bank Rate was 4.50 until 2025-05-07, 4.25 on 2025-06-30, 4.00 from 2025-08-07.
    (step,) = steps(BOE, UK, day("2025-06-30"), day("2026-09-30"))
    assert step.basis is not None
    assert (step.first_day, step.basis.on) == (day("2025-07-01"), day("2025-06-30"))
    assert (step.annual_percent, step.basis.percent, step.basis.since) == (
        Decimal("12.25"), Decimal("4.25"), day("2025-05-08"),
    )  # fmt: skip


def test_a_uk_debt_due_a_day_earlier_takes_the_bank_rate_of_31_december() -> None:
    (step,) = steps(BOE, UK, day("2025-06-29"), day("2026-09-30"))
    assert step.basis is not None
    assert (step.first_day, step.basis.on, step.annual_percent) == (
        day("2025-06-30"), day("2024-12-31"), Decimal("12.75"),
    )  # fmt: skip


def test_a_half_year_law_is_split_on_1_january_and_1_july_even_where_the_rate_stays() -> None:
    found = steps(DE, DE_B2B, day("2025-06-29"), day("2026-07-01"))
    assert [(str(step.first_day), step.annual_percent) for step in found] == [
        ("2025-06-30", Decimal("11.27")),
        ("2025-07-01", Decimal("10.27")),
        ("2026-01-01", Decimal("10.27")),
        ("2026-07-01", Decimal("10.52")),
    ]
    assert len(steps(DE, DE_B2B, day("2025-06-29"), day("2026-06-30"))) == 3
    assert [step.first_day for step in steps(DE, DE_B2B, day("2025-06-30"), day("2025-12-31"))] == [day("2025-07-01")]


def test_a_change_within_the_half_year_leaves_a_half_year_law_alone() -> None:
    # The ECB moved on 2026-06-17 and 2026-09-16.
    found = steps(ECB, EU, day("2026-06-16"), day("2026-11-30"))
    assert [(str(step.first_day), step.annual_percent, step.basis and str(step.basis.since)) for step in found] == [
        ("2026-06-17", Decimal("10.15"), "2025-06-11"),
        ("2026-07-01", Decimal("10.40"), "2026-06-17"),
    ]


def test_a_law_that_follows_each_change_is_split_on_the_day_of_the_change() -> None:
    before, change = day("2026-03-04"), day("2026-03-05")
    assert [step.annual_percent for step in steps(NBP, PL_CONSUMER, before - timedelta(days=2), before)] == [
        Decimal("9.50")
    ]
    assert [(s.first_day, s.annual_percent) for s in steps(NBP, PL_CONSUMER, before - timedelta(days=1), change)] == [
        (before, Decimal("9.50")),
        (change, Decimal("9.25")),
    ]
    assert [step.first_day for step in steps(NBP, PL_CONSUMER, before, change)] == [change]


def test_a_negative_reference_rate_is_added_as_it_is() -> None:
    assert fixed_on(DE, DE_CONSUMER, day("2020-03-01")).annual_percent == Decimal("4.12")
    assert fixed_on(AT, AT_B2B, day("2020-03-01")).annual_percent == Decimal("8.58")


def test_no_days_have_no_steps() -> None:
    assert steps(BOE, UK, day("2026-07-01"), day("2026-07-01")) == ()


@given(st.dates(date(2016, 1, 1), date(2026, 9, 1)), st.integers(1, 1500), st.sampled_from([PL, PL_CONSUMER]))
def test_the_step_of_each_day_is_the_rate_that_day_bears(since: date, length: int, fixing: Fixing) -> None:
    until = min(since + timedelta(days=length), NBP.known_until)
    found = steps(NBP, fixing, since, until)
    assert found[0].first_day == since + timedelta(days=1)
    for number in range(1, (until - since).days + 1):
        one = since + timedelta(days=number)
        bearing = [step for step in found if step.first_day <= one][-1]
        assert bearing.annual_percent == fixed_on(NBP, fixing, one).annual_percent


@pytest.mark.parametrize(("refix", "reference"), [(Refix.HALF_YEAR, SAME), (Refix.CHANGE, START), (Refix.CHANGE, EVE)])
def test_a_fixing_that_makes_no_sense_is_refused(refix: Refix, reference: ReferenceDay) -> None:
    with pytest.raises(SettingsError):
        Fixing(refix, reference)


# --- where knowledge ends ---------------------------------------------------------------------------------------


def test_the_last_checked_day_is_known_and_the_next_one_is_refused() -> None:
    assert BOE.known_until == day("2026-10-08")
    assert BOE.row_on(day("2026-10-08")).figure == Decimal("3.75")
    with pytest.raises(NoRate) as refused:
        BOE.row_on(day("2026-10-09"))
    assert "Bank of England Bank Rate (boe-bank-rate) is known for 2026-10-09" in str(refused.value)
    assert "known up to 2026-10-08" in str(refused.value)
    assert "pastdue.d/rates/boe-bank-rate.csv" in refused.value.remedy
    assert "    effective_date,rate_percent,source\n    2026-10-09,RATE,SOURCE" in refused.value.remedy
    assert isinstance(refused.value, CannotCharge), "so that a batch run skips the one invoice"


def test_uk_interest_from_2027_is_refused_although_2026_is_known() -> None:
    assert fixed_on(BOE, UK, day("2026-12-31")).annual_percent == Decimal("11.75")
    with pytest.raises(NoRate, match="2026-12-31,RATE,SOURCE"):
        fixed_on(BOE, UK, day("2027-01-01"))


def test_a_debt_fixed_at_its_start_needs_no_later_rate() -> None:
    assert len(steps(BOE, UK, day("2026-11-01"), day("2030-01-01"))) == 1


def test_a_half_yearly_series_speaks_to_the_end_of_its_half_year() -> None:
    assert DE.row_on(day("2026-12-31")).figure == Decimal("1.52")
    with pytest.raises(NoRate, match="2027-01-01,RATE,SOURCE"):
        DE.row_on(day("2027-01-01"))


def test_provisional_takes_the_last_rate_and_marks_it_and_only_it() -> None:
    for known, stands_in in (("2026-10-08", False), ("2026-10-09", True)):
        row = BOE.row_on(day(known), provisional=True)
        assert (row.figure, BOE.stands_in(row, day(known))) == (Decimal("3.75"), stands_in)
    found = steps(NBP, PL_CONSUMER, day("2026-09-30"), day("2026-11-23"), provisional=True)
    assert [(str(s.first_day), s.annual_percent, s.provisional) for s in found] == [
        ("2026-10-01", Decimal("9.25"), False),
        ("2026-10-02", Decimal("9.25"), True),
    ]
    half_years = steps(DE, DE_B2B, day("2026-12-30"), day("2027-01-02"), provisional=True)
    assert [step.provisional for step in half_years] == [False, True]


def test_a_law_that_follows_each_change_asks_for_the_last_day_it_needs() -> None:
    with pytest.raises(NoRate, match="is known for 2026-11-23"):
        steps(NBP, PL_CONSUMER, day("2026-09-30"), day("2026-11-23"))


def test_before_its_first_row_a_series_says_nothing() -> None:
    assert NBP.row_on(day("2016-01-01")).figure == Decimal("1.50")
    for provisional in (False, True):
        with pytest.raises(NoRate, match="begins on 2016-01-01"):
            NBP.row_on(day("2015-12-31"), provisional)


def test_a_hole_between_two_half_years_is_never_filled_not_even_provisionally() -> None:
    assert fixed_on(US, PPA, day("2005-06-30")).annual_percent == Decimal("4.250")
    assert fixed_on(US, PPA, day("2008-01-01")).annual_percent == Decimal("4.750")
    for provisional in (False, True):
        for inside in ("2005-07-01", "2007-12-31"):
            with pytest.raises(NoRate, match="it has no row for that half-year") as refused:
                US.row_on(day(inside), provisional)
            assert "--provisional" not in refused.value.remedy
    assert day("2005-07-01") in US.holes and day("2008-01-01") not in US.holes


def test_a_half_year_past_the_last_row_is_refused_and_provisionally_the_last_row_stands_in() -> None:
    with pytest.raises(NoRate, match=r"2025-07-01,RATE,SOURCE\n  or let --provisional take 4.625 of 2025-01-01"):
        steps(US, PPA, day("2025-06-30"), day("2025-09-01"))
    (step,) = steps(US, PPA, day("2025-06-30"), day("2025-09-01"), provisional=True)
    assert step.basis is not None
    assert (step.annual_percent, step.basis.since, step.provisional) == (Decimal("4.625"), day("2025-01-01"), True)


def test_prompt_payment_is_keyed_by_the_first_day_of_interest() -> None:
    (step,) = steps(US, PPA, day("2024-12-31"), day("2025-09-01"))
    assert step.annual_percent == Decimal("4.625"), "due 31 December: the rate of 1 January, kept past its half-year"
    (step,) = steps(US, PPA, day("2024-12-30"), day("2025-09-01"))
    assert step.annual_percent == Decimal("4.875")


# --- the euro in zlotys -----------------------------------------------------------------------------------------


def test_compensation_is_converted_at_the_last_open_day_of_the_month_before() -> None:
    # 40 EUR due in September 2016 is 174.22 PLN by the rate of 31 August (VIII GC 220/21).
    poland = Calendar("PL")
    cases = {"2016-09-01": "174.22", "2016-09-30": "174.22", "2016-10-01": "172.48", "2026-01-31": "169.07"}
    for due, expected in cases.items():
        quote = EUR.row_on(last_open_day_before_month(day(due), poland))
        assert round(quote.figure * 40, 2) == Decimal(expected), due
    assert last_open_day_before_month(day("2018-06-10"), poland) == day("2018-05-30"), "31 May was Corpus Christi"


def test_a_day_without_a_quote_is_refused_and_only_past_the_last_one_provisional() -> None:
    for provisional in (False, True):
        with pytest.raises(NoRate, match="no row for that day"):
            EUR.row_on(day("2025-12-30"), provisional)
    with pytest.raises(NoRate, match="2026-01-30,VALUE,SOURCE"):
        EUR.row_on(day("2026-01-30"))
    quote = EUR.row_on(day("2026-01-30"), provisional=True)
    assert (quote.figure, quote.effective) == (Decimal("4.2267"), day("2025-12-31"))
    assert EUR.stands_in(quote, day("2026-01-30"))
