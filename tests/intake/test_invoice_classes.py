"""Letters of Argentine classes of invoices, and headers and words that are cut short or say a part of an order."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken


def listed(kinds: list[str], numbers: list[str] | None = None, tax: str = "", due: str = "Vencimiento") -> str:
    numbers = numbers or [f"{at}" for at in range(1, len(kinds) + 1)]
    rows = [
        f"{number},{kind},Alder,2026-01-05,2026-02-04,100.00,ARS,30-{at}\n"
        for at, (kind, number) in enumerate(zip(kinds, numbers, strict=True))
    ]
    return f"Factura,Tipo,Cliente,Fecha,{due},Importe,Moneda,{tax or 'Zona'}\n" + "".join(rows)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (listed(["A", "B", "A"], ["A-1", "B-1", "A-2"]), ""),
        (listed(["A", "B", "M"], tax="CUIT"), ""),
        (listed(["A", "E"]), "AR"),
        (listed(["C", "C", "E"]), "AR"),
    ],
)
def test_a_letter_of_a_class_of_invoices_is_owed(tmp_path: Path, text: str, country: str) -> None:
    intake = taken(tmp_path, text, country=country, country_said=bool(country))
    assert set(opened(intake).values()) == {"100.00"}
    assert any("is a class of invoices: they count as owed" in remark for remark in intake.remarks)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (listed(["A", "B", "A"]), ""),  # nothing says that they are classes
        (listed(["A", "C", "A"], ["A-1", "C-1", "A-2"]), ""),  # a charge and a credit, perhaps
        (listed(["A", "C", "A"]), "AR"),
        (listed(["C", "C"], ["C-1", "C-2"]), "ES"),
        (listed(["A", "B", "D"]), "AR"),  # D is no class
        (listed(["A", "B"], ["A-1", "A-2"]), ""),  # a number of another letter
        (listed(["A", ""], ["A-1", "2"]), ""),  # only one row has a letter, as a credit in Spain
        (listed(["A", "", "A"], ["A-1", "F-1", "A-2"]), ""),  # abonos beside invoices without a kind, perhaps
        (listed(["A", "E", "E"], ["A-1", "E-1", "E-2"]), ""),  # abonos beside what was emitted
        (listed(["A", "B", ""], ["A-1", "B-1", "F-1"]), ""),
    ],
)
def test_letters_that_may_say_something_else_are_asked_about(tmp_path: Path, text: str, country: str) -> None:
    assert "is that owed or not?" in refusal(tmp_path, text, country=country, country_said=bool(country))


@pytest.mark.parametrize(
    "due", ["Vto", "F. vcto.", "Vcmto.", "Fecha vto cobro", "Venc.", "Fäll.", "Term. płat.", "Éch."]
)
def test_headers_cut_short_for_the_due_date_are_read(tmp_path: Path, due: str) -> None:
    assert set(opened(taken(tmp_path, listed(["Factura"], due=due))).values()) == {"100.00"}


@pytest.mark.parametrize("other", ["Vto. CAE", "Vencimiento tarjeta"])
def test_a_day_on_which_something_else_ends_is_not_put_forward_as_due(tmp_path: Path, other: str) -> None:
    asked = refusal(tmp_path, listed(["Factura"], due=other))
    assert "nothing says when the invoices are due" in asked
    assert "due=" not in asked


@pytest.mark.parametrize(
    "kind",
    ["Delfaktura", "Teilrechnung", "Schlussrechnung", "Facture de situation", "Factura de anticipo", "Fattura di saldo",
     "Termijnfactuur", "Faktura częściowa", "Fatura final", "Dílčí faktura", "Slutfaktura", "Sluttfaktura"],
)  # fmt: skip
def test_invoices_of_a_part_are_owed(tmp_path: Path, kind: str) -> None:
    assert set(opened(taken(tmp_path, listed([kind]))).values()) == {"100.00"}


@pytest.mark.parametrize(
    "state",
    ["echeance_proche", "a_echoir", "nicht fällig", "por vencer", "non ancora scaduta", "nog niet verlopen",
     "przed terminem", "não vencida", "před splatností", "ej förfallen", "ikke forfalden", "due soon",
     "Wacht op betaling debiteur", "Wacht op verrekening", "Waiting for payment", "Wartet auf Zahlung",
     "En attente de règlement", "In attesa di incasso", "Oczekuje na wpłatę", "Afventer betaling"],
)  # fmt: skip
def test_what_is_not_due_yet_or_waits_for_its_payment_is_owed(tmp_path: Path, state: str) -> None:
    text = listed(["Factura"]).replace("Zona\n", "Estado\n").replace("30-0", state)
    assert set(opened(taken(tmp_path, text)).values()) == {"100.00"}


@pytest.mark.parametrize("state", ["Wacht op goedkeuring", "Wacht op betaling leverancier"])
def test_what_waits_for_something_else_is_asked_about(tmp_path: Path, state: str) -> None:
    text = listed(["Factura"]).replace("Zona\n", "Estado\n").replace("30-0", state)
    assert f"'{state}'" in refusal(tmp_path, text)


@pytest.mark.parametrize("header", ["cliente_id", "id_cliente", "Kunden-ID", "client_code", "ID klienta", "Klant-ID"])
def test_a_customers_number_alone_stands_for_the_name(tmp_path: Path, header: str) -> None:
    text = f"Invoice No,{header},Invoice date,Due date,Total,Currency\nA-1,7,2026-01-05,2026-02-04,100.00,EUR\n"
    intake = taken(tmp_path, text)
    assert opened(intake) == {"A-1": "100.00"}
    assert any(f"{header!r} stands in for them" in remark for remark in intake.remarks)


@pytest.mark.parametrize("header", ["Card date", "Fecha tarjeta", "Karte belastet am", "Policy date"])
def test_days_for_some_invoices_are_asked_about_though_a_card_is_named(tmp_path: Path, header: str) -> None:
    days = iter((f",{header}\n", ",2026-02-01\n", ",\n", ",2026-02-03\n", ",\n"))
    asked = refusal(tmp_path, "".join(line + next(days) for line in listed(["Factura"] * 4).splitlines()))
    assert f"{header}: has days for some of the invoices" in asked


def test_the_end_of_a_card_or_contract_beside_the_due_date_is_not_asked_about(tmp_path: Path) -> None:
    for header in ("Card expiry", "Vencimiento tarjeta", "Contract end date", "Karte gültig bis", "Vto. CAE"):
        days = iter((f",{header}\n", ",2026-02-01\n", ",\n", ",2026-02-03\n", ",\n"))
        taken(tmp_path, "".join(line + next(days) for line in listed(["Factura"] * 4).splitlines()))


def test_a_class_behind_the_kind_of_a_row_changes_nothing_of_it(tmp_path: Path) -> None:
    head = "Número,Cliente,Fecha,Vencimiento,Moneda,Tipo,Importe"
    rows = [
        "1,Alder,2026-01-05,2026-02-05,ARS,Factura A,100.00",
        "2,Alder,2026-01-06,2026-02-06,ARS,Nota de Débito A,20.00",
        "3,Alder,2026-01-07,,ARS,Nota de Crédito B,30.00",
    ]
    assert list(opened(taken(tmp_path, "\n".join([head, *rows, ""]))).values()) == ["100.00", "20.00", "-30.00"]
