"""Payments kept from earlier runs where their invoice is another one now, or another customer's: from both sides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

FIRST, SECOND = "2026-08-31", "2026-09-30"
BUSINESS = {"invoice": "R-1", "customer_id": "C", "customer_type": "business", "due": "2026-12-31"}


@pytest.fixture(scope="module")
def run_shop(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose first run knew a payment of 60 on R-1."""
    shop = office(tmp_path_factory.mktemp("shop"), BUSINESS)
    (shop.folder / "pay.csv").write_text("invoice,on,amount\nR-1,2026-08-10,60.00\n", encoding="utf-8")
    assert shop.runs("invoices.csv", "--payments", "pay.csv", on=FIRST).code == 0
    assert open_(shop, FIRST) == "40.00"
    return shop


@pytest.fixture
def shop(run_shop: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    return Office(shutil.copytree(run_shop.folder, tmp_path, dirs_exist_ok=True))


def open_(shop: Office, on: str) -> str:
    return str(shop.run_json(f"out/{on}/reports/aging.json")["totals"][0]["total"])


@pytest.mark.parametrize(("issued", "left"), [("2026-08-30", "40.00"), ("2026-08-31", "100.00")])
@pytest.mark.parametrize("again", [False, True])
def test_a_payment_of_an_older_invoice_is_not_one_of_the_number_used_again(
    shop: Office, issued: str, left: str, again: bool
) -> None:
    shop.write(BUSINESS | {"issued": issued})
    shop.runs("invoices.csv", *(["--payments", "pay.csv"] if again else []), on=SECOND)
    assert open_(shop, SECOND) == left


def test_a_payment_entered_by_hand_is_not_one_of_the_number_used_again(shop: Office) -> None:
    assert shop.says("paid", "R-1", "40.00", "--on", "2026-08-31").code == 0
    shop.write(BUSINESS | {"issued": "2026-09-01"})
    shop.runs(on=SECOND)
    assert open_(shop, SECOND) == "100.00"


def test_a_payment_before_the_day_of_issue_stays_one_of_its_invoice(tmp_path: Path) -> None:
    shop = office(tmp_path, BUSINESS | {"issued": "2026-09-15"})
    (tmp_path / "pay.csv").write_text("invoice,on,amount\nR-1,2026-08-10,60.00\n", encoding="utf-8")
    shop.runs("invoices.csv", "--payments", "pay.csv", on=FIRST)
    shop.runs(on=SECOND)
    assert open_(shop, SECOND) == "40.00"


def test_a_payment_handed_in_again_counts_for_the_customer_its_invoice_was_given_to(shop: Office) -> None:
    shop.write(BUSINESS | {"customer_id": "D", "customer": "Dorn GmbH"})
    shop.runs("invoices.csv", "--payments", "pay.csv", on=SECOND)
    assert open_(shop, SECOND) == "40.00"
