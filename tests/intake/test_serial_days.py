"""Whole numbers as 45000 may be days of a spreadsheet or amounts: the header of their column tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.test_judgement import AS_OF, opened, taken_from

from pastdue.model.calendars import Calendar

ROWS = (
    ("45000", "45030", "30000"),
    ("45010", "45040", "58000"),
    ("45020", "45050", "72000"),
    ("45025", "45055", "45100"),
)


def listed(folder: Path, headers: str, serial: bool) -> Path:
    """Four invoices of whole amounts that may be days; their own days as numbers where `serial`."""
    days = {"45000": "2023-03-15", "45010": "2023-03-25", "45020": "2023-04-04", "45025": "2023-04-09"}
    days |= {"45030": "2023-04-14", "45040": "2023-04-24", "45050": "2023-05-04", "45055": "2023-05-09"}
    shown = (lambda day: day) if serial else days.__getitem__
    rows = (f"INV-{n},Alder {n},{shown(on)},{shown(due)},{amount}" for n, (on, due, amount) in enumerate(ROWS, 1))
    (path := folder / "invoices.csv").write_text("\n".join((headers, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("amount", ["Amount", "Total", "Invoice Value", "Amount due", "Betrag"])
def test_whole_amounts_that_may_be_days_are_amounts_below_a_header_of_amounts(tmp_path: Path, amount: str) -> None:
    path = listed(tmp_path, f"Invoice No,Client,Invoice Date,Due Date,{amount}", serial=False)
    intake = taken_from(path, currency="EUR")
    assert opened(intake) == {f"INV-{n}": f"{row[2]}.00" for n, row in enumerate(ROWS, 1)}


@pytest.mark.parametrize("days", ["Invoice Date,Due Date", "Rechnungsdatum,Fällig", "Issued,Due by", "Data,Termin"])
def test_days_of_a_spreadsheet_are_days_below_headers_of_days(tmp_path: Path, days: str) -> None:
    intake = taken_from(listed(tmp_path, f"Invoice No,Client,{days},Amount", serial=True), currency="EUR")
    late = intake.book.measured(AS_OF, Calendar("PL"))
    assert late.invoice(0).due == date(2023, 4, 14)
    assert opened(intake) == {f"INV-{n}": f"{row[2]}.00" for n, row in enumerate(ROWS, 1)}


def test_such_figures_below_a_header_of_what_was_paid_are_paid(tmp_path: Path) -> None:
    rows = "".join(f"INV-{n},Alder {n},2023-03-15,2023-04-14,90000,{30000 + n}\n" for n in range(1, 5))
    head = "Invoice No,Client,Invoice Date,Due Date,Amount,Amount paid\n"
    (path := tmp_path / "invoices.csv").write_text(head + rows, encoding="utf-8")
    assert opened(taken_from(path, currency="EUR")) == {f"INV-{n}": f"{60000 - n}.00" for n in range(1, 5)}


def test_numbers_that_may_be_days_stay_numbers_of_invoices(tmp_path: Path) -> None:
    rows = "".join(f"{45000 + n},Alder {n},2023-03-15,2023-04-14,90000\n" for n in range(1, 5))
    (path := tmp_path / "invoices.csv").write_text("Invoice,Client,Date,Due Date,Amount\n" + rows, encoding="utf-8")
    assert opened(taken_from(path, currency="EUR")) == {f"{45000 + n}": "90000.00" for n in range(1, 5)}
