"""What rows and headers tell together, so that nothing is asked; and the lists beside it in which they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

HEAD = "Invoice No,Customer,Invoice Date,Due Date"


def listed(headers: str, *rows: str) -> str:
    lines = [f"{at},Alder,2026-01-12,2026-02-12,{row}" for at, row in enumerate(rows, 1)]
    return "\n".join([f"{HEAD},{headers}", *lines, ""])


RATES = ("100.00,EUR,108.00", "200.00,EUR,216.00", "5000.00,INR,60.00", "7500.00,INR,90.00", "40.00,USD,40.00")


def test_amounts_in_the_currency_of_the_row_are_told_from_those_whose_header_names_theirs(tmp_path: Path) -> None:
    intake = taken(tmp_path, listed("Amount,Currency,Amount USD", *RATES))
    assert list(opened(intake).values()) == ["100.00", "200.00", "5000.00", "7500.00", "40.00"]
    assert "'Amount' holds the amounts of 'Amount USD' in the currency of each row" in "\n".join(intake.remarks)


@pytest.mark.parametrize(("before", "after"), [("40.00,USD,40.00", "40.00,USD,44.00"), ("Amount USD", "Other")])
def test_amounts_that_do_not_agree_with_the_header_are_asked_about(tmp_path: Path, before: str, after: str) -> None:
    text = listed("Amount,Currency,Amount USD", *RATES)
    assert "Amount" in refusal(tmp_path, text.replace(before, after))


TAXED = ("100.00,21.00,121.00,EUR", "50.00,10.50,60.50,EUR", "80.00,16.80,96.80,EUR", "30.00,0.00,30.00,CZK")


def test_the_base_of_a_tax_is_no_amount_in_another_currency(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, listed("Base,VAT,Total,Currency", *TAXED)))["1"] == "121.00"
    off = listed("Base,VAT,Total,Currency", *TAXED).replace("16.80", "16.79")
    assert "Base" in refusal(tmp_path, off)


KEPT = ("100.00,21.00,15.00,106.00", "50.00,10.50,7.50,53.00", "80.00,16.80,12.00,84.80")


def test_the_base_of_a_tax_of_which_another_is_kept_back_is_explained(tmp_path: Path) -> None:
    text = listed("Base,IVA 21%,IRPF 15%,Total", *KEPT)
    assert list(opened(taken(tmp_path, text, currency="EUR")).values()) == ["106.00", "53.00", "84.80"]
    for header in ("Base cobrada", "A cuenta"):
        assert header in refusal(tmp_path, text.replace("Base", header), currency="EUR")
    assert "Base" in refusal(tmp_path, text.replace("84.80", "84.81"), currency="EUR")


@pytest.mark.parametrize(("flag", "asked"), [("Dispute Flag", False), ("Colour", True)])
def test_how_often_an_invoice_was_disputed_is_no_amount_beside_a_column_of_disputes(
    tmp_path: Path, flag: str, asked: bool
) -> None:
    text = listed(f"Amount,Currency,{flag},Dispute Count", "10.00,EUR,No,1", "20.00,EUR,No,0", "30.00,EUR,Yes,2")
    if asked:
        assert "Dispute Count: has amounts beside invoices that are owed" in refusal(tmp_path, text)
    else:
        assert taken(tmp_path, text).book.frame["disputed"].tolist() == [False, False, True]
    amounts = text.replace("Dispute Count", "Disputed").replace(",2\n", ",2.50\n")
    assert "Disputed" in refusal(tmp_path, amounts)


@pytest.mark.parametrize("number", ["R-001", "F-001", "Ft 12"])
def test_a_number_that_begins_as_a_sign_of_money_does_is_none(tmp_path: Path, number: str) -> None:
    text = f"factura;cliente;emision;vencimiento;importe;cobrado\n{number};Ada;2026-10-01;2026-10-06;-100,00;0\n"
    intake = taken(tmp_path, text, country="ES", country_said=True)
    assert intake.book.frame["currency"].tolist() == ["EUR"]
    assert "nothing says in which currency" in refusal(tmp_path, text)


def test_a_sign_of_money_beside_an_amount_is_that_of_its_currency(tmp_path: Path) -> None:
    text = "factura;cliente;emision;vencimiento;importe;cobrado\nR-1;Ada;2026-10-01;2026-10-06;R100,00;0\n"
    assert taken(tmp_path, text, country="ES", country_said=True).book.frame["currency"].tolist() == ["ZAR"]


def test_the_turkish_lira_is_called_tl(tmp_path: Path) -> None:
    frame = taken(tmp_path, listed("Amount,Currency", "10.00,TL", "20.00,EUR")).book.frame
    assert frame["currency"].tolist() == ["TRY", "EUR"]


@pytest.mark.parametrize(
    ("header", "number"), [("receivable_id", "R-7"), ("factura_id", "FAC-2"), ("Rechnungs-ID", "8812")]
)
def test_the_id_of_an_invoice_is_its_number_unless_another_column_has_that(
    tmp_path: Path, header: str, number: str
) -> None:
    head, row = "Customer,Invoice Date,Due Date,Amount,Currency", "Ada,2026-01-12,2026-02-12,10.00,EUR"
    assert list(opened(taken(tmp_path, f"{header},{head}\n{number},{row}\n"))) == [number]
    both = f"{header},Invoice Number,{head}\n{number},A-1,{row}\n"
    assert list(opened(taken(tmp_path, both))) == ["A-1"]


@pytest.mark.parametrize("header", ["cliente_id", "Kunden-ID", "ID client", "klant_id", "ID klienta"])
def test_the_id_of_a_customer_stands_in_for_the_name_where_no_column_has_that(tmp_path: Path, header: str) -> None:
    row = "1,7,2026-01-12,2026-02-12,10.00,EUR"
    intake = taken(tmp_path, f"Invoice No,{header},Invoice Date,Due Date,Amount,Currency\n{row}\n")
    assert list(intake.book.frame["customer_id"]) == ["7"]
    named = taken(tmp_path, f"Invoice No,{header},Customer,Invoice Date,Due Date,Amount,Currency\n1,7,Ada{row[3:]}\n")
    assert list(named.book.frame["customer"]) == ["Ada"] and list(named.book.frame["customer_id"]) == ["7"]


def test_a_column_that_is_nothing_in_most_rows_is_not_put_forward_for_the_total_first(tmp_path: Path) -> None:
    rows = "".join(f"{n},2026-01-12,2026-02-12,Ada,{n if n == 2 else 0}.00,{n}5.00\n" for n in range(1, 5))
    asked = refusal(tmp_path, f"Invoice No,Invoice Date,Due Date,Customer,CTB_CONC,CTB_DOC\n{rows}", currency="EUR")
    assert asked.index("total=CTB_DOC") < asked.index("total=CTB_CONC")


@pytest.mark.parametrize("word", ["à échoir", "echeance_proche", "due soon"])
def test_what_is_due_soon_is_owed(tmp_path: Path, word: str) -> None:
    intake = taken(tmp_path, listed("Amount,Currency,Status", f"10.00,EUR,{word}", "20.00,EUR,paid"))
    assert list(opened(intake).values()) == ["10.00", "0.00"]


@pytest.mark.parametrize("word", ["Delfaktura", "Serviço", "Dienstleistung"])
def test_a_part_invoice_and_one_for_a_service_are_owed(tmp_path: Path, word: str) -> None:
    intake = taken(tmp_path, listed("Amount,Currency,Type", f"10.00,EUR,{word}", "20.00,EUR,credit note"))
    assert list(opened(intake).values()) == ["10.00", "-20.00"]


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        (("1000.00,100.00,900.00", "700.00,0.00,700.00"), True),
        (("1000.00,100.00,1000.00", "700.00,70.00,0.00"), True),
        (("1000.00,100.00,1000.00", "700.00,0.00,0.00"), False),
        (("1000.00,0.00,900.00", "700.00,0.00,700.00"), False),
    ],
)
@pytest.mark.parametrize("header", ["TDS", "Ritenuta", "Withholding tax"])
def test_a_tax_kept_back_of_what_is_open_is_asked_about_beside_what_was_paid(
    tmp_path: Path, rows: tuple[str, ...], asked: bool, header: str
) -> None:
    text = listed(f"Amount,{header},Paid", *rows)
    if asked:
        said = refusal(tmp_path, text, currency="EUR")
        assert f"{header}: is called a tax that customers keep back" in said
        assert f'--map paid="Paid + {header}"' in said and "--ignore" in said
    else:
        taken(tmp_path, text, currency="EUR")


def test_beside_what_is_open_a_tax_kept_back_changes_nothing(tmp_path: Path) -> None:
    text = listed("Amount,TDS,Balance", "1000.00,100.00,0.00", "700.00,70.00,630.00")
    assert list(opened(taken(tmp_path, text, currency="EUR")).values()) == ["0.00", "630.00"]


def test_a_tax_kept_back_in_some_rows_is_first_put_forward_as_such(tmp_path: Path) -> None:
    text = listed("Amount,Ritenuta d'acconto,Netto a pagare", "122.00,20.00,102.00", "61.00,0.00,60.00")
    said = refusal(tmp_path, text, currency="EUR")
    assert 'balance="Ritenuta' not in said and "a tax that customers keep back and pay to the state" in said


FRENCH = "N° facture;Client;Date facture;Échéance;Montant TTC\nF-1;Ada;2026-01-12;2026-02-12;10,00\n"
SPANISH = "factura;cliente;emision;vencimiento;importe;cobrado\nF-1;Ada;2026-10-01;2026-10-06;100,00;0\n"


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [(FRENCH, "DZ", "DZD"), (FRENCH, "SN", "XOF"), (FRENCH, "PL", ""), (SPANISH, "BO", "BOB"),
     (SPANISH, "CZ", "")],
)  # fmt: skip
def test_the_creditors_country_tells_the_currency_where_the_language_of_the_headers_is_spoken_there(
    tmp_path: Path, text: str, country: str, code: str
) -> None:
    said = {"country": country, "country_said": True}
    if code:
        assert taken(tmp_path, text, **said).book.frame["currency"].tolist() == [code]
    else:
        assert "nothing says in which currency" in refusal(tmp_path, text, **said)


def test_the_column_by_which_instalments_are_told_apart_may_be_their_due_date_as_well(tmp_path: Path) -> None:
    head = "NUM_DOCUMENTO;CLIENTE;DAT_EMISSAO;DAT_VENCIMENTO;DAT_QUITACAO;VLR_DOCUMENTO"
    rows = [f"77;Ada;2026-01-12;2026-0{month}-12;;10,00" for month in (2, 3, 4)]
    text = "\n".join([head, "78;Ben;2026-01-12;2026-02-12;2026-02-01;5,00", *rows, ""])
    asked = refusal(tmp_path, text, currency="BRL", map={"instalment": "DAT_VENCIMENTO"})
    assert "map due=" not in asked
    assert "due=DAT_QUITACAO" not in refusal(tmp_path, text.replace("DAT_VENCIMENTO", "DAT_X"), currency="BRL")
    said = {"instalment": "DAT_VENCIMENTO", "settled_on": "DAT_QUITACAO", "total": "VLR_DOCUMENTO"}
    intake = taken(tmp_path, text, currency="BRL", map=said)
    assert [f"77 (2026-0{month}-12)" for month in (2, 3, 4)] == list(opened(intake))[1:]


def test_an_answer_that_opens_more_questions_than_are_tried_is_shown_as_well(tmp_path: Path) -> None:
    head = "NUM_DOC;CLIENTE;TIPO;SITUACAO;DAT_EMISSAO;DAT_VENCIMENTO;DAT_X;CTB_DOC;CTB_SALDO;CTB_ABONO"
    rows = [f"77;Ada;ZP;Q{month};2026-01-12;2026-0{month}-12;;10,00;4,00;3,00" for month in (2, 3, 4)]
    text = "\n".join([head, "78;Ben;ZP;Q2;2026-01-12;2026-02-12;2026-02-01;5,00;0,00;1,00", *rows, ""])
    asked = refusal(tmp_path, text, currency="BRL")
    assert "BRL; then asks about 'NUM_DOC', and what 'Q2', 'Q3', 'Q4' means" in asked and "--word ZP=open" in asked


DAYS = ("10.00,EUR,2026-01-20", "20.00,EUR,", "30.00,EUR,VOID", "40.00,EUR,2026-02-20", "50.00,EUR,2026-02-21")


@pytest.mark.parametrize("said", [{}, {"map": {"settled_on": "Paid on"}}])
def test_a_state_among_the_days_of_payment_is_that_of_its_row(tmp_path: Path, said: dict[str, dict[str, str]]) -> None:
    intake = taken(tmp_path, listed("Amount,Currency,Paid on", *DAYS), **said)
    assert opened(intake) == {"1": "0.00", "2": "20.00", "4": "0.00", "5": "0.00"} and not intake.rejected
    assert "1 row ignored: void, as 'Paid on' says (--include void takes them)" in intake.remarks


def test_another_word_among_the_days_of_payment_is_no_state(tmp_path: Path) -> None:
    odd = listed("Amount,Currency,Paid on", *DAYS).replace("VOID", "Fred")
    assert "were they paid in full then?" in refusal(tmp_path, odd)
    assert taken(tmp_path, odd, map={"settled_on": "Paid on"}).rejected
    beside = listed("Amount,Currency,Paid on,Status", *(f"{row},Open" for row in DAYS))
    assert "Paid on" in refusal(tmp_path, beside)


def test_a_way_to_pay_among_the_days_of_payment_says_that_it_was_paid(tmp_path: Path) -> None:
    intake = taken(tmp_path, listed("Amount,Currency,Paid on", *DAYS).replace("VOID", "cash"))
    assert opened(intake) == {"1": "0.00", "2": "20.00", "3": "0.00", "4": "0.00", "5": "0.00"}


@pytest.mark.parametrize("word", ["Überweisung", "Barzahlung", "Transferencia"])
def test_a_way_of_money_that_came_in_says_it_in_every_language(tmp_path: Path, word: str) -> None:
    assert opened(taken(tmp_path, listed("Amount,Currency,Paid on", *DAYS).replace("VOID", word)))["3"] == "0.00"


@pytest.mark.parametrize("word", ["Direct debit", "Lastschrift", "Pagaré", "Boleto", "Ri.Ba.", "Senet", "Prélèvement"])
def test_what_is_drawn_first_and_paid_later_says_no_payment_among_its_days(tmp_path: Path, word: str) -> None:
    text = listed("Amount,Currency,Paid on", *DAYS).replace("VOID", word)
    assert "were they paid in full then?" in refusal(tmp_path, text)
    intake = taken(tmp_path, text, map={"settled_on": "Paid on"})
    assert [problem.source.line for problem in intake.rejected] == [4] and "3" not in opened(intake)


def test_one_day_among_words_below_a_header_of_days_of_payment_is_asked_about(tmp_path: Path) -> None:
    few = ("10.00,EUR,2026-01-20", "20.00,EUR,", "30.00,EUR,Pagaré", "40.00,EUR,Confirming")
    assert "Fecha de pago" in refusal(tmp_path, listed("Amount,Currency,Fecha de pago", *few))


def test_a_word_for_an_invoice_that_may_be_final_or_paid_void_or_open_is_asked_about(tmp_path: Path) -> None:
    rows = ("10.00,EUR,Lezárt", "20.00,EUR,Fizetve", "30.00,EUR,Piszkozat")
    asked = refusal(tmp_path, listed("Amount,Currency,Állapot", *rows))
    assert "'Lezárt' in 1 row: is that owed or not?" in asked
    back = ("10.00,BRL,Estornado", "20.00,BRL,Pago", "30.00,BRL,Em aberto")  # the charge, or its payment
    assert "'Estornado' in 1 row" in refusal(tmp_path, listed("Amount,Currency,Situação", *back))
