"""Words for kinds of rows that no list knows: rows show which are invoices and credits, or they are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

HEAD = "Number,Customer,Invoice Date,Due Date,Currency,Type,Total,Paid"
ROWS = (
    "1,Alder,2026-01-05,2026-02-05,EUR,Zr,100.00,100.00", "2,Birch,2026-01-06,2026-02-06,EUR,Zr,200.00,0.00",
    "3,Birch,2026-01-07,2026-02-07,EUR,Zr,300.00,50.00", "4,Cedar,2026-01-08,2026-02-08,EUR,Zr,400.00,0.00",
    "5,Cedar,2026-01-09,,EUR,Zg,-40.00,0.00",
)  # fmt: skip


def listed(*changes: tuple[str, str], head: str = HEAD) -> str:
    text = "\n".join([head, *ROWS, ""])
    for one, other in changes:
        assert one in text
        text = text.replace(one, other)
    return text


def test_the_word_of_most_rows_some_of_them_paid_is_that_of_invoices_and_one_of_rows_with_a_minus_that_of_credits(
    tmp_path: Path,
) -> None:
    intake = taken(tmp_path, listed())
    assert opened(intake) == {"1": "0.00", "2": "200.00", "3": "250.00", "4": "400.00", "5": "-40.00"}
    said = [str(remark) for remark in intake.remarks]
    assert any("'Zr' in 'Type' is read as the word for invoices" in remark for remark in said)
    assert any("'Zg' in 'Type' is read as the word for credits" in remark for remark in said)


@pytest.mark.parametrize(("changes", "asked"), [
    ((("EUR,Zr,400.00", "EUR,Invoice,400.00"),), "'Zr' in 2 rows"),
    ((("100.00,100.00", "100.00,0.00"),), "'Zr' in 4 rows"),
    ((("2026-01-06,2026-02-06", "2026-01-06,"),), "'Zr' in 3 rows"),
    ((("Zr,300", "Zq,300"), ("Zr,400", "Zq,400")), "'Zr' in 1 row"),
    ((("Zg,-40.00,0.00", "Zr,-40.00,0.00"),), "'Zr' in 4 rows"),
    ((("Zg,-40.00,0.00", "Zg,-40.00,"),), "'Zg' in 1 row"),
    ((("Zg,-40.00", "Zg,40.00"),), "'Zg' in 1 row"),
    ((("Zg,-40.00", "Zg,40.00"),), "'Zr' in 3 rows"),  # as in a list of orders, some of them paid
    ((("Zr", "Zra"),), "'Zra' in 3 rows"),
    ((("Zr", "Proforma"),), "'Proforma' in 3 rows"),
    ((("Zg", "Zstorn"),), "'Zstorn' in 1 row"),
    ((("Zr", "Facture d'achat"),), "Facture d'achat"),
    ((("Zr", "Lieferantenrechnung"),), "'Lieferantenrechnung' in 3 rows"),
    ((("Zr", "PI"),), "PI"),
    ((("Zr", "Inkooporder"),), "'Inkooporder' in 3 rows"),
])  # fmt: skip
def test_a_word_whose_rows_leave_a_doubt_is_asked_about(
    tmp_path: Path, changes: tuple[tuple[str, str], ...], asked: str
) -> None:
    assert asked in refusal(tmp_path, listed(*changes))


NET = (
    "Number,Customer,Invoice Date,Due Date,Currency,Betrag,USt,Summe,Paid\n"
    "1,Alder,2026-01-05,2026-02-05,EUR,100.00,19.00,119.00,119.00\n"
    "2,Birch,2026-01-06,2026-02-06,EUR,200.00,38.00,238.00,0.00\n"
    "3,Birch,2026-01-07,2026-02-07,EUR,300.00,57.00,357.00,50.00\n"
)


def test_the_amount_with_tax_is_the_total_where_an_invoice_is_paid_with_it_and_none_without(tmp_path: Path) -> None:
    intake = taken(tmp_path, NET)
    assert opened(intake) == {"1": "0.00", "2": "238.00", "3": "307.00"}
    assert any("'Summe' is read as the total, and not 'Betrag'" in str(remark) for remark in intake.remarks)


@pytest.mark.parametrize(("one", "other"), [
    ("119.00,119.00", "119.00,0.00"), ("357.00,50.00", "357.00,300.00"), ("238.00,0.00", "238.01,0.00"),
    ("119.00,119.00", "119.00,110.00"),
])  # fmt: skip
def test_an_amount_with_tax_that_no_payment_proves_is_asked_about(tmp_path: Path, one: str, other: str) -> None:
    assert "--map total=" in refusal(tmp_path, NET.replace(one, other))


PAID_BY = "\n".join(
    ["Nº factura,Cliente,Fecha,Vencimiento,Moneda,Tipo,Importe,Pendiente",
     "1,Alder,2026-01-05,2026-02-05,EUR,RECIBO,100.00,0.00",
     "2,Birch,2026-01-06,2026-02-06,EUR,TRANSFERENCIA,200.00,150.00",
     "3,Cedar,2026-01-07,2026-02-07,EUR,PAGARÉ,300.00,300.00", ""]
)  # fmt: skip


def test_ways_to_pay_are_no_kinds_of_rows_where_all_rows_have_one_and_a_balance(tmp_path: Path) -> None:
    intake = taken(tmp_path, PAID_BY)
    assert opened(intake) == {"1": "0.00", "2": "150.00", "3": "300.00"}
    assert "'PAGARÉ' in 'Tipo' is read as open: 'Pendiente' says what is open" in intake.remarks


@pytest.mark.parametrize(("old", "new"), [("RECIBO", "Anticipo"), (",Pendiente", ",Otro")])
def test_ways_to_pay_beside_another_kind_or_without_a_balance_are_asked_about(
    tmp_path: Path, old: str, new: str
) -> None:
    assert "'TRANSFERENCIA' in 1 row" in refusal(tmp_path, PAID_BY.replace(old, new))


def test_a_header_that_says_invoice_has_the_number_before_a_bare_number(tmp_path: Path) -> None:
    text = PAID_BY.replace("Nº factura,", "Nº,Nº factura,").replace("\n1,", "\n1,F-1,").replace("\n2,", "\n1,F-2,")
    assert set(opened(taken(tmp_path, text.replace("\n3,", "\n2,F-3,")))) == {"F-1", "F-2", "F-3"}


@pytest.mark.parametrize("header", ["Documento", "Nº documento", "Doc."])
def test_a_bare_number_comes_before_one_of_a_document_which_may_be_that_of_a_person(
    tmp_path: Path, header: str
) -> None:
    text = PAID_BY.replace("Nº factura,", f"{header},Número,").replace("\n", "\n12.345.678,")
    assert set(opened(taken(tmp_path, text.removesuffix("12.345.678,")))) == {"1", "2", "3"}
