# ruff: noqa: E501 - an export's lines are as long as the vendor makes them
"""The further shapes of the vendors' exports give the true open amounts: made-up figures under known columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import preset_source
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.model.errors import InputError
from pastdue.model.errors.problems import BadInput

PRESETS = preset_source(Catalog(), "")


def read_text(folder: Path, text: str | bytes, **options: object) -> Intake:
    path = folder / "export.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(Files(path), Dialect(**options, presets=PRESETS))  # type: ignore[arg-type]


def open_minor(intake: Intake) -> dict[str, int]:
    """The open amount of each invoice by the file alone, in the smallest unit."""
    frame = intake.book.frame
    return dict(zip(frame["invoice"], (frame["total_minor"] - frame["paid_minor"]).tolist(), strict=True))


OPEN_INVOICES = """\
Open Invoices,,,,,,
Foundry Inc,,,,,,
"As of Oct 30, 2026",,,,,,

,Date,Transaction type,Num,Term,Due date,Open balance
Studio 54,,,,,,
,08/15/2026,Invoice,1001,Net 15,08/30/2026,"1,500.00"
Total for Studio 54,,,,,,"$1,500.00"
Beta LLC,,,,,,
,08/01/2026,Invoice,1003,Net 30,08/31/2026,750.00
,09/04/2026,Payment,77,,09/04/2026,-200.00
Total for Beta LLC,,,,,,$550.00
,TOTAL,,,,,"$2,050.00"
Friday, Oct 30, 2026 10:06:00 AM GMT-4
"""
BALANCE_DETAIL = """\
Customer Balance Detail

