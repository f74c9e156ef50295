"""Columns of numbers of things and of what customers answered, which say nothing of what is owed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken


def listed(header: str, *cells: str) -> str:
    rows = (f"F-{n},Alder {n},2026-01-1{n},2026-02-1{n},{n}00.00,{cell}" for n, cell in enumerate(cells, 1))
    return "\n".join([f"Invoice No,Customer,Invoice Date,Due Date,Amount,{header},Currency", *rows]) + "\n"


@pytest.mark.parametrize(
    "header",
    [
        "# Guests",
        "prior_late_invoices",
        "Late payments",
        "Missed payments",
        "Mahnungen",
        "Relances",
        "Gas units",
        "Nights",
    ],
)
def test_a_column_of_how_many_there_are_of_a_thing_is_no_amount(tmp_path: Path, header: str) -> None:
    intake = taken(tmp_path, listed(header, "0,EUR", "1,EUR", "3,EUR"))
    assert opened(intake) == {"F-1": "100.00", "F-2": "200.00", "F-3": "300.00"}


@pytest.mark.parametrize("header", ["Open bills", "Paid items"])
def test_one_that_says_paid_or_open_is_asked_about(tmp_path: Path, header: str) -> None:
    assert header in refusal(tmp_path, listed(header, "0,EUR", "100,EUR", "30,EUR"))


@pytest.mark.parametrize("header", ["units_consumed", "Verbrauch", "kWh", "Zużycie"])
def test_what_was_used_is_no_amount(tmp_path: Path, header: str) -> None:
    intake = taken(tmp_path, listed(header, "18.50,EUR", "22.00,EUR", "35.00,EUR"))
    assert opened(intake) == {"F-1": "100.00", "F-2": "200.00", "F-3": "300.00"}


@pytest.mark.parametrize("header", ["ever_responded", "Replied", "beantwortet"])
def test_whether_the_customer_answered_is_no_mark_of_a_payment(tmp_path: Path, header: str) -> None:
    intake = taken(tmp_path, listed(header, "no,EUR", "yes,EUR", "no,EUR"))
    assert opened(intake) == {"F-1": "100.00", "F-2": "200.00", "F-3": "300.00"}
    assert "are those paid?" in refusal(tmp_path, listed("Zork", "no,EUR", "yes,EUR", "no,EUR"))


@pytest.mark.parametrize("header", ["predicted_payment_date", "Projected payment", "Paiement pronostiqué"])
def test_a_day_that_is_only_foreseen_is_no_day_of_payment(tmp_path: Path, header: str) -> None:
    intake = taken(tmp_path, listed(header, "2026-03-01,EUR", "2026-03-02,EUR", "2026-03-03,EUR"))
    assert opened(intake) == {"F-1": "100.00", "F-2": "200.00", "F-3": "300.00"}


def test_a_charge_for_paying_late_that_is_said_to_be_applied_is_no_payment(tmp_path: Path) -> None:
    intake = taken(tmp_path, listed("late_fee_applied", "0,EUR", "15,EUR", "0,EUR"))
    assert opened(intake) == {"F-1": "100.00", "F-2": "200.00", "F-3": "300.00"}
    assert "Credit applied" in refusal(tmp_path, listed("Credit applied", "0,EUR", "15,EUR", "0,EUR"))


@pytest.mark.parametrize("header", ["Rente", "Denda", "Late fee", "Fine"])
def test_a_charge_for_paying_late_is_no_part_of_the_invoice(tmp_path: Path, header: str) -> None:
    intake = taken(tmp_path, listed(header, "10.50,EUR", "0.00,EUR", "30.00,EUR"))
    assert opened(intake) == {"F-1": "100.00", "F-2": "200.00", "F-3": "300.00"}


@pytest.mark.parametrize("header", ["Rented", "Bungalow", "Karat", "Finest"])
def test_a_word_that_only_begins_as_such_a_charge_is_asked_about(tmp_path: Path, header: str) -> None:
    assert header in refusal(tmp_path, listed(header, "10.50,EUR", "0.00,EUR", "30.00,EUR"))


@pytest.mark.parametrize("header", ["Sisäinen arvo", "PPN terutang", "Alunas"])
def test_a_word_with_one_of_another_language_inside_is_not_put_forward_as_open_or_paid(
    tmp_path: Path, header: str
) -> None:
    asked = refusal(tmp_path, listed(header, "10.50,EUR", "20.00,EUR", "30.00,EUR").replace("Amount", "Total"))
    assert remedies(asked)[0][0]["ignore"] == (header,)


def test_what_must_be_paid_is_not_put_forward_as_what_was_paid(tmp_path: Path) -> None:
    text = listed("Potongan,Harus dibayar", "10.00,90.00,EUR", "0.00,200.00,EUR", "0.00,300.00,EUR")
    (answer, _), *_ = remedies(refusal(tmp_path, text.replace("Amount", "Total")))
    assert answer["map"] == {"paid": "Potongan", "balance": "Harus dibayar"}


@pytest.mark.parametrize("header", ["Late payments", "Returned items", "Units", "Nights"])
def test_numbers_of_things_that_are_the_whole_invoice_in_a_row_may_be_amounts(tmp_path: Path, header: str) -> None:
    assert header in refusal(tmp_path, listed(header, "100,EUR", "0,EUR", "50,EUR"))
    assert header in refusal(tmp_path, listed(header, "100,EUR", "1,EUR", "300,EUR"))
    assert len(opened(taken(tmp_path, listed(header, "10,EUR", "0,EUR", "50,EUR")))) == 3


def test_more_missed_instalments_than_there_can_be_are_an_amount(tmp_path: Path) -> None:
    assert "Missed instalments" in refusal(tmp_path, listed("Missed instalments", "20,EUR", "0,EUR", "200,EUR"))
