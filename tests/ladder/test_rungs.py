"""Rungs: the order they must stand in, in whatever units they count, and what holidays do to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ladder import check_ladder
from pastdue.ledger import Ledger
from pastdue.model import STAGES, CountedFrom, Ladder, Rung, Stage, Threshold
from pastdue.model.calendars import Calendar
from pastdue.model.errors import SettingsError
from pastdue.model.spans import Span
from pastdue.run import Job, rehearse

WITHIN = Span.parse("10 days")


def ladder(*after: str) -> Ladder:
    rungs = (Rung(stage, Threshold.parse(text), WITHIN) for stage, text in zip(STAGES, after, strict=False))
    return Ladder("own", tuple(rungs), Span.parse("1 day"))


@pytest.mark.parametrize(
    "after",
    [
        ("14 days", "15 days"), ("10 business days", "15 days"), ("11 days", "10 business days"),
        ("2 weeks", "15 days"), ("1 month", "32 days"), ("27 days", "1 month"), ("4 weeks", "22 business days"),
        ("1 month", "24 business days"), ("1 month", "2 months"),
    ],
)  # fmt: skip
def test_rungs_in_different_units_may_follow_one_another_where_the_upper_is_always_later(
    after: tuple[str, ...],
) -> None:
    assert check_ladder(ladder(*after))


@pytest.mark.parametrize(
    "after",
    [
        ("10 business days", "12 days"), ("10 business days", "14 days"), ("12 days", "10 business days"),
        ("2 weeks", "10 days"), ("2 weeks", "14 days"), ("1 month", "31 days"), ("28 days", "1 month"),
        ("4 weeks", "20 business days"), ("15 days", "15 days"),
    ],
)  # fmt: skip
def test_rungs_in_different_units_that_could_be_reached_out_of_order_are_refused(after: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError, match="does not come after"):
        check_ladder(ladder(*after))


def noted(*after: str) -> Ladder:
    """A ladder with so many courtesy notes, each a stage of its own."""
    notes = (Rung(Stage(f"note_{n}", "courtesy_note", n), Threshold.parse(text), None) for n, text in enumerate(after))
    return replace(ladder("30 days", "60 days"), before_due=tuple(notes))


@pytest.mark.parametrize("after", [("-10 days", "-5 days"), ("-1 month", "-27 days"), ("-12 days", "-5 business days")])
def test_courtesy_notes_stand_in_the_order_of_their_days(after: tuple[str, ...]) -> None:
    assert check_ladder(noted(*after)).before_due


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (("-5 days", "-10 days"), "does not come after"), (("-5 days", "-5 days"), "does not come after"),
        (("-4 weeks", "-1 month"), "does not come after"), (("-7 days", "-5 business days"), "does not come after"),
        (("5 days",), "is not a courtesy note"), (("EOM + 5 days",), "is not a courtesy note"),
    ],
)  # fmt: skip
def test_courtesy_notes_in_another_order_or_behind_the_due_day_are_refused(after: tuple[str, ...], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        check_ladder(noted(*after))


def test_no_rung_counts_before_the_one_under_it_however_many_holidays_lie_between(tmp_path: Path) -> None:
    # From Thursday 17 December 2026, 10 business days end on 7 January; 15 days on 1 January.
    (tmp_path / "pastdue.d/ladders").mkdir(parents=True)
    (tmp_path / "pastdue.d/ladders/own.toml").write_text(
        'min_gap = "1 day"\n[[rungs]]\nstage = "reminder"\nafter = "10 business days"\npay_within = "10 days"\n'
        '[[rungs]]\nstage = "second_notice"\nafter = "15 days"\npay_within = "10 days"\n'
    )
    (tmp_path / "pastdue.toml").write_text(
        '[creditor]\nname = "T"\ncountry = "PL"\niban = "PL61109010140000071219812874"\n'
        '[dunning]\nladder = "own"\npolicy = "none"\n'
    )
    (tmp_path / "in.csv").write_text(
        "invoice,customer_id,customer,issued,due,currency,total,address1,country\n"
        "A,C1,x,2026-12-01,2026-12-17,EUR,10.00,Road 1,DE\n"
    )

    def sent(day: date) -> list[str]:
        job = Job(read_firm(tmp_path / "pastdue.toml", tmp_path), Files(tmp_path / "in.csv"), Dialect(), day)
        with Ledger.empty() as ledger:
            return [letter.draft.stage.value for letter in rehearse(job, ledger).outcome.letters]

    assert sent(date(2027, 1, 4)) == []  # 18 days, but 8 business days: the reminder's day has not come
    assert sent(date(2027, 1, 7)) == ["second_notice"]


def relative(*rungs: tuple[str, str]) -> Ladder:
    own = (
        Rung(stage, Threshold.parse(after), WITHIN, CountedFrom(since))
        for stage, (after, since) in zip(STAGES, rungs, strict=False)
    )
    return Ladder("own", tuple(own), Span.parse("1 day"))


@pytest.mark.parametrize(
    ("lower", "upper", "fits"),
    [
        ("10 days", "EOM + 11 days", True), ("10 days", "EOM + 10 days", False), ("EOM", "31 days", True),
        ("EOM", "30 days", False), ("EOM + 5 days", "36 days", True), ("EOM + 5 days", "35 days", False),
        ("EOM", "EOM + 1 day", True), ("EOM + 1 day", "EOM + 1 day", False),
        ("EOM + 1 week", "EOM + 7 days", False), ("EOM + 1 week", "EOM + 38 days", True),
    ],
)  # fmt: skip
def test_a_rung_at_the_months_end_comes_after_another_only_where_it_does_from_every_due_day(
    lower: str, upper: str, fits: bool
) -> None:
    made = ladder(lower, upper)
    if fits:
        assert check_ladder(made) is made
    else:
        with pytest.raises(SettingsError, match="does not come after"):
            check_ladder(made)


@pytest.mark.parametrize(
    ("rungs", "said"),
    [
        ((("10 days", "last letter"),), "is counted from a letter, and none goes before it"),
        ((("10 days", "due"), ("0 days", "last letter")), "follows the last letter on its own day"),
        ((("10 days", "due"), ("-5 days", "due")), "lies before the due day"),
        ((("10 days", "due"), ("14 days", "last letter"), ("24 days", "due")), "does not come after"),
        ((("10 days", "due"), ("14 days", "pay by"), ("34 days", "due")), "does not come after"),
    ],
)
def test_a_rung_that_could_be_reached_before_the_one_under_it_is_refused(
    rungs: tuple[tuple[str, str], ...], said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        check_ladder(relative(*rungs))


def test_a_rung_above_one_that_is_counted_from_a_letter_fits_a_day_later() -> None:
    assert check_ladder(relative(("10 days", "due"), ("14 days", "last letter"), ("25 days", "due")))
    assert check_ladder(relative(("10 days", "due"), ("14 days", "pay by"), ("35 days", "due")))


@pytest.mark.parametrize("after", ["EOM + 1 month", "EOM - 3 days", "-0 days", "EOM 5 days", "- EOM", ""])
def test_what_is_no_threshold_is_refused(after: str) -> None:
    with pytest.raises(SettingsError):
        Threshold.parse(after)


@pytest.mark.parametrize(
    ("after", "due", "reached"),
    [
        ("EOM", (2028, 2, 1), (2028, 2, 29)), ("EOM", (2026, 1, 31), (2026, 1, 31)),
        ("EOM + 3 business days", (2026, 4, 15), (2026, 5, 6)),  # 1 May is Friday and a holiday, 3 May a Sunday
        ("-5 business days", (2026, 5, 6), (2026, 4, 28)), ("-1 month", (2026, 3, 31), (2026, 2, 28)),
        ("-5 days", (2026, 3, 3), (2026, 2, 26)),
    ],
)  # fmt: skip
def test_a_threshold_counts_from_the_months_end_and_back_from_the_day(
    after: str, due: tuple[int, int, int], reached: tuple[int, int, int]
) -> None:
    assert Threshold.parse(after).reached_on(date(*due), Calendar("PL")) == date(*reached)
