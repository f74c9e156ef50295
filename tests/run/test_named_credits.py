"""Credit notes that name an invoice: laid on it, and asked about where it cannot be theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.offices import Office, office

CREDIT = {"invoice": "CN-1", "total": "-40.00", "due": "2026-07-31"}


def ends(firm: Office, *more: str) -> tuple[dict[str, str], Any]:
    """The end of each invoice in the run of the day, and the whole report."""
    said = firm.runs("invoices.csv", *more)
    assert said.code in (0, 3), said.err
    told = firm.run_json()
    sent = {one["invoice"]: letter["total"] for letter in told["letters"] for one in letter["invoices"]}
    return sent | {skip["invoice"]: skip["why"] for skip in told["skips"]}, told


@pytest.mark.parametrize(
    ("named", "wrong"),
    [("A-9", "which is not in the file"), ("A-2", "which is customer C-2's"), ("A-1 ", ""), ("", "")],
)
def test_a_credit_for_an_invoice_that_cannot_be_its_own_keeps_its_customers_letters_back(
    tmp_path: Path, named: str, wrong: str
) -> None:
    firm = office(tmp_path, {}, {}, CREDIT | {"customer_id": "C-1", "applies_to": named})
    found, told = ends(firm)
    assert found["A-2"] == "100.00"
    if not wrong:
        assert found["A-1"] == "60.00"
        return
    assert found["A-1"] == "needs_review"
    (detail,) = (skip["detail"] for skip in told["skips"] if skip["invoice"] == "A-1")
    assert detail == f"credit CN-1 of 40.00 EUR names invoice {named!r}, {wrong}"
    assert any(f"line 4: {detail}: correct `applies_to`, or empty it" in remark for remark in told["remarks"])


def test_an_approval_lays_the_credit_on_what_is_oldest(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, {}, CREDIT | {"customer_id": "C-1", "applies_to": "A-9"})
    assert ends(firm, "--approve", "A-1")[0]["A-1"] == "60.00"


def test_a_credit_for_an_invoice_that_an_earlier_run_saw_is_laid_on_what_is_left(tmp_path: Path) -> None:
    firm = office(tmp_path, {"paid": "100.00"}, {"customer_id": "C-1"})
    firm.runs(on="2026-09-30")
    firm.write({"invoice": "A-2", "customer_id": "C-1"}, CREDIT | {"customer_id": "C-1", "applies_to": "A-1"})
    assert ends(firm)[0]["A-2"] == "60.00"


def test_a_credit_for_another_currency_is_asked_about(tmp_path: Path) -> None:
    firm = office(
        tmp_path, {}, {"customer_id": "C-1", "currency": "PLN"}, CREDIT | {"customer_id": "C-1", "applies_to": "A-2"}
    )
    found, told = ends(firm)
    assert found["A-1"] == "needs_review" and found["A-2"] == "100.00"
    assert any("names invoice 'A-2', which is in PLN" in remark for remark in told["remarks"])


def test_a_used_up_credit_with_a_wrong_number_keeps_nothing_back(tmp_path: Path) -> None:
    spent = CREDIT | {"customer_id": "C-1", "applies_to": "A-9", "paid": "-40.00"}
    firm = office(tmp_path, {"paid": "10.00"}, spent)
    assert ends(firm)[0]["A-1"] == "90.00"


@pytest.mark.parametrize(("named", "end"), [("A-9", "needs_review"), ("A-1", "60.00")])
def test_a_credit_is_asked_about_on_an_invoice_whose_payment_by_a_former_customer_is_answered_for(
    tmp_path: Path, named: str, end: str
) -> None:
    firm = office(tmp_path, {})
    firm.says("run", "invoices.csv", "--as-of", "2026-08-15", "--yes")
    assert firm.says("paid", "A-1", "40", "--on", "2026-08-16", "--as-of", "2026-08-16").code == 0
    moved = {"customer_id": "C-2", "customer": "Beta AG"}
    firm.write(moved)
    firm.says("run", "invoices.csv", "--as-of", "2026-08-29", "--yes")
    firm.says("run", "invoices.csv", "--as-of", "2026-08-30", "--yes", "--approve", "A-1")
    assert [letter["total"] for letter in firm.run_json("out/2026-08-30/run.json")["letters"]] == ["100.00"]
    firm.write(moved, moved | CREDIT | {"applies_to": named})
    firm.says("run", "invoices.csv", "--as-of", "2026-09-29", "--yes")
    told = firm.run_json("out/2026-09-29/run.json")
    sent = {one["invoice"]: letter["total"] for letter in told["letters"] for one in letter["invoices"]}
    assert (sent | {skip["invoice"]: skip["why"] for skip in told["skips"]})["A-1"] == end
