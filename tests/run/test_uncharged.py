"""Invoices whose charges cannot be worked out: told wherever they stand without them, and not claimed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import ON, SETTINGS, Office, office

RATED = SETTINGS.replace('"none"', '"de-b2b"')
LATER = "2027-03-01"
CASES = {
    "unknown": (SETTINGS, {"policy": "nonsense"}, "'nonsense' is unknown"),
    "in no currency": (SETTINGS, {"policy": "us-flat-25"}, "has no amount in EUR"),
    "too high": (SETTINGS, {"policy": "eu-fixed-40", "total": "79.99"}, "are more than 50 % of the invoice"),
    "beyond the rates": (RATED, {"customer_type": "business"}, "is known for 2027-01-01"),
}


def firm_of(folder: Path, case: str) -> tuple[Office, str, str]:
    """The office of a case, the day of its commands, and what they say."""
    settings, row, said = CASES[case]
    ours = {"customer_id": "C-1", "invoice": "B-1", "total": "30.00", "policy": "none"}
    firm = office(folder, row, ours, settings=settings)
    on = LATER if case == "beyond the rates" else ON
    assert firm.runs(on=on).code == 3
    return firm, on, said


@pytest.mark.parametrize("case", CASES)
def test_a_statement_says_which_invoice_stands_without_charges(tmp_path: Path, case: str) -> None:
    firm, on, said = firm_of(tmp_path, case)
    for who in ("C-1", "--all"):
        told = firm.says("statement", "invoices.csv", who, "--as-of", on, "--quiet")
        assert told.code == 3
        assert "warning: A-1: nothing is charged: " in told.err and said in told.err and "B-1:" not in told.err


@pytest.mark.parametrize("case", CASES)
def test_a_claim_is_not_made_without_charges(tmp_path: Path, case: str) -> None:
    firm, on, said = firm_of(tmp_path, case)
    told = firm.says("claim", "invoices.csv", "C-1", "--early", "--as-of", on)
    assert told.code == 2 and "A-1: nothing is charged: " in told.err and said in told.err
    assert firm.says("history", "--claims", "--format", "csv").rows == []


@pytest.mark.parametrize("case", CASES)
def test_an_explanation_says_it_whatever_keeps_the_letter_back(tmp_path: Path, case: str) -> None:
    firm, on, said = firm_of(tmp_path, case)
    assert firm.says("hold", "A-1", "--why", "x", "--as-of", on).code == 0
    told = firm.says("explain", "invoices.csv", "A-1", "--as-of", on, "--format", "json").json
    assert told["why"] == "on_hold" and [said in each for each in told["remarks"]][-1]


def test_what_is_not_owed_or_bears_none_is_not_told(tmp_path: Path) -> None:
    row = {"policy": "nonsense"}
    firm = office(
        tmp_path, row | {"paid": "100.00"}, row | {"paid": "0.00", "due": "2026-10-30"}, {"paid": "0.00", "policy": ""},
    )  # fmt: skip
    told = firm.says("statement", "invoices.csv", "--all", "--as-of", ON)
    assert told.code == 0 and "warning" not in told.err


def test_an_amount_that_is_just_half_of_the_invoice_is_charged(tmp_path: Path) -> None:
    firm = office(tmp_path, {"policy": "eu-fixed-40", "total": "80.00"})
    told = firm.says("statement", "invoices.csv", "C-1", "--as-of", ON, "--format", "csv")
    assert (told.code, told.rows[-1]["balance"]) == (0, "120.00")
