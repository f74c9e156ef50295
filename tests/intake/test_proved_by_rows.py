"""Columns and words that the rows themselves prove: no question where no answer could be another one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.test_judgement import dialect, opened, refusal, taken

from pastdue.intake import Files, read


def said(folder: Path, text: str, **options: object) -> str:
    return "\n".join(taken(folder, text, currency="EUR", **options).remarks)


def left(folder: Path, text: str, **options: object) -> dict[str, str]:
    return opened(taken(folder, text, currency="EUR", **options))


LATE = (
    "Invoice No,Customer,Invoice Date,Due Date,Amount,Payment Date,Payment Status\n"
    "F-1,Ada,2026-01-07,2026-02-21,100.00,2026-02-20,Paid\nF-2,Ben,2026-01-01,2026-03-02,200.00,2026-03-27,Late\n"
    "F-3,Cid,2026-01-05,2026-02-04,300.00,,Outstanding\n"
)


@pytest.mark.parametrize("word", ["Late", "Overdue", "Outstanding", "Open"])
def test_a_day_of_payment_beside_a_state_that_says_open_is_asked_about(tmp_path: Path, word: str) -> None:
    asked = refusal(tmp_path, LATE.replace("Late", word), currency="EUR")
    assert "Payment Date: has days for invoices that are read as owed: were they paid in full then?" in asked
    assert '--map settled_on="Payment Date"' in asked and '--ignore "Payment Date"' in asked
    paid = left(tmp_path, LATE.replace("Late", word), map={"settled_on": "Payment Date"})
    assert paid == {"F-1": "0.00", "F-2": "0.00", "F-3": "300.00"}
    assert left(tmp_path, LATE.replace("Late", word), ignore=("Payment Date",))["F-2"] == "200.00"


def test_days_of_payment_beside_the_word_for_paid_alone_are_not_asked_about(tmp_path: Path) -> None:
    assert left(tmp_path, LATE.replace("2026-03-27,Late", ",Late"))["F-2"] == "200.00"


DAYS = "Nr,Klant,Datum,Vervaldag,Incl. btw,Betaald op\n" + "".join(
    f"26/{n},Ada,2026-01-0{n},2026-02-0{n},100.00,{day}\n"
    for n, day in enumerate(("2026-02-03", "2026-02-02", "2026-01-20", "", ""), 1)
)


def test_days_of_payment_that_are_all_a_list_says_of_it_show_what_is_paid(tmp_path: Path) -> None:
    assert [amount for amount in left(tmp_path, DAYS).values() if amount != "0.00"] == ["100.00", "100.00"]
    assert "'Betaald op' has a day in 3 rows" in said(tmp_path, DAYS)
    assert "--ignore 'Betaald op' leaves it unread" in said(tmp_path, DAYS).replace('"', "'")


@pytest.mark.parametrize(("as_of", "planned"), [("2026-02-03", False), ("2026-02-02", True)])
def test_a_day_after_that_of_the_reading_is_a_planned_one(tmp_path: Path, as_of: str, planned: bool) -> None:
    day = date.fromisoformat(as_of)
    if planned:
        assert "settled_on=" in refusal(tmp_path, DAYS, currency="EUR", as_of=day)
    else:
        assert left(tmp_path, DAYS, as_of=day)["26/1"] == "0.00"


@pytest.mark.parametrize(
    ("before", "after"),
    [("2026-01-20", "2026-01-02"), ("2026-01-20", ""), (",\n", ",2026-02-09\n"), ("Betaald op", "Verwachte betaling"),
     ("2026-02-03\n26/2,Ada,2026-01-02,2026-02-02,100.00,2026-02-02\n26/3,Ada,2026-01-03,2026-02-03,100.00,2026-01-20",
      "2026-02-01\n26/2,Ada,2026-01-02,2026-02-02,100.00,2026-02-02\n26/3,Ada,2026-01-03,2026-02-03,100.00,2026-02-03")],
)  # fmt: skip
def test_days_that_may_be_planned_or_due_do_not(tmp_path: Path, before: str, after: str) -> None:
    assert before in DAYS
    text = DAYS.replace(before, after)
    if "Verwachte" in after:
        assert set(left(tmp_path, text).values()) == {"100.00"}
    else:
        assert "settled_on=" in refusal(tmp_path, text, currency="EUR")


@pytest.mark.parametrize(
    "header",
    ["Anzahlung am", "Part payment on", "Deposit paid", "Last payment", "Zahlungserinnerung",
     "Payment chased on", "Payment by", "Zahlung bis", "Payment run", "Acompte le"],
)  # fmt: skip
@pytest.mark.parametrize("text", [DAYS.replace("Betaald op", "{}"), LATE.replace("Payment Date", "{}")])
def test_days_of_a_part_of_a_reminder_or_of_what_is_planned_pay_nothing(tmp_path: Path, text: str, header: str) -> None:
    assert "settled_on=" in refusal(tmp_path, text.format(header), currency="EUR")


@pytest.mark.parametrize("header", ["Paid on", "Invoice paid", "PaymentDate", "Bezahlt am:", "Date de règlement"])
def test_a_header_that_says_just_when_it_was_paid_does(tmp_path: Path, header: str) -> None:
    assert list(left(tmp_path, DAYS.replace("Betaald op", header)).values()).count("0.00") == 3


@pytest.mark.parametrize(
    ("note", "asked"), [("paid 50.00, rest pending", True), ("half paid", True), ("by card", False)]
)
def test_a_note_of_a_part_beside_a_day_of_payment_is_asked_about(tmp_path: Path, note: str, asked: bool) -> None:
    head, *rows = DAYS.splitlines()
    text = "\n".join([f"{head},Opmerking", f"{rows[0]},{note}", *(f"{row}," for row in rows[1:]), ""])
    if asked:
        assert "settled_on=" in refusal(tmp_path, text, currency="EUR")
    else:
        assert left(tmp_path, text)["26/1"] == "0.00"


TERMS = "Factuurnr.,Naam,Boekdag,Vervalmoment,Factuur,Saldo\n" + "".join(
    f"{n},{name},2026-01-{day},2026-{due},100.00,100.00\n"
    for n, name, day, due in ((11, "Ada", "05", "01-19"), (12, "Ben", "07", "01-21"), (13, "Cid", "20", "02-03"))
)


def test_a_column_called_due_is_proved_by_the_terms_between_it_and_another(tmp_path: Path) -> None:
    assert left(tmp_path, TERMS) == {"11": "100.00", "12": "100.00", "13": "100.00"}
    assert "'Vervalmoment' is read as the due date: it is 14 days after 'Boekdag' in every row" in said(tmp_path, TERMS)


@pytest.mark.parametrize(
    ("before", "after"), [("02-03", "02-05"), ("13,Cid,2026-01-20,2026-02-03,100.00,100.00\n", "")]
)
def test_other_days_or_too_few_rows_prove_no_terms(tmp_path: Path, before: str, after: str) -> None:
    assert "--map due=Vervalmoment" in refusal(tmp_path, TERMS.replace(before, after), currency="EUR")


@pytest.mark.parametrize(
    ("header", "read"),
    [("Fällig am", True), ("Invoice due", True), ("Skonto fällig", False), ("Discount due", False),
     ("Reminder due", False), ("Skontofälligkeit", False), ("Delivery due", False)],
)  # fmt: skip
def test_a_day_until_which_a_discount_holds_is_no_due_date(tmp_path: Path, header: str, read: bool) -> None:
    text = TERMS.replace("Vervalmoment", header)
    if read:
        assert set(left(tmp_path, text).values()) == {"100.00"}
    else:
        assert "no columns for issued, due or terms" in refusal(tmp_path, text, currency="EUR")


TITLED = "N° facture,Date,Échéance,{},Intitulé,Montant TTC\n" + (
    "F1,2026-08-01,2026-08-31,{},{},1200.00\nF2,2026-08-02,2026-09-01,{},{},600.00\n"
)


def test_titles_are_names_beside_the_numbers_of_third_parties_alone(tmp_path: Path) -> None:
    tiers = taken(tmp_path, TITLED.format("Code tiers", "C1", "Dupont SARL", "C2", "Martin SA"), currency="EUR")
    assert tiers.book.frame["customer"].tolist() == ["Dupont SARL", "Martin SA"]
    sold = taken(
        tmp_path, TITLED.format("Client", "Dupont", "Conseil juillet", "Martin", "Conseil juillet"), currency="EUR"
    )
    assert sold.book.frame["customer"].tolist() == ["Dupont", "Martin"]
    unsure = TITLED.format("Code client", "C1", "Conseil", "C2", "Formation")
    assert "--map customer=Intitulé" in refusal(tmp_path, unsure, currency="EUR")


NUMBERED = (
    "numero,client_id,montant,date_emission,date_echeance,statut\nA1,17,100.00,2026-01-05,2026-02-04,Payée\n"
    "A2,18,200.00,2026-01-05,2026-02-04,En retard\nA3,19,300.00,2026-01-05,2026-02-04,En retard\n"
)


def test_numbers_of_customers_stand_for_their_names_where_no_column_has_those(tmp_path: Path) -> None:
    assert left(tmp_path, NUMBERED) == {"A1": "0.00", "A2": "200.00", "A3": "300.00"}
    assert "no column has the names of the customers: 'client_id' stands in for them" in said(tmp_path, NUMBERED)


def test_contacts_bring_the_names_that_numbers_stand_for(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(NUMBERED, encoding="utf-8")
    (tmp_path / "contacts.csv").write_text("customer_id,customer\n18,Ben SARL\n", encoding="utf-8")
    intake = read(Files(tmp_path / "list.csv", contacts=tmp_path / "contacts.csv"), dialect(currency="EUR"))
    names = {row.invoice: row.customer for row in intake.book.frame.itertuples()}
    assert names["A2"] == "Ben SARL"
    assert names["A3"] == "19"
    assert not intake.rejected


def test_no_letter_is_posted_to_a_number_that_stands_for_a_name(tmp_path: Path) -> None:
    head, *rows = NUMBERED.splitlines()
    text = "\n".join([f"{head},address,postcode,city", *(f"{row},Weg 1,10115,Berlin" for row in rows), ""])
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    (tmp_path / "contacts.csv").write_text("customer_id,customer,address1\n18,Ben SARL,Weg 2\n", encoding="utf-8")
    plain = read(Files(tmp_path / "list.csv"), dialect(currency="EUR")).book.frame
    assert set(plain["address"]) == {""}
    some = read(Files(tmp_path / "list.csv", contacts=tmp_path / "contacts.csv"), dialect(currency="EUR")).book.frame
    assert [bool(address) for address in some["address"]] == [False, True, False]


def test_a_word_that_most_customers_share_is_not_put_forward_for_their_names(tmp_path: Path) -> None:
    trades = ("plumber", "plumber", "carpenter", "plumber", "carpenter")
    rows = "".join(f"F-{n},cust_{n},{trade},2026-01-05,2026-02-04,100.00\n" for n, trade in enumerate(trades, 1))
    text = "invoice_id,customer_id,trade,invoice_date,due_date,amount\n" + rows
    assert "'customer_id' stands in for them" in said(tmp_path, text)


PAID = "Invoice #,Date,Client,Amount,Status\n1,2026-01-05,Ada,100.00,Paid\n2,2026-01-06,Ben,200.00,Paid\n"


def test_no_day_to_pay_by_is_asked_for_where_all_is_paid(tmp_path: Path) -> None:
    assert left(tmp_path, PAID) == {"1": "0.00", "2": "0.00"}
    assert "nothing says when the invoices are due" in refusal(
        tmp_path, PAID.replace("200.00,Paid", "200.00,Sent"), currency="EUR"
    )


@pytest.mark.parametrize("word", ["Rozliczony częściowo", "częściowo uregulowany", "voldaan deels", "Settled partly"])
def test_a_word_for_paid_beside_one_for_a_part_is_paid_in_part(tmp_path: Path, word: str) -> None:
    text = (
        "Invoice No,Customer,Invoice Date,Due Date,Amount,Paid,Status\n"
        f"F-1,Ada,2026-01-05,2026-02-04,100.00,40.00,{word}\nF-2,Ben,2026-01-05,2026-02-04,100.00,100.00,Paid\n"
    )
    assert left(tmp_path, text) == {"F-1": "60.00", "F-2": "0.00"}


@pytest.mark.parametrize("word", ["Rücklastschrift", "bounced", "Payment failed", "addebito insoluto"])
def test_a_payment_that_went_back_leaves_the_invoice_open(tmp_path: Path, word: str) -> None:
    text = (
        "Invoice No,Customer,Invoice Date,Due Date,Amount,Status\n"
        f"F-1,Ada,2026-01-05,2026-02-04,100.00,{word}\nF-2,Ben,2026-01-05,2026-02-04,100.00,Paid\n"
    )
    assert left(tmp_path, text) == {"F-1": "100.00", "F-2": "0.00"}


NOTES = (
    "Invoice No,Customer,Invoice Date,Due Date,Amount,Text\nF-1/26,Ada,2026-01-05,2026-02-04,100.00,Audit\n"
    "NC-2,Ada,2026-01-05,2026-02-04,-20.00,{note}\n"
    "F-3/26,Ben,2026-01-05,2026-02-04,100.00,Tax return for 2025\nF-4/26,Cid,2026-01-05,2026-02-04,100.00,Advice\n"
)


@pytest.mark.parametrize("note", ["Storno parziale fatt. F-1/26", "Reklamation"])
def test_a_credit_may_say_which_invoice_it_takes_back_or_what_was_complained_of(tmp_path: Path, note: str) -> None:
    assert left(tmp_path, NOTES.format(note=note))["NC-2"] == "-20.00"


@pytest.mark.parametrize("note", ["storniert am 5.3.", "Storno F-1/27", "Storno NC-2"])
def test_a_credit_that_may_be_void_itself_is_asked_about(tmp_path: Path, note: str) -> None:
    assert "do these notes count?" in refusal(tmp_path, NOTES.format(note=note), currency="EUR")


ABOVE = (
    "Customer,Transaction Type,Date,Document Number,Due Date,Open Balance\n1001 Alder Lodge,,,,,\n"
    ",Invoice,1/12/2026,INV1,2/11/2026,100.00\n,Credit Memo,3/2/2026,CM1,,-10.00\nTotal - 1001 Alder Lodge,,,,,90.00\n"
    "1014 Heron Marina,,,,,\n,Invoice,1/25/2026,INV2,2/24/2026,50.00\nTotal - 1014 Heron Marina,,,,,50.00\n"
    "Total,,,,,140.00\n"
)


def test_rows_above_may_name_the_customers_in_their_own_column(tmp_path: Path) -> None:
    intake = taken(tmp_path, ABOVE, currency="USD")
    assert opened(intake) == {"INV1": "100.00", "CM1": "-10.00", "INV2": "50.00"}
    whose = {row.invoice: (row.customer_id, row.customer) for row in intake.book.frame.itertuples()}
    assert whose == {"INV1": ("1001", "Alder Lodge"), "CM1": ("1001", "Alder Lodge"), "INV2": ("1014", "Heron Marina")}


def test_a_row_that_names_its_customer_shows_that_no_row_above_does(tmp_path: Path) -> None:
    text = ABOVE.replace(",Invoice,1/25", "Heron,Invoice,1/25")
    assert [problem.column for problem in taken(tmp_path, text, currency="USD").rejected] == ["Customer", "Customer"]


SIDES = (
    "Konto;Kontobezeichnung;Rechnungs-Nr.;Datum;Fälligkeit;Betrag Soll;Betrag Haben;Saldo;S/H\n"
    "10100;Bauer;26-1;14.01.2026;13.02.2026;4522,00;;;\n10100;Bauer;26-1;20.02.2026;;;2000,00;2522,00;S\n"
    "10230;Hof;G26-4;25.03.2026;25.03.2026;;595,00;595,00;H\n"
)


def test_a_number_that_stands_on_the_side_of_payments_alone_is_a_credit(tmp_path: Path) -> None:
    assert left(tmp_path, SIDES) == {"26-1": "2522.00", "G26-4": "-595.00"}


RECEIPTS = "Invoice No,Customer,Type,Invoice Date,Due Date,Total,Outstanding,Currency\n" + (
    "1001,Alder,SI,2026-01-05,2026-02-04,120.00,120.00,GBP\n1002,Alder,{kind},2026-01-09,2026-02-04,50.00,{left},GBP\n"
)


def test_a_code_of_german_invoices_is_a_receipt_beside_those_of_sales(tmp_path: Path) -> None:
    assert "'SR' in 1 row: is that owed or not?" in refusal(tmp_path, RECEIPTS.format(kind="SR", left="50.00"))
    assert left(tmp_path, RECEIPTS.format(kind="SR", left="-50.00")) == {"1001": "120.00", "1002": "-50.00"}
    german = RECEIPTS.format(kind="SR", left="50.00").replace(",SI,", ",RE,")
    assert left(tmp_path, german) == {"1001": "120.00", "1002": "50.00"}


TONGUES = "Invoice No,Customer,Invoice Date,Due Date,Amount,{header}\n" + (
    "F-1,Ada,2026-01-05,2026-02-04,100.00,{one}\nF-2,Ben,2026-01-05,2026-02-04,100.00,{two}\n"
    "F-3,Ada,2026-01-06,2026-02-05,100.00,{one}\n"
)


@pytest.mark.parametrize(
    ("header", "one", "two"),
    [
        ("Sprache", "Deutsch", "Englisch"), ("Język", "PL", "EN"), ("Langue", "fr-FR", "en_GB"),
        ("Idioma", "español", "EN"), ("Lingua", "it", "inglese"), ("Taal", "Nederlands", "de"),
        ("Language", "German", "English"),
    ],
)  # fmt: skip
def test_a_column_of_languages_is_that_of_the_letters(tmp_path: Path, header: str, one: str, two: str) -> None:
    intake = taken(tmp_path, TONGUES.format(header=header, one=one, two=two), currency="EUR")
    tongues = intake.book.frame["language"].astype(str).tolist()
    assert tongues[0] == tongues[2] != tongues[1] and all(len(each) == 2 for each in tongues)
    assert any("has languages, as" in remark for remark in intake.remarks) == (header != "Language")


@pytest.mark.parametrize(
    ("header", "one", "two"),
    [("Sprache", "Deutsch", "Kurs A2"), ("Kurs", "Deutsch", "Englisch"), ("Langue", "zz", "fr")],
)
def test_other_words_or_another_header_are_no_languages(tmp_path: Path, header: str, one: str, two: str) -> None:
    intake = taken(tmp_path, TONGUES.format(header=header, one=one, two=two), currency="EUR")
    assert "language" not in intake.book.frame.columns


def test_languages_that_differ_for_one_customer_are_not_those_of_letters(tmp_path: Path) -> None:
    text = TONGUES.format(header="Sprache", one="Deutsch", two="Englisch").replace("F-2,Ben", "F-2,Ada")
    assert "language" not in taken(tmp_path, text, currency="EUR").book.frame.columns
    chosen = TONGUES.format(header="Sprache", one="Deutsch", two="Englisch")
    assert "language" not in taken(tmp_path, chosen, currency="EUR", map={"language": ""}).book.frame.columns
