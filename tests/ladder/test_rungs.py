"""Rungs: the order they must stand in, in whatever units they count, and what holidays do to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pastdue.firm import read_firm
from pastdue.intake import Dialect, Files
from pastdue.ladder import check_ladder
from pastdue.ledger import Ledger
from pastdue.model import Ladder, Rung, Stage
from pastdue.model.errors import SettingsError
from pastdue.model.spans import Span
from pastdue.run import Job, rehearse

WITHIN = Span.parse("10 days")


def ladder(*after: str) -> Ladder:
    rungs = (Rung(stage, Span.parse(text), WITHIN) for stage, text in zip(Stage, after, strict=False))
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
            return [letter.draft.stage.value for letter in rehearse(job, ledger).letters]

    assert sent(date(2027, 1, 4)) == []  # 18 days, but 8 business days: the reminder's day has not come
    assert sent(date(2027, 1, 7)) == ["second_notice"]
