# ruff: noqa: E501 - an export's lines are as long as the program makes them
"""Exports of further programs: with a preset where their headers are documented, by the general judgement elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

from pastdue.model.errors import InputError

DOLIBARR = (
    "Raison sociale;Code client;Ref. facture;Type;Date facturation;Date échéance;Total HT;Total TTC;Reste à payer;Facture payée;Statut facture;Montant règlement;Date paiement\n"
    "Aulne SARL;CU26-1;FA2601-1;0;2026-01-13;2026-02-12;1000.00;1200.00;700.00;0;1;300.00;2026-02-01\n"
    "Aulne SARL;CU26-1;FA2601-1;0;2026-01-13;2026-02-12;1000.00;1200.00;700.00;0;1;200.00;2026-02-10\n"
    "Bouleau SA;CU26-2;FA2601-2;0;2026-01-14;2026-02-13;500.00;600.00;0.00;1;2;600.00;2026-02-03\n"
    "Bouleau SA;CU26-2;AV2601-1;2;2026-01-20;2026-01-20;-50.00;-60.00;-60.00;0;1;;\n"
    "Bouleau SA;CU26-2;(PROV12);0;2026-01-20;2026-02-20;50.00;60.00;60.00;0;0;;\n"
)
HOLDED = (
    "Sales,,,,,,,,,\n,,,\nDate,Num,Operation date,Due,Client,Description,Subtotal,IVA,Retención,Total,Collected,Pending,Status\n"
    '13/01/2026,F260001,,12/02/2026,Aliso SL,Obra,"1000,00","210,00","0,00","1210,00","210,00","1000,00",Partially paid\n'
    '20/01/2026,F260002,,19/02/2026,Abedul SL,Obra,"100,00","21,00","0,00","121,00","121,00","0,00",Paid\n'
)
WOOCOMMERCE = (
    "order_id,order_number,order_date,paid_date,status,order_total,order_currency,customer_id,billing_first_name,billing_last_name,billing_company,billing_email\n"
    "9001,9001,2026-01-13 10:00:00,,on-hold,120.00,EUR,0,Ada,Alder,Alder Ltd,a@example.com\n"
    "9002,9002,2026-01-14 11:00:00,2026-01-14,completed,50.00,EUR,0,Bo,Birch,,b@example.com\n"
    "9003,9003,2026-01-15 11:00:00,,on-hold,70.00,EUR,0,Bo,Birch,,b@example.com\n"
    "9004,9004,2026-01-15 11:00:00,,cancelled,70.00,EUR,0,Bo,Birch,,b@example.com\n"
)
MYOB = (
    "Receivables Reconciliation [Detail],,,,,,\nAs of 31/03/2026,,,,,,\n\nID No.,Date,Orig. Curr.,Total Due,0 - 30,31 - 60,61 - 90,90+\n"
    "Alder Pty Ltd\n*None\n02 9999 0000\n0% 0 Net 30\n"
    '00001234,13/01/2026,,"$1,250.00",$0.00,$0.00,"$1,250.00",$0.00\n00001240,20/02/2026,,-$50.00,$0.00,-$50.00,$0.00,$0.00\n'
    ',Total:,,"$1,200.00",$0.00,-$50.00,"$1,250.00",$0.00\n"Birch, Bo"\n0% 0 Net 30\n'
    '00001235,14/01/2026,,$300.00,$0.00,$0.00,$300.00,$0.00\n,Total:,,$300.00,,,,\n,Grand Total:,,"$1,500.00",,,,\n'
)


@pytest.mark.parametrize(
    ("preset", "text", "said", "expected"),
    [
        ("dolibarr", DOLIBARR, {"currency": "EUR"}, {"FA2601-1": "700.00", "FA2601-2": "0.00", "AV2601-1": "-60.00"}),
        ("holded", HOLDED, {"currency": "EUR"}, {"F260001": "1000.00", "F260002": "0.00"}),
        ("woocommerce-orders", WOOCOMMERCE, {"terms": "net 30"}, {"9001": "120.00", "9002": "0.00", "9003": "70.00"}),
        ("myob-receivables", MYOB, {"terms": "net 30", "currency": "AUD"}, {"00001234": "1250.00", "00001240": "-50.00", "00001235": "300.00"}),
    ],
)  # fmt: skip
def test_a_documented_export_gives_what_is_open(
    tmp_path: Path, preset: str, text: str, said: dict[str, str], expected: dict[str, str]
) -> None:
    intake = taken(tmp_path, text, **said)
    assert (intake.preset, opened(intake), intake.rejected) == (preset, expected, ())


def test_the_first_of_several_headings_names_the_customer_where_the_report_is_so(tmp_path: Path) -> None:
    frame = taken(tmp_path, MYOB, terms="net 30", currency="AUD").book.frame
    assert frame["customer"].tolist() == ["Alder Pty Ltd", "Alder Pty Ltd", "Birch, Bo"]


def test_an_order_that_waits_for_its_payment_is_asked_about(tmp_path: Path) -> None:
    said = refusal(tmp_path, WOOCOMMERCE.replace("on-hold,70", "pending,70"), terms="net 30")
    assert "'pending' in 1 row: is that owed or not?" in said and "--word pending=open" in said


def test_a_list_of_sales_that_hides_later_payments_is_refused_by_name(tmp_path: Path) -> None:
    head = "Co./Last Name\tFirst Name\tInvoice #\tDate\tCustomer PO\tTotal\tJournal Memo\tSale Status\tAmount Paid\n"
    with pytest.raises(InputError) as refused:
        taken(tmp_path, head + "Alder\t\t00001\t13/01/2026\t\t$100.00\tSale\tI\t$0.00\n")
    assert "not what is still open" in str(refused.value)
    assert "Receivables Reconciliation [Detail]" in str(refused.value)


@pytest.mark.parametrize(
    ("head", "rows", "names"),
    [
        ("Invoice No,First Name,Last Name,Company,Date,Due Date,Amount,Currency", ["1,Ada,Alder,,2026-01-13,2026-02-12,100.00,GBP", "2,Bo,Birch,Birch Ltd,2026-01-14,2026-02-13,9.00,GBP"], ["Ada Alder", "Birch Ltd"]),
        ("Numéro,Nom,Prénom,Date,Échéance,Montant TTC,Devise", ["1,Martin,Ada,2026-01-13,2026-02-12,100.00,EUR", "2,Martin,Bo,2026-01-14,2026-02-13,9.00,EUR"], ["Ada Martin", "Bo Martin"]),
        ("Numero,Nome,Cognome,Data,Scadenza,Importo,Valuta", ["1,Ada,Rossi,2026-01-13,2026-02-12,100.00,EUR", "2,Ada,Bianchi,2026-01-14,2026-02-13,9.00,EUR"], ["Ada Rossi", "Ada Bianchi"]),
        ("Numéro,Nom,Date,Échéance,Montant TTC,Devise", ["1,Aulne SARL,2026-01-13,2026-02-12,100.00,EUR", "2,Bouleau SA,2026-01-14,2026-02-13,9.00,EUR"], ["Aulne SARL", "Bouleau SA"]),
        ("Invoice No,Customer,First Name,Surname,Date,Due Date,Amount,Currency", ["1,Alder Ltd,Ada,Alder,2026-01-13,2026-02-12,100.00,GBP", "2,,Bo,Birch,2026-01-14,2026-02-13,9.00,GBP"], ["Alder Ltd", "Bo Birch"]),
    ],
)  # fmt: skip
def test_people_go_by_both_their_names_and_strangers_of_one_name_are_never_one(
    tmp_path: Path, head: str, rows: list[str], names: list[str]
) -> None:
    frame = taken(tmp_path, "\n".join([head, *rows]) + "\n").book.frame
    assert frame["customer"].tolist() == names and frame["customer_id"].nunique() == 2


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        # Pennylane, in French
        ("Numéro de facture;Client;Date d'émission;Date d'échéance;Montant HT;TVA;Montant TTC;Restant dû;Devise;Statut\nF-1;Aulne SARL;13/01/2026;12/02/2026;100,00;20,00;120,00;70,00;EUR;En retard\nF-2;Bouleau SA;14/01/2026;13/02/2026;50,00;10,00;60,00;0,00;EUR;Payée\n", {}, {"F-1": "70.00", "F-2": "0.00"}),
        # Lexware Office, in German
        ("Belegdatum;Belegnummer;Kunde;Kundennummer;Fälligkeitsdatum;Bruttobetrag;Offener Betrag;Währung;Status\n13.01.2026;RE1001;Erle GmbH;10001;12.02.2026;1.190,00;190,00;EUR;Überfällig\n14.01.2026;RE1002;Birke KG;10002;13.02.2026;595,00;0,00;EUR;Bezahlt\n", {}, {"RE1001": "190.00", "RE1002": "0.00"}),
        # sevDesk, in German
        ("Rechnungsnr.;Rechnungsdatum;Kunde;Kunden-Nr.;Fällig am;Netto;USt;Brutto;Bezahlt;Offen;Status\nRE-1;13.01.2026;Erle GmbH;1001;12.02.2026;100,00;19,00;119,00;19,00;100,00;Fällig\nRE-2;14.01.2026;Birke KG;1002;13.02.2026;50,00;9,50;59,50;59,50;0,00;Bezahlt\n", {"currency": "EUR"}, {"RE-1": "100.00", "RE-2": "0.00"}),
        # bexio, in German for Switzerland
        ("Nr.;Titel;Kontakt;Datum;Fällig am;Währung;Total;Offen;Status\nRE-00001;Website;Erle AG;13.01.2026;12.02.2026;CHF;1'077.00;1'077.00;Überfällig\nRE-00002;Hosting;Birke GmbH;14.01.2026;13.02.2026;CHF;107.70;0.00;Bezahlt\n", {}, {"RE-00001": "1077.00", "RE-00002": "0.00"}),
        # Square Invoices, in English
        ("Invoice ID,Title,Customer Name,Customer Email,Invoice Date,Due Date,Status,Requested Amount,Amount Paid\n000123,Design,Alder Ltd,a@example.com,2026-01-13,2026-02-12,Overdue,$120.00,$20.00\n000124,Design,Birch Ltd,b@example.com,2026-01-14,2026-02-13,Paid,$50.00,$50.00\n", {"currency": "USD"}, {"000123": "100.00", "000124": "0.00"}),
        # Sage 50, aged debtors in detail, in English
        ("A/C,Customer Name,Type,Date,Due Date,Ref,Details,Amount,Outstanding,Currency\nALD001,Alder Ltd,SI,13/01/2026,12/02/2026,1001,Goods,120.00,100.00,GBP\nALD001,Alder Ltd,SC,20/01/2026,20/01/2026,1002,Return,-20.00,-20.00,GBP\n", {"map": {"invoice": "Ref"}}, {"1001": "100.00", "1002": "-20.00"}),
        # Sage Accounting, in English
        ("Invoice Number,Customer Name,Customer Reference,Invoice Date,Due Date,Net,VAT,Total,Outstanding,Currency,Status\nSI-1,Alder Ltd,ALD001,13/01/2026,12/02/2026,100.00,20.00,120.00,70.00,GBP,Part Paid\nSI-2,Birch Ltd,BIR001,14/01/2026,13/02/2026,50.00,10.00,60.00,0.00,GBP,Paid\n", {}, {"SI-1": "70.00", "SI-2": "0.00"}),
    ],
    ids=["pennylane", "lexware", "sevdesk", "bexio", "square", "sage-50", "sage-accounting"],
)  # fmt: skip
def test_a_likely_export_without_a_preset_of_its_own_is_read_right(
    tmp_path: Path, text: str, said: dict[str, object], expected: dict[str, str]
) -> None:
    intake = taken(tmp_path, text, **said)
    assert (opened(intake), intake.rejected) == (expected, ())
