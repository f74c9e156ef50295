"""Lists of payments of no known program: their headers in twelve languages, and what they must not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import dialect, opened

from pastdue.intake import Files, Intake, read
from pastdue.model.errors.problems import BadInput

INVOICES = (
    "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency\n"
    "F-1,Alder Ltd,2026-01-10,2026-02-10,100.00,EUR\nF-2,Birch Ltd,2026-01-10,2026-02-10,200.00,EUR\n"
)


def paid(folder: Path, payments: str, invoices: str = INVOICES) -> Intake:
    (folder / "list.csv").write_text(invoices, encoding="utf-8")
    (folder / "payments.csv").write_text(payments, encoding="utf-8")
    return read(Files(folder / "list.csv", payments=folder / "payments.csv"), dialect())


def refused(folder: Path, payments: str) -> str:
    with pytest.raises(BadInput) as problem:
        paid(folder, payments)
    return str(problem.value)


@pytest.mark.parametrize(
    "header",
    ["Date received,From,For invoice,Amount,How", "Zahlungsdatum,Kunde,Rechnungsnummer,Betrag,Zahlungsart",
     "Date de règlement,Client,N° facture,Montant réglé,Mode", "Fecha de cobro,Cliente,Nº factura,Importe,Método",
     "Data wpłaty,Kontrahent,Nr faktury,Kwota,Opis", "Datum úhrady,Odběratel,Variabilní symbol,Částka,Poznámka",
     "Betaaldatum,Relatie,Factuurnummer,Bedrag,Betaalwijze", "Inbetalningsdatum,Kund,Fakturanr,Belopp,Betalsätt",
     "Invoice Date,Customer,Invoice,Date,Amount"],
)  # fmt: skip
def test_payments_under_common_names_are_taken_off_their_invoices(tmp_path: Path, header: str) -> None:
    names, day = header.split(","), "2026-02-01"
    cells = dict.fromkeys(names, "x") | dict(zip(names, (day, "Alder Ltd", "F-1", "40.00", "Bank"), strict=True))
    if names[0] == "Invoice Date":
        cells = dict(zip(names, ("2026-01-10", "Alder Ltd", "F-1", day, "40.00"), strict=True))
    intake = paid(tmp_path, f"{header}\n{','.join(cells.values())}\n")
    assert opened(intake) == {"F-1": "60.00", "F-2": "200.00"}
    (payment,) = intake.book.payments["F-1"]
    assert str(payment.on) == day


def test_money_without_an_invoice_is_on_account_of_its_customer(tmp_path: Path) -> None:
    intake = paid(
        tmp_path, "Date,Customer,Invoice,Amount\n2026-02-01,Birch Ltd,,50.00\n2026-02-01,Alder Ltd,F-1,40.00\n"
    )
    assert opened(intake)["F-1"] == "60.00"
    assert [(each.customer, each.payment.amount.plain) for each in intake.book.on_account] == [("Birch Ltd", "50.00")]


@pytest.mark.parametrize("word", ["failed", "refunded", "pending", "Rückläufer", "zwrot"])
def test_a_list_in_which_a_payment_may_have_failed_is_refused(tmp_path: Path, word: str) -> None:
    said = refused(
        tmp_path, f"Date,Invoice,Amount,Status\n2026-02-01,F-1,40.00,completed\n2026-02-01,F-2,9.00,{word}\n"
    )
    assert f"Status: says of a row that it may be no money that came in, and is not read\n  | {word}" in said


def test_a_payment_that_failed_is_found_in_any_row(tmp_path: Path) -> None:
    rows = [f"2026-02-01,F-1,0.0{row % 9 + 1},{'failed' if row == 601 else 'completed'}" for row in range(1000)]
    assert "| failed" in refused(tmp_path, "\n".join(["Date,Invoice,Amount,Status", *rows, ""]))


BACK = [
    ("Reversed", "yes"), ("Refunded", "9.00"), ("Voided", "x"), ("Refund date", "2026-02-03"),
    ("Storniert", "ja"), ("Rücklastschrift", "R-1"), ("Zwrot", "9,00"), ("Annulé", "oui"), ("Bounced", "true"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "said"), BACK)
def test_a_column_that_says_a_payment_went_back_is_refused(tmp_path: Path, header: str, said: str) -> None:
    text = f'Date,Invoice,Amount,{header}\n2026-02-01,F-1,40.00,\n2026-02-01,F-2,9.00,"{said}"\n'
    refusal = refused(tmp_path, text)
    assert f"{header}: says of a row that it may be no money that came in, and is not read\n  | {said}" in refusal


@pytest.mark.parametrize(
    ("header", "said"),
    [("Reversed", "no"), ("Refunded", "0.00"), ("Voided", ""), ("Reverse charge", "yes"), ("Fee", "1.20")],
)
def test_a_column_that_says_no_payment_went_back_is_left(tmp_path: Path, header: str, said: str) -> None:
    text = f"Date,Invoice,Amount,{header}\n2026-02-01,F-1,40.00,{said}\n2026-02-01,F-2,9.00,{said}\n"
    assert opened(paid(tmp_path, text)) == {"F-1": "60.00", "F-2": "191.00"}


def test_a_list_whose_payments_all_came_in_is_read(tmp_path: Path) -> None:
    text = "Date,Invoice,Amount,Status,Type\n2026-02-01,F-1,40.00,Completed,Bank\n2026-02-01,F-2,9.00,paid,Card\n"
    assert opened(paid(tmp_path, text)) == {"F-1": "60.00", "F-2": "191.00"}


@pytest.mark.parametrize("kind", ["Refund", "Credit note", "Gutschrift"])
def test_money_that_went_back_is_refused(tmp_path: Path, kind: str) -> None:
    text = f"Date,Invoice,Amount,Type\n2026-02-01,F-1,40.00,Payment\n2026-02-01,F-2,9.00,{kind}\n"
    assert "may be no money that came in" in refused(tmp_path, text)


def test_a_list_of_invoices_is_not_taken_for_one_of_payments(tmp_path: Path) -> None:
    said = refused(tmp_path, "Invoice,Customer,Date,Due Date,Amount\nF-1,Alder Ltd,2026-01-10,2026-02-10,100.00\n")
    assert "Due Date: holds days by which to pay, as a list of invoices does" in said


def test_invoices_with_the_headers_of_payments_stay_invoices(tmp_path: Path) -> None:
    text = "Invoice,Customer,Date,Amount,Currency\nF-1,Alder Ltd,2026-01-10,100.00,EUR\n"
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    assert opened(read(Files(tmp_path / "list.csv"), dialect(terms="net 30"))) == {"F-1": "100.00"}


def test_what_an_answer_would_give_counts_the_payments_beside(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as problem:
        paid(
            tmp_path,
            "Date,Customer,Invoice,Amount\n2026-02-01,Alder Ltd,F-1,40.00\n",
            INVOICES.replace(",EUR", "").replace(",Currency", ""),
        )
    assert "pass --currency EUR  # 2 invoices, open 260.00 EUR" in str(problem.value)
