"""Charges as bookings: each once, taken back when they are, and asked for once when they come back as invoices."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.cli.offices import GOOD, SETTINGS, Office, office

from pastdue.model import ChargeKind

pytestmark = pytest.mark.slow

FEES = SETTINGS.replace(
    'policy = "none"', 'policy = "eu-fixed-40"\nallow_high_charges = true\ncollect_charges_after_payment = true'
)


def shop(folder: Path, *rows: dict[str, str], settings: str = FEES) -> Office:
    return office(folder, *rows, settings=settings)


def booked(firm: Office, name: str, *words: str, on: str = "2026-10-30") -> list[dict[str, str]]:
    said = firm.says("charges", "--journal", name, "--as-of", on, *words)
    assert said.code == 0, said.err
    path = firm.folder / name
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


def asked(firm: Office, on: str) -> dict[str, tuple[str, str]]:
    plan = firm.says("plan", "invoices.csv", "--as-of", on, "--format", "json").json
    found = {n["invoice"]: ("asked", n["total"]) for one in plan["letters"] for n in one["invoices"]}
    return found | {skip["invoice"]: (skip["why"], "") for skip in plan["skips"]}


def test_each_kind_of_charge_has_a_letter_of_its_own_in_references() -> None:
    assert len({kind.initial for kind in ChargeKind}) == len(ChargeKind)


def test_each_charge_is_exported_once_and_taken_back_once_when_it_is_waived(tmp_path: Path) -> None:
    firm = shop(tmp_path)
    assert firm.runs(on="2026-09-01").code == 0
    (row,) = booked(firm, "a.csv")
    assert (row["reference"], row["invoice"], row["amount"], row["why"]) == ("A-1-C1", "A-1", "40.00", "charged")
    assert booked(firm, "b.csv") == []
    assert firm.runs(on="2026-10-10").code == 0  # a second notice restates the charge, and adds nothing
    assert booked(firm, "c.csv") == []
    firm.says("waive", "A-1", "--component", "compensation", "--amount", "15 EUR", "--why", "agreed")
    (row,) = booked(firm, "d.csv")
    assert (row["reference"], row["amount"], row["why"]) == ("A-1-C2", "-25.00", "reduced")
    firm.says("waive", "A-1", "--why", "kindness")
    (row,) = booked(firm, "e.csv")
    assert (row["amount"], row["why"]) == ("-15.00", "waived")
    assert booked(firm, "f.csv", "--again", "1")[0]["reference"] == "A-1-C1"


def test_what_is_voided_is_taken_back_and_charged_again_by_the_next_letter(tmp_path: Path) -> None:
    firm = shop(tmp_path)
    firm.runs(on="2026-09-01")
    booked(firm, "a.csv")
    firm.says("void", "A-1", "--stage", "reminder", "--why", "never posted")
    (row,) = booked(firm, "b.csv")
    assert (row["amount"], row["why"]) == ("-40.00", "voided")
    firm.runs(on="2026-09-02")
    (row,) = booked(firm, "c.csv")
    assert (row["reference"], row["amount"]) == ("A-1-C3", "40.00")


def test_a_file_that_cannot_be_written_leaves_an_export_that_can_be_written_again(tmp_path: Path) -> None:
    firm = shop(tmp_path)
    firm.runs(on="2026-09-01")
    lost = firm.says("charges", "--journal", "nowhere/a.csv")
    assert lost.code == 6 and "--again 1" in lost.err
    assert "nothing new to book; export 1 can be written once more" in firm.says("charges", "--journal", "a.csv").out
    assert [row["reference"] for row in booked(firm, "a.csv", "--again", "1")] == ["A-1-C1"]
    refused = firm.says("charges", "--journal", "a.csv")
    assert refused.code == 6 and "is already there" in refused.err


def test_a_charge_that_comes_back_is_asked_for_with_its_invoice_less_what_was_paid_on_it(tmp_path: Path) -> None:
    firm = shop(tmp_path)
    firm.runs(on="2026-09-01")
    booked(firm, "a.csv", on="2026-09-01")
    item = {"invoice": "A-1-C1", "customer_id": "C-1", "issued": "2026-09-01", "due": "2026-09-11", "total": "40.00"}
    firm.write({"paid": "0"}, item | {"paid": "10.00"})
    got = asked(firm, "2026-10-12")
    assert got == {"A-1": ("asked", "130.00"), "A-1-C1": ("booked_charge", "")}
    firm.write({"paid": "100.00"}, item | {"paid": "10.00"})  # the invoice is paid: its charge is asked for alone
    got = asked(firm, "2026-10-12")
    assert got["A-1"][0] == "paid" and got["A-1-C1"] == ("asked", "30.00")
    firm.write({"paid": "0"}, item | {"paid": "0", "customer_id": "C-9"})  # another customer's invoice of that number
    assert asked(firm, "2026-10-12")["A-1-C1"] == ("asked", "80.00")


def test_each_accounting_program_has_its_columns(tmp_path: Path) -> None:
    accounts = '\n[journal]\nform = "datev"\naccounts = { compensation = "2680" }\n'
    firm = shop(tmp_path, GOOD | {"customer": "Müller GmbH"}, settings=FEES + accounts)
    firm.runs(on="2026-09-01")
    assert firm.says("charges", "--journal", "datev.csv", "--as-of", "2026-09-03").err == ""
    lines = (tmp_path / "datev.csv").read_bytes().decode("cp1252").splitlines()
    assert lines[1] == "40,00;S;EUR;C-1;2680;0309;A-1-C1;A-1;compensation A-1, 2026-00001"
    firm.says("charges", "--journal", "xero.csv", "--for", "xero", "--again", "1")
    assert (tmp_path / "xero.csv").read_text(encoding="utf-8").splitlines()[1] == (
        "Müller GmbH,A-1-C1,A-1,03/09/2026,11/09/2026,Late payment of A-1: compensation (2026-00001),1,40.00,2680,"
        "Tax Exempt,EUR"
    )
    firm.says("charges", "--journal", "qb.csv", "--for", "quickbooks", "--again", "1")
    assert (tmp_path / "qb.csv").read_text(encoding="utf-8").splitlines()[1].startswith("A-1-C1,Müller GmbH,09/03/2026")
    assert "did you mean 'xero'" in firm.says("charges", "--for", "xeros").err


def test_one_kind_of_charges_is_waived_or_set_to_an_amount_and_charged_again(tmp_path: Path) -> None:
    own = tmp_path / "pastdue.d/policies/two.toml"
    own.parent.mkdir(parents=True)
    own.write_text(
        'title = "two"\n[[charge]]\nrule = "interest"\nannual_percent = 10\n'
        '[[charge]]\nrule = "flat"\namount = ["5 EUR"]\n'
    )
    firm = shop(tmp_path, settings=SETTINGS.replace('"none"', '"two"'))

    def charges() -> dict[str, str]:
        said = firm.says("explain", "invoices.csv", "A-1", "--as-of", "2026-10-30", "--format", "json").json
        return {charge["kind"]: charge["amount"] for charge in said["charges"]}

    assert charges() == {"interest": "2.49", "fee": "5.00"}
    firm.says("waive", "A-1", "--component", "interest", "--why", "agreed")
    assert charges() == {"fee": "5.00"}
    firm.says("waive", "A-1", "--component", "fee", "--amount", "3 EUR", "--why", "agreed")
    assert charges() == {"fee": "3.00"}
    firm.says("waive", "A-1", "--component", "interest", "--undo", "--why", "not kept")
    assert charges() == {"interest": "2.49", "fee": "3.00"}
    assert firm.says("waive", "A-1", "--component", "interest", "--undo", "--why", "x").code == 7
    assert (
        "leave the amount out" in firm.says("waive", "A-1", "--component", "fee", "--amount", "0 EUR", "--why", "x").err
    )
