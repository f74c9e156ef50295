"""Month over month: every sum leads from the old total to the new, by customer, by bucket and from run to run."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tests.cli.offices import SETTINGS, Office, office
from tests.languages import LANGUAGES

from pastdue.firm.catalog import Catalog
from pastdue.model.kept import SeenSum
from pastdue.reports.changes import Moved
from pastdue.reports.months.trend import points

pytestmark = pytest.mark.slow

FIRST, SECOND, THIRD = "2026-08-31", "2026-09-30", "2026-10-31"
OLD: dict[str, dict[str, str]] = {
    "paid": {"customer_id": "C-1", "issued": "2026-06-20", "due": "2026-07-20", "total": "100.00"},
    "part": {"customer_id": "C-1", "issued": "2026-07-10", "due": "2026-08-10", "total": "200.00"},
    "older": {"customer_id": "C-2", "customer": "Bee", "issued": "2026-07-01", "due": "2026-08-25", "total": "40.00"},
    "handed": {"customer_id": "C-2", "customer": "Bee", "issued": "2026-05-01", "due": "2026-06-01", "total": "7.00"},
    "gone": {"customer_id": "C-3", "customer": "Cee SA", "issued": "2026-08-01", "due": "2026-09-20", "total": "60.00"},
    "pounds": {"customer_id": "C-3", "customer": "Cee SA", "issued": "2026-08-01", "due": "2026-08-31",
               "total": "9.00", "currency": "GBP"},
}  # fmt: skip
CHANGED: dict[str, dict[str, str]] = {
    "paid": {"paid": "100.00", "paid_on": "2026-09-05"},
    "part": {"paid": "50.00", "paid_on": "2026-09-06", "disputed": "yes"},
    "handed": {"customer_id": "C-1", "customer": "Acme GmbH"},
}
NEW: dict[str, dict[str, str]] = {
    "new": {"customer_id": "C-2", "customer": "Bee", "issued": "2026-09-12", "due": "2026-10-12", "total": "11.00"},
    "note": {"customer_id": "C-3", "customer": "Cee SA", "issued": "2026-09-15", "due": "2026-09-15",
             "total": "-4.00"},
}  # fmt: skip
NAMES: dict[str, str] = {"disputed": ""}


def rows(*books: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    return [{"invoice": name, **NAMES, **row} for book in books for name, row in book.items()]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with a run in August and one in September, between which everything moves that can."""
    folder = tmp_path_factory.mktemp("months")
    made = office(folder, *rows(OLD), settings=SETTINGS)
    assert made.runs(on=FIRST).code == 0
    later = {name: row | CHANGED.get(name, {}) for name, row in OLD.items() if name != "gone"}
    made.write(*rows(later, NEW))
    (folder / "pay.csv").write_text("customer_id,on,amount,reference\nC-2,2026-09-20,5.00,advance\n", encoding="utf-8")
    assert made.runs("invoices.csv", "--payments", "pay.csv", on=SECOND).code in (0, 3)
    return made


def compared(shop: Office, *more: str, on: str = SECOND) -> Any:
    said = shop.says("aging", "invoices.csv", "--as-of", on, "--format", "json", "--compare", *(more or ("last",)))
    assert said.code == 0, said.err
    return said.json


def test_every_customer_is_led_from_the_old_total_to_the_new(shop: Office) -> None:
    said = compared(shop)
    found = {(one["customer_id"], one["currency"]): one for one in said["compare"]["by_customer"]}
    assert {key: (one["then"], one["moved"], one["now"]) for key, one in found.items()} == {
        ("C-1", "EUR"): ("300.00", {"paid": "-100.00", "part_paid": "-50.00", "changed": "7.00"}, "157.00"),
        ("C-2", "EUR"): ("47.00", {"new": "11.00", "credited": "-5.00", "changed": "-7.00"}, "46.00"),
        ("C-3", "EUR"): ("60.00", {"credited": "-4.00", "missing": "-60.00"}, "-4.00"),
        ("C-3", "GBP"): ("9.00", {}, "9.00"),
    }
    aged = {(one["customer_id"], one["currency"]): one["total"] for one in said["customers"]}
    assert aged == {key: one["now"] for key, one in found.items()}
    for total in said["compare"]["totals"]:
        own = [one for one in said["compare"]["by_customer"] if one["currency"] == total["currency"]]
        for end in ("then", "now"):
            assert sum(Decimal(one[end]) for one in own) == Decimal(total[end])


def test_what_grew_older_moves_from_bucket_to_bucket_and_the_rest_is_told_apart(shop: Office) -> None:
    said = compared(shop)
    found = {
        one["bucket"]: tuple(one[key] for key in ("then", "moved_in", "moved_out", "changed", "now"))
        for one in said["compare"]["by_bucket"] if one["currency"] == "EUR"
    }  # fmt: skip
    assert found == {
        "not due": ("60.00", "0.00", "0.00", "-49.00", "11.00"),  # gone 60, new 11
        "1-30": ("240.00", "0.00", "240.00", "-9.00", "-9.00"),  # part 200 and older 40 move on; note -4, advance -5
        "31-60": ("100.00", "240.00", "0.00", "-150.00", "190.00"),  # paid 100, part less 50
        "61-90": ("0.00", "0.00", "0.00", "0.00", "0.00"),
        "over 90": ("7.00", "0.00", "0.00", "0.00", "7.00"),
    }


