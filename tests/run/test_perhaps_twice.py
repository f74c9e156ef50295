"""A payment entered by hand that is in a later list of payments as well, with a reference that one of the two lacks."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

DEBT = {"customer_id": "C-1", "issued": "2026-07-01", "due": "2026-07-31", "total": "1000.00"}


def planned(firm: Office, *listed: str) -> tuple[str, list[str]]:
    """The remarks of a plan beside this list of payments, and the sums of its letters."""
    rows = "".join(f"{row}\n" for row in listed)
    (firm.folder / "payments.csv").write_text(f"invoice,customer_id,on,amount,reference\n{rows}", encoding="utf-8")
    done = firm.says("plan", "invoices.csv", "--payments", "payments.csv", "--as-of", "2026-09-29", "--format", "json")
    assert done.code == 0, done.err
    return done.err, [letter["total"] for letter in done.json["letters"]]


def entered(tmp_path: Path, reference: str) -> Office:
    firm = office(tmp_path, DEBT)
    said = ("--reference", reference) if reference else ()
    assert firm.says("paid", "A-1", "100 EUR", "--on", "2026-08-20", *said, "--as-of", "2026-08-20").code == 0
    return firm


@pytest.mark.parametrize(("by_hand", "listed"), [("", "TX 8812"), ("TX 8812", "")])
def test_one_that_lacks_a_reference_counts_beside_and_is_named_with_how_to_take_it_back(
    tmp_path: Path, by_hand: str, listed: str
) -> None:
    firm, row = entered(tmp_path, by_hand), f"A-1,C-1,2026-08-20,100.00,{listed}"
    said, sums = planned(firm, row)
    assert "where it is one payment" in said and sums == ["800.00"]
    command = said.split("where it is one payment, `pastdue ")[1].split("`")[0]
    assert firm.says(*shlex.split(command), "--as-of", "2026-08-21").code == 0
    said, sums = planned(firm, row)
    assert "where it is one payment" not in said and sums == ["900.00"]


@pytest.mark.parametrize(
    ("by_hand", "row", "sums"),
    [
        ("", "A-1,C-1,2026-08-20,100.00,", ["900.00"]),  # the same payment
        ("TX 1", "A-1,C-1,2026-08-20,100.00,TX 2", ["800.00"]),  # two payments by their references
        ("", "A-1,C-1,2026-08-21,100.00,TX 2", ["800.00"]),  # of another day
        ("", "A-1,C-1,2026-08-20,99.00,TX 2", ["801.00"]),  # of another amount
    ],
)
def test_the_same_payment_and_another_one_are_not_named(
    tmp_path: Path, by_hand: str, row: str, sums: list[str]
) -> None:
    said, letters = planned(entered(tmp_path, by_hand), row)
    assert "where it is one payment" not in said and letters == sums
