"""A second table in one file: refused where it may say what was paid, passed by where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

INVOICES = (
    "numero;client;date;echeance;montant;devise\nF-30;Lune;2026-08-20;2026-09-19;1800.00;EUR\n"
    "F-31;Garnier;2026-09-02;2026-10-02;950.00;EUR\n"
)
PAYMENTS = "facture;client;montant;date;methode\nF-31;Garnier;950.00;2026-10-01;virement\n"
WIDE = PAYMENTS.replace("\n", ";\n")


@pytest.mark.parametrize("gap", ["\n", "\n## PAIEMENTS\n", ";;;;;\n", ";;;;;\nPaiements;;;;;\n", "Paiements\n"])
@pytest.mark.parametrize("table", [PAYMENTS, WIDE])
def test_a_second_table_with_payments_is_refused_with_what_to_do(tmp_path: Path, gap: str, table: str) -> None:
    said = refusal(tmp_path, INVOICES + gap + table)
    assert "a second table begins here" in said
    assert "payments are handed in with --payments" in said
    assert f"list.csv:{4 + gap.count(chr(10))}" in said


@pytest.mark.parametrize("table", ["mois;categorie;depense\nmai;loyer;900\n", "client;total\nLune;1800.00\n"])
def test_another_table_hides_no_payment_and_its_rows_are_rejected(tmp_path: Path, table: str) -> None:
    intake = taken(tmp_path, f"{INVOICES}\n{table}")
    assert opened(intake) == {"F-30": "1800.00", "F-31": "950.00"}
    assert intake.rejected_rows == 2


def test_the_same_header_again_is_no_second_table(tmp_path: Path) -> None:
    header, _, rows = INVOICES.partition("\n")
    again = rows.replace("F-30", "F-40").replace("F-31", "F-41")
    assert len(taken(tmp_path, f"{INVOICES}\n{header}\n{again}").book) == 4


@pytest.mark.parametrize(
    "head",
    ["Member;1st amount;1st due;paid on;2nd amount;2nd due;paid on", "Member;Amount;Due;Paid on;Amount;Due;Paid on",
     "Mitglied;Rate 1 Betrag;Rate 1 fällig;bezahlt am;Rate 2 Betrag;Rate 2 fällig;bezahlt am",
     "Socio;importo_1;scadenza_1;pagata il;importo_2;scadenza_2;pagata il"],
)  # fmt: skip
def test_instalments_side_by_side_in_a_row_are_refused_with_what_to_do(tmp_path: Path, head: str) -> None:
    row = "Alder;180.00;2026-01-15;2026-01-10;170.00;2026-04-30;\n"
    said = refusal(tmp_path, f"{head}\n{row}{row.replace('Alder', 'Birch')}")
    assert "has an amount and a due date 2 times side by side, in columns 2 with 3, 5 with 6" in said
    assert "give each of them a row of its own" in said and "pass --map" not in said


def test_a_due_date_of_its_own_beside_days_and_amounts_of_reminders_is_no_such_list(tmp_path: Path) -> None:
    reminders = "Reminder 1 due;Reminder 1 amount;Reminder 2 due;Reminder 2 amount"
    head = f"Invoice No;Customer;Date;Due Date;Total;Currency;{reminders}"
    row = "A-1;Alder;2026-01-02;2026-02-01;50.00;EUR;2026-02-20;5.00;2026-03-20;5.00\n"
    assert "side by side" not in refusal(tmp_path, f"{head}\n{row}")
