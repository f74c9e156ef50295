"""Invoices of which the file gives the due date alone: read, aged, dunned and recorded without a day of issue."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.cli.offices import GOOD, ON, Office, office

UNDATED = {"issued": ""}


def write(firm: Office, text: str) -> None:
    (firm.folder / "invoices.csv").write_text(text, encoding="utf-8")


def without_column(firm: Office) -> None:
    """Write one good row into a file that has no column of invoice dates."""
    own = {field: value for field, value in GOOD.items() if field != "issued"}
    write(firm, ",".join(own) + "\n" + ",".join(own.values()) + "\n")


def recorded(firm: Office) -> list[tuple[str, str | None]]:
    """Each notice of the ledger with its day of issue."""
    ledger = sqlite3.connect(firm.folder / "pastdue.ledger")
    rows = ledger.execute("SELECT invoice, issued FROM notices ORDER BY invoice").fetchall()
    ledger.close()
    return rows


def test_a_list_of_number_client_amount_and_due_date_is_enough(tmp_path: Path) -> None:
    firm = office(tmp_path)
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text().replace('"DE"', '"US"', 1))
    write(firm, "Invoice #,Client,Amount,Due\n1001,Acme LLC,$1200.00,08/31/2026\n")
    found = firm.says("check", "invoices.csv", "--as-of", ON, "--format", "json")
    assert found.code == 0, found.err
    assert found.json["invoices"] == 1 and "all is in USD" in found.err
    assert "1 row has no invoice date: counted as issued" in found.err
    planned = firm.says("plan", "invoices.csv", "--as-of", ON, "--format", "json").json
    assert [skip["why"] for skip in planned["skips"]] == ["no_address"]


def test_a_file_without_the_column_is_dunned_and_its_notice_recorded_without_a_day(tmp_path: Path) -> None:
    firm = office(tmp_path)
    without_column(firm)
    assert firm.runs(on="2026-09-30").code == 0
    assert recorded(firm) == [("A-1", None)]
    again = firm.runs()
    assert again.code == 0 and "2 in" not in again.err
    assert [n for n, _ in recorded(firm)] == ["A-1", "A-1"]


def test_each_row_of_a_mixed_file_stands_for_itself(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, UNDATED, {"issued": "", "due": ""}, {"issued": "never"})
    found = firm.runs()
    assert found.code == 3
    assert "invoices.csv:4: issued: is empty, and the row has no due date" in found.err
    assert "invoices.csv:5: issued: is not a date" in found.err
    assert recorded(firm) == [("A-1", "2026-07-01"), ("A-2", None)]


def test_terms_need_the_invoice_date(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, {"issued": "", "due": "", "terms": "net 30"}, {"due": "", "terms": "net 30"})
    found = firm.says("check", "invoices.csv", "--format", "json")
    assert found.code == 3 and "invoices.csv:3: issued: is empty, and the row has no due date" in found.err
    assert "invoices.csv:4" not in found.err


def test_a_paid_invoice_or_a_credit_with_neither_date_is_rejected(tmp_path: Path) -> None:
    neither = {"issued": "", "due": ""}
    firm = office(tmp_path, {}, neither | {"paid": "100.00"}, neither | {"total": "-5.00"})
    found = firm.says("check", "invoices.csv")
    assert "invoices.csv:3: issued: is empty" in found.err and "invoices.csv:4: issued: is empty" in found.err


def test_neither_dates_nor_terms_is_refused_for_the_whole_file(tmp_path: Path) -> None:
    firm = office(tmp_path)
    write(firm, "invoice,customer,total,currency,terms\nA-1,Acme,100.00,EUR,net 30\n")
    found = firm.says("check", "invoices.csv")
    assert found.code == 4 and "no column for issued" in found.err


def test_another_column_of_dates_is_named_with_the_option_that_takes_it_and_can_be_left_out(tmp_path: Path) -> None:
    firm = office(tmp_path)
    write(firm, "invoice,customer,raised,due,total,currency\nA-1,Acme,2026-07-01,2026-07-31,100.00,EUR\n")
    said = firm.says("check", "invoices.csv")
    assert said.code == 0 and "1 row has no invoice date" in said.err
    assert "no column is read as the invoice date: 'raised' may hold it, and --map issued=raised takes it" in said.err
    assert "no invoice date" not in firm.says("check", "invoices.csv", "--map", "issued=raised").err
    left = firm.says("check", "invoices.csv", "--map", "issued=")
    assert left.code == 0 and "1 row has no invoice date" in left.err and "may hold it" not in left.err


def test_an_aging_by_invoice_date_is_refused_where_an_open_invoice_has_none(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, UNDATED, UNDATED)
    found = firm.says("aging", "invoices.csv", "--as-of", ON, "--basis", "issued")
    assert (found.code, found.out) == (2, "")
    assert "2 open invoices have no invoice date and cannot be aged by it\n  age from the due date" in found.err
    assert firm.says("aging", "invoices.csv", "--as-of", ON).code == 0


def test_an_aging_by_invoice_date_asks_for_no_date_of_what_is_paid(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, UNDATED | {"paid": "100.00"})
    assert firm.says("aging", "invoices.csv", "--as-of", ON, "--basis", "issued").code == 0


def test_a_run_that_ages_by_invoice_date_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    firm = office(tmp_path, {}, UNDATED)
    with (tmp_path / "pastdue.toml").open("a") as settings:
        settings.write('\n[aging]\nbasis = "issued"\n')
    found = firm.runs()
    assert found.code == 2 and "1 open invoice has no invoice date" in found.err
    assert firm.files() == {"invoices.csv", "pastdue.toml"}


@pytest.mark.parametrize(
    ("more", "skipped"),
    [({}, ["policy_refuses"]), ({"contract_date": "2026-01-01"}, []), ({"issued": "2026-07-01"}, [])],
)
def test_a_law_that_changed_for_new_contracts_needs_a_day(
    tmp_path: Path, more: dict[str, str], skipped: list[str]
) -> None:
    firm = office(tmp_path, UNDATED | {"customer_type": "business"} | more)
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text().replace('policy = "none"', 'policy = "de-b2b"'))
    found = firm.says("plan", "invoices.csv", "--as-of", ON, "--format", "json").json
    assert [skip["why"] for skip in found["skips"]] == skipped
    assert all("neither a contract date nor an invoice date" in skip["detail"] for skip in found["skips"])


def test_a_law_that_never_asked_for_the_contract_needs_no_invoice_date(tmp_path: Path) -> None:
    firm = office(tmp_path, UNDATED | {"customer_type": "business"}, {"customer_type": "business"})
    settings = tmp_path / "pastdue.toml"
    settings.write_text(settings.read_text().replace('policy = "none"', 'policy = "eur-8-percent"'))
    found = firm.says("plan", "invoices.csv", "--as-of", ON, "--format", "json").json
    one, other = (letter["invoices"][0]["charges"] for letter in found["letters"])
    assert one == other != "0.00"


def test_the_same_invoice_that_loses_its_date_has_not_changed_and_is_not_dunned_afresh(tmp_path: Path) -> None:
    firm = office(tmp_path, {})
    firm.runs(on="2026-09-30")
    firm.write(UNDATED)
    found = firm.says("plan", "invoices.csv", "--as-of", "2026-10-01", "--format", "json").json
    assert [skip["why"] for skip in found["skips"]] == ["already_sent"]
    assert found["changes"]["invoices"] == []


def test_a_customer_called_total_is_no_total_where_the_rows_have_due_dates_alone(tmp_path: Path) -> None:
    firm = office(tmp_path)
    write(firm, "Invoice #,Client,Amount,Due\n1001,Total,12.00 EUR,2026-08-31\nTotal,,12.00 EUR,\n")
    found = firm.says("check", "invoices.csv", "--as-of", ON, "--format", "json")
    assert found.json["invoices"] == 1, found.err
