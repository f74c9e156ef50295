"""Columns named for one file alone, where files are read beside the invoices: `payments.invoice` and the like."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.intake_files import write_csv
from tests.intake.test_judgement import dialect, opened

from pastdue.firm.binding import bind
from pastdue.firm.settings.dunning import IntakeSettings
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.model.errors import InputError, SettingsError

INVOICES = (
    "invoice,customer,ref,issued,due,currency,total\n"
    "F-1,Ada,P-9,2026-01-05,2026-02-04,EUR,100.00\nF-2,Ben,P-8,2026-01-05,2026-02-04,EUR,200.00\n"
)


def paid(folder: Path, payments: str, *ignore: str, invoices: str = INVOICES, **mapping: str) -> Intake:
    (folder / "invoices.csv").write_text(invoices, encoding="utf-8")
    (folder / "payments.csv").write_text(payments, encoding="utf-8")
    said = {field.replace("__", "."): header for field, header in mapping.items()}
    files = Files(folder / "invoices.csv", payments=folder / "payments.csv")
    return read(files, dialect(map=said, ignore=ignore))


def test_a_column_of_the_payments_alone_is_read_there_and_not_in_the_invoices(tmp_path: Path) -> None:
    intake = paid(tmp_path, "ref,on,amount\nF-1,2026-02-01,40.00\n", payments__invoice="ref")
    assert opened(intake) == {"F-1": "60.00", "F-2": "200.00"}


def test_what_is_said_of_one_file_comes_before_what_is_said_of_all(tmp_path: Path) -> None:
    payments = "ref,no,on,amount\nF-2,F-1,2026-02-01,40.00\n"
    intake = paid(tmp_path, payments, payments__invoice="no", invoice="ref")
    assert opened(intake) == {"P-9": "100.00", "P-8": "200.00"} or intake.rejected
    intake = paid(tmp_path, payments, invoices__invoice="invoice", payments__invoice="no", invoice="ref")
    assert opened(intake) == {"F-1": "60.00", "F-2": "200.00"}


def test_a_columns_number_counts_those_of_the_invoices(tmp_path: Path) -> None:
    payments = "on,amount,invoice\n2026-02-01,40.00,F-1\n"
    assert opened(paid(tmp_path, payments, invoice="#1")) == {"F-1": "60.00", "F-2": "200.00"}
    same = "on,amount,invoice,invoice\n2026-02-01,40.00,F-2,F-1\n"
    assert opened(paid(tmp_path, same, payments__invoice="#4")) == {"F-1": "60.00", "F-2": "200.00"}


def test_two_columns_of_one_name_beside_the_invoices_are_asked_about_for_that_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        paid(tmp_path, "on,amount,invoice,invoice\n2026-02-01,40.00,F-2,F-1\n")
    said = str(refused.value)
    assert '--map payments.invoice="#4"  # 2 invoices, open 260.00 EUR' in said
    assert 'map = { "payments.invoice" = "#4" }' in said


def test_a_header_that_the_named_file_lacks_is_refused_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"payments\.csv:1: invoice: no column is named 'due'"):
        paid(tmp_path, "ref,on,amount\nF-1,2026-02-01,40.00\n", payments__invoice="due")


def test_missing_columns_beside_the_invoices_are_asked_for_by_the_files_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"--map payments\.on="):
        paid(tmp_path, "invoice,when,amount\nF-1,2026-02-01,40.00\n")


def test_a_column_of_one_file_is_set_aside_there_alone(tmp_path: Path) -> None:
    invoices = INVOICES.replace("ref", "Status").replace("P-9", "paid").replace("P-8", "open")
    payments = "Zahlungsdatum,Kunde,Rechnungsnummer,Betrag,Status\n2026-02-01,Ben,F-2,50.00,cleared by hand\n"
    with pytest.raises(InputError, match=r"if all of it came in, pass --ignore payments\.Status"):
        paid(tmp_path, payments, invoices=invoices)
    assert opened(paid(tmp_path, payments, "payments.Status", invoices=invoices)) == {"F-1": "0.00", "F-2": "150.00"}


def test_numbers_of_payments_may_be_made_of_columns_and_repeat(tmp_path: Path) -> None:
    invoices = INVOICES.replace("F-1", "A / 1").replace("F-2", "A / 2")
    payments = "on,amount,series,number\n2026-02-01,40.00,A,1\n2026-02-02,10.00,A,1\n"
    intake = paid(tmp_path, payments, invoices=invoices, payments__invoice="series + number")
    assert opened(intake) == {"A / 1": "50.00", "A / 2": "200.00"}


@pytest.mark.parametrize(
    "field", ["payments.due", "payments.invoic", "letters.invoice", "payment.invoice", "payments."]
)
def test_a_field_that_the_named_file_cannot_have_is_refused(field: str) -> None:
    with pytest.raises(SettingsError, match="map: unknown field"):
        Dialect(map={field: "x"})


def test_contacts_and_holds_have_columns_of_their_own(tmp_path: Path) -> None:
    invoices, contacts, holds = (tmp_path / f"{name}.csv" for name in ("invoices", "contacts", "holds"))
    invoices.write_text(INVOICES, encoding="utf-8")
    write_csv(contacts, [{"ref": "Ada", "mail": "ada@example.com"}])
    write_csv(holds, [{"ref": "F-2"}])
    said = {"contacts.customer": "ref", "contacts.email": "mail", "holds.invoice": "ref"}
    intake = read(Files(invoices, contacts=contacts, holds=holds), Dialect(map=said))
    rows = {str(row["invoice"]): row for row in intake.book.frame.to_dict("records")}
    assert rows["F-1"]["email"] == "ada@example.com"
    assert not rows["F-1"]["hold"]
    assert rows["F-2"]["hold"]


def test_settings_may_name_the_file_as_a_table_within_the_table() -> None:
    settings = bind(IntakeSettings, {"map": {"due": "Due", "payments": {"invoice": "Ref"}}}, "pastdue.toml: intake")
    assert settings.map == {"due": "Due", "payments.invoice": "Ref"}
