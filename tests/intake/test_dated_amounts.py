"""Amounts that stand in the very rows with a day, and days of payment that contradict the amounts paid."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import AS_OF, opened, refusal, remedies, taken

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


LISTED = ROWS.replace("Invoice,", "Invoice No,", 1)
NAMED = LISTED.format(amount="Zahlung Betrag", day="Zahlung am")


@pytest.mark.parametrize(
    ("amount", "day"),
    [
        ("Zahlung Betrag", "Zahlung am"),
        ("Montant encaissement", "Encaissé le"),
        ("Payment value", "Payment received date"),
        ("Importe cobro", "fechapago"),
    ],
)
def test_a_payment_and_its_day_under_headers_that_say_both_are_read(tmp_path: Path, amount: str, day: str) -> None:
    intake = taken(tmp_path, LISTED.format(amount=amount, day=day))
    assert opened(intake) == LEFT
    assert sum(repr(amount) in remark and repr(day) in remark for remark in intake.remarks) == 1


def test_a_total_of_the_payments_below_does_not_keep_them_from_being_read(tmp_path: Path) -> None:
    for row in ("Total,,,,650.00,EUR,340.00,\n", ",,,,650.00,EUR,340.00,Total paid\n"):
        assert opened(taken(tmp_path, NAMED + row)) == LEFT


@pytest.mark.parametrize(
    ("amount", "day"),
    [
        ("Letzte Zahlung Betrag", "Zahlung am"),  # the last of several
        ("Zahlung 1 Betrag", "Zahlung am"),
        ("Zahlung Betrag", "Zahlung geplant am"),
        ("Betrag", "Zahlung am"),
        ("Zahlung Restbetrag", "Zahlung am"),
    ],
)
def test_a_payment_under_headers_that_say_more_or_less_is_asked_about(tmp_path: Path, amount: str, day: str) -> None:
    assert "pass --" in refusal(tmp_path, LISTED.format(amount=amount, day=day).replace("Total", "Gesamtsumme"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.00,\nA-3", "10.00,\nA-3"),  # an amount without a day
        ("40.00,2026-02-10", "0.00,2026-02-10"),  # a day without an amount
        ("40.00,2026-02-10", "140.00,2026-02-10"),  # more than the invoice
        ("300.00,2026-02-11", "290.00,2026-02-11"),  # no invoice in full
        ("2026-02-10", "2026-01-04"),  # before the invoice
        ("2026-02-10", "2026-11-24"),  # to come
        ("0.00,\nA-3", "200.00,2026-02-10\nA-3"),  # all but one
    ],
)
def test_figures_that_no_payments_have_are_asked_about(tmp_path: Path, old: str, new: str) -> None:
    assert old in NAMED
    assert "pass --" in refusal(tmp_path, NAMED.replace(old, new, 1), as_of=AS_OF)


def test_days_that_are_all_those_to_pay_by_are_asked_about(tmp_path: Path) -> None:
    text = NAMED.replace("2026-02-10", "2026-02-04").replace("2026-02-11", "2026-02-06")
    assert "pass --" in refusal(tmp_path, text)
