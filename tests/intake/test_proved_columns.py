"""Columns that names and contents prove together are read without a question: currencies, yes and no of paid, gross."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

from pastdue.model.money import Money


def listed(header: str, *cells: str) -> str:
    rows = (f"F-{n},Alder {n},2026-01-1{n},2026-02-1{n},{cell}" for n, cell in enumerate(cells, 1))
    return "\n".join([f"Invoice No,Customer,Invoice Date,Due Date,{header}", *rows]) + "\n"


@pytest.mark.parametrize("header", ["Wal.", "Dok. Whg", "Curr. code", "Devise fact.", "Valuta nota"])
def test_codes_below_a_name_of_a_currency_are_the_currency_of_the_amounts(tmp_path: Path, header: str) -> None:
    book = taken(tmp_path, listed(f"Amount,{header}", "100,PLN", "50,EUR")).book
    assert book.frame["currency"].tolist() == ["PLN", "EUR"]


def test_they_come_before_the_currency_of_a_programs_preset(tmp_path: Path) -> None:
    text = "Numer faktury;Data wystawienia;Termin płatności;Kontrahent;Razem brutto;Wal. dok\n" + (
        "FV 1/8;2026-08-20;2026-09-03;Kłos;1230,00;PLN\nFV 2/8;2026-08-20;2026-09-03;Nord GmbH;100,00;EUR\n"
    )
    assert taken(tmp_path, text).book.frame["currency"].tolist() == ["PLN", "EUR"]


@pytest.mark.parametrize("header", ["Base curr.", "Customer's curr", "Waluta klienta", "Scope"])
def test_codes_that_may_be_of_other_amounts_are_asked_about(tmp_path: Path, header: str) -> None:
    said = refusal(tmp_path, listed(f"Amount (EUR),{header}", "100,PLN", "50,EUR"))
    assert "are the amounts in the currencies it names?" in said


@pytest.mark.parametrize(
    "header", ["Réglée", "Payée ?", "Uregulowane", "Czy zapłacone?", "Pagato", "Voldaan", "Uhradená", "Paid?"]
)
def test_a_yes_below_paid_in_any_language_is_paid_in_full(tmp_path: Path, header: str) -> None:
    text = listed(f"Amount,Currency,{header}", "100,EUR,yes", "50,EUR,no")
    assert opened(taken(tmp_path, text)) == {"F-1": "0.00", "F-2": "50.00"}


@pytest.mark.parametrize(
    ("header", "yes", "no"), [("Paid?", "Y", "N"), ("Betaald?", "ja", "neen"), ("Is Paid", "yes", "no")]
)
def test_yes_and_no_below_paid_keep_their_meaning_beside_words_for_other_states(
    tmp_path: Path, header: str, yes: str, no: str
) -> None:
    text = listed(f"Amount,Currency,{header}", f"100,EUR,{yes}", f"50,EUR,{no}", "30,EUR,W/O", "20,EUR,disputed")
    intake = taken(tmp_path, text)
    assert opened(intake) == {"F-1": "0.00", "F-2": "50.00", "F-4": "20.00"}
    assert intake.passed_over == {"written off": (Money.parse("30 EUR"),)}
    assert "'Zorp' in 1 row" in refusal(tmp_path, text.replace("W/O", "Zorp"))


@pytest.mark.parametrize(("header", "yes", "no"), [("State", "Y", "N"), ("Paid?", "Y", "Y"), ("Paid?", "N", "N")])
def test_yes_and_no_below_another_header_or_one_of_them_alone_beside_words_are_asked_about(
    tmp_path: Path, header: str, yes: str, no: str
) -> None:
    text = listed(f"Amount,Currency,{header}", f"100,EUR,{yes}", f"50,EUR,{no}", "30,EUR,W/O", "20,EUR,disputed")
    assert f"'{yes}' in" in refusal(tmp_path, text)


@pytest.mark.parametrize(
    "header", ["Acompte réglé", "Part payée", "Deposit settled", "Deposit paid", "Anzahlung bezahlt"]
)
def test_a_yes_below_another_name_with_paid_in_it_is_first_said_to_be_a_part_that_is_paid(
    tmp_path: Path, header: str
) -> None:
    said = refusal(tmp_path, listed(f"Amount,Currency,{header}", "100,EUR,yes", "50,EUR,no"))
    assert "may say whether an invoice is paid" in said
    (first, promise), *_ = remedies(said)
    assert (first["words"], promise) == ({"yes": "partly", "no": "open"}, "1 invoice, open 50.00 EUR, 1 rejected")


@pytest.mark.parametrize("header", ["Niezapłacona", "Impayée", "Obetald", "Ikke betalt", "Not paid"])
def test_a_yes_below_a_word_for_unpaid_is_owed_and_never_put_forward_as_paid(tmp_path: Path, header: str) -> None:
    text = listed(f"Amount,Currency,{header}", "100,EUR,yes", "50,EUR,no")
    (first, _), (aside, _) = remedies(refusal(tmp_path, text))
    assert (first["map"], aside["map"]) == ({"status": header}, {})
    assert opened(taken(tmp_path, text, **first)) == {"F-1": "100.00", "F-2": "0.00"}


def test_what_is_net_and_tax_together_in_every_row_is_the_total(tmp_path: Path) -> None:
    text = listed("Suma bez DPH,DPH,Cenovka,Currency", "100,23,123,EUR", "50,0,50,EUR")
    intake = taken(tmp_path, text)
    assert opened(intake) == {"F-1": "123.00", "F-2": "50.00"}
    assert "'Cenovka' is read as the total: it is 'Suma bez DPH' + 'DPH' in every row" in intake.remarks


@pytest.mark.parametrize(
    "cells", [("100,23,123,EUR", "50,1,50,EUR"), ("100,0,100,EUR", "50,0,50,EUR"), ("100,23,122.99,EUR", "50,1,51,EUR")]
)
def test_what_is_not_or_what_has_no_tax_in_any_row_is_asked_about(tmp_path: Path, cells: tuple[str, ...]) -> None:
    assert "it may be total in 'Cenovka'" in refusal(tmp_path, listed("Suma bez DPH,DPH,Cenovka,Currency", *cells))


def test_two_columns_that_are_net_and_tax_together_are_asked_about(tmp_path: Path) -> None:
    text = listed("Suma bez DPH,DPH,Cenovka,Jina,Currency", "100,23,123,123,EUR", "50,1,51,51,EUR")
    assert "it may be total in" in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("header", "warned"), [("Cenovka,% IVA", True), ("Base,IVA", False), ("Importe con IVA x,% IVA", False)]
)
def test_amounts_beside_nothing_but_a_rate_of_tax_are_put_forward_with_a_warning(
    tmp_path: Path, header: str, warned: bool
) -> None:
    tax = "21" if "%" in header else "210"
    said = refusal(tmp_path, listed(f"{header},Currency", f"1000,{tax},EUR", f"100,{tax},EUR"))
    assert ("'% IVA' says that tax may come on top of it" in said) is warned


@pytest.mark.parametrize("language", ["Zapłacone?", "Uregulowano?"])
def test_a_list_of_one_country_knows_the_names_of_the_general_list(tmp_path: Path, language: str) -> None:
    text = f"Nr faktury;Klient;Data;Termin;Kwota brutto;{language}\n" + (
        "1/26;Kłos;2026-01-13;2026-02-12;100,00;tak\n2/26;Kłos;2026-01-13;2026-02-12;50,00;nie\nRazem PLN;;;;150,00;\n"
    )
    intake = taken(tmp_path, text)
    assert (opened(intake), intake.preset) == ({"1/26": "0.00", "2/26": "50.00"}, "polish-invoices")


@pytest.mark.parametrize("word", ["TR", "SR", "WKR", "RE"])
def test_short_kinds_of_german_invoices_are_invoices(tmp_path: Path, word: str) -> None:
    text = "Rechnungsnr.;Typ;Kunde;Datum;Fälligkeit;Brutto;Währung\n" + (
        f"1;RE;Alder;03.08.2026;17.08.2026;119,00;EUR\n2;{word};Alder;05.10.2026;19.10.2026;50,00;EUR\n"
    )
    assert opened(taken(tmp_path, text)) == {"1": "119.00", "2": "50.00"}


UNKNOWN = (
    "№ რიგი,კლიენტი,დოკუმენტის ნომერი,თარიღი,ვადა,თანხა,ვალუტა\n"
    "1,ООО Ромашка,УТ-145,17.08.2026,16.09.2026,1200,RUB\n2,ИП Сидоров,УТ-162,01.10.2026,31.10.2026,354,RUB\n"
    "3,ООО Ромашка,УТ-170,05.10.2026,04.11.2026,96,RUB\n"
)


@pytest.mark.parametrize("total", ["", ",Итого RUB,,,,1650,\n"])
def test_headers_of_an_unknown_language_are_found_by_contents_beside_row_numbers_and_totals(
    tmp_path: Path, total: str
) -> None:
    text = refusal(tmp_path, UNKNOWN + total)
    said, _ = remedies(text)[0]
    assert '--map invoice="დოკუმენტის ნომერი"' in text and "--map customer=კლიენტი" in text and "რიგი" not in text
    intake = taken(tmp_path, UNKNOWN + total, **said)
    assert opened(intake) == {"УТ-145": "1200.00", "УТ-162": "354.00", "УТ-170": "96.00"} and not intake.rejected


def test_numbers_that_count_the_rows_are_the_invoices_where_no_others_are(tmp_path: Path) -> None:
    text = "\n".join(",".join(line.split(",")[:2] + line.split(",")[3:]) for line in UNKNOWN.splitlines()) + "\n"
    assert '--map invoice="№ რიგი"' in refusal(tmp_path, text)


@pytest.mark.parametrize(("header", "asked"), [("RegisterFK", False), ("Store no", False), ("Register", True)])
def test_whole_figures_under_the_name_of_a_number_are_no_money(tmp_path: Path, header: str, asked: bool) -> None:
    text = listed(f"Amount,Currency,{header}", "100,EUR,3", "50,EUR,4", "70,EUR,3")
    if asked:
        assert "holds amounts between nothing and the whole invoice" in refusal(tmp_path, text)
    else:
        assert opened(taken(tmp_path, text)) == {"F-1": "100.00", "F-2": "50.00", "F-3": "70.00"}


@pytest.mark.parametrize("header", ["Paid ref", "Open no", "Credit number"])
def test_a_name_of_money_is_believed_before_that_of_a_number(tmp_path: Path, header: str) -> None:
    refusal(tmp_path, listed(f"Amount,Currency,{header}", "100,EUR,3", "50,EUR,4", "70,EUR,3"))


def test_what_is_to_be_paid_of_a_paid_invoice_is_a_total_and_not_what_is_open(tmp_path: Path) -> None:
    text = listed("Totalt,Avdrag,Att betala,Status,Currency", "200,60,140,Skickad,SEK", "50,15,35,Betald,SEK")
    (said, _), *others = remedies(refusal(tmp_path, text))
    assert (said["map"], said["ignore"]) == ({"total": "Att betala"}, ("Avdrag",)) and others
    assert opened(taken(tmp_path, text, **said)) == {"F-1": "140.00", "F-2": "0.00"}
    unpaid = remedies(refusal(tmp_path, text.replace("35,Betald", "35,Skickad")))
    assert [said["map"] for said, _ in unpaid[:1]] == [{"paid": "Avdrag", "balance": "Att betala"}]


def test_an_amount_due_that_paid_invoices_have_as_well_is_what_was_billed(tmp_path: Path) -> None:
    text = listed("Amount Due,Status,Currency", "450,overdue,EUR", "450,paid,EUR", "120,open,EUR")
    intake = taken(tmp_path, text)
    assert (opened(intake), intake.rejected) == ({"F-1": "450.00", "F-2": "0.00", "F-3": "120.00"}, ())
    assert any("'Amount Due' says an amount of every invoice that is paid" in remark for remark in intake.remarks)
    void = taken(tmp_path, text + "F-4,Alder 4,2026-01-14,2026-02-14,70,void,EUR\n")
    assert opened(void) == opened(intake) and void.ignored_for == {"void": 1}


def test_an_amount_due_that_the_user_calls_a_balance_stays_one(tmp_path: Path) -> None:
    text = listed("Amount Due,Status,Currency", "450,overdue,EUR", "450,paid,EUR", "120,open,EUR")
    intake = taken(tmp_path, text, map={"balance": "Amount Due"})
    assert not any("read as what was billed" in remark for remark in intake.remarks)
    assert opened(intake) == {"F-1": "450.00", "F-3": "120.00"} and intake.rejected_rows == 1


def test_an_amount_to_pay_beside_what_is_kept_back_is_asked_about_before_payments(tmp_path: Path) -> None:
    text = listed("Total,Paid,Deducted,Netto a pagare,Currency", "120,0,20,100,EUR", "60,10,10,50,EUR")
    said = refusal(tmp_path, text)
    assert "Netto a pagare: is 'Total' less 'Deducted', and is not read: which of the two is owed?" in said
    (first, _), (other, _) = remedies(said)
    assert opened(taken(tmp_path, text, **first)) == {"F-1": "100.00", "F-2": "40.00"}
    assert opened(taken(tmp_path, text, **other)) == {"F-1": "120.00", "F-2": "50.00"}
    assert "less 'Deducted'" not in refusal(tmp_path, text.replace("60,10,10", "60,60,10"))


@pytest.mark.parametrize("paid", ["0", ""])
def test_an_amount_due_that_no_paid_invoice_has_is_what_is_open(tmp_path: Path, paid: str) -> None:
    rows = ("450,overdue,EUR", f"{paid},paid,EUR", "450,paid,EUR")
    intake = taken(tmp_path, listed("Amount Due,Status,Currency", *rows))
    assert opened(intake)["F-1"] == "450.00" and intake.rejected_rows >= 1


@pytest.mark.parametrize("header", ["Tuition", "Fee", "Rent"])
def test_a_part_of_what_is_billed_is_no_total_beside_a_balance(tmp_path: Path, header: str) -> None:
    text = listed(f"{header},Costume,Paid,Balance Due,Currency", "80,40,0,120,EUR", "90,20,0,110,EUR")
    assert opened(taken(tmp_path, text)) == {"F-1": "120.00", "F-2": "110.00"}
