"""Columns of programs nobody had met: amounts under `Due`, too much paid, rates of tax, kinds by number, terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken
from tests.intake.test_proved_columns import listed


def test_amounts_under_due_beside_a_due_date_are_what_is_open(tmp_path: Path) -> None:
    intake = taken(tmp_path, listed("Amount,Currency,Due", "100,EUR,40.00", "50,EUR,0.00"))
    assert opened(intake) == {"F-1": "40.00", "F-2": "0.00"}
    assert "'Due' holds amounts, as '40.00': it is read as what is due of the invoice" in intake.remarks


def test_figures_under_due_that_may_be_days_are_no_amounts(tmp_path: Path) -> None:
    text = listed("Amount,Currency,Due", "100,EUR,30", "50,EUR,14")
    assert opened(taken(tmp_path, text)) == {"F-1": "100.00", "F-2": "50.00"}
    assert "Due in: holds amounts between nothing and the whole invoice" in refusal(
        tmp_path, text.replace(",Due\n", ",Due in\n")
    )


def test_a_balance_comes_before_amounts_under_due(tmp_path: Path) -> None:
    text = listed("Amount,Balance,Currency,Due", "100,70.00,EUR,70.00", "50,50.00,EUR,50.00")
    assert opened(taken(tmp_path, text)) == {"F-1": "70.00", "F-2": "50.00"}


@pytest.mark.parametrize("word", ["overpaid", "Überzahlt", "nadpłacona", "Přeplaceno", "Pagata in eccesso"])
def test_of_what_is_overpaid_the_amounts_say_what_is_left_over(tmp_path: Path, word: str) -> None:
    text = listed("Amount,Paid,Currency,Status", f"100,120,EUR,{word}", "50,0,EUR,unpaid")
    assert opened(taken(tmp_path, text)) == {"F-1": "-20.00", "F-2": "50.00"}


def test_without_amounts_nothing_is_owed_of_what_is_overpaid(tmp_path: Path) -> None:
    text = listed("Amount,Currency,Status", "100,EUR,overpaid", "50,EUR,unpaid")
    assert opened(taken(tmp_path, text)) == {"F-1": "0.00", "F-2": "50.00"}


@pytest.mark.parametrize("header", ["USt_Satz", "Steuersatz", "Taux TVA", "Stawka podatku", "Aliquota IVA", "Tax pct"])
def test_rates_of_tax_are_neither_paid_nor_open(tmp_path: Path, header: str) -> None:
    text = listed(f"Invoice amount,Currency,{header}", "119,EUR,19", "107,EUR,7")
    assert opened(taken(tmp_path, text)) == {"F-1": "119.00", "F-2": "107.00"}


@pytest.mark.parametrize(
    ("header", "cells"), [("Rate", ("19", "7")), ("Tax rate paid", ("19", "7")), ("Satz", ("19", "107"))]
)
def test_small_figures_under_another_header_are_asked_about(
    tmp_path: Path, header: str, cells: tuple[str, str]
) -> None:
    text = listed(f"Amount,Currency,{header}", f"119,EUR,{cells[0]}", f"107,EUR,{cells[1]}")
    if header == "Rate":
        assert opened(taken(tmp_path, text)) == {"F-1": "119.00", "F-2": "107.00"}
    else:
        assert f"{header}: holds amounts between nothing and the whole invoice" in refusal(tmp_path, text)


def test_the_numbers_of_electronic_invoices_say_what_is_a_credit_note(tmp_path: Path) -> None:
    text = listed("Amount,Currency,Document type", "100,EUR,380", "30,EUR,381", "50,EUR,386")
    assert opened(taken(tmp_path, text)) == {"F-1": "100.00", "F-2": "-30.00", "F-3": "50.00"}


def test_invoices_numbered_alike_stay_invoices(tmp_path: Path) -> None:
    text = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency\n" + "".join(
        f"{number},Alder,2026-01-10,2026-02-10,{amount},EUR\n" for number, amount in ((380, 381), (381, 380))
    )
    assert opened(taken(tmp_path, text)) == {"380": "381.00", "381": "380.00"}


def test_a_note_that_holds_a_credit_back_is_no_question(tmp_path: Path) -> None:
    text = listed("Amount,Currency,Text", "100,EUR,Catering", "-30,EUR,Gutschrift Geschirr")
    assert opened(taken(tmp_path, text)) == {"F-1": "100.00", "F-2": "-30.00"}


@pytest.mark.parametrize("text", ["Gutschrift folgt", "customer disputes quality"])
def test_the_same_note_beside_what_is_owed_is_asked_about(tmp_path: Path, text: str) -> None:
    assert "do these notes count?" in refusal(
        tmp_path, listed("Amount,Currency,Text", f"100,EUR,{text}", "30,EUR,Linen")
    )


def _without_a_due_date(*days: str) -> str:
    rows = (f"F-{n},Alder,2026-01-01,{day},100,EUR" for n, day in enumerate(days, 1))
    return "\n".join(["Invoice No,Customer,Invoice Date,Due Date,Amount,Currency", *rows]) + "\n"


def test_the_remedy_for_a_row_without_a_due_date_names_the_terms_of_all_others(tmp_path: Path) -> None:
    text = _without_a_due_date("2026-01-15", "", "2026-01-15")
    assert str(taken(tmp_path, text).rejected[0].remedy) == (
        "fill in one of them, or pass --terms 'net 14', by which all other rows are due"
    )


@pytest.mark.parametrize(
    "days", [("2026-01-15", "", "2026-01-31"), ("2026-01-15", ""), ("2026-01-01", "", "2026-01-01")]
)
def test_where_the_others_show_none_it_names_the_usual_ones(tmp_path: Path, days: tuple[str, ...]) -> None:
    assert (
        str(taken(tmp_path, _without_a_due_date(*days)).rejected[0].remedy)
        == "fill in one of them, or pass --terms 'net 30'"
    )


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Statement no.,Guarantor,Statement date,Pay by,Charges,Patient balance", "balance"),
        ("Inv,Client,Raised,Due on,Net,VAT,Inc VAT", "total"),
        ("factura,cliente,fecha_emision,fecha_vencimiento,monto", "total"),
        ("Belegnummer,Mieter,Belegdatum,Verfall,Umsatz_Brutto", "total"),
    ],
)
def test_headers_of_clinics_workshops_and_landlords_are_known(tmp_path: Path, header: str, field: str) -> None:
    wide = header.count(",") - 3
    amounts = {1: ["119"], 2: ["119", "119"], 3: ["100", "19", "119"]}[wide]
    text = f"{header}\n" + "".join(f"S-{n},Alder,2026-01-0{n},2026-02-0{n},{','.join(amounts)}\n" for n in (1, 2, 3))
    assert set(opened(taken(tmp_path, text, currency="EUR")).values()) == {"119.00"}, field


@pytest.mark.parametrize(("heads", "asks"), [("Invoice Date,Due Date", False), ("Blip,Blop", True)])
def test_words_are_strange_only_where_few_headers_are_known(tmp_path: Path, heads: str, asks: bool) -> None:
    text = f"Invoice No,Who,{heads},Sum it,Paper\n" + "".join(
        f"F-{n},Alder {n},2026-01-0{n},2026-02-0{n},100,{paper}\n"
        for n, paper in enumerate(("Post", "Times", "Post"), 1)
    )
    dates = {"issued": "Blip", "due": "Blop"} if asks else {}
    said = {"map": {"customer": "Who", "total": "Sum it", **dates}, "currency": "EUR"}
    if asks:
        assert "Paper: has 2 words that come again and again" in refusal(tmp_path, text, **said)
    else:
        assert len(taken(tmp_path, text, **said).book) == 3


@pytest.mark.parametrize(("left", "read"), [("120.00", True), ("100.00", False)])
def test_what_is_paid_and_open_together_is_the_total_where_less_was_billed_by_another_column(
    tmp_path: Path, left: str, read: bool
) -> None:
    text = listed(
        "Amount,VAT,To pay,Received,Outstanding,Currency", f"100,20,120,0,{left},EUR", "200,40,240,100,140,EUR"
    )
    intake = taken(tmp_path, text)
    told = "'To pay' is in every row what is paid and open together: it is read as the total, and not 'Amount'"
    assert (told in intake.remarks) is read
    assert opened(intake)["F-1"] == left
    assert intake.rejected_rows == (0 if read else 1)


def test_who_answers_for_a_patient_is_the_customer(tmp_path: Path) -> None:
    text = "Invoice No,Patient,Guarantor,Invoice Date,Due Date,Amount,Currency\n" + (
        "1,Eva Ruiz,Marco Ruiz,2026-01-10,2026-02-10,100,USD\n2,Noa Ruiz,Marco Ruiz,2026-01-10,2026-02-10,50,USD\n"
    )
    assert set(taken(tmp_path, text).book.frame["customer"]) == {"Marco Ruiz"}


@pytest.mark.parametrize(("header", "asks"), [("rep emitido", False), ("Art der Zeile", True)])
def test_yes_and_no_are_no_kinds_of_rows_though_si_is_short_for_one(tmp_path: Path, header: str, asks: bool) -> None:
    text = listed(f"Amount,Currency,{header}", "100,EUR,si", "50,EUR,no")
    if asks:
        assert "says 'no' of rows that are owed, which is no kind of invoice" in refusal(tmp_path, text)
    else:
        assert opened(taken(tmp_path, text)) == {"F-1": "100.00", "F-2": "50.00"}


BY_NUMBER = "aging_bucket,currency,customer_id,due_at,invoice_at,invoice_number,total_amount\n"


@pytest.mark.parametrize(("column", "cells"), [("aging_bucket", ("31-60", "current")), ("branch", ("North", "South"))])
def test_a_column_that_says_two_things_of_one_customer_is_never_put_forward_for_names(
    tmp_path: Path, column: str, cells: tuple[str, str]
) -> None:
    rows = (f"{cell},EUR,C-7,2026-10-1{n},2026-09-1{n},F-{n},100" for n, cell in enumerate(cells, 1))
    intake = taken(tmp_path, "\n".join([BY_NUMBER.replace("aging_bucket", column).strip(), *rows]) + "\n")
    assert intake.book.frame["customer"].tolist() == ["C-7", "C-7"]
    assert any("'customer_id' stands in for them" in each for each in intake.remarks)


def test_one_that_says_one_thing_of_each_is(tmp_path: Path) -> None:
    rows = (f"{name},EUR,C-{n},2026-10-1{n},2026-09-1{n},F-{n},100" for n, name in enumerate(("Al Ruiz", "Bo Kim"), 1))
    said = refusal(tmp_path, "\n".join([BY_NUMBER.replace("aging_bucket", "debt of").strip(), *rows]) + "\n")
    assert 'pass --map customer="debt of"' in said


def test_pupils_and_who_answers_for_them_are_both_put_forward(tmp_path: Path) -> None:
    text = "Nr noty,Dziecko,Kto płaci,Data wystawienia,Termin płatności,Kwota\n" + "".join(
        f"N/{n},Staś Bąk,Jan Bąk,2026-09-0{n},2026-09-1{n},100\n" for n in (1, 2, 3)
    )
    said = refusal(tmp_path, text.replace("N/3,Staś Bąk,Jan Bąk", "N/3,Zosia Wilk,Marta Wilk"))
    assert "--map customer=Dziecko" in said and '--map customer="Kto płaci"' in said


def test_total_rows_hide_no_column_of_invoice_numbers(tmp_path: Path) -> None:
    text = "Zork;Customer;Invoice Date;Due Date;Amount;Paid;Balance;Currency\n" + (
        "26-1;Alder;2026-08-14;2026-08-28;1815,00;500,00;1315,00;EUR\n;Total Alder;;;1815,00;500,00;1315,00;\n"
        "26-2;Birch;2026-08-14;2026-08-28;96,80;0,00;96,80;EUR\n;Total Birch;;;96,80;0,00;96,80;\n"
        ";Total;;;1911,80;500,00;1411,80;\n"
    )
    assert "--map invoice=Zork  # 2 invoices, open 1411.80 EUR" in refusal(tmp_path, text)


@pytest.mark.parametrize("header", ["Data pagamento", "Date du paiement", "Datum xyz", "Fecha abc"])
def test_days_in_some_rows_under_any_word_for_a_day_are_asked_about(tmp_path: Path, header: str) -> None:
    text = f"Invoice No,Customer,Due Date,Amount,{header}\n1,Alder,2026-02-12,84,2026-02-10\n2,Birch,2026-02-13,18,\n"
    said = refusal(tmp_path, text, currency="EUR")
    assert f"{header}: has days for" in said and "settled_on=" in said


def test_a_pending_invoice_that_states_what_is_open_is_owed(tmp_path: Path) -> None:
    text = "Invoice No,Customer,Due Date,Amount,Balance,Status\n1,Alder,2026-02-12,84,60,Pending\n"
    text += "2,Birch,2026-02-12,9,0,Paid\n"
    intake = taken(tmp_path, text, currency="EUR")
    assert opened(intake) == {"1": "60.00", "2": "0.00"}
    assert "'Pending' in 'Status' is read as open: 'Balance' says what is open" in intake.remarks
    assert "'Pending' in 1 row" in refusal(
        tmp_path, text.replace("Balance", "Remark"), currency="EUR", ignore=("Remark",)
    )
    unpaid = text + "3,Cedar,2026-02-12,9,9,Unpaid\n"
    assert "'Pending' in 1 row" in refusal(tmp_path, unpaid, currency="EUR")


def test_headers_and_words_in_japanese_are_read_and_told_apart(tmp_path: Path) -> None:
    text = "請求No,取引先,請求日,支払期限,金額,入金済\n"
    text += "A1,アオイ,2026/01/31,2026/02/28,330000,済\n"
    text += "A2,みどり,2026/01/31,2026/02/28,165000,\n"
    intake = taken(tmp_path, text)
    assert opened(intake) == {"A1": "0", "A2": "165000"}


def test_a_state_written_as_one_word_is_the_one_of_two(tmp_path: Path) -> None:
    text = "Invoice No,Customer,Due Date,Amount,Paid,Status\n1,Alder,2026-02-12,84,60,PartiallyPaid\n"
    assert opened(taken(tmp_path, text, currency="EUR")) == {"1": "24.00"}


@pytest.mark.parametrize("header", ["Type", "Art", "Category", "Customer group"])
def test_a_column_of_nothing_but_kinds_of_customers_says_what_customers_are(tmp_path: Path, header: str) -> None:
    text = listed(f"Amount,Currency,{header}", "100,EUR,Business", "50,EUR,Privat")
    intake = taken(tmp_path, text)
    assert intake.book.frame["customer_type"].tolist() == ["business", "consumer"]


def test_a_column_of_kinds_in_which_one_is_none_of_customers_is_asked_about(tmp_path: Path) -> None:
    text = listed("Amount,Currency,Type", "100,EUR,Business", "50,EUR,Prepaid")
    assert "Type: 'Business' in 1 row" in refusal(tmp_path, text)


@pytest.mark.parametrize(("header", "yes", "no"), [("İptal", "Evet", "Hayır"), ("Sztornó", "igen", "nem")])
def test_a_yes_under_cancelled_in_any_language_is_asked_about(tmp_path: Path, header: str, yes: str, no: str) -> None:
    text = listed(f"Amount,Currency,{header}", f"100,EUR,{yes}", f"50,EUR,{no}")
    said = refusal(tmp_path, text)
    assert f"{header}: says yes of invoices that are owed" in said and f"--map void_mark={header}" in said


def test_who_owes_is_asked_where_an_insurer_stands_beside_the_patient(tmp_path: Path) -> None:
    text = (
        "Invoice No,Patient,Insurer,Due Date,Amount\n1,Jan Jansen,CZ Care,2026-02-12,84\n2,Pia Pol,VGZ,2026-02-13,9\n"
    )
    said = refusal(tmp_path, text, currency="EUR")
    assert "Insurer: names an insurer beside 'Patient': who owes?" in said
    assert "pass --map customer=Insurer" in said and "or pass --ignore Insurer" in said
    some = taken(tmp_path, text.replace("VGZ", ""), currency="EUR")
    assert some.book.frame["customer"].tolist() == ["Jan Jansen", "Pia Pol"]


def test_headers_and_states_in_cyrillic_korean_and_chinese_are_read(tmp_path: Path) -> None:
    for text in (
        "Номер счета,Контрагент,Срок оплаты,Сумма,Статус\n1,Ромашка,2026-02-12,84,Не оплачен\n"
        "2,Вектор,2026-02-13,9,Оплачен\n",
        "청구번호,거래처명,납기일,청구금액,상태\n1,서울상사,2026-02-12,84,미납\n2,부산물산,2026-02-13,9,완납\n",
        "发票号,客户名称,到期日,金额,状态\n1,上海贸易,2026-02-12,84,未付款\n2,广州电子,2026-02-13,9,已付款\n",
    ):
        assert opened(taken(tmp_path, text, currency="EUR")) == {"1": "84.00", "2": "0.00"}


def test_a_header_of_names_with_an_explanation_in_brackets_is_the_customers(tmp_path: Path) -> None:
    head = "Invoice No,Cliente (Nome Fantasia),Due Date,Currency,Total\n"
    intake = taken(tmp_path, head + "A1,Padaria,2026-02-12,EUR,10\nA2,Clínica,2026-02-12,EUR,20\n")
    assert intake.book.frame["customer"].tolist() == ["Padaria", "Clínica"]
    numbers = head.replace("Nome Fantasia", "código") + "A1,77,2026-02-12,EUR,10\nA2,78,2026-02-12,EUR,20\n"
    of_numbers = taken(tmp_path, numbers)
    assert of_numbers.book.frame["customer_id"].tolist() == ["77", "78"]
    assert any("no column has the names of the customers: 'Cliente (código)'" in each for each in of_numbers.remarks)


def test_what_is_open_without_tax_is_no_question_beside_what_is_open_with_it(tmp_path: Path) -> None:
    head = "Invoice No,Customer,Due Date,Currency,Total,Amount Owing Inc Tax,Amount Owing Excl Tax\n"
    intake = taken(tmp_path, head + "A1,Alder,2026-02-12,EUR,110,110,100\nA2,Birch,2026-02-12,EUR,110,55,50\n")
    assert opened(intake) == {"A1": "110.00", "A2": "55.00"}


def test_who_is_billed_owes_and_not_the_patient_and_a_number_of_a_claim_is_no_dispute(tmp_path: Path) -> None:
    head = "Invoice No,Patient,Invoice to,Claim number,Due Date,Currency,Total\n"
    intake = taken(tmp_path, head + "A1,Ada,Health Ltd,10063396,2026-02-12,EUR,9\nA2,Ada,Ada,,2026-02-12,EUR,8\n")
    assert intake.book.frame["customer"].tolist() == ["Health Ltd", "Ada"]


def test_a_r_beside_an_amount_is_the_south_african_rand(tmp_path: Path) -> None:
    text = "Invoice No,Customer,Due Date,Total (R)\nA1,Alder,2026-02-12,R 10.00\nA2,Birch,2026-02-12,20\n"
    assert taken(tmp_path, text).book.frame["currency"].tolist() == ["ZAR", "ZAR"]
