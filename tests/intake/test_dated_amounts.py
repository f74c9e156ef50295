"""Amounts that stand in the very rows with a day, and days of payment that contradict the amounts paid."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

ROWS = """\
Invoice,Customer,Issued,Due,Total,Currency,{amount},{day}
A-1,Alder,2026-01-05,2026-02-04,100.00,EUR,40.00,2026-02-10
A-2,Birch,2026-01-06,2026-02-05,200.00,EUR,0.00,
A-3,Cedar,2026-01-07,2026-02-06,300.00,EUR,300.00,2026-02-11
A-4,Dogwood,2026-01-07,2026-02-06,50.00,EUR,0.00,
"""
LEFT = {"A-1": "60.00", "A-2": "200.00", "A-3": "0.00", "A-4": "50.00"}
WHOLE = {"A-1": "100.00", "A-2": "200.00", "A-3": "300.00", "A-4": "50.00"}


def test_an_unknown_amount_and_the_day_beside_it_are_one_question(tmp_path: Path) -> None:
    text = ROWS.format(amount="Xyzzy", day="Plugh")
    asked = refusal(tmp_path, text)
    assert asked.count("\n  pass --") == 1
    ways = [said for said, _ in remedies(asked)]
    assert opened(taken(tmp_path, text, **ways[0])) == LEFT
    assert opened(taken(tmp_path, text, **ways[1])) == {"A-1": "40.00", "A-2": "0.00", "A-3": "300.00", "A-4": "0.00"}
    assert opened(taken(tmp_path, text, **ways[2])) == WHOLE


def test_days_in_other_rows_than_the_amounts_are_asked_about_apart(tmp_path: Path) -> None:
    text = ROWS.format(amount="Xyzzy", day="Plugh").replace("EUR,0.00,\nA-3", "EUR,0.00,2026-02-12\nA-3")
    assert refusal(tmp_path, text).count("\n  pass --") == 2


def test_a_day_said_to_be_that_of_the_whole_payment_contradicts_less_that_was_paid(tmp_path: Path) -> None:
    text = ROWS.format(amount="Paid", day="Plugh")
    intake = taken(tmp_path, text, map={"settled_on": "Plugh"})
    assert opened(intake) == {number: left for number, left in LEFT.items() if number != "A-1"}
    assert [(bad.excerpt, str(bad.what)) for bad in intake.rejected] == [
        ("2026-02-10", "paid in full on this day, and yet only 40.00 EUR was paid")
    ]


@pytest.mark.parametrize("paid", ["100.00", ""])
def test_a_day_of_the_whole_payment_beside_all_of_it_or_nothing_said_is_believed(tmp_path: Path, paid: str) -> None:
    text = ROWS.format(amount="Paid", day="Plugh").replace("EUR,40.00", f"EUR,{paid}")
    assert opened(taken(tmp_path, text, map={"settled_on": "Plugh"})) == LEFT | {"A-1": "0.00"}


def test_hungarian_amounts_and_days_of_payment_are_read(tmp_path: Path) -> None:
    text = ROWS.format(amount="Kiegyenlítve", day="Kiegyenlítés dátuma").replace("Invoice,", "Invoice No,", 1)
    assert opened(taken(tmp_path, text)) == LEFT


def test_a_balance_says_more_than_an_amount_paid_beside_the_day_of_the_whole_payment(tmp_path: Path) -> None:
    """As after a cash discount."""
    text = ROWS.format(amount="Paid", day="Plugh").replace("Plugh\n", "Plugh,Balance\n")
    text = text.replace("02-10\n", "02-10,0.00\n").replace("0.00,\n", "0.00,,\n").replace("02-11\n", "02-11,0.00\n")
    left = opened(taken(tmp_path, text, map={"settled_on": "Plugh"}))
    assert left["A-1"] == "0.00"
