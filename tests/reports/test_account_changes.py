"""Money on account between two runs: the sums begin with what the last run said, whenever the money was entered."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import Office, office

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
