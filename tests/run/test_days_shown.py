"""The days of payments known from before, once the export shows what was paid and not when."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, office

CHARGED = SETTINGS.replace('"none"', '"eur-8-percent"')
DUE, TOTAL, PART = "2026-07-31", "9000.00", "8000.00"
AUGUST, PAID_ON, SEPTEMBER, OCTOBER = "2026-09-01", "2026-09-10", "2026-10-01", "2026-10-31"
WAYS = {"paid": ("0.00", PART), "balance": (TOTAL, "1000.00")}
"""What each column says before and after 8,000.00 was paid."""


def known(folder: Path, column: str, way: str = "by hand", on: str = PAID_ON, run: bool = True) -> Office:
    """An office that knows of 8,000.00 paid on that day, and whose export shows it a month later."""
    firm = office(folder, {"total": TOTAL, column: WAYS[column][0]}, settings=CHARGED)
    assert firm.runs(on=AUGUST).code == 0
    more: tuple[str, ...] = ()
    if way == "by hand":
        assert firm.says("paid", "A-1", PART, "--on", on, "--as-of", on).code == 0
    else:
        (firm.folder / "payments.csv").write_text(f"invoice,on,amount\nA-1,{on},{PART}\n", encoding="utf-8")
        more = ("--payments", "payments.csv", "--payments-are", "since")
    if run:
        assert firm.runs("invoices.csv", *more, on=SEPTEMBER).code == 0
    firm.write({"total": TOTAL, column: WAYS[column][1]})
    return firm


def interest(*parts: tuple[str, int]) -> str:
    """8 % a year on each sum for so many days, each line rounded."""
    return str(sum(round(Decimal(sum_) * 8 * days / 36500, 2) for sum_, days in parts))


WITH_THE_DAY = interest((TOTAL, 41), ("1000", 51))


@pytest.mark.parametrize("column", WAYS)
@pytest.mark.parametrize("way", ["by hand", "in a list"])
def test_interest_goes_on_from_the_day_of_a_payment_that_the_export_shows_since(
    tmp_path: Path, column: str, way: str
) -> None:
    firm = known(tmp_path, column, way)
    assert firm.runs(on=OCTOBER).code == 0
    asked = [firm.run_json(f"out/{on}/run.json")["letters"][0] for on in (SEPTEMBER, OCTOBER)]
    assert [each["invoices"][0]["open"] for each in asked] == ["1000.00", "1000.00"]
    assert [each["invoices"][0]["charges"] for each in asked] == [interest((TOTAL, 41), ("1000", 21)), WITH_THE_DAY]
    said = firm.says("explain", "invoices.csv", "A-1", "--as-of", OCTOBER, "--format", "json").json
    assert said["payments"] == [{"on": PAID_ON, "amount": PART}]


@pytest.mark.parametrize(
    ("changed", "charges"),
    [
        ({"paid": "8500.00"}, interest(("8500", 41), ("500", 51))),  # 500 more, which nobody said the day of
        ({"paid": PART, "paid_on": "2026-09-14"}, interest((TOTAL, 45), ("1000", 47))),  # the row's own day
        ({"paid": "5000.00"}, WITH_THE_DAY),  # 3,000 that it does not show yet, of the same day
    ],
)
def test_the_day_is_of_as_much_as_the_export_shows_of_it(tmp_path: Path, changed: dict[str, str], charges: str) -> None:
    firm = known(tmp_path, "paid")
    firm.write({"total": TOTAL} | changed)
    said = firm.says("explain", "invoices.csv", "A-1", "--as-of", OCTOBER, "--format", "json").json
    assert said["charges_total"] == charges


@pytest.mark.parametrize(("on", "charges"), [("2026-10-31", "2.02"), ("2026-11-01", "0.22")])
def test_a_day_to_come_is_none_of_what_the_export_shows_already(tmp_path: Path, on: str, charges: str) -> None:
    firm = known(tmp_path, "paid", on=on, run=False)
    firm.write({"total": "9000.00", "paid": "8999.00"})
    said = firm.says("explain", "invoices.csv", "A-1", "--as-of", OCTOBER, "--format", "json").json
    assert said["open"] == "1.00"
    by_day = interest(("8001", 92)) if on == OCTOBER else interest(("1", 92))
    assert said["charges_total"] == by_day, charges


def test_what_had_not_come_in_by_a_day_is_open_on_that_day(tmp_path: Path) -> None:
    firm = known(tmp_path, "paid")
    assert firm.runs(on=OCTOBER).code == 0
    for on, total in (("2026-09-09", TOTAL), (PAID_ON, "1000.00")):
        told = firm.says("aging", "invoices.csv", "--as-of", on, "--format", "json").json
        assert (on, told["totals"][0]["total"]) == (on, "1000.00" if on == PAID_ON else total)
