"""Lists of what customers owe and what the firm owes, in two columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

from pastdue.intake import Intake

LIST = """\
Invoice No,Partner,Invoice Date,Due Date,Currency,{owed},{owing}
S-1,Alder,2026-01-05,2026-02-04,EUR,100.00,
P-8,Timber Works,2026-01-06,2026-02-05,EUR,,70.00
S-2,Birch,2026-01-07,2026-02-06,EUR,200.00,0.00
P-9,Timber Works,2026-01-07,2026-02-06,EUR,,30.00
S-3,Birch,2026-01-09,2026-02-08,EUR,-20.00,
"""
MAP = {"customer": "Partner"}


def read(folder: Path, old: str = "", new: str = "", owed: str = "Receivables", owing: str = "Payables") -> Intake:
    text = LIST.format(owed=owed, owing=owing)
    return taken(folder, text.replace(old, new, 1) if old else text, map=MAP | {"total": owed})


@pytest.mark.parametrize(
    ("owed", "owing"),
    [("Receivables", "Payables"), ("Entrate", "Uscite"), ("Einnahmen", "Ausgaben"),
     ("Należność", "Zobowiązanie"), ("Forderung", "Verbindlichkeit"),
     ("Créances", "Dettes"), ("Por cobrar", "Por pagar"), ("Crediti", "Debiti"), ("Vorderingen", "Crediteuren")],
)  # fmt: skip
def test_rows_of_what_the_firm_owes_are_left_out_with_a_remark(tmp_path: Path, owed: str, owing: str) -> None:
    intake = read(tmp_path, owed=owed, owing=owing)
    assert opened(intake) == {"S-1": "100.00", "S-2": "200.00", "S-3": "-20.00"}
    assert intake.ignored_for == {"bills": 2} and not intake.rejected
    assert [str(money) for money in intake.passed_over["bills"]] == ["100.00 EUR"]
    assert f"2 rows ignored: bills, as {owing!r} says (--include bills takes them)" in intake.remarks


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("EUR,100.00,", "EUR,,"),  # neither
        ("P-9,Timber Works,2026-01-07,2026-02-06,EUR,,30.00\n", ""),  # one row alone
    ],
)
def test_rows_that_do_not_divide_into_two_sides_are_left_as_they_are(tmp_path: Path, old: str, new: str) -> None:
    text = LIST.format(owed="Receivables", owing="Payables")
    assert old in text
    intake = taken(tmp_path, text.replace(old, new, 1), map=MAP | {"total": "Receivables"})
    assert "bills" not in intake.ignored_for and intake.rejected


@pytest.mark.parametrize(("owed", "owing"), [("Amount", "Payable"), ("Receivables", "Zork"), ("Betrag", "Schuld")])
def test_a_column_that_may_be_what_customers_owe_leaves_no_row_out(tmp_path: Path, owed: str, owing: str) -> None:
    intake = read(tmp_path, owed=owed, owing=owing)
    assert "bills" not in intake.ignored_for and len(intake.rejected_records) == 2


def test_the_two_sides_of_an_account_in_turkish_are_no_debts_of_the_firm(tmp_path: Path) -> None:
    text = LIST.format(owed="Alacak", owing="Borç")
    assert "bills" not in taken(tmp_path, text, map=MAP | {"total": "Alacak"}).ignored_for


def test_what_is_open_beside_payables_is_read_without_a_total(tmp_path: Path) -> None:
    text = LIST.format(owed="Receivables", owing="Payables")
    intake = taken(tmp_path, text, map=MAP | {"balance": "Receivables", "total": ""})
    assert intake.ignored_for == {"bills": 2} and opened(intake)["S-2"] == "200.00"


def test_a_row_with_both_is_asked_about(tmp_path: Path) -> None:
    text = LIST.format(owed="Receivables", owing="Payables").replace("EUR,100.00,", "EUR,100.00,5.00")
    assert "Payables: holds amounts" in refusal(tmp_path, text, map=MAP | {"total": "Receivables"})


@pytest.mark.parametrize(("owed", "owing"), [("Entrate", "Uscite"), ("Recettes", "Dépenses"), ("Ingresos", "Egresos")])
def test_what_comes_in_and_not_what_goes_out_is_put_forward_as_the_total(tmp_path: Path, owed: str, owing: str) -> None:
    said = refusal(tmp_path, LIST.format(owed=owed, owing=owing), map=MAP)
    assert f"it may be total in {owed!r}" in said and f"--map total={owing}" not in said
