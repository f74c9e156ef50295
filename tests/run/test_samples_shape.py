"""The files in samples/ against their README, read with the csv module alone and without pastdue."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

Row = dict[str, str]

SAMPLES = Path(__file__).parents[2] / "samples"
OCTOBER, NOVEMBER = date(2026, 10, 30), date(2026, 11, 30)
STAGES = {"reminder", "second_notice", "third_notice", "final_demand"}
FILES = ["invoices-2026-10.csv", "invoices-2026-11.csv", "payments-2026-11.csv", "contacts.csv", "holds.csv"]


def rows(name: str) -> list[Row]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_number(month: str) -> dict[str, Row]:
    return {row["invoice"]: row for row in rows(f"invoices-2026-{month}.csv")}


def due(row: Row) -> date:
    if row["due"]:
        return date.fromisoformat(row["due"])
    return date.fromisoformat(row["issued"]) + timedelta(days=int(row["terms"].split()[-1]))


def open_amount(row: Row) -> Decimal:
    return Decimal(row["total"]) - Decimal(row["paid"] or "0")


def days_late(row: Row, as_of: date) -> int:
    return (as_of - due(row)).days


def expected(month: str) -> dict[str, str]:
    """The end of each invoice of that month by the README's table of invoices."""
    column = {"10": 4, "11": 6}[month]
    lines = (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [line.split("|") for line in lines if line.startswith("| `") and line.count("|") == 8]
    numbers = [row[1].strip(" `") for row in cells]
    assert len(numbers) == len(set(numbers)), "an invoice is listed twice"
    said = {row[1].strip(" `"): row[column].strip(" `") for row in cells}
    return {number: what for number, what in said.items() if what != "–"}


@pytest.mark.parametrize("name", FILES)
def test_a_sample_is_utf8_without_bom_with_lf_and_quotes_only_where_needed(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    records = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert {len(record) for record in records} == {len(records[0])}
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\n").writerows(records)
    assert again.getvalue() == data.decode("utf-8")


@pytest.mark.parametrize("month", ["10", "11"])
def test_every_row_is_consistent_in_itself(month: str) -> None:
    for row in rows(f"invoices-2026-{month}.csv"):
        number = row["invoice"]
        assert all(cell == cell.strip() for cell in row.values()), number
        assert re.fullmatch(r"-?\d+\.\d\d", row["total"]), number
        assert re.fullmatch(r"(\d+\.\d\d)?", row["paid"]), number
        assert not row["paid_on"] or row["paid"], number
        assert due(row) >= date.fromisoformat(row["issued"]), number
        if row["due"] and row["terms"]:
            assert due(row) == due(row | {"due": ""}), number
        if re.match(r"(FV|KOR)/", number):
            assert number.split("/")[1:3] == row["issued"].split("-")[:2], number


@pytest.mark.parametrize(("month", "as_of"), [("10", OCTOBER), ("11", NOVEMBER)])
def test_an_export_knows_no_payment_later_than_itself(month: str, as_of: date) -> None:
    assert all(row["paid_on"] <= as_of.isoformat() for row in rows(f"invoices-2026-{month}.csv"))


def test_the_first_month_has_enough_invoices_of_enough_customers_in_four_currencies() -> None:
    october = rows("invoices-2026-10.csv")
    assert len(october) >= 60
    assert len({row["customer_id"] for row in october}) >= 25
    assert {row["currency"] for row in october} == {"PLN", "EUR", "GBP", "USD"}
    assert {row["language"] for row in october} == {"en", "pl", "de", "fr", "es"}
    assert {row["customer_type"] for row in october} == {"business", "consumer", "sole_trader", "public"}


def test_an_invoice_number_occurs_once_and_a_customer_number_means_one_name() -> None:
    everything = rows("invoices-2026-10.csv") + rows("invoices-2026-11.csv")
    for month in ("10", "11"):
        assert max(Counter(row["invoice"] for row in rows(f"invoices-2026-{month}.csv")).values()) == 1
    names = {(row["customer_id"], row["customer"]) for row in everything}
    assert len(names) == len({id_ for id_, _ in names})


def test_names_and_addresses_carry_the_letters_that_break_things() -> None:
    october = rows("invoices-2026-10.csv")
    names = " ".join(row["customer"] for row in october)
    streets = " ".join(row["address1"] + row["city"] for row in october)
    for letters in ("ąęłńśźżćó", "äöüß", "éèçœï", "αφοίΠ"):
        assert set(letters) <= set((names + streets).lower() + names), letters
    for needed in ("&", "<", "'", '"', "Αφοί Παπαδόπουλοι Ο.Ε.", "Smith <Digital> & Sons Ltd", "O'Neill", "L'Atelier"):
        assert needed in names
    assert "," in streets and "Αιόλου" in streets


def test_text_that_looks_like_a_number_or_a_null_is_there() -> None:
    october = by_number("10")
    assert {"0070", "1E5", "FV/2026/07/014"} <= set(october)
    assert any(row["customer"] == "NA" and row["customer_id"] == "NA" for row in october.values())
    assert any(row["customer_id"] == "007" for row in october.values())


def test_every_boundary_of_the_ladder_is_met_from_both_sides() -> None:
    said, october = expected("10"), by_number("10")
    ages = {days_late(october[n], OCTOBER) for n, what in said.items() if what in STAGES | {"too_early"}}
    assert {29, 30, 59, 60, 89, 90, 119, 120} <= ages
    assert {1, 0, -1} <= {days_late(row, OCTOBER) for row in october.values() if open_amount(row) > 0}


def test_payments_come_with_a_date_without_one_and_too_large() -> None:
    october = rows("invoices-2026-10.csv")
    part = [row for row in october if row["paid"] and open_amount(row) > 0]
    assert any(row["paid_on"] for row in part) and any(not row["paid_on"] for row in part)
    assert any(row["paid"] and open_amount(row) < 0 for row in october)
    assert any(Decimal(row["total"]) < 0 for row in october)


def test_one_customers_credits_cover_what_is_overdue_and_anothers_do_not() -> None:
    covered: list[str] = []
    uncovered: list[str] = []
    for customer in {row["customer_id"] for row in rows("invoices-2026-10.csv") if Decimal(row["total"]) < 0}:
        own = [row for row in rows("invoices-2026-10.csv") if row["customer_id"] == customer]
        owed = sum(open_amount(row) for row in own if open_amount(row) < 0 or days_late(row, OCTOBER) >= 30)
        (covered if owed <= 0 else uncovered).append(customer)
    assert covered == ["C025"] and uncovered == ["C010"]


def test_every_way_to_keep_an_invoice_from_being_dunned_is_there() -> None:
    october = rows("invoices-2026-10.csv")
    late = [row for row in october if days_late(row, OCTOBER) >= 30 and open_amount(row) > 0]
    assert any(row["disputed"] == "yes" and row["dispute_reason"] for row in late)
    assert {bool(row["hold_until"]) for row in late if row["hold"]} == {True, False}
    assert any(row["promised_on"] > OCTOBER.isoformat() and row["promised_amount"] for row in late)
    assert any(not row["address1"] and not row["city"] for row in late)
    assert any(row["issued"] > OCTOBER.isoformat() for row in october)
    assert any(due(row) < date(2024, 10, 30) for row in late)
    assert any(row["currency"] == "PLN" and open_amount(row) < 20 for row in late)
    assert any(row["currency"] == "PLN" and open_amount(row) > 100_000 for row in late)


def test_the_second_month_goes_on_from_the_first() -> None:
    before, after = by_number("10"), by_number("11")
    assert set(before) - set(after) == {"INV-2026-0112"}
    assert len(set(after) - set(before)) == 10
    kept = set(before) & set(after)
    assert sum(open_amount(before[n]) > 0 and open_amount(after[n]) == 0 for n in kept) >= 5
    assert any(open_amount(before[n]) > open_amount(after[n]) > 0 for n in kept)
    assert all(before[n]["issued"] == after[n]["issued"] and before[n]["total"] == after[n]["total"] for n in kept)
    broken = [n for n in kept if "" < after[n]["promised_on"] < NOVEMBER.isoformat() and open_amount(after[n]) > 0]
    assert broken == ["FV/2026/09/005"]


@pytest.mark.parametrize("month", ["10", "11"])
def test_the_readme_lists_every_invoice_and_counts_every_reason(month: str) -> None:
    said = expected(month)
    assert set(said) == set(by_number(month))
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    counts = re.findall(r"^\| `(\w+)` \| (\S+) \| (\S+) \|$", text, re.MULTILINE)
    at = {"10": 1, "11": 2}[month]
    assert {found[0]: int(found[at]) for found in counts if found[at] != "–"} == Counter(said.values())


def test_the_readmes_stages_are_those_the_ages_deserve() -> None:
    first, october, november = expected("10"), by_number("10"), by_number("11")
    for number, stage in first.items():
        if stage in STAGES and number != "INV-2026-0095":
            assert stage == deserved(days_late(october[number], OCTOBER), dunned=False), number
    for number, stage in expected("11").items():
        if stage in STAGES:
            dunned = first.get(number) in STAGES
            assert stage == deserved(days_late(november[number], NOVEMBER), dunned), number


def deserved(days: int, dunned: bool) -> str:
    if days >= 120 and dunned:
        return "final_demand"
    return "third_notice" if days >= 90 else "second_notice" if days >= 60 else "reminder" if days >= 30 else "none"


def test_the_late_payments_belong_to_november_invoices_without_a_payment_of_their_own() -> None:
    november, payments = by_number("11"), rows("payments-2026-11.csv")
    for payment in payments:
        row = november[payment["invoice"]]
        assert row["customer_id"] == payment["customer_id"] and not row["paid"]
        assert OCTOBER.isoformat() < payment["on"] <= NOVEMBER.isoformat()
    paid = {
        n: sum(Decimal(p["amount"]) for p in payments if p["invoice"] == n) for n in {p["invoice"] for p in payments}
    }
    assert [n for n, amount in paid.items() if amount == open_amount(november[n])] == ["FV/2026/09/019"]
    assert all(amount <= open_amount(november[n]) for n, amount in paid.items())


def test_every_customer_has_one_contact_and_one_contact_has_no_invoice() -> None:
    contacts = {row["customer_id"]: row["customer"] for row in rows("contacts.csv")}
    invoiced = {
        row["customer_id"]: row["customer"] for month in ("10", "11") for row in rows(f"invoices-2026-{month}.csv")
    }
    assert len(contacts) == len(rows("contacts.csv"))
    assert contacts == invoiced | {"C035": contacts["C035"]} and "C035" not in invoiced


def test_the_holds_name_an_invoice_a_number_and_a_name_and_know_every_kind() -> None:
    october, holds = by_number("10"), rows("holds.csv")
    assert {row["kind"] for row in holds} == {"hold", "dispute", "promise"}
    assert any(not row["until"] for row in holds) and any(row["amount"] for row in holds)
    for row in holds:
        if row["invoice"]:
            assert row["customer_id"] in ("", october[row["invoice"]]["customer_id"])
    customers = {(row["customer_id"], row["customer"]) for row in october.values()}
    assert [row["customer_id"] for row in holds if not row["invoice"] and row["customer_id"]] == ["C020"]
    assert [row["customer"] for row in holds if row["customer"]] == ["Blue Plum Outfitters LLC"]
    assert ("C026", "Blue Plum Outfitters LLC") in customers


def test_nobody_in_the_samples_can_be_written_to_by_mistake() -> None:
    for row in rows("invoices-2026-10.csv") + rows("invoices-2026-11.csv") + rows("contacts.csv"):
        assert row["email"].endswith((".example", "@example.com")), row["email"]


def test_the_settings_speak_of_customers_that_exist_and_of_every_currency() -> None:
    settings = tomllib.loads((SAMPLES / "pastdue.toml").read_text(encoding="utf-8"))
    october = rows("invoices-2026-10.csv")
    assert set(settings["customers"]) <= {row["customer_id"] for row in october}
    currencies = {row["currency"] for row in october}
    assert {choice["currency"] for choice in settings["dunning"]["policies"]} == currencies
    for key in ("min_balance", "review_above"):
        assert {amount.split()[1] for amount in settings["dunning"][key]} == currencies
