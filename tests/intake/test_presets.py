# ruff: noqa: E501 - an export's lines are as long as the vendor makes them
"""Each vendor's export, read as its vendor means it: made-up files in the shapes the vendors write."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from tests.intake.intake_files import write_rejected

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.presets import load_presets, preset_source
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.intake.export.presets import Kind, Preset
from pastdue.intake.export.template import template
from pastdue.model.calendars import Calendar
from pastdue.model.errors import InputError, SettingsError
from pastdue.model.errors.problems import BadInput

CATALOG = Catalog()
PRESETS = preset_source(CATALOG, "")


def read_text(folder: Path, text: str | bytes, **options: object) -> Intake:
    path = folder / "export.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(Files(path), Dialect(**options, presets=PRESETS))  # type: ignore[arg-type]


def open_on(intake: Intake, day: date = date(2026, 11, 23)) -> dict[str, str]:
    """The open amount of each invoice."""
    late = intake.book.measured(day, Calendar("DE"))
    invoices = [late.invoice(row) for row in range(len(late))]
    return {invoice.number: invoice.open(day).plain for invoice in invoices}


ZOHO = "Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer Name,Customer ID,Due Date,Currency Code,Item Name,Item Total,Total,Balance,LateFee Amount\n"
NINJA = "Client,Email,Invoice Number,Amount,Paid,PO Number,Status,Invoice Date,Due Date,Item Product\n"
AGING = """\
"Foundry, Inc",,,,,,,
A/R Aging Detail Report,,,,,,,
"As of Jul 25, 2026",,,,,,,

,Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance
91 or more days past due,,,,,,,
,11/13/2025,Invoice,S-1,Total Design,12/13/2025,"1,000.00",800.00
,01/23/2023,Credit Memo,C-1,Zed,01/23/2023,-100.00,-100.00
Total for 91 or more days past due,,,,,,,700.00
CURRENT,,,,,,,
,08/01/2026,Payment,,Zed,08/01/2026,-50.00,-50.00
,08/01/2026,Payment,S-1,Zed,08/01/2026,-5.00,-5.00
,08/01/2026,Invoice,S-2,Pine,09/01/2026,500.00,500.00
Total for CURRENT,,,,,,,445.00
TOTAL,,,,,,,"1,145.00"
" Thursday, July 30, 2026 04:19 PM GMT-06:00",,,,,,,
"""
XERO = (
    "*ContactName,EmailAddress,POAddressLine1,POCity,POPostalCode,POCountry,*InvoiceNumber,*InvoiceDate,*DueDate,Total,"
    "InvoiceAmountPaid,InvoiceAmountDue,Description,Currency,Type,Status\n"
    "Ada,a@example.com,1 Mill Lane,York,YO1 8ZZ,United Kingdom,INV-1,15/01/2026,14/02/2026,100.00,40.00,60.00,Bolt,GBP,Sales invoice,Awaiting Payment\n"
    "Ada,a@example.com,1 Mill Lane,York,YO1 8ZZ,United Kingdom,INV-1,15/01/2026,14/02/2026,100.00,40.00,60.00,Nut,GBP,Sales invoice,Awaiting Payment\n"
    "Ada,,,,,,CN-1,16/01/2026,16/01/2026,30.00,0.00,30.00,Bolt,GBP,Sales credit note,Awaiting Payment\n"
    "Ada,,,,,,,17/01/2026,17/01/2026,5.00,0.00,5.00,,GBP,Sales overpayment,Awaiting Payment\n"
    "Bob,,,,,,B-1,17/01/2026,17/01/2026,9.00,0.00,9.00,,GBP,Bill,Awaiting Payment\n"
)
AGED = """\
Aged Receivables Detail,,,,,,,,,,
Demo Ltd,,,,,,,,,,
As at 30 June 2026,,,,,,,,,,
Invoice Number,Invoice Date,Due Date,Invoice Reference,Current,< 1 Month,1 Month,2 Months,3 Months,Older,Total
Ada Ltd,,,,,,,,,,
INV-1,15 Jan 2026,14 Feb 2026,,0.00,0.00,0.00,0.00,0.00,100.00,100.00
INV-2,15 May 2026,14 Jun 2026,,0.00,20.00,0.00,0.00,0.00,0.00,20.00
Total Ada Ltd,,,,0.00,20.00,0.00,0.00,0.00,100.00,120.00
Bo & Co,,,,,,,,,,
INV-3,15 May 2026,14 Jun 2026,,0.00,5.00,0.00,0.00,0.00,0.00,5.00
Total Bo & Co,,,,0.00,5.00,0.00,0.00,0.00,0.00,5.00
Total,,,,0.00,25.00,0.00,0.00,0.00,100.00,125.00
"""
STRIPE = (
    "id,Customer,Customer Name,Status,Currency,Number,Amount Due,Amount Paid,Total,Paid,Date (UTC),Due Date (UTC),Paid At (UTC)\n"
    "in_1,cus_1,Ada,open,usd,A-1,100.00,10.00,100.00,false,2024-02-01 10:00,2024-03-01 00:30,\n"
    "in_2,cus_1,Ada,paid,usd,A-2,50.00,50.00,50.00,true,2024-02-01 10:00,,2024-02-10 09:00\n"
    "in_3,cus_1,Ada,draft,usd,A-3,7.00,0.00,7.00,false,2024-02-01 10:00,2024-03-01 00:30,\n"
    "in_4,cus_1,Ada,void,usd,A-4,7.00,0.00,7.00,false,2024-02-01 10:00,2024-03-01 00:30,\n"
    "in_5,cus_1,Ada,uncollectible,usd,A-5,7.00,0.00,7.00,false,2024-02-01 10:00,2024-03-01 00:30,\n"
)
FRESHBOOKS = (
    "Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Line Subtotal,Line Total,Currency\n"
    "Ada,1,2026-01-28,sent,,Paint,600.00,650.00,USD\nAda,1,2026-01-28,sent,,Paint,600.00,650.00,USD\n"
    "Ada,2,2026-01-28,paid,2026-02-03,Paint,10.00,10.00,USD\nAda,3,2026-01-28,draft,,Paint,10.00,10.00,USD\n"
)
WAVE = (
    "Transaction ID,Transaction Date,Account Name,Transaction Description,Amount (One column), ,Customer,Vendor,Invoice Number,Account Type\n"
    "1,2026-01-05,Receivable,Invoice 7,100.00,,Ada,,7,System Receivable Invoice\n"
    "1,2026-01-05,Sales,Invoice 7,-100.00,,Ada,,7,Income\n"
    "2,2026-02-01,Receivable,Payment,-30.00,,Ada,,7,System Receivable Invoice\n"
    "2,2026-02-01,Bank,Payment,30.00,,Ada,,7,Cash and Bank\n"
)
HARVEST = (
    "Issue Date,Last Payment Date,ID,PO Number,Client,Subject,Invoice Amount,Paid Amount,Balance,Subtotal,Discount,Tax,Tax2,Currency,Currency Symbol,Document Type\n"
    '2026-01-05,,17,,Ada,Design,"20 160,0","0,0","20 160,0","16 128,0",,,,Swedish Krona - SEK,kr,Invoice\n'
    '2026-01-06,,18,,Ada,Design,"100,0","0,0","0,0","100,0",,,,Swedish Krona - SEK,kr,Invoice\n'
)
OPOS = (
    "Rechnungsnummer;Kunde;Rechnungsbetrag;Offener Betrag;Fälligkeit;Belegdatum\n"
    "RE-1;Müller GmbH;1.190,00;1.190,00;15.07.2026;01.07.2026\n"
    "RE-2;Saldo & Söhne;100,00;100,00;20.08.2026;06.08.2026\nRE-2;Saldo & Söhne;-40,00;-40,00;21.08.2026;21.08.2026\n"
    ";Summe Debitor 10001;1.250,00;1.250,00;;\n"
)
FAKTUROWNIA = (
    "Numer;Data wystawienia;Sprzedawca;NIP sprzedawcy;Nabywca;NIP nabywcy;Adres nabywcy;Netto;VAT;Brutto;Stawka VAT;Termin płatności;Pozycje\n"
    "FV/2026/001;2026-01-05;Ja;1;Łódź sp. z o.o.;5250000000;ul. Prosta 1, Łódź;1000,00;230,00;1 230,00 zł;23%;2026-01-19;x\n"
)
WFIRMA = (
    "\ufeffNr faktury;Data wystawienia;Kontrahent;NIP;Ulica;Miasto;Razem netto;Razem VAT;Razem brutto;Termin płatności\n"
    "FV 1/2026;2026-01-05;Ada;525;Prosta 1;Warszawa;100,00;23,00;123,00;2026-01-19\n"
)
IFIRMA = (
    "Lp.;Numer dokumentu;Data;Nabywca;NIP nabywcy;Wartość netto;VAT;Wartość brutto;Termin zapłaty\n"
    "1;1/2026;2026-01-05;Ada;525;100,00;23,00;123,00;2026-01-19\n"
)
INFAKT = (
    "invoice_number,issue_date,client_name,client_tax_id,client_street,client_city,net_total,vat_total,gross_total,payment_due_date,status\n"
    "1/01/2026,2026-01-05,Ada,525,Prosta 1,Warszawa,100.00,23.00,123.00,2026-01-19,sent\n"
    "2/01/2026,2026-01-05,Ada,525,Prosta 1,Warszawa,100.00,23.00,123.00,2026-01-19,paid\n"
)
PORTAL = (
    "SYGNATURA;NAZWA DOKUMENTU;DATA WYSTAWIENIA;DODATKOWE INFORMACJE;KWOTA BRUTTO;TERMIN PŁATNOŚCI;KWOTA DO ZAPŁATY;ZAPŁACONA;KLIENT\n"
    "F/1;Faktura;2026-01-05;---;123,00;2026-01-19;123,00;---;Łódź\nF/2;Faktura;2026-01-05;---;10,00;2026-01-19;---;tak;Łódź\n"
)
INVOICE2GO = (
    "\ufeffId,AccountId,State,DocumentDate,DocumentNumber,Name,EmailRecipient,DocumentStatus,DatePaid,CurrencyCode,TotalAmount,BalanceDueAmount,AmountPaidAmount\n"
    "1,2,x,2026-01-05,INV1,Ada,a@example.com,Unpaid,,EUR,10.00,4.00,6.00\n"
)
INVOICELY = "Date,Due,Details,Client,Status,Total\n2026-01-05,2026-02-05,INV-1,Ada,Sent,€10.00\n2026-01-05,2026-02-05,INV-2,Ada,Paid,€20.00\n"
QBO_LIST = (
    "Date,Num,Customer,Memo/Description,Due Date,Amount,Open Balance,Currency,Exchange rate\n"
    "01/15/2026,1001,Ada,a,02/14/2026,60.00,100.00,USD,1\n01/15/2026,1001,Ada,b,02/14/2026,40.00,100.00,USD,1\n"
)
QBO_SALES = (
    "Transaction date,Transaction type,No.,Name,Status,Due date,Total,Balance,Currency\n"
    "01/15/2026,Invoice,1,Ada,Overdue on 02/14/2026,02/14/2026,60.00,60.00,USD\n01/16/2026,Payment,7,Ada,Closed,,-60.00,0.00,USD\n"
    "01/15/2026,Invoice,2,Ada,Voided,02/14/2026,0.00,0.00,USD\n"
)
IBM = (
    "countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate\n"
    "391,0001-A,4/6/2026,0000611365,1/2/2026,2/1/2026,55.94,No,1/15/2026,Paper,13,0\n"
    "391,0001-A,4/6/2026,0000611366,1/2/2026,2/1/2026,5.00,Yes,,Paper,,\n"
)
SYMFONIA = (
    '"Lp";"Typ";"Numer";"Data wystawienia";"Data operacji";"Kontrahent";"NIP";"Netto";"VAT";"Brutto";"Stawka VAT";"Waluta";"Kategoria";"Opis"\n'
    '"1";"FV";"FV/1";"13.01.2026";"13.01.2026";"Żółć";"525";"100,00";"23,00";"123,00";"23";"PLN";"";"Łąka"\n'
)


@pytest.mark.parametrize(
    ("preset", "text", "options", "expected"),
    [
        ("zoho-invoices", ZOHO + "2026-01-05,9,INV-1,Sent,Ada,77,2026-02-04,EUR,Bolt,4.00,10.00,8.00,0.00\n" * 3, {}, {"INV-1": "8.00"}),
        ("invoice-ninja-v4", "Ninja,,,,,,,,,\n,,,,,,,,,\nINVOICES,,,,,,,,,\n" + NINJA + "Ada,a@example.com,1,$13.50,$5.01,,Partial,2026-01-05,2026-01-04,x\n", {"currency": "USD"}, {"1": "8.49"}),
        ("quickbooks-aging-detail", AGING, {"currency": "USD"}, {"S-1": "800.00", "C-1": "-100.00", "Payment (line 11)": "-50.00", "Payment S-1": "-5.00", "S-2": "500.00"}),
        ("quickbooks-invoice-list", QBO_LIST, {}, {"1001": "100.00"}),
        ("quickbooks-invoice-list", QBO_SALES, {}, {"1": "60.00"}),
        ("xero-invoices", XERO, {}, {"INV-1": "60.00", "CN-1": "-30.00", "Sales overpayment (line 5)": "-5.00"}),
        ("xero-aged-receivables", AGED, {"currency": "GBP"}, {"INV-1": "100.00", "INV-2": "20.00", "INV-3": "5.00"}),
        ("stripe-invoices", STRIPE, {}, {"A-1": "90.00", "A-2": "0.00"}),
        ("freshbooks", FRESHBOOKS, {"terms": "30"}, {"1": "1300.00", "2": "0.00"}),
        ("wave", WAVE, {"terms": "30", "currency": "USD"}, {"7": "70.00"}),
        ("harvest", HARVEST, {"terms": "30"}, {"17": "20160.00", "18": "0.00"}),
        ("invoice2go", INVOICE2GO, {"terms": "30"}, {"INV1": "4.00"}),
        ("invoicely", INVOICELY, {}, {"INV-1": "10.00", "INV-2": "0.00"}),
        ("german-opos", OPOS.encode("cp1252"), {}, {"RE-1": "1190.00", "RE-2": "60.00"}),
        ("fakturownia", FAKTUROWNIA, {}, {"FV/2026/001": "1230.00"}),
        ("wfirma", WFIRMA, {}, {"FV 1/2026": "123.00"}),
        ("ifirma", IFIRMA, {}, {"1/2026": "123.00"}),
        ("infakt", INFAKT, {}, {"1/01/2026": "123.00", "2/01/2026": "0.00"}),
        ("pl-client-portal", PORTAL.encode("cp1250"), {}, {"F/1": "123.00", "F/2": "0.00"}),
        ("ibm-receivables", IBM, {"currency": "USD"}, {"0000611365": "0.00", "0000611366": "5.00"}),
        ("symfonia", SYMFONIA.encode("cp1250"), {"terms": "14"}, {"FV/1": "123.00"}),
    ],
)  # fmt: skip
def test_an_export_is_recognised_and_its_balances_are_those_of_the_vendor(
    tmp_path: Path, preset: str, text: str | bytes, options: dict[str, object], expected: dict[str, str]
) -> None:
    intake = read_text(tmp_path, text, **options)
    assert intake.preset == preset
    assert open_on(intake) == expected
    assert intake.rejected == ()
    assert intake.rows == len(intake.book) + intake.ignored
    assert sum(intake.ignored_for.values()) == intake.ignored
    assert any(f"(preset {preset}), because of its headers" in remark for remark in intake.remarks)


def test_every_shipped_preset_is_well_formed_and_says_what_it_was_tried_on() -> None:
    for preset in load_presets(CATALOG):
        assert preset.title and preset.source, preset.name
        assert preset.refuse or preset.kind is Kind.CONTACTS or {"invoice"} <= set(preset.fields), preset.name


def test_a_settled_invoice_is_open_until_the_day_before(tmp_path: Path) -> None:
    intake = read_text(tmp_path, IBM, currency="USD")
    assert open_on(intake, date(2026, 1, 14))["0000611365"] == "55.94"
    assert open_on(intake, date(2026, 1, 15))["0000611365"] == "0.00"


def test_our_own_columns_win_and_nothing_is_said(tmp_path: Path) -> None:
    head = "invoice,customer_id,customer,issued,due,currency,total,Status,Num,Name,Date,Due date,Open balance,Amount\n"
    intake = read_text(tmp_path, head + "1,C,Ada,2026-01-05,2026-02-05,EUR,5.00,Late,9,Bo,x,y,5.00,0\n")
    assert (intake.preset, intake.remarks, open_on(intake)) == ("canonical", (), {"1": "5.00"})


def test_map_and_preset_override_what_is_recognised(tmp_path: Path) -> None:
    text = QBO_SALES.replace("Currency", "Currency,Terms date").replace(",USD", ",USD,2026-03-01")
    assert read_text(tmp_path, text, map={"due": "Terms date"}).book.frame["due"].tolist() == [20513]
    with pytest.raises(BadInput, match="no columns for invoice"):
        read_text(tmp_path, text, preset="zoho-invoices")
    with pytest.raises(BadInput, match="no columns for invoice"):
        read_text(tmp_path, text, preset="canonical")
    with pytest.raises(SettingsError, match="did you mean 'zoho-invoices'"):
        preset_source(CATALOG, "zoho-invoice")


def test_two_presets_that_fit_equally_well_are_a_question(tmp_path: Path) -> None:
    one = Preset(title="One", recognised_by=("Nr", "Wer"), fields={"invoice": ("Nr",)}).called("one", own=False)
    two = replace(one, title="Two").called("two", own=False)
    path = tmp_path / "in.csv"
    path.write_text("Nr,Wer\n1,Ada\n")
    with pytest.raises(BadInput, match="fits one and two equally well\n  say which it is: --preset one"):
        read(Files(path), Dialect(presets=lambda: (one, two)))


def test_a_users_own_preset_comes_before_ours(tmp_path: Path) -> None:
    folder = tmp_path / "presets"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        'title = "Mine"\nrecognised_by = ["Num"]\ncurrency = "CAD"\n[fields]\ninvoice = ["Num"]\ncustomer = ["Memo/Description"]\n'
        'issued = ["Date"]\ndue = ["Due Date"]\ntotal = ["Amount"]\nbalance = ["Open Balance"]\n[lines]\nfirst = ["customer"]\nloose = ["total"]\n'
    )
    path = tmp_path / "in.csv"
    path.write_text(QBO_LIST)
    intake = read(Files(path), Dialect(presets=preset_source(Catalog(tmp_path), "")))
    assert (intake.preset, list(intake.book.frame["customer"]), list(intake.book.frame["currency"])) == (
        "mine",
        ["a"],
        ["CAD"],
    )


def test_a_users_column_under_our_name_beside_a_vendors_is_read(tmp_path: Path) -> None:
    text = QBO_SALES.replace("Currency", "Currency,hold,paid").replace(",USD", ",USD,yes,oops")
    intake = read_text(tmp_path, text)
    assert intake.book.frame["hold"].tolist() == [True] and "paid" in intake.unused_columns


def test_rows_passed_over_are_counted_by_reason_and_can_be_included(tmp_path: Path) -> None:
    intake = read_text(tmp_path, STRIPE)
    assert intake.ignored_for == {"draft": 1, "uncollectible": 1, "void": 1}
    assert set(open_on(read_text(tmp_path, STRIPE, include=("draft", "uncollectible")))) == {"A-1", "A-2", "A-3", "A-5"}


def test_a_status_that_nobody_knows_is_asked_about(tmp_path: Path) -> None:
    intake = read_text(tmp_path, QBO_SALES)
    assert not any("not known" in remark for remark in intake.remarks)
    text = QBO_SALES.replace("Overdue on 02/14/2026", "Pondering")
    with pytest.raises(BadInput, match="Status: 'Pondering' in 1 row: is that owed or not"):
        read_text(tmp_path, text)
    assert open_on(read_text(tmp_path, text, words={"pondering": "open"})) == open_on(read_text(tmp_path, QBO_SALES))


def test_totals_of_the_file_are_reconciled(tmp_path: Path) -> None:
    assert [r.agrees for r in read_text(tmp_path, AGING, currency="USD").reconciled] == [True, True, True]
    off = read_text(tmp_path, AGING.replace("500.00,500.00", "501.00,501.00"), currency="USD")
    assert [r.agrees for r in off.reconciled] == [True, False, False]
    assert "line 15: 'TOTAL' says 1145.00 USD, the rows it stands for add up to 1146.00 USD" in off.remarks


def test_a_customer_named_total_is_no_total(tmp_path: Path) -> None:
    assert "Total Design" in list(read_text(tmp_path, AGING, currency="USD").book.frame["customer"])


def test_headings_name_the_customers_of_the_rows_below(tmp_path: Path) -> None:
    intake = read_text(tmp_path, AGED, currency="GBP")
    assert list(intake.book.frame["customer"]) == ["Ada Ltd", "Ada Ltd", "Bo & Co"]
    assert [r.agrees for r in intake.reconciled] == [True, True, True]


def test_lines_that_disagree_reject_the_whole_invoice(tmp_path: Path) -> None:
    row = "2026-01-05,9,INV-{},Sent,Ada,77,2026-02-04,EUR,Bolt,4.00,10.00,{},0.00\n"
    intake = read_text(
        tmp_path, ZOHO + row.format(1, "8.00") + row.format(1, "7.00") + row.format(1, "8.00") + row.format(2, "1.00")
    )
    assert open_on(intake) == {"INV-2": "1.00"}
    assert [p.source.line for p in intake.rejected] == [2, 3, 4]


def test_a_bad_line_rejects_all_lines_that_would_be_added_up(tmp_path: Path) -> None:
    text = FRESHBOOKS.replace("650.00,USD\nAda,2", "many,USD\nAda,2")
    intake = read_text(tmp_path, text, terms="30")
    assert set(open_on(intake)) == {"2"}
    assert [p.source.line for p in intake.rejected] == [2, 3]
    write_rejected(intake, tmp_path / "rejected.csv")
    mended = (tmp_path / "rejected.csv").read_text().replace("many", "50.00")
    assert open_on(read_text(tmp_path, mended, terms="30")) == {"1": "700.00"}


def test_late_fees_of_the_vendors_own_are_told(tmp_path: Path) -> None:
    row = "2026-01-05,9,INV-1,Sent,Ada,77,2026-02-04,EUR,Bolt,4.00,10.00,8.00,{}\n"
    assert not any("charges for lateness" in r for r in read_text(tmp_path, ZOHO + row.format("0.00")).remarks)
    assert any("charges for lateness too" in r for r in read_text(tmp_path, ZOHO + row.format("5.00")).remarks)


def test_one_customer_in_two_spellings_is_told_and_kept_apart(tmp_path: Path) -> None:
    row = "Ada {},,{},€1.00,€0.00,,Sent,2026-01-05,2026-02-05,x\n"
    intake = read_text(tmp_path, NINJA + row.format("Ltd.", 1) + row.format("LTD", 2) + row.format("Bolts", 3))
    assert len(set(intake.book.frame["customer_id"])) == 3
    assert "may be one customer, kept apart: 'Ada Ltd.' (line 2), 'Ada LTD' (line 3)" in intake.remarks


def test_names_beyond_the_first_ten_groups_are_counted(tmp_path: Path) -> None:
    row = "Ada{} {},,{},€1.00,€0.00,,Sent,2026-01-05,2026-02-05,x\n"

    def told(groups: int) -> list[str]:
        rows = (row.format(n, form, f"{n}{form}") for n in range(groups) for form in ("Ltd.", "LTD"))
        return [str(remark) for remark in read_text(tmp_path, NINJA + "".join(rows)).remarks]

    assert not any("those of several customers" in remark for remark in told(10))
    assert "1 more name is that of several customers" in told(11)
    assert "2 more names are those of several customers" in told(12)


def test_a_sign_that_stands_for_one_currency_says_the_currency(tmp_path: Path) -> None:
    intake = read_text(tmp_path, NINJA + "Ada,,1,€13.50,€5.01,,Sent,2026-01-05,2026-02-05,x\n")
    assert set(intake.book.frame["currency"]) == {"EUR"}
    assert "all is in EUR, as the € beside the amounts shows" in intake.remarks


def test_a_header_is_found_by_the_number_of_rows_said(tmp_path: Path) -> None:
    text = "a,b,c\n" + QBO_SALES
    assert len(read_text(tmp_path, text, skip_rows=1).book) == 1
    with pytest.raises(BadInput):
        read_text(tmp_path, text, skip_rows=0)


def test_common_names_are_read_where_each_means_one_thing(tmp_path: Path) -> None:
    intake = read_text(
        tmp_path,
        "Invoice No;Customer;Invoice Date;Due Date;Balance Due;Currency\n1;Ada;2026-01-05;2026-02-05;7.50;EUR\n",
    )
    assert (intake.preset, open_on(intake)) == ("common", {"1": "7.50"})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            '"EXTF";700;21\nUmsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;Konto\n1,00;S;2\n',
            "export an open-items list",
        ),
        ("Client,Invoice Number,Amount,Date\nAda,1,5.00,1/20/2026\n", "hand it in with --payments"),
    ],
)
def test_what_is_no_list_of_invoices_is_refused_with_what_to_do(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        read_text(tmp_path, text)


def test_a_file_whose_encoding_nothing_proves_is_refused_with_both_readings(tmp_path: Path) -> None:
    head = "invoice,customer_id,customer,issued,due,currency,total\n"
    row = "1,C,Łódź,2026-01-05,2026-02-05,PLN,5.00\n"
    with pytest.raises(BadInput, match="cp1250  # it reads 'Łódź'\n  or pass --encoding cp1252  # it reads '£ódŸ'"):
        read_text(tmp_path, (head + row).encode("cp1250"))
    assert list(read_text(tmp_path, (head + row).encode("cp1250"), encoding="cp1250").book.frame["customer"]) == [
        "Łódź"
    ]
    assert list(
        read_text(tmp_path, (head + row.replace("Łódź", "Jürgen")).encode("cp1252")).book.frame["customer"]
    ) == ["Jürgen"]


def test_letters_are_never_made_of_another_encodings_signs(tmp_path: Path) -> None:
    head = "invoice,customer_id,customer,issued,due,currency,total\n"
    with pytest.raises(BadInput):
        read_text(tmp_path, (head + "1,C,Müller,2026-01-05,2026-02-05,EUR,5.00\n").encode("cp850"))


@pytest.mark.parametrize(
    "text", [OPOS.encode("cp1252"), AGING.encode(), FRESHBOOKS.encode(), b"Nr,Wer,Datum\n1,Ada,2026-01-05\n"]
)
def test_the_template_of_a_file_is_a_preset_that_reads_it_alike(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(text)
    (tmp_path / "presets").mkdir()
    dialect = Dialect(presets=PRESETS, currency="EUR", terms="30")
    (tmp_path / "presets" / "mine.toml").write_text(template(path, dialect, "mine"))
    own = preset_source(Catalog(tmp_path), "mine")
    if b"Wer" in text:
        assert '# customer = ["HEADER"]' in template(path, dialect, "mine")
        return
    mine, ours = read(Files(path), Dialect(presets=own)), read(Files(path), dialect)
    assert (mine.preset, open_on(mine)) == ("mine", open_on(ours))


def test_a_delimiter_more_at_the_end_of_every_row_moves_nothing(tmp_path: Path) -> None:
    head = "invoice,customer_id,customer,issued,due,currency,total\n"
    row = "1,C,Ada,2026-01-05,2026-02-05,PLN,5.00"
    assert open_on(read_text(tmp_path, head + row + ",\n" + row.replace("1", "2", 1) + ",\n")) == {
        "1": "5.00",
        "2": "5.00",
    }
    mixed = read_text(tmp_path, head + row + ",\n" + row.replace("1", "2", 1) + "\n")
    assert (open_on(mixed), mixed.rejected_rows) == ({"2": "5.00"}, 1)


def test_the_presets_page_lists_every_preset_with_what_it_was_tried_on() -> None:
    page = (Path(__file__).parents[2] / "docs" / "presets.md").read_text(encoding="utf-8")
    for preset in load_presets(CATALOG):
        assert f"| `{preset.name}` | {preset.verified.value} |" in page, preset.name
    keys = {field.name for field in fields(Preset)} - {"lines", "status", "type", "rows", "fields", "name", "own"}
    assert {key for key in keys if f"`{key}`" not in page} == set()


@pytest.mark.parametrize("due", ["Termin płatności", "Due Date"])
def test_a_polish_tax_number_is_the_customers_number_and_proves_that_it_trades(tmp_path: Path, due: str) -> None:
    head = f"Nr faktury,Nabywca,NIP nabywcy,Data wystawienia,{due},Kwota brutto,Waluta"
    rows = [
        "1,Żabka sp. z o.o.,774-000-14-54,2026-01-13,2026-02-12,90.00,PLN",
        "2,Jan Mak,,2026-01-13,2026-02-12,9.00,PLN",
    ]
    intake = read_text(tmp_path, "\n".join([head, *rows]) + "\n")
    late = intake.book.measured(date(2026, 11, 23), Calendar("PL"))
    firm, person = (late.invoice(row).customer for row in (0, 1))
    assert (firm.id, firm.tax_id, firm.kind_known) == ("774-000-14-54", "774-000-14-54", True)
    assert (person.id, person.tax_id, person.kind_known) == ("Jan Mak", "", False)
