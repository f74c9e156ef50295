"""Invoices that are paid beyond their total by just what a column of charges has: the total may lack it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,Paid"


def listed(further: str, *cells: str, paid: tuple[str, ...] = ("110.00", "0.00", "50.00")) -> str:
    rows = (
        f"{n},Customer {n},2026-01-{12 + n},2026-02-12,EUR,{n}00.00,{each},{cell}"
        for n, (each, cell) in enumerate(zip(paid, cells, strict=True), 1)
    )
    return "\n".join([f"{HEAD},{further}", *rows]) + "\n"


@pytest.mark.parametrize("header", ["Interest", "Shipping", "Mahnkosten", "Freight", "Juros", "Service charge"])
def test_what_was_paid_beyond_the_total_and_a_charge_says_is_asked_about(tmp_path: Path, header: str) -> None:
    text = listed(header, "10.00", "5.00", "0.00")
    asked = refusal(tmp_path, text)
    assert f"Amount: is less than 'Paid' by just '{header}': does that come on top of it?" in asked
    with_it, without = [opened(taken(tmp_path, text, **said)) for said, _ in remedies(asked)]
    assert with_it == {"1": "0.00", "2": "205.00", "3": "250.00"}
    assert without == {"1": "-10.00", "2": "200.00", "3": "250.00"}


def test_two_charges_together_are_asked_about_as_well(tmp_path: Path) -> None:
    text = listed("Juros,Multa", "8.00,2.00", "5.00,1.00", "0.00,0.00")
    asked = refusal(tmp_path, text)
    assert "by just 'Juros' and 'Multa'" in asked
    said, _ = remedies(asked)[0]
    assert opened(taken(tmp_path, text, **said)) == {"1": "0.00", "2": "206.00", "3": "250.00"}


@pytest.mark.parametrize(
    "paid", [("100.00", "0.00", "50.00"), ("112.00", "0.00", "50.00"), ("110.00", "201.00", "0.00")]
)
def test_a_charge_that_is_not_what_was_paid_beyond_in_every_row_is_not(tmp_path: Path, paid: tuple[str, ...]) -> None:
    assert opened(taken(tmp_path, listed("Interest", "10.00", "5.00", "0.00", paid=paid)))


def test_a_column_of_another_kind_is_no_charge(tmp_path: Path) -> None:
    text = listed("Interest,Credit", "0.00,10.00", "5.00,0.00", "0.00,0.00")
    assert "by just" not in refusal(tmp_path, text)


def test_beside_a_balance_the_rows_say_what_is_open(tmp_path: Path) -> None:
    text = listed("Interest,Balance", "10.00,0.00", "0.00,200.00", "0.00,250.00")
    assert taken(tmp_path, text).rejected_rows <= 1


def test_a_tax_by_which_a_total_is_less_than_what_was_paid_is_asked_about(tmp_path: Path) -> None:
    text = listed("VAT", "10.00", "20.00", "30.00").replace("Amount", "Total")
    said, _ = remedies(refusal(tmp_path, text))[0]
    assert opened(taken(tmp_path, text, **said)) == {"1": "0.00", "2": "220.00", "3": "280.00"}