,Date,Transaction Type,Num,Due Date,Amount,Open Balance,Balance
Acme Corp
,08/15/2026,Invoice,1001,08/30/2026,"2,000.00","1,500.00","1,500.00"
,09/15/2026,Invoice,1002,09/30/2026,100.00,100.00,"1,600.00"
Total for Acme Corp,,,,,"$2,100.00","$1,600.00",
"""
QBO_UK = """\
Transaction date,Transaction type,No.,Name,Status,Due date,Total,Balance,Currency
15/08/2026,Invoice,1001,Ada,Overdue on 30/08/2026,30/08/2026,"2,000.00","1,500.00",GBP
16/08/2026,Payment,9,Ada,Unapplied,16/08/2026,-50.00,-50.00,GBP
16/08/2026,Payment,10,Ada,Closed,16/08/2026,-70.00,0.00,GBP
17/08/2026,Credit note,8,Ada,Unapplied,,-25.00,-25.00,GBP
"""
XERO_TEMPLATE = """\
*ContactName,EmailAddress,*InvoiceNumber,*InvoiceDate,*DueDate,Total,*Description,*Quantity,*UnitAmount,*AccountCode,Currency
Ada,a@example.com,INV-1,15/01/2026,14/02/2026,100.00,Bolt,1,50,200,GBP
Ada,a@example.com,INV-1,15/01/2026,14/02/2026,100.00,Nut,1,50,200,GBP
"""
XERO_AGED = """\
Aged Receivables Detail
As at 30 October 2026
Invoice Date,Due Date,Invoice Number,Invoice Reference,Current,1 - 30 days,31 - 60 days,61 - 90 days,Older,Total
Studio 54
15 Jan 2026,14 Feb 2026,INV-1,PO 5,0.00,0.00,0.00,0.00,100.00,100.00
20 Jan 2026,,CN-1,,0.00,0.00,0.00,0.00,(2.00),(2.00)
Total Studio 54,,,,0.00,0.00,0.00,0.00,98.00,98.00
Total,,,,0.00,0.00,0.00,0.00,98.00,98.00
"""
XERO_AGED_ALL_COLUMNS = """\
Aged Receivables Detail
Ageing by due date
Contact Account Number,Phone,Invoice Date,Due Date,Invoice Number,< 1 Month,1 Month,2 Months,Older,,Total,Outstanding Tax,Invoice Seen,Invoice Sent
Studio 54
,,15 Jan 2026,14 Feb 2026,INV-1,,,,100.00,,100.00,10.00,Not seen,Sent
,,20 Jan 2026,19 Feb 2026,INV-2,20.00,,,,,20.00,2.00,Seen,Sent
Total Studio 54,,,,,,,,,,120.00,,,
Total,,,,,,,,,,120.00,,,
"""
XERO_API = """\
invoice_id,invoice_number,type,status,contact_id,contact_name,invoice_date,due_date,fully_paid_on,currency_code,total,amount_paid,amount_due
a1,INV-1,ACCREC,AUTHORISED,c1,Ada,/Date(1768780800000+0000)/,/Date(1769299200000+0000)/,,AUD,396.0,96.0,300.0
a2,INV-2,ACCREC,PAID,c1,Ada,/Date(1768780800000+0000)/,/Date(1769299200000+0000)/,/Date(1769385600000+0000)/,AUD,100.0,100.0,0.0
a3,,ACCPAY,AUTHORISED,c2,Bo,/Date(1768780800000+0000)/,/Date(1769299200000+0000)/,,AUD,70.0,0.0,70.0
a4,INV-3,ACCREC,SUBMITTED,c1,Ada,/Date(1768780800000+0000)/,/Date(1769299200000+0000)/,,AUD,80.0,0.0,80.0
a5,CN-1,ACCRECCREDIT,AUTHORISED,c1,Ada,/Date(1768780800000+0000)/,,,AUD,20.0,0.0,20.0
"""
STRIPE_DASHBOARD = """\
Total,Currency,Invoice Number,Customer Email,Due Date (UTC),Created (UTC),Status,Customer Name,id
100.00,usd,A-1,a@example.com,2026-03-01 10:00,2026-02-01 10:00,open,Ada,in_1
50.00,usd,A-2,a@example.com,2026-03-01 10:00,2026-02-01 10:00,paid,Ada,in_2
"""
STRIPE_REMAINING = """\
id,Amount Due,Amount Paid,Amount Remaining,Currency,Customer,Customer Name,Date (UTC),Due Date (UTC),Number,Status
in_1,"1.100,00","10,00","1.090,00",eur,cus_1,Ada,2026-02-01 10:00:00,2026-03-01 00:30:00,A-1,open
"""
FRESHBOOKS = """\
Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Date Paid,Item Name,Line Total,Currency
Ada,7,01/15/2026,02/15/2026,overdue,,Paint,650.00,USD
Ada,7,01/15/2026,02/15/2026,overdue,,Brush,50.00,USD
Bo,8,01/16/2026,02/15/2026,paid,02/03/2026,Paint,10.00,USD
"""
NINJA_V5 = """\
Client Name,Invoice Number,Invoice Amount,Invoice Balance,Invoice Paid to Date,Invoice Date,Invoice Due Date,Invoice Status,Client Currency
Ada,0001,"1,100.00","1,060.00",40.00,2026-01-15,2026-02-14,Partial,EUR
Ada,0002,100.00,0.00,100.00,2026-01-15,2026-02-14,Paid,EUR
"""
HARVEST = """\
Issue Date,Last Payment Date,ID,PO Number,Client,Subject,Invoice Amount,Paid Amount,Balance,Subtotal,Discount,Tax,Tax2,Currency,Currency Symbol,Document Type
2026-01-15,,INV-1,,Ada,Design,"1,236.50",36.5,1200,1236.5,0,0,0,United States Dollar - USD,$,Standard Invoice
2026-01-11,,102,,Ada,Written off,"1,000.00",0,0,1000,0,0,0,United States Dollar - USD,$,Standard Invoice
"""
OPOS_FOOT = """\
Kundennr.;Kundenname;Belegnr.;Belegdatum;Fällig am;Betrag;Offener Betrag;Zahlungsstatus
10001;Müller GmbH;RE-1;01.07.2026;15.07.2026;1.190,00 €;1.190,00 €;offen
10002;Ähre & Söhne;RE-2;06.08.2026;20.08.2026;100,00 €;60,00 €;teilbezahlt
;;;;Summe;1.290,00 €;1.250,00 €;
"""
OPOS_SIGNS = """\
Debitorennummer;Name;Rechnungsnummer;Belegdatum;Fälligkeit;Betrag;Offener Betrag;S/H
10001;Ada;RE-1;01.07.2026;15.07.2026;100,00;100,00;S
10001;Ada;GS-1;02.07.2026;;30,00;30,00;H
"""
DATEV_OPOS = """\
Konto;Beschriftung;Rechnungs-Nr.;Datum;Fälligkeit;Betrag Soll;Betrag Haben;Saldo
10001;Müller GmbH;RE-1;01.07.2026;15.07.2026;1.190,00;0,00;1.190,00
10001;Müller GmbH;RE-1;10.07.2026;15.07.2026;0,00;190,00;1.000,00
"""
LEXOFFICE = """\
Belegtyp;Belegnummer;Belegdatum;Fälligkeitsdatum;Kontakt;Gesamtbetrag brutto;Offener Betrag;Währung;Status
Rechnung;RE-1;01.07.2026;15.07.2026;Müller GmbH;1.190,00;1.190,00;EUR;Offen
Rechnungskorrektur;RK-1;02.07.2026;;Müller GmbH;-100,00;-100,00;EUR;Offen
"""
GERMAN_PAID = """\
Kunde;Rechnungsnummer;Rechnungsdatum;Betrag;Fälligkeitsdatum;Zahlungsstatus
Ada;RE-1;01.08.2026;1.234,56;31.08.2026;offen
Ada;RE-2;01.08.2026;1.234,56;31.08.2026;bezahlt
"""
GERMAN_POINT = """\
Rechnungsnummer;Kunde;Rechnungsdatum;Fälligkeitsdatum;Rechnungsbetrag;Bezahlt;Offener Betrag;Währung
"RE-1";"Ada";"2026-08-01";"2026-08-31";"119.00";"19.00";"100.00";"EUR"
"""
POLISH = """\
Numer;Typ;Data wystawienia;Termin płatności;Kupujący;NIP kupującego;Wartość brutto;Waluta;Status;Kwota opłacona
FV 1;Faktura VAT;2026-01-05;2026-01-19;Łódź sp. z o.o.;525;"1 230,00 zł";PLN;wystawiona;230,00
KOR 1;Korekta;2026-01-06;2026-01-19;Łódź sp. z o.o.;525;"-123,00 zł";PLN;wystawiona;0,00
PRO 1;Proforma;2026-01-06;2026-01-19;Łódź sp. z o.o.;525;"123,00 zł";PLN;wystawiona;0,00
"""
PORTAL = """\
SYGNATURA;NAZWA DOKUMENTU;DATA WYSTAWIENIA;KWOTA BRUTTO;TERMIN PŁATNOŚCI;KWOTA DO ZAPŁATY;ZAPŁACONA;KLIENT
T/1;Faktura;01.01.2026;100,50;15.01.2026;---;zapłacona;Łódź
T/2;Faktura;01.02.2026;1 200,50;15.02.2026;200,50;---;Łódź
"""
ODOO = """\
Number,Invoice Partner Display Name,Invoice/Bill Date,Due Date,Total Signed,Amount Due Signed,Payment Status,Status
INV/2026/0001,Ada,2026-01-05,2026-02-05,121.00,21.00,Partially Paid,Posted
RINV/2026/0001,Ada,2026-01-05,2026-01-05,-12.10,-12.10,Not Paid,Posted
/,Ada,2026-01-05,2026-02-05,121.00,121.00,Not Paid,Draft
"""
ERPNEXT = """\
Posting Date,Customer,Customer Name,Voucher Type,Voucher No,Due Date,Invoiced Amount,Paid Amount,Credit Note,Outstanding Amount,Currency
2026-01-05,CUST-1,Ada,Sales Invoice,SINV-1,2026-02-05,121.00,100.00,0.00,21.00,EUR
2026-01-06,CUST-1,Ada,Payment Entry,PAY-1,,0.00,10.00,0.00,-10.00,EUR
Total,,,,,,121.00,110.00,0.00,11.00,
"""
ERPNEXT_LIST = """\
ID,Customer,Customer Name,Date,Payment Due Date,Grand Total,Outstanding Amount,Currency,Status
SINV-1,CUST-1,Ada,2026-01-05,2026-02-05,121.00,21.00,EUR,Partly Paid
SINV-4,CUST-1,Ada,2026-01-05,2026-01-05,-21.00,-5.00,EUR,Return
"""
SHOPIFY = """\
Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Billing Name,Outstanding Balance,Next Payment Due At
#1001,a@example.com,pending,USD,100.00,2026-01-05 10:00:00 -0500,1,Ada,100.00,2026-02-04
#1001,a@example.com,,,,2026-01-05 10:00:00 -0500,1,,,
#1002,a@example.com,voided,USD,50.00,2026-01-05 10:00:00 -0500,1,Ada,50.00,2026-02-04
#1002,a@example.com,,,,2026-01-05 10:00:00 -0500,1,,,
"""
SHOPS = SHOPIFY.replace("Billing Name,", "Billing Name,Billing Company,").replace(",Ada,", ",Ada,Ada Cafe Ltd,")
COMMON = """\
My firm
Open items

