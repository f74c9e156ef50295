"""Pay-by dates, and the range from 5 business days to 30 calendar days that a final demand must stay in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.ladder.deadlines import FinalDeadlineOutOfRange, deadline, final_deadline, final_range
from pastdue.model.calendars import Calendar
from pastdue.model.spans import Span

PL = Calendar("PL")


def span(text: str) -> Span:
    return Span.parse(text)


def test_calendar_days_that_end_on_a_closed_day_move_to_the_next_open_one() -> None:
    assert deadline(date(2026, 11, 23), span("10 days"), PL) == date(2026, 12, 3)
    assert deadline(date(2026, 11, 25), span("10 days"), PL) == date(2026, 12, 7)  # the 5th is a Saturday


def test_business_days_are_open_days_after_the_letter_date() -> None:
    # 24, 25, 26 December 2026 are holidays, the 27th is a Sunday, 1 January is a holiday.
    assert deadline(date(2026, 12, 23), span("1 business day"), PL) == date(2026, 12, 28)
    assert deadline(date(2026, 12, 23), span("5 business days"), PL) == date(2027, 1, 4)


def test_days_for_the_mail_come_before_the_span() -> None:
    assert deadline(date(2026, 11, 23), span("10 days"), PL, mail_days=4) == date(2026, 12, 7)


def test_a_final_demand_may_run_for_5_business_days_and_no_less() -> None:
    monday = date(2026, 11, 23)
    assert final_deadline(monday, span("5 business days"), PL) == date(2026, 11, 30)
    assert final_deadline(monday, span("7 days"), PL) == date(2026, 11, 30)
    for too_short in ("4 business days", "4 days"):
        with pytest.raises(FinalDeadlineOutOfRange, match="must lie from 2026-11-30 to 2026-12-23"):
            final_deadline(monday, span(too_short), PL)


def test_days_that_roll_to_the_fifth_open_day_are_enough() -> None:
    # Sunday 29 November rolls to Monday the 30th, which is the fifth open day.
    assert final_deadline(date(2026, 11, 23), span("6 days"), PL) == date(2026, 11, 30)


def test_seven_days_over_christmas_are_too_few() -> None:
    with pytest.raises(FinalDeadlineOutOfRange, match="must lie from 2027-01-04 to 2027-01-22"):
        final_deadline(date(2026, 12, 23), span("7 days"), PL)


def test_a_final_demand_may_run_for_30_days_and_no_more() -> None:
    monday = date(2026, 11, 23)
    assert final_deadline(monday, span("30 days"), PL) == date(2026, 12, 23)
    for too_long in ("31 days", "5 weeks", "23 business days"):
        with pytest.raises(FinalDeadlineOutOfRange):
            final_deadline(monday, span(too_long), PL)


def test_a_month_is_allowed_when_it_is_no_longer_than_30_days() -> None:
    assert final_deadline(date(2026, 11, 2), span("1 month"), PL) == date(2026, 12, 2)
    with pytest.raises(FinalDeadlineOutOfRange):
        final_deadline(date(2026, 12, 7), span("1 month"), PL)


def test_a_deadline_that_would_roll_past_the_30th_day_moves_back() -> None:
    # 3 December + 30 days is Saturday 2 January 2027; the open day before it is 31 December.
    assert deadline(date(2026, 12, 3), span("30 days"), PL) == date(2027, 1, 4)
    assert final_deadline(date(2026, 12, 3), span("30 days"), PL) == date(2026, 12, 31)


def test_mail_days_count_towards_the_30_days() -> None:
    assert final_deadline(date(2026, 11, 23), span("26 days"), PL, mail_days=4) == date(2026, 12, 23)
    with pytest.raises(FinalDeadlineOutOfRange):
        final_deadline(date(2026, 11, 23), span("26 days"), PL, mail_days=5)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 40))
def test_every_final_deadline_is_an_open_day_in_the_range_or_refused(letter_on: date, days: int) -> None:
    bounds = final_range(letter_on, PL)
    assert PL.business_days(letter_on, bounds.earliest) == 5
    assert bounds.latest == letter_on + timedelta(days=30)
    try:
        day = final_deadline(letter_on, Span.parse(f"{days} days"), PL)
    except FinalDeadlineOutOfRange:
        assert days < 14 or days > 30
    else:
        assert bounds.earliest <= day <= bounds.latest
        assert PL.is_open(day)
