"""Invoices whose total rose since the last run, with payments on them that would hide it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.offices import Office, office

AUGUST, SEPTEMBER, OCTOBER = "2026-08-30", "2026-09-29", "2026-10-29"
PARTLY = {"balance": "80.00"}


def ends(firm: Office, on: str, *rows: dict[str, str], approved: str = "") -> dict[str, Any]:
    """What becomes of each invoice in the run of that day: what its letter calls open of it, or why it got none."""
    if rows:
        firm.write(*rows)
    firm.says("run", "invoices.csv", "--as-of", on, "--yes", *(["--approve", approved] if approved else []))
    told = firm.run_json(f"out/{on}/run.json")
    sent = {own["invoice"]: own["open"] for letter in told["letters"] for own in letter["invoices"]}
    return sent | {skip["invoice"]: (skip["why"], skip["detail"]) for skip in told["skips"]}


def test_a_total_that_rose_is_asked_about_though_payments_leave_less_open(tmp_path: Path) -> None:
    firm = office(tmp_path, PARTLY, PARTLY)
    ends(firm, AUGUST)
    rose = {"total": "138.00", "balance": "38.00"}
    why, detail = ends(firm, SEPTEMBER, rose, rose)["A-1"]
    assert why == "needs_review"
    assert detail == "its total was 100.00 EUR in the last run and is 138.00 EUR now, 38.00 EUR of it open"
    found = ends(firm, "2026-09-30", approved="A-2")
    assert found["A-1"][0] == "needs_review", "it is asked about until it is answered"
    assert found["A-2"] == "38.00"
    found = ends(firm, OCTOBER, PARTLY | {"balance": "0.00"}, rose)
    assert found["A-1"][0] == "paid"
    assert found["A-2"] == "38.00"


def test_what_fell_was_paid_or_is_told_another_way_is_asked_for(tmp_path: Path) -> None:
    firm = office(tmp_path, PARTLY, PARTLY, {"total": "80.00", "balance": "80.00"})
    ends(firm, AUGUST)
    paid, fell, told = PARTLY | {"balance": "60.00"}, {"total": "90.00", "balance": "70.00"}, PARTLY
    assert ends(firm, SEPTEMBER, paid, fell, told) == {"A-1": "60.00", "A-2": "70.00", "A-3": "80.00"}


@pytest.mark.parametrize(
    ("then", "end"),
    [
        ({"total": "130.00", "balance": "100.00"}, "needs_review"),  # 30 paid: 70 of the 100 were beyond question
        ({"total": "130.00", "balance": "30.00"}, "needs_review"),  # all that was beyond question is paid
        ({"total": "130.00", "balance": "0.01"}, "needs_review"),
        ({"total": "130.00", "balance": "0.00"}, "paid"),
        ({"total": "100.00", "balance": "70.00"}, "70.00"),  # the total was corrected
        ({"total": "100.00", "balance": "100.00"}, "100.00"),
        ({"total": "130.00", "balance": "130.00"}, "needs_review"),
    ],
)
def test_what_grew_and_was_never_approved_is_asked_about_though_it_is_paid_in_part_later(
    tmp_path: Path, then: dict[str, str], end: str
) -> None:
    firm = office(tmp_path, {"balance": "100.00"}, {"balance": "100.00"})
    ends(firm, AUGUST)
    grown = {"total": "130.00", "balance": "130.00"}
    found = ends(firm, SEPTEMBER, grown, grown, approved="A-2")
    assert found["A-1"][0] == "needs_review" and found["A-2"] == "130.00"
    for on in (OCTOBER, "2026-10-30"):
        got = ends(firm, on, then, {"total": "130.00", "balance": "0.00"})["A-1"]
        assert (got if isinstance(got, str) else got[0]) in (end, "already_sent" if on != OCTOBER else end)


def test_an_invoice_that_was_paid_more_than_was_beyond_question_is_no_credit(tmp_path: Path) -> None:
    other = {"customer_id": "C-1", "invoice": "B-1", "due": "2026-09-20", "balance": "50.00"}
    firm = office(tmp_path, {"balance": "100.00"}, other)
    ends(firm, AUGUST)
    rose = {"total": "300.00", "balance": "150.00"}
    assert ends(firm, SEPTEMBER, rose, other)["A-1"][0] == "needs_review"
    found = ends(firm, OCTOBER, rose, other)
    assert found["A-1"][0] == "needs_review" and found["B-1"] == "50.00", "nothing of the customer's is less"


def test_a_correction_of_the_total_ends_the_question(tmp_path: Path) -> None:
    firm = office(tmp_path, PARTLY)
    ends(firm, AUGUST)
    assert ends(firm, SEPTEMBER, {"total": "130.00", "balance": "70.00"})["A-1"][0] == "needs_review"
    assert ends(firm, OCTOBER, PARTLY | {"balance": "40.00"})["A-1"] == "40.00"


@pytest.mark.parametrize(("approved", "asked"), [("", {"A-2": "60.00"}), ("A-1", {"A-1": "80.00", "A-2": "100.00"})])
def test_a_credit_goes_to_what_is_asked_about_last(tmp_path: Path, approved: str, asked: dict[str, str]) -> None:
    """The older invoice would have it all, and the younger one's letter would ask for more than the customer owes."""
    whose = {"customer_id": "C-1"}
    older, younger = whose | {"due": "2026-07-25"}, whose | {"issued": "2026-07-20", "due": "2026-08-28"}
    firm = office(tmp_path, older, younger)
    ends(firm, AUGUST)
    credit = whose | {"invoice": "CN-1", "issued": "2026-09-01", "due": "2026-09-01", "total": "-40.00"}
    firm.write(older | {"total": "120.00"}, younger, credit)
    firm.says("run", "invoices.csv", "--as-of", SEPTEMBER, "--yes", *(["--approve", approved] if approved else []))
    letters = firm.run_json(f"out/{SEPTEMBER}/run.json")["letters"]
    assert {own["invoice"]: letter["total"] for letter in letters for own in letter["invoices"]} == asked
