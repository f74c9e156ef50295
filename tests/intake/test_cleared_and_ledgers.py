"""Cleared items, discounts that were taken, and ledgers of customers' accounts in the words of seven languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken


def cleared(header: str, mark: str) -> str:
    head = f"Invoice,Customer,Date,Due date,Amount,Currency,{header}\n"
    return head + f"1,Ada,2026-03-01,2026-03-31,100,EUR,\n2,Bo,2026-03-01,2026-03-31,200,EUR,{mark}\n"


@pytest.mark.parametrize(("header", "mark"), [
    ("Clearing Document", "1400001"), ("Clearing Doc.", "1400001"), ("Ausgleichsbeleg", "1400001"),
    ("Lettrage", "AAB"), ("Code lettrage", "AAB"), ("Clearing date", "2026-04-01"), ("Cleared on", "2026-04-01"),
    ("Date de lettrage", "2026-04-01"),
])  # fmt: skip
def test_an_item_that_is_cleared_is_never_owed_without_a_question(tmp_path: Path, header: str, mark: str) -> None:
    (first, promise), *others = remedies(refusal(tmp_path, cleared(header, mark)))
    assert promise == "2 invoices, open 100.00 EUR" and others
    assert opened(taken(tmp_path, cleared(header, mark), **first)) == {"1": "100.00", "2": "0.00"}


def test_a_column_of_cleared_items_that_is_empty_asks_nothing(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, cleared("Clearing Document", ""))) == {"1": "100.00", "2": "200.00"}


def test_a_day_of_clearing_that_is_planned_is_no_payment(tmp_path: Path) -> None:
    text = cleared("Expected clearing date", "2026-04-01")
    assert opened(taken(tmp_path, text)) == {"1": "100.00", "2": "200.00"}


def discounted(header: str, paid: str, discount: str) -> str:
    head = f"Invoice,Customer,Date,Due date,Amount,Paid,{header},Currency\n"
    rows = f"1,Ada,2026-03-01,2026-03-31,100,{paid},{discount},EUR\n2,Bo,2026-03-01,2026-03-31,500,0,0,EUR\n"
    return head + rows


@pytest.mark.parametrize("header", ["Skonto", "Discount", "Escompte", "Rabat", "Sconto", "Korting"])
def test_a_discount_that_is_all_a_payment_left_is_asked_about(tmp_path: Path, header: str) -> None:
    text = discounted(header, "98", "2")
    (first, promise), *others = remedies(refusal(tmp_path, text))
    assert (first["map"], promise) == ({"paid": f"Paid + {header}"}, "2 invoices, open 500.00 EUR")
    assert opened(taken(tmp_path, text, **first))["1"] == "0.00"
    assert [(answer["ignore"], told) for answer, told in others] == [((header,), "2 invoices, open 502.00 EUR")]


@pytest.mark.parametrize(("paid", "discount", "owed"), [("97", "2", "3.00"), ("0", "2", "100.00"), ("0", "100", None)])
def test_a_discount_that_was_only_offered_asks_nothing(
    tmp_path: Path, paid: str, discount: str, owed: str | None
) -> None:
    text = discounted("Skonto", paid, discount)
    if owed is None:
        assert "Skonto" in refusal(tmp_path, text)
    else:
        assert opened(taken(tmp_path, text))["1"] == owed


SIDES = [
    ("Debit", "Credit"), ("Umsatz Soll", "Umsatz Haben"), ("Sollbetrag", "Habenbetrag"), ("Cargo", "Abono"),
    ("Montant débit", "Montant crédit"), ("Importo dare", "Importo avere"), ("Importe debe", "Importe haber"),
    ("Bedrag debet", "Bedrag credit"), ("Kwota Wn", "Kwota Ma"),
]  # fmt: skip


@pytest.mark.parametrize(("debit", "credit"), SIDES)
def test_a_ledger_of_customers_accounts_is_refused_by_name_in_any_language(
    tmp_path: Path, debit: str, credit: str
) -> None:
    head = f"Date,Document no,Customer,Due date,{debit},{credit},Currency\n"
    rows = "2026-03-01,RE-1,Ada,2026-03-31,100,,EUR\n2026-03-15,RE-1,Ada,,,100,EUR\n"
    said = refusal(tmp_path, head + rows)
    assert f"this is a ledger or a statement of account, with {debit!r} and {credit!r}" in said
    assert "export the open invoices instead" in said and "--map" not in said


def test_one_side_alone_and_amounts_of_notes_are_no_ledger(tmp_path: Path) -> None:
    head = "Invoice,Customer,Date,Due date,Amount,Currency"
    for further in ("Debit", "Debit note amount,Credit note amount"):
        cells = ",".join(["0"] * len(further.split(",")))
        text = f"{head},{further}\n1,Ada,2026-03-01,2026-03-31,100,EUR,{cells}\n"
        assert opened(taken(tmp_path, text)) == {"1": "100.00"}


def test_the_number_of_an_account_is_no_amount_that_is_owed(tmp_path: Path) -> None:
    head = "Konto;Kontoname;Belegdatum;Belegfeld 1;Fälligkeit;Umsatz;Soll/Haben-Kennzeichen;WKZ Umsatz\n"
    rows = "10001;Ada;01.03.2026;RE-1;31.03.2026;100,00;S;EUR\n10002;Bo;15.03.2026;RE-2;31.03.2026;40,00;H;EUR\n"
    found = remedies(refusal(tmp_path, head + rows))
    assert all("Konto" not in answer["map"].values() for answer, _ in found)  # type: ignore[attr-defined]
    assert opened(taken(tmp_path, head + rows, **found[0][0])) == {"RE-1": "100.00", "RE-2": "-40.00"}


TWO_SIDES = "Cod. cliente,Ragione sociale,Num. doc.,Data doc.,Scadenza,Dare,Avere,Saldo partita,Divisa\n"
OPEN_ITEMS = (
    "1,Rossi,313/A,2026-09-17,2026-10-17,140.00,,140.00,EUR\n1,Rossi,316/A,2026-09-25,2026-10-25,50.00,20.00,30.00,EUR\n"
    "2,Bianchi,NC 4,2026-09-25,2026-10-25,,8.00,-8.00,EUR\n"
)


def test_open_items_with_two_sides_are_read_where_every_balance_is_the_one_less_the_other(tmp_path: Path) -> None:
    intake = taken(tmp_path, TWO_SIDES + OPEN_ITEMS)
    assert opened(intake) == {"313/A": "140.00", "316/A": "30.00", "NC 4": "-8.00"}
    assert intake.book.frame["total_minor"].tolist() == [14000, 5000, 0]
    assert "'Dare' is read as the total: it is 'Avere' + 'Saldo partita' in every row" in intake.remarks


@pytest.mark.parametrize(("old", "new"), [("30.00,EUR", "170.00,EUR"), ("50.00,20.00,30.00", "50.00,,50.00")])
def test_a_balance_that_runs_on_or_rows_of_one_side_each_stay_a_ledger(tmp_path: Path, old: str, new: str) -> None:
    assert "this is a ledger or a statement of account" in refusal(tmp_path, TWO_SIDES + OPEN_ITEMS.replace(old, new))


OPOS = (
    "{konto};Beschriftung;Rechnungs-Nr.;Datum;Fälligkeit;Betrag Soll;Betrag Haben;Saldo\n"
    "10001;Müller GmbH;RE-1;01.07.2026;15.07.2026;1.190,00;0,00;1.190,00\n"
    "10001;Müller GmbH;RE-1;10.07.2026;15.07.2026;0,00;190,00;1.000,00\n"
)


def test_running_balances_of_open_items_with_two_sides_are_never_added_up(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, OPOS.format(konto="Konto"))) == {"RE-1": "1000.00"}
    said = refusal(tmp_path, OPOS.format(konto="Zorp"))
    assert "this is a ledger or a statement of account, with 'Betrag Soll' and 'Betrag Haben'" in said
