"""One sum on account and two letters: what it meets, the next letter and `explain` count alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, office

CHARGED = SETTINGS.replace('"none"', '"mahngebuehr-5"\ncharges_from = "reminder"\nper = "invoice"')
LATE = {"customer_id": "C-1", "due": "2026-07-01"}
AUGUST, PAID_ON, SEPTEMBER = "2026-08-05", "2026-08-12", "2026-09-05"


@pytest.mark.parametrize(
    ("amount", "asked"), [("105", "110.00"), ("110", "105.00"), ("200", "15.00"), ("204.99", "10.01"), ("210", None)]
)
def test_money_that_met_one_letter_is_no_reason_to_charge_less_for_the_other(
    tmp_path: Path, amount: str, asked: str | None
) -> None:
    firm = office(tmp_path, LATE, LATE, settings=CHARGED)
    assert firm.runs(on=AUGUST).code == 0
    assert firm.says("paid", "--customer", "C-1", f"{amount} EUR", "--on", PAID_ON, "--as-of", PAID_ON).code == 0
    assert firm.runs(on=SEPTEMBER).code == 0
    letters = firm.run_json(f"out/{SEPTEMBER}/run.json")["letters"]
    assert [letter["total"] for letter in letters] == ([] if asked is None else [asked])
    said = firm.says("explain", "invoices.csv", "A-2", "--as-of", SEPTEMBER, "--format", "json").json
    assert said["total"] == (asked or "0.00")
