"""Money that is entered for a number whose invoice is, or may be, another one than it paid: told at once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

OWN = {"invoice": "A-1", "customer_id": "C-1", "issued": "2026-01-05", "due": "2026-02-04", "paid": "0.00"}
USED = {"invoice": "A-2", "customer_id": "C-1", "issued": "2026-01-05", "due": "2026-02-04", "paid": "100.00"}
AGAIN = USED | {"customer_id": "C-2", "customer": "Beta GmbH", "issued": "2026-03-19", "due": "2026-04-18"}
MARCH, APRIL, JULY = "2026-03-05", "2026-04-01", "2026-07-01"
NOT_COUNTED, EARLY = "is not counted on A-2", "came in more than a month before"


def taken_over(folder: Path, paid: str = "0.00") -> Office:
    """An office whose number A-2 was another customer's, who had paid it; 60.00 came in for the invoice of today."""
    firm = office(folder, OWN, USED)
    assert firm.runs(on=MARCH).code == 0
    assert firm.says("paid", "A-2", "60", "--on", "2026-03-25", "--as-of", "2026-03-25").code == 0
    firm.write(OWN, AGAIN | {"paid": paid})
    return firm


@pytest.mark.parametrize("command", ["aging", "check", "plan", "run"])
def test_money_that_is_not_counted_is_named_long_before_a_letter_is_due(tmp_path: Path, command: str) -> None:
    firm = taken_over(tmp_path)
    assert firm.says(command, "invoices.csv", "--as-of", APRIL).err.count(NOT_COUNTED) == 1


@pytest.mark.parametrize(("paid", "named"), [("59.99", True), ("60.00", False)])
def test_nothing_is_named_where_the_export_calls_as_much_paid(tmp_path: Path, paid: str, named: bool) -> None:
    assert (NOT_COUNTED in taken_over(tmp_path, paid).says("aging", "invoices.csv", "--as-of", APRIL).err) is named


def test_handed_in_for_the_invoice_as_it_is_now_it_counts(tmp_path: Path) -> None:
    firm = taken_over(tmp_path)
    (firm.folder / "paid.csv").write_text("invoice,customer_id,on,amount\nA-2,C-2,2026-03-25,60.00\n", encoding="utf-8")
    said = firm.says("aging", "invoices.csv", "--payments", "paid.csv", "--as-of", APRIL, "--format", "json")
    assert NOT_COUNTED not in said.err and said.json["totals"][0]["total"] == "140.00"


@pytest.mark.parametrize(("days", "named"), [(31, False), (32, True), (300, True)])
@pytest.mark.parametrize("way", ["by hand", "in a list"])
def test_money_from_long_before_the_issue_counts_and_is_named(tmp_path: Path, way: str, days: int, named: bool) -> None:
    on = str(date(2026, 1, 5) - timedelta(days))
    firm, more = office(tmp_path, OWN | {"paid": ""}), list[str]()
    if way == "by hand":
        assert firm.says("paid", "A-1", "60 EUR", "--on", on, "--as-of", "2026-01-05").code == 0
    else:
        (firm.folder / "paid.csv").write_text(f"invoice,on,amount\nA-1,{on},60.00\n", encoding="utf-8")
        more = ["--payments", "paid.csv"]
    for command in ("check", "aging"):
        assert (EARLY in firm.says(command, "invoices.csv", *more, "--as-of", APRIL).err) is named
    said = firm.says("aging", "invoices.csv", *more, "--as-of", APRIL, "--format", "json")
    assert said.json["totals"][0]["total"] == "40.00"


def test_the_command_that_is_named_takes_it_back(tmp_path: Path) -> None:
    firm = office(tmp_path, OWN)
    entry = ("paid", "A-1", "60 EUR", "--on", "2025-11-20", "--as-of", "2026-01-05")
    assert firm.says(*entry).code == 0
    assert EARLY in firm.says("plan", "invoices.csv", "--as-of", JULY).err
    assert firm.says(*entry, "--undo").code == 0
    assert EARLY not in firm.says("plan", "invoices.csv", "--as-of", JULY).err
