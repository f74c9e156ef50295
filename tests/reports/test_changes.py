"""Changes since the last run: each kind from both sides, and sums that lead from run to run and to the aging."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.offices import Office, office

pytestmark = pytest.mark.slow

FIRST, SECOND, THIRD = "2026-08-31", "2026-09-30", "2026-10-30"
NEVER = {"customer_type": "business", "due": "2026-12-31"}
"""Nothing is due, so that no letters are set."""


def row(number: str, **said: str) -> dict[str, str]:
    return {**NEVER, "invoice": number, "paid": "", "customer_id": "C", "customer": "Acme GmbH", **said}


BEFORE = [
    row("SAME"), row("PAID"), row("PART"), row("LESS"), row("GROWN"), row("DUE"), row("WHOSE"), row("MONEY"),
    row("GONE"), row("BAD"), row("NOTE", total="-30.00"), row("OVER"), row("SOON", issued="2026-09-15"),
]  # fmt: skip
AFTER = [
    row("SAME"), row("PAID", paid="100.00"), row("PART", paid="0.01"), row("LESS", total="99.99"),
    row("GROWN", total="100.01"), row("DUE", due="2026-12-30"), row("WHOSE", customer_id="D"),
    row("MONEY", currency="CHF"), row("BAD", total="x"), row("NOTE", total="-30.00", paid="-10.00"),
    row("OVER", paid="101.00"), row("SOON", issued="2026-09-15"), row("NEW"), row("CREDIT", total="-5.00"),
    row("LATER", issued="2026-10-01"),
]  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Office:
    return office(tmp_path, *BEFORE)


def changes(shop: Office, on: str) -> Any:
    shop.runs(on=on)
    return shop.run_json(f"out/{on}/run.json")["changes"]


def aged(shop: Office, on: str) -> dict[str, str]:
    totals = shop.run_json(f"out/{on}/reports/aging.json")["totals"]
    return {total["currency"]: total["total"] for total in totals}


def test_each_invoice_moves_in_its_own_way_and_what_stays_is_not_told(shop: Office) -> None:
    assert changes(shop, FIRST) is None
    shop.write(*AFTER)
    moved = changes(shop, SECOND)
    assert moved["since"] == FIRST
    assert {c["invoice"]: c["change"] for c in moved["invoices"]} == {
        "PAID": "paid", "PART": "part_paid", "LESS": "credited", "GROWN": "grown", "DUE": "changed",
        "WHOSE": "changed", "MONEY": "changed", "GONE": "missing", "BAD": "rejected", "NOTE": "credited",
        "OVER": "paid", "SOON": "new", "NEW": "new", "CREDIT": "credited",
    }  # fmt: skip
    told = {c["invoice"]: c["what"] for c in moved["invoices"]}
    assert told["DUE"] == "due 2026-12-31, now 2026-12-30" and told["WHOSE"] == "customer C, now D"
    assert told["MONEY"] == "in EUR, now in CHF"


def test_the_sums_lead_from_what_was_open_to_what_is_open_in_each_currency(shop: Office) -> None:
    changes(shop, FIRST)
    first = aged(shop, FIRST)
    shop.write(*AFTER)
    moved = {total["currency"]: total for total in changes(shop, SECOND)["totals"]}
    assert {currency: total["now"] for currency, total in moved.items()} == aged(shop, SECOND)
    assert {currency: total["then"] for currency, total in moved.items()} == {**first, "CHF": "0.00"}
    assert moved["EUR"]["moved"] == {
        "new": {"invoices": 2, "amount": "200.00"}, "paid": {"invoices": 2, "amount": "-201.00"},
        "part_paid": {"invoices": 1, "amount": "-0.01"}, "credited": {"invoices": 3, "amount": "4.99"},
        "grown": {"invoices": 1, "amount": "0.01"}, "changed": {"invoices": 3, "amount": "-100.00"},
        "missing": {"invoices": 1, "amount": "-100.00"}, "rejected": {"invoices": 1, "amount": "-100.00"},
    }  # fmt: skip
    assert moved["CHF"]["moved"] == {"changed": {"invoices": 1, "amount": "100.00"}}


def test_the_next_run_begins_where_the_last_one_ended_and_what_was_gone_comes_back(shop: Office) -> None:
    changes(shop, FIRST)
    shop.write(*AFTER)
    changes(shop, SECOND)
    shop.write(*BEFORE)
    moved = changes(shop, THIRD)
    assert {total["currency"]: total["then"] for total in moved["totals"]} == aged(shop, SECOND)
    now = {total["currency"]: total["now"] for total in moved["totals"]}
    assert {currency: amount for currency, amount in now.items() if amount != "0.00"} == aged(shop, THIRD)
    back = {c["invoice"] for c in moved["invoices"] if c["change"] == "back"}
    assert back == {"GONE", "BAD"}


def test_money_on_account_is_credited_when_it_comes_and_not_again(shop: Office) -> None:
    changes(shop, FIRST)
    (shop.folder / "pay.csv").write_text("invoice,customer_id,on,amount\n,C,2026-09-10,40.00\n", encoding="utf-8")
    shop.runs("invoices.csv", "--payments", "pay.csv", on=SECOND)
    moved = shop.run_json(f"out/{SECOND}/run.json")["changes"]
    assert [(c["change"], c["after"]["amount"], c["what"]) for c in moved["invoices"] if c["invoice"] != "SOON"] == [
        ("credited", "-40.00", "on account")
    ]
    assert moved["totals"][0]["now"] == aged(shop, SECOND)["EUR"]
    later = changes(shop, THIRD)
    assert (
        later["invoices"] == [] and later["totals"][0]["then"] == aged(shop, SECOND)["EUR"] == aged(shop, THIRD)["EUR"]
    )


def test_a_plan_shows_the_sums_and_a_second_run_of_the_day_keeps_the_report(shop: Office) -> None:
    changes(shop, FIRST)
    shop.write(*AFTER)
    planned = shop.says("plan", "invoices.csv", "--as-of", SECOND)
    assert f"Since the run of {FIRST}" in planned.out and "open then" in planned.out and "missing" in planned.out
    said = shop.runs(on=SECOND)
    assert f"Since the run of {FIRST}" in said.out and "changed DUE: due 2026-12-31, now 2026-12-30" in said.out
    report = (shop.folder / f"out/{SECOND}/reports/changes.csv").read_text(encoding="utf-8")
    assert "grown,GROWN,C,Acme GmbH,EUR,100.00,100.01," in report
    shop.runs(on=SECOND)
    assert (shop.folder / f"out/{SECOND}/reports/changes.csv").read_text(encoding="utf-8") == report
