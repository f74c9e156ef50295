"""Money on account between two runs: the sums begin with what the last run said, whenever the money was entered."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, office

JULY, AUGUST, SEPTEMBER = "2026-08-01", "2026-08-10", "2026-09-10"
ROW = {"total": "300.00"}


def run(firm: Office, on: str, *files: str) -> str:
    """What is open after a run of that day, by its aging."""
    assert firm.says("run", *(files or ("invoices.csv",)), "--as-of", on, "--yes", "--processes", "1").code == 0
    return str(firm.run_json(f"out/{on}/reports/aging.json")["totals"][0]["total"])


def moved(firm: Office, on: str, since: str) -> list[tuple[str, dict[str, str], str]]:
    """From the sum then by what moved to the sum now: by the run of `on`, and by the aging compared with `since`."""
    by_run = firm.run_json(f"out/{on}/run.json")["changes"]["totals"]
    aged = firm.says("aging", "invoices.csv", "--as-of", on, "--compare", since, "--format", "json").json
    return [
        (one["then"], {kind: each["amount"] for kind, each in one["moved"].items()}, one["now"])
        for one in (by_run[0], aged["compare"]["totals"][0])
    ]


def paid(firm: Office, *more: str, amount: str = "50", on: str = "2026-08-05") -> None:
    words = ("paid", "--customer", "C-1", amount, "--on", on, "--as-of", SEPTEMBER)
    assert firm.says(*words, *more).code == 0


@pytest.mark.parametrize("on", ["2026-08-05", AUGUST, "2026-08-11"])
@pytest.mark.parametrize("parts", [False, True])
def test_money_entered_after_a_run_came_in_since_whatever_its_day(tmp_path: Path, on: str, parts: bool) -> None:
    firm = office(tmp_path, ROW)
    assert run(firm, AUGUST) == "300.00"
    paid(firm, on=on)
    firm.write({"invoice": "Z-9", "customer_id": "C-9", "total": "0.00"}, name="more.csv")
    assert run(firm, SEPTEMBER, "invoices.csv", *(["more.csv"] if parts else [])) == "250.00"
    assert moved(firm, SEPTEMBER, AUGUST) == [("300.00", {"credited": "-50.00"}, "250.00")] * 2


def test_money_entered_before_a_run_was_there_and_is_taken_back_since(tmp_path: Path) -> None:
    firm = office(tmp_path, ROW)
    run(firm, JULY)
    paid(firm)
    paid(firm, amount="20")
    assert run(firm, AUGUST) == "230.00"
    paid(firm, "--undo")
    paid(firm, amount="7")
    assert run(firm, SEPTEMBER) == "273.00"
    change = {"credited": "-7.00", "grown": "50.00"}
    assert moved(firm, SEPTEMBER, AUGUST) == [("230.00", change, "273.00")] * 2
    aged = firm.says("aging", "invoices.csv", "--as-of", AUGUST, "--compare", JULY, "--format", "json").json
    assert aged["compare"]["totals"][0]["then"] == "300.00"


CHARGING = SETTINGS.replace('policy = "none"', 'policy = "mahngebuehr-5"\ncharges_from = "reminder"')


def charged(folder: Path) -> Office:
    """A firm with 100.00 not due, whose first letter asked for 300.00 and a fee of 5.00, all of which came in on
    account in time."""
    later = {"total": "100.00", "due": "2026-12-31"}
    firm = office(folder, ROW | {"due": "2026-07-01"}, later, settings=CHARGING)
    assert run(firm, JULY) == "400.00"
    paid(firm, amount="305", on="2026-08-05")
    return firm


@pytest.mark.parametrize("parts", [False, True])
def test_what_money_on_account_paid_for_charges_is_off_in_the_sum_then_as_well(tmp_path: Path, parts: bool) -> None:
    firm = charged(tmp_path)
    firm.write({"invoice": "Z-9", "customer_id": "C-9", "total": "0.00"}, name="more.csv")
    files = ("invoices.csv", *(["more.csv"] if parts else []))
    firm.says("run", *files, "--as-of", AUGUST, "--yes", "--processes", "1")
    assert moved(firm, AUGUST, JULY) == [("400.00", {"credited": "-300.00"}, "100.00")] * 2
    assert firm.says("run", *files, "--as-of", SEPTEMBER, "--yes", "--processes", "1").code == 0
    assert moved(firm, SEPTEMBER, AUGUST) == [("100.00", {}, "100.00")] * 2
    paid(firm, amount="20", on="2026-09-05")
    planned = firm.says("plan", *files, "--as-of", SEPTEMBER, "--format", "json").json
    assert [(one["change"], one["after"]["amount"]) for one in planned["changes"]["invoices"]] == [
        ("credited", "-20.00")
    ]


def test_money_on_account_whose_charges_are_waived_later_is_more_of_a_credit(tmp_path: Path) -> None:
    firm = charged(tmp_path)
    run(firm, AUGUST)
    assert firm.says("waive", "A-1", "--why", "x", "--as-of", AUGUST).code == 0
    assert run(firm, SEPTEMBER) == "95.00"
    assert moved(firm, SEPTEMBER, AUGUST) == [("100.00", {"credited": "-5.00"}, "95.00")] * 2
    (change,) = firm.run_json(f"out/{SEPTEMBER}/run.json")["changes"]["invoices"]
    assert (change["before"]["amount"], change["after"]["amount"]) == ("-300.00", "-305.00")
    aged = firm.says("aging", "invoices.csv", "--as-of", SEPTEMBER, "--compare", AUGUST, "--format", "json").json
    assert [(one["then"], one["now"]) for one in aged["compare"]["by_customer"]] == [
        ("0.00", "-5.00"), ("100.00", "100.00"),
    ]  # fmt: skip


def test_money_that_the_export_has_on_account_was_there_when_the_last_run_saw_it(tmp_path: Path) -> None:
    firm = office(tmp_path, ROW | {"on_account": "30.00"})
    assert run(firm, JULY) == "270.00" and run(firm, AUGUST) == "270.00"
    assert moved(firm, AUGUST, JULY) == [("270.00", {}, "270.00")] * 2
    firm.write(ROW | {"on_account": "10.00"})
    assert run(firm, SEPTEMBER) == "290.00"
    assert moved(firm, SEPTEMBER, AUGUST) == [("270.00", {"grown": "20.00"}, "290.00")] * 2
    firm.write(ROW | {"on_account": "45.00"})
    assert run(firm, "2026-10-10") == "255.00"
    assert moved(firm, "2026-10-10", SEPTEMBER) == [("290.00", {"credited": "-35.00"}, "255.00")] * 2


def test_a_run_that_is_undone_is_no_measure(tmp_path: Path) -> None:
    firm = office(tmp_path, ROW | {"on_account": "30.00"})
    run(firm, JULY)
    firm.write(ROW | {"on_account": "99.00"})
    run(firm, AUGUST)
    assert firm.says("undo", "--why", "x", "--as-of", AUGUST).code == 0
    firm.write(ROW | {"on_account": "40.00"})
    assert run(firm, SEPTEMBER) == "260.00"
    assert moved(firm, SEPTEMBER, AUGUST) == [("270.00", {"credited": "-10.00"}, "260.00")] * 2


def test_money_on_account_called_as_an_invoice_of_another_customer_is_its_own_customers(tmp_path: Path) -> None:
    firm = office(tmp_path, ROW, ROW)
    run(firm, JULY)
    paid(firm, "--reference", "A-2")
    run(firm, AUGUST)
    paid(firm, "--reference", "A-2", "--undo")
    aged = firm.says("aging", "invoices.csv", "--as-of", SEPTEMBER, "--compare", AUGUST, "--format", "json").json
    assert [(one["customer_id"], one["then"], one["now"]) for one in aged["compare"]["by_customer"]] == [
        ("C-1", "250.00", "300.00"), ("C-2", "300.00", "300.00"),
    ]  # fmt: skip
