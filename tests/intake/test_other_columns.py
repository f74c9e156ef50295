"""Columns of shares, of another currency, of cleared documents and of cents: read, asked about, or proved harmless."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken, with_column

from pastdue.intake.values.date_styles import DateStyle
from pastdue.intake.values.flaws import Flaw
from pastdue.model.spans import day_of

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Currency"


@pytest.mark.parametrize(
    ("header", "cells", "left"),
    [("Paid %", ("0%", "100%"), ("100.00", "0.00")), ("Percent paid", ("100", "0"), ("0.00", "200.00")),
     ("Unpaid %", ("100 %", "0 %"), ("100.00", "0.00"))],
)  # fmt: skip
def test_a_share_that_is_paid_is_asked_about_and_a_whole_one_gives_the_state(
    tmp_path: Path, header: str, cells: tuple[str, str], left: tuple[str, str]
) -> None:
    text = with_column(header, *cells)
    said = refusal(tmp_path, text)
    assert f"{header}: says of each invoice what share of it is paid or open, and is not read" in said
    first, *_ = remedies(said)
    assert tuple(opened(taken(tmp_path, text, **first[0])).values()) == left


@pytest.mark.parametrize(
    ("header", "shares", "left"),
    [("Paid %", ("50%", "0%"), ("50.00", "200.00")), ("Percent paid", ("12.5", "100"), ("87.50", "0.00")),
     ("Paid %", ("0.5", "1"), ("50.00", "0.00")), ("Paid %", ("33,33%", "0%"), ("66.67", "200.00"))],
)  # fmt: skip
def test_a_share_that_is_paid_in_part_is_taken_off_to_the_cent(
    tmp_path: Path, header: str, shares: tuple[str, str], left: tuple[str, str]
) -> None:
    text = with_column(header, *(f'"{share}"' for share in shares))
    first, *_ = remedies(refusal(tmp_path, text))
    assert tuple(opened(taken(tmp_path, text, **first[0])).values()) == left


@pytest.mark.parametrize("share", ["33.333%", "101%"])
def test_a_share_that_is_no_whole_cent_or_more_than_all_must_say_its_amount(tmp_path: Path, share: str) -> None:
    text = with_column("Paid %", share, "0%")
    intake = taken(tmp_path, text, map={"paid": "Paid %"})
    assert "is paid in part, and no column says how much" in str(intake.rejected[0])
    assert opened(intake) == {"2": "200.00"}


def test_a_share_that_is_open_in_part_must_say_its_amount(tmp_path: Path) -> None:
    text = with_column("Unpaid %", "50%", "0%")
    first, *_ = remedies(refusal(tmp_path, text))
    rejected = taken(tmp_path, text, **first[0]).rejected
    assert "is paid in part, and no column says how much" in str(rejected[0])


@pytest.mark.parametrize("header", ["VAT %", "Discount %", "Margin percent"])
def test_a_share_of_something_else_is_passed_over(tmp_path: Path, header: str) -> None:
    assert opened(taken(tmp_path, with_column(header, "0%", "100%"))) == {"1": "100.00", "2": "200.00"}


def test_a_share_beside_what_was_paid_is_passed_over(tmp_path: Path) -> None:
    text = with_column("Amount Paid,Paid %", "50.00,50%", "0.00,0%")
    assert opened(taken(tmp_path, text)) == {"1": "50.00", "2": "200.00"}


LOCAL = f"{HEAD},Amount,Amount (EUR),Open Amount,Open Amount (EUR)\n"
CONVERTED = (
    "1,Alder,2026-01-13,2026-02-12,USD,1100.00,1000.00,1100.00,1000.00\n"
    "2,Birch,2026-01-14,2026-02-13,EUR,500.00,500.00,200.00,{}\n"
)


def test_the_same_amounts_in_the_currency_of_the_books_are_passed_over(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, LOCAL + CONVERTED.format("200.00"))) == {"1": "1100.00", "2": "200.00"}


def test_amounts_in_that_currency_that_disagree_are_asked_about(tmp_path: Path) -> None:
    said = refusal(tmp_path, LOCAL + CONVERTED.format("150.00"))
    assert "'Open Amount (EUR)' and 'Open Amount' may both say what is open" in said


def test_what_was_paid_in_a_currency_of_no_row_is_asked_about_where_nothing_else_says_it(tmp_path: Path) -> None:
    rows = "1,Alder,2026-01-13,2026-02-12,USD,100.00,{}90.00\n2,Birch,2026-01-14,2026-02-13,USD,50.00,{}0.00\n"
    paid = "EUR money received"
    assert paid in refusal(tmp_path, f"{HEAD},Amount,{paid}\n" + rows.format("", ""))
    beside = f"{HEAD},Amount,Paid,{paid}\n" + rows.format("100.00,", "0.00,")
    assert opened(taken(tmp_path, beside)) == {"1": "0.00", "2": "50.00"}


def test_amounts_under_the_one_currency_of_the_file_are_asked_about(tmp_path: Path) -> None:
    text = with_column("Zorp GBP", "60.00", "0.00")
    assert "between nothing and the whole invoice" in refusal(tmp_path, text)


SAP = (
    "Document Number;Customer;Name 1;Document Date;Net Due Date;Amount in doc. curr.;Curr.;{}\n"
    "1800000001;100010;Kern AG;13.01.2026;12.02.2026;1.500,00;CHF;{}\n"
    "1800000002;100011;Lang AG;20.01.2026;19.02.2026;700,00;CHF;{}\n"
)


@pytest.mark.parametrize(
    ("header", "cleared"), [("Clearing Document", "1400000007"), ("Ausgleichsdatum", "18.02.2026")]
)
def test_a_document_that_sap_has_cleared_is_not_owed(tmp_path: Path, header: str, cleared: str) -> None:
    kept = opened(taken(tmp_path, SAP.format(header, "", cleared)))
    assert {number: Decimal(left) for number, left in kept.items() if Decimal(left)} == {"1800000001": Decimal(1500)}
    assert set(opened(taken(tmp_path, SAP.format(header, "", ""))).values()) == {"1500.00", "700.00"}


@pytest.mark.parametrize(
    "head",
    ["Belegnummer;Klant;Naam 1;Documentdatum;Netto-vervaldatum;Bedrag in documentvaluta;Valuta;Verrekeningsdocument",
     "N° pièce;Compte;Nom 1;Date pièce;Échéance nette;Montant en devise pièce;Devise;Pièce de rapprochement",
     "Nº documento;Cuenta;Nombre 1;Fecha documento;Vencimiento neto;Importe en moneda doc.;Moneda;Doc.compensación",
     "N. documento;Conto;Nome;Data documento;Scadenza netta;Importo in divisa documento;Divisa;Documento di pareggio",
     "Nº documento;Conta;Nome 1;Data do documento;Vencimento líquido;Montante em moeda doc.;Moeda;Doc.compensação",
     "Nr dokumentu;Klient;Nazwa 1;Data dokumentu;Płatność netto;Kwota w walucie dok.;Waluta;Dokument rozliczeniowy"],
)  # fmt: skip
def test_customer_line_items_of_sap_are_known_in_other_languages(tmp_path: Path, head: str) -> None:
    rows = SAP.format("x", "", "1400000007").split("\n", 1)[1]
    intake = taken(tmp_path, f"{head}\n{rows}")
    assert intake.preset == "sap-open-items"
    assert {number: Decimal(left) for number, left in opened(intake).items()} == {
        "1800000001": Decimal(1500), "1800000002": Decimal(0),
    }  # fmt: skip


@pytest.mark.parametrize("header", ["Amount in local currency", "Betrag in Hauswährung", "Kwota w walucie krajowej"])
def test_amounts_in_the_currency_of_the_books_beside_that_of_the_document_are_asked_about(
    tmp_path: Path, header: str
) -> None:
    text = SAP.format("Text", "", "").replace("Amount in doc. curr.;Curr.", f"{header};Document currency")
    text = text.replace("700,00;CHF", "700,00;USD")
    asked = refusal(tmp_path, text, country="CH", country_said=True)
    what = "is in the currency of the books by its name, and 'Document currency' says another: in which one is it?"
    assert f"{header}: {what}" in asked
    (books, promise), (rows, other) = remedies(asked)
    assert (promise, other) == ("2 invoices, open 2200.00 CHF", "2 invoices, open 1500.00 CHF and 700.00 USD")
    assert set(taken(tmp_path, text, **books).book.frame["currency"]) == {"CHF"}
    assert set(taken(tmp_path, text, **rows).book.frame["currency"]) == {"CHF", "USD"}
    alike = text.replace("USD", "CHF")
    assert set(taken(tmp_path, alike, country="CH", country_said=True).book.frame["currency"]) == {"CHF"}
    assert what in refusal(tmp_path, alike, country="DE", country_said=True)
    plain = alike.replace("Document currency", "Currency")  # of the documents, or of the books
    assert set(taken(tmp_path, plain, country="CH", country_said=True).book.frame["currency"]) == {"CHF"}
    assert "is in the currency of the books" in refusal(tmp_path, plain, country="DE", country_said=True)
    local = alike.replace("Document currency", "Local Currency")
    assert set(taken(tmp_path, local, country="DE", country_said=True).book.frame["currency"]) == {"CHF"}


@pytest.mark.parametrize("header", ["Amount in cents", "Belob i ore", "amount_pence", "Amount (öre)"])
def test_amounts_that_are_in_hundredths_by_their_name_are_refused(tmp_path: Path, header: str) -> None:
    text = f"{HEAD},{header}\n1,Alder,2026-01-13,2026-02-12,SEK,12500\n2,Birch,2026-01-14,2026-02-13,SEK,800\n"
    assert "is in hundredths of the currency by its name" in refusal(tmp_path, text)


@pytest.mark.parametrize("header", ["Otvoreno", "Store takings", "Score"])
def test_a_word_that_only_contains_a_short_name_of_cents_is_no_such_name(tmp_path: Path, header: str) -> None:
    text = f"{HEAD},{header}\n1,Alder,2026-01-13,2026-02-12,EUR,125.00\n2,Birch,2026-01-14,2026-02-13,EUR,80.00\n"
    assert "hundredths" not in refusal(tmp_path, text)


@pytest.mark.parametrize("word", ["Deposit invoice", "Down payment invoice", "Anzahlungsrechnung"])
def test_an_invoice_for_a_part_of_the_price_is_an_invoice(tmp_path: Path, word: str) -> None:
    assert opened(taken(tmp_path, with_column("Type", word, "Invoice"))) == {"1": "100.00", "2": "200.00"}


RENTS = (
    "ar_id,tenant_id,{}month,billed_rent,amount_paid,currency\n"
    "AR-1,TEN-1,{}2026-01-01,1000.00,400.00,USD\n"
    "AR-2,TEN-2,{}2026-02-01,900.00,900.00,USD\n"
)


def test_a_code_is_not_put_forward_as_a_name_nor_a_month_as_the_day_of_an_invoice(tmp_path: Path) -> None:
    said = refusal(tmp_path, RENTS.format("", "", ""))
    assert "customer=tenant_id" not in said and "issued=month" not in said
    named = refusal(tmp_path, RENTS.format("due_by,who,", "2026-01-31,Ann Ash,", "2026-02-28,Bo 2 Ltd,"))
    assert "--map customer=who" in named and "issued=month" not in named


def test_a_day_under_month_that_is_no_first_may_be_when_an_invoice_was_issued(tmp_path: Path) -> None:
    text = RENTS.format("who,", "Ann Ash,", "Bo 2 Ltd,").replace("2026-02-01", "2026-02-17")
    assert "--map issued=month" in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("issued", "due"), [("13.01.2026.", "12.02.2026."), ("2026.01.13.", "2026.02.12."), ("13.01.2026.", "12.02.2026")]
)
def test_a_point_behind_a_date_is_no_part_of_it(tmp_path: Path, issued: str, due: str) -> None:
    text = f"Invoice No,Customer,Invoice Date,Due Date,Amount,Currency\n1,Alder,{issued},{due},100.00,EUR\n"
    frame = taken(tmp_path, text).book.frame
    assert [day_of(frame[field].iloc[0]) for field in ("issued", "due")] == [date(2026, 1, 13), date(2026, 2, 12)]


@pytest.mark.parametrize("text", ["13.01.", "13.01.2026..", "13.01.2026.5."])
def test_a_point_that_is_not_behind_a_whole_date_is_a_flaw(text: str) -> None:
    assert DateStyle("%d.%m.%Y").day("13.01.2026.") == date(2026, 1, 13)
    assert isinstance(DateStyle("%d.%m.%Y").day(text), Flaw)


def test_the_same_number_in_every_row_is_no_mark(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, with_column("extra", "1", "1"))) == {"1": "100.00", "2": "200.00"}


@pytest.mark.parametrize("cells", [("1", "0"), ("1", ""), ("yes", "yes")])
def test_a_number_or_word_that_tells_rows_apart_or_says_yes_is_asked_about(
    tmp_path: Path, cells: tuple[str, str]
) -> None:
    said = refusal(tmp_path, with_column("extra", *cells))
    assert "extra: says yes of invoices that are owed, and is not read: are those paid?" in said


@pytest.mark.parametrize("further", ["Balance Due", "Amount Paid", ""])
def test_money_that_is_for_no_invoice_yet_is_asked_about_and_counts_on_the_customers_account(
    tmp_path: Path, further: str
) -> None:
    head = "Invoice No,Customer,Due Date,Currency,Total,Unapplied Amount" + (f",{further}" if further else "")
    cell = {"Balance Due": ",100.00", "Amount Paid": ",0.00", "": ""}[further]
    text = f"{head}\n" + "".join(
        f"A{n},{who},2026-02-12,EUR,100.00,{sum_}{cell}\n"
        for n, (who, sum_) in enumerate([("Alder", "20.00"), ("Alder", "20.00"), ("Birch", "0.00"), ("Cedar", "5.00")])
    )
    said, promise = remedies(refusal(tmp_path, text))[0]
    assert said["map"] == {"on_account": "Unapplied Amount"}
    assert promise == "4 invoices, open 375.00 EUR"
    intake = taken(tmp_path, text, **said)
    assert opened(intake) == dict.fromkeys(("A0", "A1", "A2", "A3"), "100.00")
    assert [(one.customer, str(one.payment.amount)) for one in intake.book.on_account] == [
        ("Alder", "20.00 EUR"), ("Cedar", "5.00 EUR"),
    ]  # fmt: skip
    assert "2 payments on account: deducted from what the customer owes" in intake.remarks
    assert taken(tmp_path, text.replace(",20.00", ",0").replace(",5.00", ",-"), **said).book.on_account == ()


def test_different_sums_of_one_customer_on_account_are_all_theirs(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Due Date,Currency,Total,Unapplied Amount\n"
    text = head + "A1,Alder,2026-02-12,EUR,100.00,20.00\nA2,Alder,2026-02-12,EUR,100.00,7.50\n"
    intake = taken(tmp_path, text, map={"on_account": "Unapplied Amount"})
    assert [str(one.payment.amount) for one in intake.book.on_account] == ["20.00 EUR", "7.50 EUR"]


def test_what_is_missing_or_overpaid_of_each_invoice_says_again_what_is_read(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Due Date,Currency,Total,Paid,Missing / přeplatek\n"
    text = head + "A1,Alder,2026-02-12,EUR,100.00,40.00,-60.00\nA2,Birch,2026-02-12,EUR,50.00,60.00,10.00\n"
    assert opened(taken(tmp_path, text)) == {"A1": "60.00", "A2": "-10.00"}
