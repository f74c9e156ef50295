"""The first answer to a question is the likeliest: a charge for paying late is no payment, a number of
things no amount, and a note is not stronger than the state and the amounts of its row."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

from pastdue.intake.states.topics import about

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount"


def listed(further: str, *cells: str) -> str:
    rows = (f"A{n},Customer {n},2026-01-{12 + n},2026-02-12,EUR,{n}00.00,{cell}" for n, cell in enumerate(cells, 1))
    return "\n".join([f"{HEAD},{further}", *rows]) + "\n"


@pytest.mark.parametrize("header", ["multa_valor", "Late fee", "Verzugszinsen", "Odsetki", "Denda", "Juros de mora"])
def test_a_charge_for_paying_late_is_neither_paid_nor_open(tmp_path: Path, header: str) -> None:
    text = listed(header, "9.00", "0.00", "27.00")
    assert opened(taken(tmp_path, text)) == {"A1": "100.00", "A2": "200.00", "A3": "300.00"}
    assert f"{header}: " in refusal(tmp_path, listed(header, "100.00", "0.00", "27.00"))


def test_an_amount_of_another_name_is_first_what_was_paid(tmp_path: Path) -> None:
    said, _ = remedies(refusal(tmp_path, listed("Zorp", "9.00", "0.00", "27.00")))[0]
    assert said["map"] == {"paid": "Zorp"}


@pytest.mark.parametrize("header", ["id_emprestimo", "numero_parcela", "Nr Vertrag", "id_aluno"])
def test_whole_figures_below_a_header_that_begins_as_a_number_are_no_amounts(tmp_path: Path, header: str) -> None:
    assert opened(taken(tmp_path, listed(header, "1", "1", "7"))) == {"A1": "100.00", "A2": "200.00", "A3": "300.00"}


@pytest.mark.parametrize(("header", "cells"), [("id_emprestimo", ("1.50", "1", "7")), ("No paid", ("1", "1", "7")),
                                               ("Ref amount", ("1", "1", "7"))])  # fmt: skip
def test_other_figures_are_asked_about(tmp_path: Path, header: str, cells: tuple[str, ...]) -> None:
    assert f"{header}: " in refusal(tmp_path, listed(header, *cells))


KEPT = ("100.00,paid,", "0.00,open,see order 7 | paid", "0.00,open,see order 8")


def test_a_note_beside_a_state_and_an_amount_that_say_otherwise_is_first_one_that_changes_nothing(
    tmp_path: Path,
) -> None:
    text = listed("Paid,Status,Notes", *KEPT)
    first, second = (said for said, _ in remedies(refusal(tmp_path, text)))
    assert (first["ignore"], second["map"]) == (("Notes",), {"note": "Notes"})


@pytest.mark.parametrize("other", [("0.00,open,see", "0.00,,see"), ("100.00,paid", "0.00,open"), ("Paid,", "Quux,")])
def test_a_note_comes_first_where_state_or_amount_are_not_kept(tmp_path: Path, other: tuple[str, str]) -> None:
    text = listed("Paid,Status,Notes", *KEPT)
    assert other[0] in text
    text = text.replace(*other)
    answers = [(said["map"], said["ignore"]) for said, _ in remedies(refusal(tmp_path, text))]
    assert answers.index(({"note": "Notes"}, ())) < answers.index(({}, ("Notes",)))


@pytest.mark.parametrize(
    "header",
    ["Tahsil Edilecek", "K zaplacení", "Kifizetendő", "Not received", "To be collected", "Nicht beglichen",
     "No cobrado", "Nog niet ontvangen", "Non incassato", "Non encaissé", "Não recebido",
     "Ikke innbetalt", "Nezaplatené", "Akan dibayar", "入金予定額"],
)  # fmt: skip
def test_what_is_not_paid_or_to_be_paid_is_first_what_is_open(tmp_path: Path, header: str) -> None:
    said, _ = remedies(refusal(tmp_path, listed(header, "100.00", "0.00", "120.00")))[0]
    assert said["map"] == {"balance": header}


@pytest.mark.parametrize("header", ["De încasat", "Pago pendiente", "Por liquidar", "Maksamatta"])
def test_a_known_header_for_it_is_read_so(tmp_path: Path, header: str) -> None:
    text = listed(header, "100.00", "0.00", "120.00")
    assert opened(taken(tmp_path, text)) == {"A1": "100.00", "A2": "0.00", "A3": "120.00"}


@pytest.mark.parametrize("header", ["Tahsilat", "Încasat", "Kifizetve", "入金額"])
def test_a_word_for_paid_alone_is_not_put_forward_as_open(header: str) -> None:
    assert not about("open", header) and about("paid", header)


def test_a_tax_that_customers_keep_back_is_not_put_forward_as_the_total(tmp_path: Path) -> None:
    head = "Factura,Cliente,Fecha,Vencimiento,Base,IVA,IRPF\n"
    text = head + "1,Ada,2026-01-13,2026-02-12,100.00,21.00,15.00\n2,Ben,2026-01-14,2026-02-13,50.00,10.50,7.50\n"
    assert "total=IRPF" not in refusal(tmp_path, text, currency="EUR")


@pytest.mark.parametrize(("header", "paid"), [("Receivable", "Received"), ("Maksettava", "Maksettu")])
def test_what_is_to_be_paid_and_was_paid_in_full_of_an_invoice_is_first_the_total(
    tmp_path: Path, header: str, paid: str
) -> None:
    text = listed(paid, "100.00", "0.00", "120.00").replace("Amount", header)
    said, _ = remedies(refusal(tmp_path, text))[0]
    assert opened(taken(tmp_path, text, **said)) == {"A1": "0.00", "A2": "200.00", "A3": "180.00"}
    left = text.replace("100.00,100.00", "0.00,100.00")
    assert remedies(refusal(tmp_path, left))[0][0]["map"] == {"balance": header}


@pytest.mark.parametrize("header", ["Cena uhradená", "Úrok zaplacený", "Cena zaplatená", "Tahsil edilme tarihi"])
def test_two_words_that_only_together_hold_one_that_denies_deny_nothing(header: str) -> None:
    assert about("paid", header) and not about("open", header)


def test_what_is_left_in_indonesian_is_open_beside_a_word_that_makes_finnish_of_it() -> None:
    assert about("open", "Sisa Invoice") and about("open", "Sisa") and not about("open", "Sisäinen arvo")
