"""Charges of an invoice that the export calls paid in full, paid later and entered by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, office

AUGUST, SEPTEMBER, OCTOBER = "2026-08-30", "2026-09-20", "2026-10-04"
CHARGED = SETTINGS.replace('policy = "none"', 'policy = "eur-8-percent"\ncollect_charges_after_payment = true')
PAID = {
    "a sum and its day": {"paid": "9000.00", "paid_on": "2026-09-10"},
    "a sum": {"paid": "9000.00"},
    "a balance": {"balance": "0.00"},
}
"""The ways in which an export calls the invoice of 9,000.00 paid; of the last two the day is not known."""


def paid_in_full(folder: Path, how: str) -> Office:
    """An office that asked for 9,059.18 in August; its run of September saw the invoice paid, without its charges."""
    said = PAID[how]
    open_ = (
        {"balance": "9000.00"}
        if "balance" in said
        else {"paid": "0.00", **({"paid_on": ""} if "paid_on" in said else {})}
    )
    firm = office(folder, {"total": "9000.00"} | open_, settings=CHARGED)
    assert firm.says("run", "invoices.csv", "--as-of", AUGUST, "--yes").code == 0
    firm.write({"total": "9000.00"} | said)
    assert firm.says("run", "invoices.csv", "--as-of", SEPTEMBER, "--yes").code == 0
    return firm


def left(firm: Office, amount: str, on: str) -> str:
    """What is left of the invoice and its charges once that was entered by hand."""
    assert firm.says("paid", "A-1", amount, "--on", on, "--as-of", on).code == 0
    return str(firm.says("explain", "invoices.csv", "A-1", "--as-of", OCTOBER, "--format", "json").json["total"])


@pytest.mark.parametrize("how", PAID)
@pytest.mark.parametrize(("amount", "open_"), [("59.18", "21.70"), ("80.88", "0.00"), ("80.89", "-0.01")])
def test_what_came_in_after_the_run_that_saw_it_paid_pays_its_charges(
    tmp_path: Path, how: str, amount: str, open_: str
) -> None:
    firm = paid_in_full(tmp_path, how)
    if how != "a sum and its day":  # without the day of the payment no more is owed than was paid
        open_ = {"59.18": "0.00", "80.88": "-21.70", "80.89": "-21.71"}[amount]
    assert left(firm, amount, "2026-09-21") == open_


@pytest.mark.parametrize("how", PAID)
def test_what_came_in_by_the_day_of_that_run_may_be_what_paid_it(tmp_path: Path, how: str) -> None:
    firm = paid_in_full(tmp_path, how)
    assert left(firm, "9000.00", SEPTEMBER) == ("80.88" if how == "a sum and its day" else "0.00")


@pytest.mark.parametrize(("amount", "asked"), [("80.88", []), ("80.87", ["0.01"])])
def test_the_next_letter_asks_for_what_is_left_of_the_charges_alone(
    tmp_path: Path, amount: str, asked: list[str]
) -> None:
    firm = paid_in_full(tmp_path, "a sum and its day")
    left(firm, amount, "2026-09-25")
    for on in (OCTOBER, "2026-11-05"):
        assert firm.says("run", "invoices.csv", "--as-of", on, "--yes").code == 0
        assert [letter["total"] for letter in firm.run_json(f"out/{on}/run.json")["letters"]] == asked


PART, FULL, NOTHING = "if it is among them, take it back with --undo", "counts as what paid it", ""


@pytest.mark.parametrize(
    ("shown", "amount", "on", "said"),
    [
        ("700.00", "200.00", SEPTEMBER, PART),
        ("700.00", "700.00", SEPTEMBER, PART),
        ("700.00", "700.01", SEPTEMBER, NOTHING),
        ("700.00", "200.00", "2026-09-21", NOTHING),
        ("0.00", "200.00", SEPTEMBER, NOTHING),
        ("9000.00", "200.00", SEPTEMBER, FULL),
        ("9000.00", "200.00", "2026-09-21", NOTHING),
    ],
)
def test_an_entry_that_the_last_run_may_have_seen_already_is_told_how_it_counts(
    tmp_path: Path, shown: str, amount: str, on: str, said: str
) -> None:
    firm = office(tmp_path, {"total": "9000.00", "paid": shown})
    assert firm.says("run", "invoices.csv", "--as-of", SEPTEMBER, "--yes").code == 0
    entered = firm.says("paid", "A-1", amount, "--on", on, "--as-of", "2026-09-25")
    assert entered.code == 0 and (said in entered.err if said else not entered.err)
