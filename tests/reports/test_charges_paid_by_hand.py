"""Charges of an invoice that the export calls paid in full, paid later or before that and entered by hand."""

from __future__ import annotations

import shlex
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


def charged(folder: Path, *entries: tuple[str, str], how: str = "a sum and its day") -> Office:
    """An office that asked for 9,059.18 in August, and these (amount, day) were entered by hand while its export called
    nothing paid; since then it calls the invoice paid."""
    nothing = {key: {"paid": "0.00", "balance": "9000.00", "paid_on": ""}[key] for key in PAID[how]}
    firm = office(folder, {"total": "9000.00"} | nothing, settings=CHARGED)
    assert firm.says("run", "invoices.csv", "--as-of", AUGUST, "--yes").code == 0
    for amount, on in entries:
        assert firm.says("paid", "A-1", amount, "--on", on, "--as-of", "2026-09-09").code == 0
    firm.write({"total": "9000.00"} | PAID[how])
    return firm


def ran(firm: Office, on: str) -> tuple[list[str], int]:
    """The sums of the letters of a run, and how many remarks said that an entry counts for charges."""
    done = firm.says("run", "invoices.csv", "--as-of", on, "--yes", "--format", "json")
    assert done.code == 0, done.err
    return [letter["total"] for letter in done.json["letters"]], done.err.count("is what a letter named as charges")


BEFORE = "2026-09-05"


def test_what_a_letter_named_as_charges_and_came_in_before_the_invoice_is_not_asked_for_again(tmp_path: Path) -> None:
    firm = charged(tmp_path, ("59.18", BEFORE))
    assert ran(firm, SEPTEMBER) == ([], 1)
    assert ran(firm, OCTOBER) == (["21.63"], 0), "what grew until the invoice was paid, on 59.18 less from that day on"


def test_the_command_that_the_remark_names_makes_it_a_part_of_the_invoice_again(tmp_path: Path) -> None:
    firm = charged(tmp_path, ("59.18", BEFORE))
    said = firm.says("plan", "invoices.csv", "--as-of", SEPTEMBER).err
    command = shlex.split(said.split("where that has it, `pastdue ")[1].split("`")[0])
    assert firm.says(*command, "--as-of", SEPTEMBER).code == 0
    assert ran(firm, SEPTEMBER) == ([], 0) and ran(firm, OCTOBER) == (["80.88"], 0)


@pytest.mark.parametrize("how", ["a sum", "a balance"])
def test_so_it_is_where_the_export_says_no_day_and_the_firm_is_owed_nothing_less_for_it(
    tmp_path: Path, how: str
) -> None:
    firm = charged(tmp_path, ("59.18", BEFORE), how=how)
    assert ran(firm, SEPTEMBER) == ([], 1) and ran(firm, OCTOBER) == ([], 0)
    assert firm.run_json(f"out/{OCTOBER}/reports/aging.json")["totals"] == []


@pytest.mark.parametrize(
    "entries",
    [
        [("59.17", BEFORE)],
        [("59.19", BEFORE)],
        [("59.18", "2026-08-29")],  # before the letter
        [("59.18", BEFORE), ("59.18", "2026-09-07")],  # instalments
    ],
)
def test_other_entries_are_a_part_of_what_the_export_calls_paid(tmp_path: Path, entries: list[tuple[str, str]]) -> None:
    firm = charged(tmp_path, *entries)
    assert ran(firm, SEPTEMBER) == ([], 0) and ran(firm, OCTOBER) == (["80.88"], 0)


def test_beside_it_the_export_shows_the_other_entries(tmp_path: Path) -> None:
    firm = charged(tmp_path, ("4000.00", "2026-09-01"), ("59.18", BEFORE), ("5000.00", "2026-09-08"))
    assert ran(firm, SEPTEMBER) == ([], 1)
    found = firm.says("explain", "invoices.csv", "A-1", "--as-of", SEPTEMBER, "--format", "json").json
    assert found["open"] == "-59.18"


def test_charges_that_the_export_has_booked_on_the_invoice_count_once(tmp_path: Path) -> None:
    firm = charged(tmp_path, ("59.18", BEFORE))
    for paid, left in (("9059.18", "-59.18"), ("9030.00", "-59.18"), ("9060.00", "-60.00"), ("8999.99", "0.01")):
        firm.write({"total": "9000.00", "paid": paid, "paid_on": "2026-09-10"})
        found = firm.says("explain", "invoices.csv", "A-1", "--as-of", SEPTEMBER, "--format", "json")
        assert found.json["open"] == left, paid
    firm.write({"total": "9000.00", "paid": "9059.18", "paid_on": "2026-09-10"})
    assert ran(firm, SEPTEMBER) == ([], 0)


def test_charges_of_a_letter_that_was_voided_are_none(tmp_path: Path) -> None:
    firm = charged(tmp_path, ("59.18", BEFORE))
    assert firm.says("void", "--letter", "2026-00001", "--why", "x", "--as-of", "2026-09-09").code == 0
    assert ran(firm, SEPTEMBER)[1] == 0


def test_charges_entered_once_a_run_has_seen_the_invoice_paid_count_for_them_and_that_is_said(tmp_path: Path) -> None:
    firm = paid_in_full(tmp_path, "a sum and its day")
    said = firm.says("paid", "A-1", "59.18", "--on", BEFORE, "--as-of", "2026-09-25")
    assert "a letter named 59.18 EUR as charges: this counts for them" in said.err
    assert ran(firm, OCTOBER) == (["21.63"], 0)


def test_charges_paid_by_hand_are_known_in_an_export_in_parts(tmp_path: Path) -> None:
    firm = charged(tmp_path, ("59.18", BEFORE))
    more = {"invoice": "Z-9", "customer_id": "C-9", "total": "9.00", "paid": "9.00", "paid_on": "2026-09-10"}
    firm.write(more, name="more.csv")
    done = firm.says("run", "invoices.csv", "more.csv", "--as-of", OCTOBER, "--yes", "--format", "json")
    assert done.code == 0, done.err
    assert [letter["total"] for letter in done.json["letters"]] == ["21.63"]
    assert done.err.count("is what a letter named as charges") == 1
