"""Balances with a minus where something is owed: turned where rows prove it, else they are as the file says them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, taken

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Currency,Total,Saldo"
ROWS = ("100.00,-100.00", "80.00,-30.00", "60.00,0.00", "-12.00,12.00", "45.00,-45.00")
PAID = ("0.00", "50.00", "60.00", "0.00", "0.00")
OPEN = {"A1": "100.00", "A2": "30.00", "A3": "0.00", "A4": "-12.00", "A5": "45.00"}


def listed(rows: tuple[str, ...], paid: tuple[str, ...] = ()) -> str:
    lines = [f"A{n},Alder,2026-01-05,2026-02-04,EUR,{row}" for n, row in enumerate(rows, 1)]
    if paid:
        return "\n".join([f"{HEAD},Paid", *(f"{line},{sum_}" for line, sum_ in zip(lines, paid, strict=True)), ""])
    return "\n".join([HEAD, *lines, ""])


@pytest.mark.parametrize("paid", [(), PAID])
def test_a_minus_where_something_is_owed_is_turned_and_told(tmp_path: Path, paid: tuple[str, ...]) -> None:
    intake = taken(tmp_path, listed(ROWS, paid))
    assert opened(intake) == OPEN and intake.rejected == ()
    assert any("'Saldo' has a minus where something is owed" in str(remark) for remark in intake.remarks)


def test_one_row_is_proof_enough_beside_what_was_paid_of_it(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, listed(ROWS[1:3], PAID[1:3]))) == {"A1": "30.00", "A2": "0.00"}
    assert opened(taken(tmp_path, listed(ROWS[1:3]))) == {"A1": "-30.00", "A2": "0.00"}


@pytest.mark.parametrize("other", [("80.00,-30.00", "80.00,30.00"), ("45.00,-45.00", "45.00,-95.00")])
def test_a_row_with_the_sign_of_its_total_or_more_than_it_leaves_all_as_they_are(
    tmp_path: Path, other: tuple[str, str]
) -> None:
    rows = tuple(row.replace(*other) for row in ROWS)
    assert opened(taken(tmp_path, listed(rows)))["A1"] == "-100.00"


def test_amounts_that_were_paid_twice_are_credits(tmp_path: Path) -> None:
    twice = ("100.00,-100.00", "80.00,-80.00", "60.00,0.00")
    assert opened(taken(tmp_path, listed(twice, ("200.00", "160.00", "60.00")))) == {
        "A1": "-100.00", "A2": "-80.00", "A3": "0.00",
    }  # fmt: skip
    assert opened(taken(tmp_path, listed(twice)))["A1"] == "-100.00"
