"""Spans of time have one grammar."""

from datetime import date

import pytest

from pastdue.model.errors import SettingsError
from pastdue.model.spans import Span, Unit, day_number, day_of, parse_day


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30 days", Span(30, Unit.DAYS)), ("1 day", Span(1, Unit.DAYS)), ("0 days", Span(0, Unit.DAYS)),
        ("5 business days", Span(5, Unit.BUSINESS_DAYS)), ("1 Business Day", Span(1, Unit.BUSINESS_DAYS)),
        (" 2 weeks ", Span(2, Unit.WEEKS)), ("1 month", Span(1, Unit.MONTHS)), ("3650 days", Span(3650, Unit.DAYS)),
    ],
)  # fmt: skip
def test_a_span_reads_as_it_is_written(text: str, span: Span) -> None:
    assert Span.parse(text) == span
    assert Span.parse(str(span)) == span


@pytest.mark.parametrize("text", ["", "30", "days", "-1 days", "1.5 days", "30 years", "3651 days", "٣ days", "30days"])
def test_what_is_not_a_span_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="is not a span of time"):
        Span.parse(text)


def test_a_month_ends_on_the_same_day_or_the_last_one() -> None:
    month = Span.parse("1 month")
    assert month.after(date(2026, 1, 30)) == date(2026, 2, 28)
    assert month.after(date(2028, 1, 31)) == date(2028, 2, 29)
    assert month.after(date(2026, 2, 28)) == date(2026, 3, 28)
    assert Span.parse("2 weeks").after(date(2026, 12, 25)) == date(2027, 1, 8)


def test_business_days_need_a_calendar() -> None:
    with pytest.raises(ValueError, match="Calendar"):
        Span.parse("5 business days").after(date(2026, 1, 1))


@pytest.mark.parametrize("count", range(17))
def test_business_days_take_as_many_calendar_days_as_weeks_of_five_days_have(count: int) -> None:
    def taken(start: int) -> int:
        """The days from a weekday, Monday 0, to the last of so many open days behind it."""
        days = left = 0
        while left < count:
            days += 1
            left += (start + days) % 7 < 5
        return days

    lengths = [taken(start) for start in range(7)]
    assert Span(count, Unit.BUSINESS_DAYS).calendar_days == (min(lengths), max(lengths))


def test_day_numbers_go_there_and_back() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert day_of(day_number(date(2024, 2, 29))) == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2026-02-29", "2026-1-1", "01.02.2026", "20260101", "2026-01-01T00:00", ""])
def test_only_iso_dates_are_dates(text: str) -> None:
    with pytest.raises(SettingsError, match="is not a date"):
        parse_day(text)
