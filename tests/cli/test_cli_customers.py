"""`customers`: how each customer paid, counted by hand beside what the command says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.offices import Office

SETTINGS = """[creditor]
name = "Ada Ltd"
address = ["1 Street", "10115 Berlin"]
country = "DE"
iban = "DE89370400440532013000"

[dunning]
ladder = "freelancer"
policy = "eu-fixed-40"
customers = "business"
"""
INVOICES = """\
invoice,customer_id,customer,issued,due,currency,total,paid,paid_on,address1,postcode,city,country,disputed
A-1,C-1,Acme,2026-01-01,2026-01-31,EUR,100.00,100.00,2026-01-31,Road 1,10115,Berlin,DE,
A-2,C-1,Acme,2026-02-01,2026-03-02,EUR,100.00,100.00,2026-03-12,Road 1,10115,Berlin,DE,
A-3,C-1,Acme,2026-03-01,2026-03-31,EUR,100.00,100.00,,Road 1,10115,Berlin,DE,
A-4,C-1,Acme,2026-08-01,2026-08-31,EUR,100.00,,,Road 1,10115,Berlin,DE,
A-5,C-1,Acme,2026-09-01,2026-12-31,EUR,100.00,,,Road 1,10115,Berlin,DE,
A-6,C-1,Acme,2026-09-01,2026-10-01,USD,70.00,,,Road 1,10115,Berlin,DE,yes
B-1,C-2,Bolt,2026-08-01,2026-08-31,EUR,300.00,,,Road 2,10115,Berlin,DE,
"""


def desk(folder: Path) -> Office:
    (folder / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    return Office(folder)


def record(shop: Office, on: str, customer: str = "C-1", currency: str = "EUR") -> dict[str, Any]:
    said = shop.says("customers", "invoices.csv", "--as-of", on, "--format", "json")
    assert said.code == 0, said.err
    (found,) = (
        one for one in said.json["customers"] if (one["customer_id"], one["currency"]) == (customer, currency)
    )  # fmt: skip
    return dict(found)


def test_a_record_counts_what_fell_due_and_how_late_it_was_paid(tmp_path: Path) -> None:
    found = record(desk(tmp_path), "2026-09-20")
    assert (found["invoices"], found["known"], found["undated"], found["overdue"]) == (5, 3, 1, 1)
    # in time, 10 days late, and 20 days late today; what is not due yet counts for nothing
    assert (found["paid_on_time"], found["on_time_percent"]) == (1, "33.3")
    assert (found["mean_days_late"], found["worst_days_late"]) == ("10.0", 20)
    assert (found["open"], found["agree"]) == ("200.00", ["deposit", "shorter_terms"])
    disputed = record(desk(tmp_path), "2026-10-20", currency="USD")
    assert (disputed["known"], disputed["overdue"], disputed["on_time_percent"]) == (0, 0, None)


def test_letters_charges_and_promises_are_those_of_the_ledger(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    for day in ("2026-09-08", "2026-09-22"):
        assert shop.says("run", "invoices.csv", "--as-of", day).code == 0
    assert shop.says("promise", "B-1", "--until", "2026-09-28", "--as-of", "2026-09-24", "--why", "by mail").code == 0
    found = record(shop, "2026-09-28", "C-2")
    assert (found["promises_kept"], found["promises_broken"]) == (0, 0)  # its day is not over
    found = record(shop, "2026-09-29", "C-2")
    assert (found["promises_broken"], found["agree"]) == (1, ["deposit"])
    assert (len(found["letters"]), found["highest_stage"]) == (2, "second_notice")
    assert shop.says("waive", "A-4", "--why", "their first", "--as-of", "2026-09-24").code == 0
    assert shop.says("paid", "B-1", "340 EUR", "--on", "2026-09-30", "--as-of", "2026-09-30").code == 0
    assert record(shop, "2026-10-02", "C-2")["charges_paid"] == "40.00"
    assert record(shop, "2026-10-02")["charges_waived"] == "40.00"
    final = shop.says("run", "invoices.csv", "--as-of", "2026-10-15")
    assert final.code == 0, final.err
    assert record(shop, "2026-10-16")["agree"] == ["no_further_work", "deposit", "shorter_terms"]


def test_a_promise_is_kept_by_its_day_or_by_its_amount(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    rows = (
        "invoice,kind,until,amount\n"
        "A-4,promise,2026-09-10,\n"
        "B-1,promise,2026-09-10,50.00\n"
    )  # fmt: skip
    (tmp_path / "holds.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "payments.csv").write_text(
        "invoice,on,amount\nA-4,2026-09-10,100.00\nB-1,2026-09-09,50.00\n", encoding="utf-8"
    )
    beside = ("--holds", "holds.csv", "--payments", "payments.csv", "--payments-are", "since")
    said = shop.says("customers", "invoices.csv", *beside, "--as-of", "2026-09-20", "--format", "csv")
    kept = {
        row["customer_id"]: (row["promises_kept"], row["promises_broken"])
        for row in said.rows
        if row["currency"] == "EUR"
    }
    assert kept == {"C-1": ("1", "0"), "C-2": ("1", "0")}


def test_rules_of_ones_own_take_the_place_of_ours(tmp_path: Path) -> None:
    shop = desk(tmp_path)
    (tmp_path / "pastdue.d" / "agreements").mkdir(parents=True)
    own = tmp_path / "pastdue.d" / "agreements" / "usual.toml"
    own.write_text('[[rules]]\nagree = "no_further_work"\nworst_days_late = 20\n', encoding="utf-8")
    assert record(shop, "2026-09-19")["agree"] == ["usual_terms"]
    assert record(shop, "2026-09-20")["agree"] == ["no_further_work"]
    own.write_text('[[rules]]\nagree = "prepayment"\n', encoding="utf-8")
    said = shop.says("customers", "invoices.csv")
    assert said.code == 2 and "agreements/usual.toml: rules[1]: agree: 'prepayment' is unknown" in said.err
    nobody = shop.says("customers", "invoices.csv", "--customer", "C-9")
    assert nobody.code == 2
