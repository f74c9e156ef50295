"""The first remedy for columns in doubt: it is right for the lists that people have, and promises what it gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import dialect, opened, refusal, remedies, remedies_of_each, taken

from pastdue.intake import Files, read
from pastdue.model.errors.problems import BadInput

LOANS = """\
Repayment ID,Borrower Name,Amount Due,Due Date,Status
RP-1,Amina Bello,450.00,2026-09-15,OVERDUE
RP-2,Amina Bello,450.00,2026-10-15,PAID
RP-3,Chidi Okafor,1200.00,2026-11-10,{word}
"""

TWO_STATES = """\
Numéro;Date;Échéance;Client;Total TTC;Devise;{document};{payment}
V-1;2026-09-05;2026-10-05;Petit;1200,00;EUR;{valid};NON PAYÉE
V-2;2026-09-10;2026-10-10;Bleu;600,00;EUR;{valid};PAYÉE
V-3;2026-09-28;2026-10-28;Bleu;300,00;EUR;ANNULÉ;NON PAYÉE
"""


def two_states(document: str = "Statut", payment: str = "Statut Facture", valid: str = "VALIDE") -> str:
    return TWO_STATES.format(document=document, payment=payment, valid=valid)


@pytest.mark.parametrize(("word", "promise"), [
    ("OVERDUE", "3 invoices, open 1650.00"), ("QUERIED", "3 invoices, open 1650.00"),
])  # fmt: skip
def test_a_currency_that_only_the_user_knows_is_no_part_of_another_answer(
    tmp_path: Path, word: str, promise: str
) -> None:
    said = refusal(tmp_path, LOANS.format(word=word))
    numbers, currency, *words = remedies_of_each(said)
    assert [answer for answer, _ in currency] == [{"map": {}, "ignore": (), "words": {}, "currency": "EUR"}]
    assert not any("currency" in answer for question in (numbers, *words) for answer, _ in question)
    assert [(answer["map"], promised) for answer, promised in numbers] == [({"invoice": "Repayment ID"}, promise)]
    assert [answer["words"] for answer, _ in words[0][:1]] == [{word: "disputed"}] if words else word == "OVERDUE"


@pytest.mark.parametrize(("document", "payment"), [("Statut", "Statut Facture"), ("Statut Facture", "Statut")])
def test_a_state_of_the_document_and_one_of_the_payment_are_first_read_together(
    tmp_path: Path, document: str, payment: str
) -> None:
    text = two_states(document, payment)
    (first, promise), *others = remedies(refusal(tmp_path, text))
    assert set(str(first["map"]["status"]).split(" + ")) == {document, payment}  # type: ignore[index]
    assert promise == "2 invoices, open 1200.00 EUR"
    assert opened(taken(tmp_path, text, **first)) == {"V-1": "1200.00", "V-2": "0.00"}
    assert others


def test_an_unknown_word_in_the_second_column_of_states_is_asked_about_under_its_header(tmp_path: Path) -> None:
    text = two_states(valid="SAISIE")
    said = refusal(tmp_path, text, map={"status": "Statut Facture + Statut"})
    assert "list.csv:1: Statut: 'SAISIE' in 1 row" in said  # in the row that is paid it changes nothing
    assert opened(taken(tmp_path, text, map={"status": "Statut Facture + Statut"}, words={"SAISIE": "open"})) == {
        "V-1": "1200.00", "V-2": "0.00",
    }  # fmt: skip


@pytest.mark.parametrize(("state", "owed"), [("IMPAYÉE", None), ("EN RETARD", None), ("ÉMISE", "0.00")])
def test_a_row_that_two_columns_of_states_call_paid_and_unpaid_is_rejected(
    tmp_path: Path, state: str, owed: str | None
) -> None:
    text = two_states(valid="ÉMISE").replace("ÉMISE;PAYÉE", f"{state};PAYÉE")
    found = taken(tmp_path, text, map={"status": "Statut + Statut Facture"})
    assert opened(found).get("V-2") == owed
    assert [str(problem.what) for problem in found.rejected] == ["is called 'PAYÉE' in another column"] * (owed is None)


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("Payment status", True),
        ("Betaalstatus", True),
        ("Betalingsstatus", True),
        ("Stav platby", True),
        ("Status", False),
    ],
)
def test_a_payment_that_is_approved_may_have_come_and_an_invoice_that_is_approved_is_owed(
    tmp_path: Path, header: str, asked: bool
) -> None:
    text = f"Invoice,Customer,Date,Due date,Amount,Currency,{header}\n1,Ada,2026-01-05,2026-02-05,100,EUR,Approved\n"
    if asked:
        assert "'Approved' in 1 row: is that owed or not?" in refusal(tmp_path, text)
    else:
        assert opened(taken(tmp_path, text)) == {"1": "100.00"}


def test_a_field_that_one_column_alone_can_hold_is_not_mapped_to_two(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(two_states(), encoding="utf-8")
    with pytest.raises(BadInput, match="customer: is mapped to several columns: 'Client \\+ Statut'"):
        read(Files(path), dialect(map={"customer": "Client + Statut"}))


CANCELLED = """\
Rechnungsnummer;Rechnungsdatum;Fällig;Kunde;Bruttobetrag;Währung;Status;Belegart;Bezug
R-1;2026-09-02;2026-09-16;Gruber;480,00;EUR;Offen;Rechnung;
R-3;2026-10-10;2026-10-24;Gruber;240,00;EUR;{state};Rechnung;
R-4;2026-10-10;2026-10-24;{whose};{amount};EUR;Offen;{kind};{names}
"""


def cancelled(
    kind: str = "Storno", state: str = "Storniert", whose: str = "Gruber", amount: str = "-240,00", names: str = ""
) -> str:
    return CANCELLED.format(kind=kind, state=state, whose=whose, amount=amount, names=names)


@pytest.mark.parametrize("kind", ["Storno", "Stornorechnung"])
def test_a_cancellation_of_an_invoice_that_is_left_out_is_first_left_out_with_it(tmp_path: Path, kind: str) -> None:
    (first, promise), *others = remedies(refusal(tmp_path, cancelled(kind)))
    assert (first["words"], promise) == ({kind: "ignore"}, "1 invoice, open 480.00 EUR")
    assert {kind: "credit"} in [answer["words"] for answer, _ in others]
    assert opened(taken(tmp_path, cancelled(kind), **first)) == {"R-1": "480.00"}
    assert opened(taken(tmp_path, cancelled(kind), words={kind: "credit"}))["R-4"] == "-240.00"


@pytest.mark.parametrize("changed", [
    {"state": "Offen"}, {"whose": "Pichler"}, {"amount": "-240,01"}, {"kind": "Gutschrift"},
])  # fmt: skip
def test_a_cancellation_that_takes_back_no_void_invoice_is_a_credit(tmp_path: Path, changed: dict[str, str]) -> None:
    text = cancelled(**{"kind": "Stornorechnung"} | changed)
    assert opened(taken(tmp_path, text))["R-4"] == changed.get("amount", "-240.00").replace(",", ".")


def test_a_credit_note_that_names_the_void_invoice_is_asked_about(tmp_path: Path) -> None:
    said = refusal(tmp_path, cancelled("Gutschrift", names="R-3"))
    assert "'Gutschrift' takes back 'R-3', left out as void: does it count?" in said


def test_a_cancellation_among_other_credits_of_its_kind_holds_the_customers_letters_back(tmp_path: Path) -> None:
    more = "R-5;2026-10-11;2026-10-25;Gruber;-10,00;EUR;Offen;Gutschrift;\n"
    found = taken(tmp_path, cancelled("Gutschrift", names="R-3") + more)
    told = "credit R-4 of 240.00 EUR names invoice 'R-3', which is left out as void"
    assert told in found.remarks and [str(each) for each in found.book.frame["doubt"].dropna()] == [told]
    assert (
        told not in taken(tmp_path, cancelled("Gutschrift", names="R-3") + more, words={"Gutschrift": "credit"}).remarks
    )


def amounts(header: str, *rows: str) -> str:
    lines = (f"2026-{number};2026-08-10;2026-09-09;Port;EUR;{row}" for number, row in enumerate(rows, 1))
    return "\n".join([f"Número;Fecha;Vencimiento;Cliente;Moneda;{header}", *lines, ""])


@pytest.mark.parametrize("header", ["Base;% IVA", "Subtotal;IVA %", "Imponibile;Aliquota IVA"])
def test_an_amount_before_tax_is_never_put_forward_as_what_is_owed_where_a_rate_stands_beside_it(
    tmp_path: Path, header: str
) -> None:
    name, rate = header.split(";")
    said = refusal(tmp_path, amounts(header, "1000,00;21", "100,00;0"))
    assert f"{name}: is an amount before tax, which {rate!r} says comes on top" in said
    assert "export the amounts with tax" in said and "--map" not in said


def test_an_amount_before_tax_is_what_is_owed_where_no_tax_comes_on_top(tmp_path: Path) -> None:
    for header, rows in (("Base;% IVA", ("1000,00;0", "100,00;0")), ("Base", ("1000,00", "100,00"))):
        said = refusal(tmp_path, amounts(header, *rows))
        assert [answer["map"] for answer, _ in remedies(said)] == [{"total": "Base"}]
        assert "'Base' is an amount before tax: it is what is owed only where no tax comes on top" in said


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_an_amount_before_tax_beside_its_tax_and_the_whole_is_not_the_first_remedy(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    rows = [("Base", "1000,00", "100,00"), ("IVA", "210,00", "0,00"), ("A ingresar", "1210,00", "100,00")]
    header, *cells = zip(*(rows[at] for at in order), strict=True)
    text = amounts(";".join(header), *(";".join(each) for each in cells))
    assert set(opened(taken(tmp_path, text)).values()) == {"1210.00", "100.00"}
    summed = amounts("Base;IVA", "1000,00;210,00", "100,00;0,00")
    (first, promise), *_ = remedies(refusal(tmp_path, summed))
    assert first["map"] == {"total": "Base + IVA"} and promise == "2 invoices, open 1310.00 EUR"