Invoice #,Client,Date,Due,Amount,Status
1,Ada,01/15/2026,02/14/2026,$100.00,Unpaid
2,Ada,01/15/2026,02/14/2026,$100.00,Paid
,,,Total:,$200.00,
Generated on 30/10/2026 10:15
"""


@pytest.mark.parametrize(
    ("preset", "text", "options", "expected"),
    [
        ("quickbooks-by-customer", OPEN_INVOICES, {"currency": "USD"}, {"1001": 150000, "1003": 75000, "77": -20000}),
        ("quickbooks-by-customer", BALANCE_DETAIL, {"currency": "USD"}, {"1001": 150000, "1002": 10000}),
        ("quickbooks-invoice-list", QBO_UK, {}, {"1001": 150000, "9": -5000, "8": -2500}),
        ("xero-invoices", XERO_TEMPLATE, {}, {"INV-1": 10000}),
        ("xero-aged-receivables", XERO_AGED, {"currency": "GBP"}, {"INV-1": 10000, "CN-1": -200}),
        ("xero-aged-receivables", XERO_AGED_ALL_COLUMNS, {"currency": "GBP"}, {"INV-1": 10000, "INV-2": 2000}),
        ("xero-api", XERO_API, {}, {"INV-1": 30000, "INV-2": 0, "CN-1": -2000}),
        ("stripe-invoices", STRIPE_DASHBOARD, {}, {"A-1": 10000, "A-2": 0}),
        ("stripe-invoices", STRIPE_REMAINING, {}, {"A-1": 109000}),
        ("freshbooks", FRESHBOOKS, {}, {"7": 70000, "8": 0}),
        ("invoice-ninja-v5", NINJA_V5, {}, {"0001": 106000, "0002": 0}),
        ("harvest", HARVEST, {"terms": "30"}, {"INV-1": 120000, "102": 0}),
        ("german-opos", OPOS_FOOT.encode("cp1252"), {}, {"RE-1": 119000, "RE-2": 6000}),
        ("german-opos", OPOS_SIGNS, {}, {"RE-1": 10000, "GS-1": -3000}),
        ("german-opos", LEXOFFICE, {}, {"RE-1": 119000, "RK-1": -10000}),
        ("german-opos", GERMAN_POINT, {}, {"RE-1": 10000}),
        ("german-invoices", GERMAN_PAID, {}, {"RE-1": 123456, "RE-2": 0}),
        ("datev-opos", DATEV_OPOS, {}, {"RE-1": 100000}),
        ("polish-invoices", POLISH.encode("cp1250"), {}, {"FV 1": 100000, "KOR 1": -12300}),
        ("pl-client-portal", PORTAL.encode("cp1250"), {}, {"T/1": 0, "T/2": 20050}),
        ("odoo-invoices", ODOO, {"currency": "EUR"}, {"INV/2026/0001": 2100, "RINV/2026/0001": -1210}),
        ("erpnext-receivable", ERPNEXT, {}, {"SINV-1": 2100, "PAY-1": -1000}),
        ("erpnext-sales-invoices", ERPNEXT_LIST, {}, {"SINV-1": 2100, "SINV-4": -500}),
        ("shopify-orders", SHOPIFY, {}, {"#1001": 10000}),
        ("common", COMMON, {"currency": "USD"}, {"1": 10000, "2": 0}),
    ],
)  # fmt: skip
def test_what_is_open_is_what_the_vendor_says_is_open(
    tmp_path: Path, preset: str, text: str | bytes, options: dict[str, object], expected: dict[str, int]
) -> None:
    intake = read_text(tmp_path, text, **options)
    assert (intake.preset, open_minor(intake), intake.rejected) == (preset, expected, ())
    assert all(total.agrees for total in intake.reconciled) or preset == "common"


def test_a_heading_with_digits_names_its_customer(tmp_path: Path) -> None:
    for text, option in ((OPEN_INVOICES, "USD"), (XERO_AGED, "GBP")):
        assert read_text(tmp_path, text, currency=option).book.frame["customer"].iloc[0] == "Studio 54"


def test_a_credit_without_a_due_date_counts_from_its_issue(tmp_path: Path) -> None:
    frame = read_text(tmp_path, XERO_AGED, currency="GBP").book.frame
    assert frame["due"].tolist()[1] == frame["issued"].tolist()[1]
    assert read_text(tmp_path, XERO_AGED.replace("(2.00)", "2.00"), currency="GBP").rejected_rows == 1


def test_a_credit_whose_status_says_that_it_is_closed_is_passed_over(tmp_path: Path) -> None:
    assert read_text(tmp_path, QBO_UK).ignored_for == {"credits used up": 1}
    assert "10" in open_minor(read_text(tmp_path, QBO_UK, include=("credits used up",)))


def test_a_part_payment_of_unknown_size_is_rejected_unless_payments_are_handed_in(tmp_path: Path) -> None:
    text = FRESHBOOKS.replace("Bo,8,01/16/2026,02/15/2026,paid,02/03/2026", "Bo,8,01/16/2026,02/15/2026,partial,")
    assert [str(p.what) for p in read_text(tmp_path, text).rejected] == ["is paid in part, and no column says how much"]
    (tmp_path / "payments.csv").write_text("invoice,on,amount\n8,2026-02-01,4.00\n")
    files = Files(tmp_path / "export.csv", payments=tmp_path / "payments.csv")
    assert read(files, Dialect(presets=PRESETS)).rejected == ()


def test_a_balance_left_empty_is_a_question_where_others_are_filled(tmp_path: Path) -> None:
    row = "{},Ada,2026-01-05,2026-02-05,100.00,{},EUR\n"
    head = "Invoice Number,Customer,Invoice Date,Due Date,Total,Balance,Currency\n"
    intake = read_text(tmp_path, head + row.format(1, "60.00") + row.format(2, ""))
    assert (open_minor(intake), intake.rejected_rows) == ({"1": 6000}, 1)
    assert open_minor(read_text(tmp_path, head + row.format(2, ""))) == {"2": 10000}


def test_a_column_that_says_paid_and_is_not_read_is_asked_about(tmp_path: Path) -> None:
    head = "Invoice Number,Customer,Invoice Date,Due Date,Total,Currency,Paid yet\n"
    with pytest.raises(BadInput, match="Paid yet: says 'settled' of invoices that are owed") as refused:
        read_text(tmp_path, head + "1,Ada,2026-01-05,2026-02-05,100.00,EUR,settled\n")
    assert '--map status="Paid yet"  # 1 invoice, open 0.00 EUR' in str(refused.value)
    assert '--ignore "Paid yet"  # 1 invoice, open 100.00 EUR' in str(refused.value)
    mapped = read_text(tmp_path, head + "1,Ada,2026-01-05,2026-02-05,100.00,EUR,settled\n", map={"status": "Paid yet"})
    assert (open_minor(mapped), mapped.unused_columns) == ({"1": 0}, ())
    own = "invoice,customer_id,customer,issued,due,total,currency,state\n1,C,Ada,2026-01-05,2026-02-05,1.00,EUR,paid\n"
    assert open_minor(read_text(tmp_path, own, map={"status": "state"})) == {"1": 0}


def test_a_presets_decimal_mark_gives_way_to_what_a_column_proves(tmp_path: Path) -> None:
    assert open_minor(
        read_text(tmp_path, GERMAN_POINT.replace('"119.00";"19.00";"100.00"', '"1.100";"0";"1.100"'))
    ) == {"RE-1": 110000}
    mixed = GERMAN_POINT + '"RE-2";"Ada";"2026-08-01";"2026-08-31";"119,00";"19,00";"100,00";"EUR"\n'
    assert read_text(tmp_path, mixed).rejected_rows == 1
    with pytest.raises(BadInput, match=r"pass --decimal \."):
        read_text(tmp_path, GERMAN_POINT, decimal=",")


def test_a_header_that_fits_nothing_is_shown_without_the_titles_above_it(tmp_path: Path) -> None:
    columns = "no column for customer or last_name; columns found: Ref code, Weather, Place, Day, Sum\n"
    with pytest.raises(BadInput, match=rf"export.csv:3: {columns}  pass --one-customer NAME  #"):
        read_text(tmp_path, "My firm\n\nRef code,Weather,Place,Day,Sum\n1,Rain,York,2026-01-05,5.00\n")


def test_a_bucket_called_current_is_never_proposed_as_the_currency(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="pass --currency"):
        read_text(tmp_path, XERO_AGED)


def test_a_company_owes_an_order_before_the_person_who_gave_it(tmp_path: Path) -> None:
    text = SHOPS.replace(",1,,,\n", ",1,,,,\n").replace("#1002", "#1003").replace("voided", "pending")
    text = text.replace("Ada,Ada Cafe Ltd,50.00", "Bo Reed,,50.00")
    assert read_text(tmp_path, text).book.frame["customer"].tolist() == ["Ada Cafe Ltd", "Bo Reed"]


def test_odoos_signed_amounts_are_never_read_in_the_invoices_currency(tmp_path: Path) -> None:
    text = (
        ODOO.replace("Status,Status\n", "Status,Status,Currency\n")
        .replace(",Posted", ",Posted,USD")
        .replace(",Draft", ",Draft,USD")
    )
    with pytest.raises(BadInput, match="pass --currency"):
        read_text(tmp_path, text)
    assert set(read_text(tmp_path, text, currency="EUR").book.frame["currency"]) == {"EUR"}


def test_an_unread_column_of_amounts_that_may_be_paid_or_open_is_asked_about(tmp_path: Path) -> None:
    text = "Invoice Number,Customer,Invoice Date,Due Date,Total,Currency,Open at year end\n1,Ada,2026-01-05,2026-02-05,100.00,EUR,40.00\n"
    with pytest.raises(BadInput, match="Open at year end: holds amounts between nothing and the whole") as refused:
        read_text(tmp_path, text)
    for option, left in (("--map balance=", "40.00"), ("--map paid=", "60.00"), ("--ignore ", "100.00")):
        assert f'{option}"Open at year end"  # 1 invoice, open {left} EUR' in str(refused.value)
    assert open_minor(read_text(tmp_path, text, map={"balance": "Open at year end"})) == {"1": 4000}
    assert open_minor(read_text(tmp_path, text, map={"paid": "Open at year end"})) == {"1": 6000}
    assert open_minor(read_text(tmp_path, text, ignore=("Open at year end",))) == {"1": 10000}


def test_an_amount_repeated_on_two_lines_is_not_taken_for_the_whole_invoice(tmp_path: Path) -> None:
    head = "Invoice #,Customer,Date,Due Date,Item,Amount,Currency\n"
    lines = "1,Ada,2026-01-15,2026-02-15,Bolt,50.00,EUR\n1,Ada,2026-01-15,2026-02-15,Nut,50.00,EUR\n2,Bo,2026-01-15,2026-02-15,Nut,5.00,EUR\n"
    intake = read_text(tmp_path, head + lines)
    assert (open_minor(intake), intake.rejected_rows) == ({"2": 500}, 2)
    with_balance = (
        (head + lines)
        .replace("Amount", "Amount,Balance Due")
        .replace(",50.00", ",50.00,100.00")
        .replace(",5.00", ",5.00,5.00")
    )
    assert open_minor(read_text(tmp_path, with_balance)) == {"1": 10000, "2": 500}


def test_an_undated_invoice_is_never_taken_for_a_total(tmp_path: Path) -> None:
    head = "Customer,Invoice #,Date,Due Date,Amount,Currency\n"
    intake = read_text(
        tmp_path,
        head
        + "Summit Ltd,1,,2026-02-15,50.00,EUR\nTotal Design,2,,2026-02-15,50.00,EUR\nAda,3,2026-01-15,2026-02-15,5.00,EUR\n",
    )
    assert (intake.rejected_rows, open_minor(intake)) == (0, {"1": 5000, "2": 5000, "3": 500})


def test_a_column_called_paid_holds_amounts_or_says_whether_an_invoice_is_paid(tmp_path: Path) -> None:
    head = "Invoice #,Customer,Date,Due Date,Total,Paid,Currency\n"
    assert open_minor(read_text(tmp_path, head + "1,Ada,2026-01-15,2026-02-15,50.00,20.00,EUR\n")) == {"1": 3000}
    yes = head + "1,Ada,2026-01-15,2026-02-15,50.00,Yes,EUR\n2,Ada,2026-01-15,2026-02-15,50.00,No,EUR\n"
    intake = read_text(tmp_path, yes)
    assert open_minor(intake) == {"1": 0, "2": 5000}
    assert any("'Paid' holds no amounts, as 'Yes'" in remark for remark in intake.remarks)
    assert open_minor(read_text(tmp_path, yes, map={"status": "Paid"})) == {"1": 0, "2": 5000}


def test_foreign_amounts_come_before_those_of_the_home_currency(tmp_path: Path) -> None:
    text = (
        "Date,Transaction type,Num,Name,Due date,Amount,Open balance,Currency,Exchange rate,Foreign amount,Foreign open balance\n"
        "08/15/2026,Invoice,1001,Ada,08/30/2026,110.00,55.00,EUR,1.1,100.00,50.00\n"
    )
    assert open_minor(read_text(tmp_path, text)) == {"1001": 5000}


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        (
            "Foundry\nGeneral Ledger\n\n,Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance\nReceivable\n"
            ',01/15/2026,Invoice,10231,Bay,Heating,Sales,"4,250.00","4,250.00"\n',
            "A/R Aging Detail, Open Invoices or Invoice List",
        ),
        (
            "Customer,Current,1 - 30,31 - 60,61 - 90,91 and over,Total\nAda,100.00,0,0,0,0,100.00\n",
            "the detailed report instead",
        ),
        (
            "Contact,Current,< 1 Month,1 Month,2 Months,3 Months,Older,Total\nAda,0,0,0,0,0,9.00,9.00\n",
            "the detailed report instead",
        ),
    ],
)
def test_a_report_without_open_invoices_is_refused_with_the_one_to_export(
    tmp_path: Path, text: str, instead: str
) -> None:
    with pytest.raises(InputError, match=instead):
        read_text(tmp_path, text, currency="USD", terms="30")


def test_a_running_balance_is_never_taken_for_what_is_open(tmp_path: Path) -> None:
    head = "Invoice #,Customer,Date,Due Date,Amount,Balance,Currency\n"
    rows = "1,Ada,2026-01-15,2026-02-15,100.00,100.00,EUR\n2,Ada,2026-01-16,2026-02-15,50.00,150.00,EUR\n"
    intake = read_text(tmp_path, head + rows)
    assert [(p.source.line, str(p.what)) for p in intake.rejected] == [
        (3, "more is open than was billed: is it a running balance?")
    ]
