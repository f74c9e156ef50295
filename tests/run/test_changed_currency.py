"""An invoice that is in another currency than its letters, bookings and agreements: no amounts of two are compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, Said, office

FEE = 'title = "Fee"\nsource = "terms"\n[[charge]]\nrule = "flat"\neach = "notice"\namount = ["5 EUR", "7 CHF"]\n'
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = "2026-08-30", "2026-09-29", "2026-10-29", "2026-11-28"


def run(firm: Office, on: str, *more: str) -> Said:
    return firm.says("run", "invoices.csv", "--as-of", on, "--yes", *more)


@pytest.fixture
def firm(tmp_path: Path) -> Office:
    """An office with a letter in euros about A-1, its fee booked and agreed, whose export has it in francs now."""
    settings = SETTINGS.replace('"none"', '"fee"') + "collect_charges_after_payment = true\n"
    made = office(tmp_path, {}, settings=settings)
    (tmp_path / "pastdue.d" / "policies").mkdir(parents=True)
    (tmp_path / "pastdue.d" / "policies" / "fee.toml").write_text(FEE, encoding="utf-8")
    run(made, AUGUST)
    assert made.says("charges", "--journal", "a.csv", "--as-of", AUGUST).code == 0
    assert (
        made.says("waive", "A-1", "--component", "fee", "--amount", "2 EUR", "--why", "x", "--as-of", AUGUST).code == 0
    )
    charge = {"invoice": "A-1-F1", "customer_id": "C-1", "issued": AUGUST, "due": "2026-09-05", "total": "5.00"}
    made.write({"currency": "CHF"}, charge)
    return made


def test_what_is_approved_in_another_currency_is_asked_for_in_that_alone(firm: Office) -> None:
    assert run(firm, OCTOBER).code == 3
    assert "letter 2026-00001 asked for EUR, the invoice is now in CHF" in firm.run_json(f"out/{OCTOBER}/run.json")[
        "skips"][0]["detail"]  # fmt: skip
    assert run(firm, "2026-10-30", "--approve", "A-1").code == 0
    letters = firm.run_json("out/2026-10-30/run.json")["letters"]
    assert [(own["invoice"], letter["currency"], own["charges"]) for letter in letters for own in letter["invoices"]
            if own["invoice"] == "A-1"] == [("A-1", "CHF", "14.00")]  # fmt: skip
    for command in ("tasks", "aging", "customers", "plan"):
        assert firm.says(command, "invoices.csv", "--as-of", NOVEMBER).code == 0
    claimed = firm.says("claim", "invoices.csv", "C-1", "--currency", "CHF", "--early", "--as-of", "2026-10-30")
    assert claimed.code == 0, claimed.err


def test_an_invoice_paid_in_another_currency_is_paid(firm: Office) -> None:
    firm.write({"currency": "CHF", "paid": "100.00"})
    assert run(firm, OCTOBER).code == 0
    (skip,) = firm.run_json(f"out/{OCTOBER}/run.json")["skips"]
    assert skip["why"] == "paid"
