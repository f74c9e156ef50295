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
