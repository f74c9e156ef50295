"""Payments that went back: an invoice that is read as paid would be owed again, which is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Paid"


def listed(header: str, cell: str, paid: str = "100.00") -> str:
    rows = (f"1,Alder,2026-01-05,2026-02-04,100.00,EUR,{paid},{cell}", "2,Birch,2026-01-06,2026-02-05,90.00,EUR,0.00,")
    return "\n".join([f"{HEAD},{header}", *rows, ""])


@pytest.mark.parametrize(("header", "cell"), [
    ("Bounced", "Y"), ("Rücklastschrift", "x"), ("Payment returned", "2026-03-01"), ("Written back", "100.00"),
    ("Chargeback", "yes"), ("Rücklastschrift am", "2026-03-01"),
])  # fmt: skip
@pytest.mark.parametrize("paid", ["100.00", "40.00"])
def test_a_payment_that_went_back_beside_an_invoice_read_as_paid_is_asked_about(
    tmp_path: Path, header: str, cell: str, paid: str
) -> None:
    text = listed(header, cell, paid)
    assert f"{header}: " in refusal(tmp_path, text)
    assert list(opened(taken(tmp_path, text, ignore=(header,))).values()) == [f"{100 - float(paid):.2f}", "90.00"]


@pytest.mark.parametrize(("header", "cell", "paid"), [
    ("Bounced", "N", "100.00"), ("Bounced", "", "100.00"), ("Written back", "0.00", "100.00"), ("Bounced", "N", "0.00"),
])  # fmt: skip
def test_no_payment_that_went_back_changes_nothing(tmp_path: Path, header: str, cell: str, paid: str) -> None:
    assert opened(taken(tmp_path, listed(header, cell, paid)))["2"] == "90.00"


@pytest.mark.parametrize("header", ["Failed payments", "Rejected payments", "Returned payments"])
def test_what_failed_is_an_amount_where_it_is_what_was_paid_and_else_how_often(tmp_path: Path, header: str) -> None:
    whole = listed(header, "100", paid="100").replace("90.00,EUR,0.00,", "90.00,EUR,0.00,0")
    assert f"{header}: says of 1 row read as paid" in refusal(tmp_path, whole)
    often = listed(header, "2", paid="100").replace("90.00,EUR,0.00,", "90.00,EUR,0.00,1")
    assert opened(taken(tmp_path, often)) == {"1": "0.00", "2": "90.00"}
