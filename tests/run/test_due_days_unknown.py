"""Due days that stand in where a paid invoice's list says none: neither kept in the ledger, compared nor shown."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest
from tests.cli.offices import ON, Office, office

NEXT = "2026-11-28"
PAID = {"paid": "100.00"}
NO_DUE = {"due": ""}
LATER = {"due": "2026-08-14"}
Row = dict[str, str]


def write(firm: Office, *rows: Row) -> None:
    """Write the rows; where none says a due day, the list has no column for it."""
    file = firm.write(*rows)
    if all(row.get("due") == "" for row in rows):
        own = list(csv.reader(file.read_text().splitlines()))
        at = own[0].index("due")
        file.write_text("".join(",".join([*row[:at], *row[at + 1 :]]) + "\n" for row in own))


def seen(firm: Office) -> dict[str, str | None]:
    """The due day of each invoice as the ledger last noted it."""
    ledger = sqlite3.connect(firm.folder / "pastdue.ledger")
    rows = ledger.execute("SELECT invoice, due FROM invoices ORDER BY n").fetchall()
    ledger.close()
    return dict(rows)


def changes(firm: Office, on: str = NEXT) -> dict[str, str]:
    """What became of each invoice since the last run, and what of it changed."""
    file = firm.folder / f"out/{on}/reports/changes.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())
    return {row["invoice"]: f"{row['change']} {row['what']}".strip() for row in rows if row["invoice"]}


def both_months(folder: Path, first: tuple[Row, ...], second: tuple[Row, ...]) -> Office:
    """An office that made a run of the rows of one month, and of those of the next."""
    firm = office(folder)
    for rows, on in ((first, ON), (second, NEXT)):
        write(firm, *rows)
        found = firm.runs(on=on)
        assert found.code == 0, found.err
    return firm


@pytest.mark.parametrize("others", [(), ({},)])
def test_a_list_of_paid_invoices_without_due_days_keeps_those_of_the_month_before(
    tmp_path: Path, others: tuple[Row, ...]
) -> None:
    firm = both_months(tmp_path, (LATER, LATER, *others), (PAID | NO_DUE, PAID | NO_DUE, *others))
    assert {seen(firm)[number] for number in ("A-1", "A-2")} == {"2026-08-14"}
    assert {number: changes(firm)[number] for number in ("A-1", "A-2")} == {"A-1": "paid", "A-2": "paid"}


@pytest.mark.parametrize("others", [(), ({},)])
def test_a_due_day_that_stood_in_is_not_compared_with_the_one_that_a_later_list_says(
    tmp_path: Path, others: tuple[Row, ...]
) -> None:
    firm = office(tmp_path)
    write(firm, PAID | NO_DUE, PAID | NO_DUE, *others)
    assert firm.runs().code == 0
    assert {seen(firm)[number] for number in ("A-1", "A-2")} == {None}
    write(firm, {}, PAID, *others)
    assert firm.runs(on=NEXT).code == 3  # more is owed than before: it waits for an answer
    assert seen(firm)["A-1"] == seen(firm)["A-2"] == "2026-07-31"
    assert changes(firm).get("A-1") == "grown" and "A-2" not in changes(firm)


def test_a_due_day_that_a_list_says_is_compared(tmp_path: Path) -> None:
    firm = both_months(tmp_path, (PAID, {}), (PAID | {"due": "2026-08-01"}, {}))
    assert changes(firm) == {"A-1": "changed due 2026-07-31, now 2026-08-01"}


@pytest.mark.parametrize("change", [{"issued": "2026-07-02"}, {"customer_id": "C-9"}])
def test_the_due_day_of_another_invoice_of_the_number_is_not_taken(tmp_path: Path, change: Row) -> None:
    firm = both_months(tmp_path, (PAID, {}), (PAID | NO_DUE | change, {}))
    assert seen(firm)["A-1"] is None


def charges(firm: Office, *more: str) -> str:
    """What `explain` charges for the first invoice."""
    settings = firm.folder / "pastdue.toml"
    own = settings.read_text().replace('policy = "none"', 'policy = "de-b2b"\ncustomers = "business"')
    settings.write_text(own)
    found = firm.says("explain", "invoices.csv", "A-1", "--as-of", ON, "--format", "json", *more)
    assert found.code == 0, found.err
    return str(found.json["total"])


@pytest.mark.parametrize(("due", "owed"), [(NO_DUE, "0.00"), ({"due": "2026-09-30"}, "0.00"), ({}, "42.12")])
def test_an_invoice_whose_due_day_is_not_known_is_not_charged_as_paid_late(tmp_path: Path, due: Row, owed: str) -> None:
    assert charges(office(tmp_path, PAID | due | {"paid_on": "2026-09-30"}, {})) == owed


@pytest.mark.parametrize(("due", "owed"), [(NO_DUE, "0.00"), ({}, "42.12")])
def test_one_whose_payment_is_listed_is_not_charged_either(tmp_path: Path, due: Row, owed: str) -> None:
    firm = office(tmp_path, PAID | due, {})
    (tmp_path / "payments.csv").write_text("invoice,on,amount\nA-1,2026-08-01,40.00\nA-1,2026-09-30,60.00\n")
    assert charges(firm, "--payments", "payments.csv", "--payments-are", "all") == owed


def test_the_due_day_that_an_earlier_run_knew_is_enough_for_one_that_was_paid_late(tmp_path: Path) -> None:
    firm = both_months(tmp_path, ({}, {}), (PAID | NO_DUE | {"paid_on": "2026-11-02"}, {}))
    assert seen(firm)["A-1"] == "2026-07-31" and changes(firm) == {"A-1": "paid"}


def test_a_credit_is_due_when_it_is_issued_and_a_stated_day_is_no_change(tmp_path: Path) -> None:
    credit = {"total": "-5.00"}
    firm = both_months(tmp_path, ({}, credit | NO_DUE), ({}, credit))
    assert changes(firm) == {}
    moved = both_months_again(firm, ({}, credit | {"due": "2026-08-31"}))
    assert moved == {"A-2": "changed due 2026-07-31, now 2026-08-31"}


def both_months_again(firm: Office, rows: tuple[Row, ...], on: str = "2026-12-28") -> dict[str, str]:
    write(firm, *rows)
    assert firm.runs(on=on).code == 0
    return changes(firm, on)


def test_a_due_day_that_stands_in_is_not_shown(tmp_path: Path) -> None:
    firm = office(tmp_path, PAID | NO_DUE, {})
    entries = firm.says("statement", "invoices.csv", "C-1", "--as-of", ON, "--format", "json").json
    (account,) = entries["statements"][0]["accounts"]
    assert [entry["due"] for entry in account["entries"]] == [None, None]
    assert firm.says("explain", "invoices.csv", "A-1", "--as-of", ON, "--format", "json").json["due"] is None
    page = firm.says("explain", "invoices.csv", "A-1", "--as-of", ON).out
    assert "not known" in page and "days late" not in page
    known = firm.says("explain", "invoices.csv", "A-2", "--as-of", ON, "--format", "json").json
    assert known["due"] == known["effective_due"] == "2026-07-31"
