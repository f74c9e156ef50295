"""Several doubts about one letter: all are named at once, since an approval answers them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.offices import SETTINGS, Office, office

AUGUST, SEPTEMBER = "2026-08-30", "2026-09-29"
CREDIT = {"invoice": "G-1", "customer_id": "C-1", "issued": "2026-08-01", "due": "2026-08-01", "total": "-40.00"}
LATER = {"due": "2026-08-05"}


def review(firm: Office, *files: str) -> str:
    """Why A-1 is to be looked at in September."""
    words = ("run", *(files or ("invoices.csv",)), "--as-of", SEPTEMBER, "--yes", "--processes", "1")
    assert firm.says(*words).code == 3
    (skip,) = (s for s in firm.run_json(f"out/{SEPTEMBER}/run.json")["skips"] if s["invoice"] == "A-1")
    assert skip["why"] == "needs_review"
    return str(skip["detail"])


def run(folder: Path, *rows: dict[str, str]) -> Office:
    firm = office(folder, *rows, settings=SETTINGS)
    assert firm.says("run", "invoices.csv", "--as-of", AUGUST, "--yes").code == 0
    return firm


@pytest.mark.parametrize("files", [(), ("invoices.csv", "more.csv")])
def test_a_payment_of_the_customer_before_is_named_beside_the_customer(tmp_path: Path, files: tuple[str, ...]) -> None:
    firm = run(tmp_path, {})
    assert firm.says("paid", "A-1", "99.00", "--on", SEPTEMBER, "--as-of", SEPTEMBER).code == 0
    firm.write({"customer_id": "C-2"})
    firm.write({"invoice": "Z-9", "customer_id": "C-9", "due": "2026-12-01"}, name="more.csv")
    said = review(firm, *files)
    assert "was to customer C-1, the invoice is now C-2's" in said and "99.00 EUR was paid when it was of" in said


def test_a_credit_that_is_gone_is_named_beside_a_due_day_that_moved(tmp_path: Path) -> None:
    firm = run(tmp_path, {}, CREDIT)
    firm.write(LATER)
    said = review(firm)
    assert "2026-08-05" in said and "G-1" in said


def test_what_was_approved_of_payments_is_not_asked_again_beside_a_new_doubt(tmp_path: Path) -> None:
    firm = run(tmp_path, {})
    for amount in ("30.00", "20.00"):
        assert firm.says("paid", "A-1", amount, "--on", SEPTEMBER, "--as-of", SEPTEMBER).code == 0
    firm.write({"customer_id": "C-2"})
    said = review(firm)
    assert "30.00 EUR was paid when" in said and "20.00 EUR was paid when" in said
    assert firm.says("run", "invoices.csv", "--as-of", SEPTEMBER, "--yes", "--approve", "A-1").code == 0
    wrong = {"invoice": "G-1", "customer_id": "C-2", "issued": "2026-10-01", "due": "2026-10-01", "total": "-9.00"}
    firm.write({"customer_id": "C-2", "applies_to": ""}, wrong | {"applies_to": "X-7"})
    assert firm.says("run", "invoices.csv", "--as-of", "2026-10-29", "--yes").code == 3
    (skip,) = (s for s in firm.run_json("out/2026-10-29/run.json")["skips"] if s["invoice"] == "A-1")
    assert "X-7" in skip["detail"] and "was paid when" not in skip["detail"]


@pytest.mark.parametrize(
    ("shown", "asked"), [("49.99", ["20.00"]), ("50.00", []), ("30.00", ["20.00"]), ("29.99", ["30.00"])]
)
def test_what_the_export_calls_paid_answers_for_so_much_of_the_payments_before(
    tmp_path: Path, shown: str, asked: list[str]
) -> None:
    firm = run(tmp_path, {})
    for amount in ("30.00", "20.00"):
        assert firm.says("paid", "A-1", amount, "--on", SEPTEMBER, "--as-of", SEPTEMBER).code == 0
    firm.write({"customer_id": "C-2", "paid": shown})
    said = review(firm)
    assert [amount for amount in ("30.00", "20.00") if f"{amount} EUR was paid when" in said] == asked


@pytest.mark.parametrize(
    ("listed", "asked"),
    [((), ["30.00", "20.00"]), (("30.00",), ["20.00"]), (("30.00", "20.00"), []), (("1.00",), ["30.00", "20.00"])],
)
def test_what_todays_list_has_again_counts_and_what_it_has_not_is_asked(
    tmp_path: Path, listed: tuple[str, ...], asked: list[str]
) -> None:
    firm = run(tmp_path, {})
    for amount in ("30.00", "20.00"):
        assert firm.says("paid", "A-1", amount, "--on", SEPTEMBER, "--as-of", SEPTEMBER).code == 0
    firm.write({"customer_id": "C-2"})
    lines = [f"A-1,{SEPTEMBER},{amount}\n" for amount in listed]
    (tmp_path / "paid.csv").write_text("".join(["invoice,on,amount\n", *lines]), encoding="utf-8")
    said = review(firm, "invoices.csv", *(("--payments", "paid.csv") if listed else ()))
    assert [amount for amount in ("30.00", "20.00") if f"{amount} EUR was paid when" in said] == asked


@pytest.mark.parametrize(("row", "other"), [(LATER, "G-1"), ({}, "2026-08-05")])
def test_one_doubt_alone_is_named_alone(tmp_path: Path, row: dict[str, str], other: str) -> None:
    firm = run(tmp_path, {}, CREDIT)
    firm.write(row, *([] if other != "G-1" else [CREDIT]))
    assert other not in review(firm)
