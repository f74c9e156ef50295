# ruff: noqa: E501 - an export's lines are as long as the program makes them
"""Exports of Pennylane, Square and bexio, read by presets whose headers public programs document."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

PENNYLANE = (
    "Identifiant facture,Numéro de facture,Date,Échéance,Tiers,Identifiant tiers,Référence tiers,Siren tiers,Total TTC,Total TVA,Total HT,Devise,Fichier,Date d'import,Date de modification,Période d'imputation,Statut,Brouillon,Remise,Type de remise,Montant payé (TTC),Montant restant (TTC),Titre de la facture,Description de la facture,Champ libre,Mentions spéciales,Commentaires,Date de paiement\n"
    '1,F-26-1,13/01/2026,12/02/2026,Aulne SARL,77,,,"1 200,00 €","200,00 €","1 000,00 €",€,a.pdf,14/01/2026 10:15:32,,,En retard,FALSE,,,"200,00 €","1 000,00 €",,,,,,14/02/2026\n'
    '2,F-26-2,14/01/2026,13/02/2026,Bouleau SA,78,,,"60,00 €","10,00 €","50,00 €",€,b.pdf,,,,Encaissée,FALSE,,,"60,00 €","0,00 €",,,,,,14/02/2026\n'
    '3,F-26-3,15/01/2026,14/02/2026,Bouleau SA,78,,,"90,00 €","15,00 €","75,00 €",€,c.pdf,,,,Annulée,FALSE,,,"0,00 €","90,00 €",,,,,,\n'
    '4,F-26-4,25/01/2026,28/03/2026,Aulne SARL,77,,,"12,00 €","2,00 €","10,00 €",€,d.pdf,,,,À venir,FALSE,,,"0,00 €","12,00 €",,,,,,\n'
)
SQUARE = (
    "Invoice Token,Invoice ID,Invoice Title,Customer Name,Customer Email,Status,Invoice Date,Due Date,Requested Amount,Amount Paid,Last Payment Date,Tip Amount\n"
    'inv:1,000101,Cake,Ada Alder,a@example.com,Overdue,2026-01-13,2026-02-12,"$1,150.00",$0.00,,$0.00\n'
    "inv:2,000102,Lunch,Bo Birch,,Partially Paid,2026-01-14,2026-02-13,$600.00,$250.00,2026-02-01,$10.00\n"
    "inv:3,000103,Lunch,Bo Birch,,Scheduled,2026-01-15,2026-02-14,$90.00,$0.00,,$0.00\n"
    "inv:4,000104,Lunch,Bo Birch,,Paid,2026-01-15,2026-02-14,$80.00,$80.00,2026-02-14,$0.00\n"
)
BEXIO = (
    "SEP=;\nNo.;Title;Date;Deadline;Gross amount;Net amount;Status;Contact;Currency;QR reference\n"
    "RE-1;Arbeit;13.01.2026;12.02.2026;108.10;100.00;Overdue;Erle AG;CHF;\n"
    "RE-2;Arbeit;14.01.2026;13.02.2026;54.05;50.00;Paid;Birke GmbH;CHF;\n"
    "RE-3;Arbeit;15.01.2026;14.02.2026;21.62;20.00;Draft;Birke GmbH;CHF;\n"
)


@pytest.mark.parametrize(
    ("preset", "text", "said", "left"),
    [
        ("pennylane", PENNYLANE, {}, {"F-26-1": "1000.00", "F-26-2": "0.00", "F-26-4": "12.00"}),
        ("square", SQUARE, {"currency": "USD"}, {"000101": "1150.00", "000102": "350.00", "000104": "0.00"}),
        ("bexio", BEXIO, {}, {"RE-1": "108.10", "RE-2": "0.00"}),
    ],
)
def test_such_an_export_gives_what_is_open(
    tmp_path: Path, preset: str, text: str, said: dict[str, str], left: dict[str, str]
) -> None:
    intake = taken(tmp_path, text, **said)
    assert (intake.preset, opened(intake), intake.rejected) == (preset, left, ())


def test_a_bexio_invoice_paid_in_part_is_rejected_as_the_export_has_no_amount(tmp_path: Path) -> None:
    (problem,) = taken(tmp_path, BEXIO.replace("Overdue", "Partially paid")).rejected
    assert problem.source.line == 3 and "paid in part" in str(problem.what)


def test_a_state_that_square_does_not_have_is_asked_about(tmp_path: Path) -> None:
    assert "'Odd' in 1 row: is that owed or not?" in refusal(tmp_path, SQUARE.replace("Overdue", "Odd"), currency="USD")
