"""Open days are those of a place, counted in (after, until], and never guessed."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.model.calendars import Calendar, perhaps_unknown
from pastdue.model.choices import Roll
from pastdue.model.countries import COUNTRIES
from pastdue.model.errors import SettingsError
from pastdue.model.spans import day_number

PL = Calendar("PL")
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(DAYS, st.integers(0, 120))
def test_counting_agrees_with_looking_at_every_day(after: date, length: int) -> None:
    looked_at = sum(PL.is_open(after + timedelta(days=n)) for n in range(1, length + 1))
    assert PL.business_days(after, after + timedelta(days=length)) == looked_at


@given(DAYS, st.integers(1, 60))
def test_the_nth_open_day_is_open_and_has_n_open_days_up_to_it(day: date, n: int) -> None:
    found = PL.after(day, n)
    assert PL.is_open(found)
    assert PL.business_days(day, found) == n


@given(DAYS)
def test_rolling_moves_a_closed_day_only_and_to_the_nearest_open_one(day: date) -> None:
    following, preceding = PL.roll(day, Roll.FOLLOWING), PL.roll(day, Roll.PRECEDING)
    assert PL.roll(day, Roll.NONE) == day
    if PL.is_open(day):
        assert following == preceding == day
    else:
        assert preceding < day < following
        assert PL.is_open(following)
        assert PL.is_open(preceding)
        assert PL.business_days(preceding, following) == 1


def test_the_first_day_is_not_counted_and_the_last_one_is() -> None:
    thursday, friday = date(2026, 11, 19), date(2026, 11, 20)
    assert PL.business_days(thursday, friday) == 1
    assert PL.business_days(friday, friday) == 0
    assert PL.business_days(friday, thursday) == 0
    assert PL.business_days(friday, date(2026, 11, 22)) == 0
    assert PL.business_days(friday, date(2026, 11, 23)) == 1


def test_one_count_or_many_are_the_same() -> None:
    starts = [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 700, 3)]
    until = date(2026, 11, 23)
    many = PL.business_days_many(np.array([day_number(d) for d in starts], dtype=np.int32), day_number(until))
    assert many.tolist() == [PL.business_days(d, until) for d in starts]
    assert PL.business_days_many(np.array([], dtype=np.int32), day_number(until)).tolist() == []


def test_christmas_eve_is_a_holiday_in_poland_from_2025() -> None:
    assert PL.is_open(date(2024, 12, 24))
    assert not PL.is_open(date(2025, 12, 24))


def test_holidays_are_those_of_the_subdivision() -> None:
    epiphany = date(2026, 1, 6)
    assert not Calendar("DE", "BY").is_open(epiphany)
    assert Calendar("DE", "BE").is_open(epiphany)
    assert str(Calendar("DE", "BY").name) == "DE-BY"


def test_the_weekend_is_that_of_the_country() -> None:
    friday, sunday = date(2026, 11, 20), date(2026, 11, 22)
    israel = Calendar("IL")
    assert not israel.is_open(friday)
    assert israel.is_open(sunday)


def test_the_firms_own_closed_days_are_closed() -> None:
    eve = date(2026, 12, 31)
    firm = Calendar("PL", closed=[eve])
    assert PL.is_open(eve)
    assert not firm.is_open(eve)
    assert str(firm.name) == "PL less 1 closed day"


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31)])
def test_a_firms_own_closed_day_may_be_the_first_or_the_last_of_a_year(day: date) -> None:
    assert Calendar("SA").is_open(day)
    assert not Calendar("SA", closed=[day]).is_open(day)


def test_the_uk_is_gb() -> None:
    assert str(Calendar("uk").name) == "GB"


def test_a_year_without_a_table_is_an_error_and_never_without_holidays() -> None:
    with pytest.raises(SettingsError, match="are known from 1925 to 2100, and a day of 2101"):
        PL.is_open(date(2101, 1, 4))
    assert PL.is_open(date(2026, 11, 23))


def test_the_holidays_of_a_day_are_known_in_every_country_unless_they_are_perhaps_not() -> None:
    for day in (date(2023, 1, 1), date(2098, 12, 31)):
        sure = [country for country in COUNTRIES if not perhaps_unknown(country, day)]
        assert len(sure) == len(COUNTRIES) - 1
        for country in sure:
            assert Calendar(country).business_days(day, day + timedelta(days=60)) > 0, country
    assert all(perhaps_unknown("DE", day) for day in (date(2022, 12, 31), date(2099, 1, 1)))


def test_every_country_has_holidays() -> None:
    for country in sorted(COUNTRIES):
        assert Calendar(country).business_days(date(2026, 1, 1), date(2026, 1, 15)) > 0, country


def test_an_unknown_place_is_an_error_that_names_the_known() -> None:
    with pytest.raises(SettingsError, match="country 'XX'"):
        Calendar("XX")
    with pytest.raises(SettingsError, match=r"no subdivision 'XX' is known in DE\n  known: BB, BE"):
        Calendar("DE", "XX")