def test_buckets_of_a_later_run_are_those_of_the_aging_with_what_is_disputed_among_them(shop: Office) -> None:
    said = compared(shop)
    for total in said["totals"]:
        own = [one for one in said["compare"]["by_bucket"] if one["currency"] == total["currency"]]
        assert sum(Decimal(one["moved_in"]) - Decimal(one["moved_out"]) for one in own) == 0
        assert sum(Decimal(one["now"]) for one in own) == Decimal(total["total"])
        aged = Counter({label: Decimal(amount) for label, amount in total["buckets"].items()})
        differ = {one["bucket"]: Decimal(one["now"]) - aged[one["bucket"]] for one in own}
        assert sum(differ.values()) == Decimal(total["disputed"])
        assert {label for label, amount in differ.items() if amount} <= {"31-60"}


def test_an_older_run_is_compared_with_by_its_day_and_one_that_is_not_there_is_refused(shop: Office) -> None:
    again = compared(shop, SECOND, on=THIRD)
    assert again["compare"]["since"] == SECOND
    assert all(change["change"] == "missing" for change in again["compare"]["invoices"])
    assert compared(shop, "2026-09-15", on=THIRD)["compare"]["since"] == FIRST
    assert compared(shop, "last", on="2026-09-29")["compare"]["since"] == FIRST
    asked = ("aging", "invoices.csv", "--compare")
    none = shop.says(*asked, "2026-08-30", "--as-of", SECOND)
    assert none.code == 2 and "no run by 2026-08-30" in none.err
    early = shop.says(*asked, "last", "--as-of", FIRST)
    assert early.code == 2 and f"no run before {FIRST}" in early.err
    same = shop.says(*asked, SECOND, "--as-of", SECOND)
    assert same.code == 2 and "not before the as-of day" in same.err
    wrong = shop.says(*asked, "yesterday", "--as-of", SECOND)
    assert wrong.code == 2 and "yesterday" in wrong.err


def test_days_sales_outstanding_and_days_late_can_be_worked_out_by_hand(shop: Office) -> None:
    points = {(one["currency"], one["as_of"]): one for one in compared(shop)["trend"]}
    august, september = points["EUR", FIRST], points["EUR", SECOND]
    # August: 100 + 200 + 40 + 7 + 60 open; issued from 3 June on: 100 + 200 + 40 + 60
    assert (august["open"], august["sales"], august["dso"]) == ("407.00", "400.00", "91.6")
    # late: 42, 21, 6 and 91 days
    assert (august["late_invoices"], august["average_days_late"]) == (4, "40.0")
    # September: 150 + 40 + 7 + 11 - 4, money on account apart; issued from 3 July on: 200 + 60 + 11 - 4
    assert (september["open"], september["sales"], september["dso"]) == ("204.00", "267.00", "68.8")
    assert (september["late_invoices"], september["average_days_late"]) == (3, "69.3")  # 51, 36 and 121 days


def test_every_run_leaves_the_movement_and_the_trend_and_a_second_run_of_the_day_the_same(shop: Office) -> None:
    reports = shop.folder / "out" / SECOND / "reports"
    said = json.loads((reports / "aging.json").read_text(encoding="utf-8"))
    assert said["compare"]["by_customer"] == compared(shop)["compare"]["by_customer"]
    assert said["trend"] == compared(shop)["trend"]
    files = {name: (reports / f"{name}.csv").read_bytes() for name in ("movement", "buckets", "trend")}
    assert b"C-1" in files["movement"] and b"31-60" in files["buckets"] and b"68.8" in files["trend"]
    assert shop.runs(on=SECOND).code in (0, 3)
    assert {name: (reports / f"{name}.csv").read_bytes() for name in files} == files
    first = json.loads((shop.folder / "out" / FIRST / "reports" / "aging.json").read_text(encoding="utf-8"))
    assert first["compare"] is None and len(first["trend"]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_the_board_has_a_line_from_run_to_run(shop: Office, tmp_path: Path, language: str) -> None:
    assert language in Catalog().names("languages")
    settings = shop.folder / "pastdue.toml"
    settings.write_text(SETTINGS.replace('language = "en"', f'language = "{language}"'), encoding="utf-8")
    page = tmp_path / "page.pdf"
    assert shop.says("aging", "invoices.csv", "--as-of", SECOND, "--pdf", str(page)).code == 0
    text = "\n".join(each.extract_text() for each in PdfReader(page).pages)
    mark = "." if language == "en" else ","
    assert "DSO" in text or (language == "en" and "days sales outstanding" in text)
    assert f"91{mark}6" in text and f"68{mark}8" in text and f"69{mark}3" in text


def test_every_kind_of_movement_has_its_column() -> None:
    told = {Moved.NEW, Moved.PAID, Moved.PART_PAID, Moved.CREDITED}
    other = {Moved.GROWN, Moved.CHANGED, Moved.BACK, Moved.MISSING, Moved.REJECTED}
    assert set(Moved) - told - other == {Moved.KEPT}  # which is no sum


@pytest.mark.parametrize(("issued", "sold"), [(date(2026, 1, 1), 100), (date(2025, 12, 31), 0)])
def test_ninety_days_of_sales_end_with_the_day_itself(issued: date, sold: int) -> None:
    on = date(2026, 3, 31)  # the 90th day from 1 January
    (point,) = points(on, [SeenSum("EUR", issued, None, 500, 10_000, 1)])
    assert point.sales.amount == sold
