"""Notes, references of payments, ticks and codes beside an invoice: asked about where they could change what is due."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken, with_column

HALF = {"1": "0.00", "2": "200.00"}
ALL = {"1": "100.00", "2": "200.00"}


@pytest.mark.parametrize(
    ("header", "note"),
    [("Notes", "PAID 18/2"), ("Bemerkung", "bezahlt am 18.2."), ("Uwagi", "opłacone"), ("Remarques", "payé le 18/2"),
     ("Reference", "settled"), ("Zorp", "pagata il 3/2")],
)  # fmt: skip
def test_a_note_that_says_paid_is_asked_about_and_counts_once_it_is_said_to(
    tmp_path: Path, header: str, note: str
) -> None:
    text = with_column(header, note, "please pay by 12 Feb")
    said = refusal(tmp_path, text)
    assert f"{header}: says of 1 row, 100.00 GBP read as owed, that it is paid: do these notes count?" in said
    assert f"line 2 '{note}'" in said
    assert [promise for _, promise in remedies(said)] == [
        "2 invoices, open 200.00 GBP", "2 invoices, open 300.00 GBP",
    ]  # fmt: skip
    assert opened(taken(tmp_path, text, map={"note": header})) == HALF
    assert opened(taken(tmp_path, text, ignore=(header,))) == ALL


@pytest.mark.parametrize("note", ["unpaid", "not paid yet", "terms: paid within 14 days", "bezahlen Sie bis 3.2."])
def test_a_note_that_says_nothing_of_a_payment_is_passed_over(tmp_path: Path, note: str) -> None:
    assert opened(taken(tmp_path, with_column("Notes", note, ""))) == ALL


def test_a_note_on_what_is_not_owed_anyway_is_passed_over(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, with_column("Amount Paid,Notes", "100.00,PAID", ",call"))) == HALF


def test_a_note_of_a_part_payment_beside_its_amount_says_nothing_more(
    tmp_path: Path,
) -> None:
    part = with_column("Amount Paid,Notes", "40.00,part paid", ",call")
    assert opened(taken(tmp_path, part)) == {"1": "60.00", "2": "200.00"}
    assert "Notes: says of 1 row" in refusal(tmp_path, part.replace("40.00", "0.00"))
    assert "Notes: says of 1 row" in refusal(tmp_path, part.replace("part paid", '"part paid, in dispute"'))
    assert "Notes: says of 1 row" in refusal(tmp_path, part.replace("part paid", "paid"))
    for said, told in (("paid 40.00", 0), ("paid 50.00", 1), ("paid 40 and 50", 1), ("paid 40.00 EUR", 1)):
        intake = taken(tmp_path, part.replace("part paid", said))
        assert sum("Notes: says of 1 row" in remark for remark in intake.remarks) == told


@pytest.mark.parametrize("note", ["on hold", "in dispute", "in dispute, on hold"])
def test_a_note_that_keeps_letters_back_is_asked_about_of_an_invoice_and_not_of_a_credit(
    tmp_path: Path, note: str
) -> None:
    """No letter asks for a credit; what is called paid is asked about of both."""
    text = with_column("Notes", f'"{note}"', "").replace("100.00", "-100.00")
    assert opened(taken(tmp_path, text)) == {"1": "-100.00", "2": "200.00"}
    assert "Notes: says of 1 row, 200.00 GBP" in refusal(tmp_path, with_column("Notes", "", f'"{note}"'))
    for said in ("paid", f"paid, {note}"):
        assert "Notes: says of 1 row, -100.00 GBP" in refusal(tmp_path, text.replace(note, said))


def test_a_note_counts_beside_a_balance_that_was_not_kept_up(tmp_path: Path) -> None:
    text = with_column("Balance Due,Notes", "100.00,PAID 18/2", "200.00,")
    assert opened(taken(tmp_path, text, map={"note": "Notes"})) == HALF


def test_what_notes_say_beside_paid_counts_too(tmp_path: Path) -> None:
    text = with_column("Notes", "in dispute", "zahlt in Raten")
    frame = taken(tmp_path, text, map={"note": "Notes"}).book.frame
    assert (list(frame["disputed"]), list(frame["hold"])) == ([True, False], [False, True])
    intake = taken(tmp_path, with_column("Notes", "cancelled", ""), map={"note": "Notes"})
    assert opened(intake) == {"2": "200.00"} and intake.ignored_for == {"void": 1}
    intake = taken(tmp_path, with_column("Notes", "part paid", ""), map={"note": "Notes"})
    assert "Notes: is paid in part, and no column says how much" in str(intake.rejected[0])


def test_two_columns_of_notes_are_one_question(tmp_path: Path) -> None:
    text = with_column("Notes,Remark", "PAID,", ",cancelled")
    assert '--map note="Notes + Remark"  # 1 invoice, open 0.00 GBP' in refusal(tmp_path, text)
    assert opened(taken(tmp_path, text, map={"note": "Notes + Remark"})) == {"1": "0.00"}


def test_a_users_own_word_for_a_note_counts_before_ours(tmp_path: Path) -> None:
    text = with_column("Notes", "PAID 18/2", "ok Tom")
    intake = taken(tmp_path, text, map={"note": "Notes"}, words={"ok Tom": "paid", "PAID 18/2": "open"})
    assert opened(intake) == {"1": "100.00", "2": "0.00"}


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Cheque No", ("000431", "")), ("Check #", ("431", "432")), ("Bank ref", ("BACS 18 FEB", "")),
     ("Nr przelewu", ("P/1", "")),
     ("Payment reference", ("X1", "")), ("Transaction ID", ("TX9", "")), ("Kontoauszug", ("3/2026", ""))],
)  # fmt: skip
def test_the_reference_of_a_payment_is_asked_about(tmp_path: Path, header: str, cells: tuple[str, str]) -> None:
    text = with_column(header, *cells)
    said = refusal(tmp_path, text)
    assert "read as owed: is that paid?" in said
    left = "100.00" if cells[0] == "" else "0.00"
    paid = opened(taken(tmp_path, text, map={"paid_mark": header}))
    assert paid == {"1": left, "2": "0.00" if cells[1] else "200.00"}


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Payment reference", ("RF1", "RF2")), ("Transaction ID", ("T1", "T2")), ("Cheque No", ("", "")),
     ("Cheque No", ("0", "n")),
     ("Balance Due,Payment reference", ("100.00,X1", "200.00,")), ("Status,Payment reference", ("open,X1", "open,")),
     ("Status,Cheque No", ("paid,431", "open,")), ("Balance Due,Cheque No", ("0.00,431", "200.00,"))],
)  # fmt: skip
def test_a_reference_to_quote_or_beside_what_is_open_is_passed_over(
    tmp_path: Path, header: str, cells: tuple[str, str]
) -> None:
    left = opened(taken(tmp_path, with_column(header, *cells)))
    assert left == (HALF if cells[0].startswith(("paid", "0.00")) else ALL)


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Status,Cheque No", ("open,431", "open,")), ("Balance Due,Cheque No", ("100.00,431", "200.00,")),
     ("Status,Date received", ("sent,2026-02-01", "sent,")),
     ("Balance Due,Bezahlt am", ("100.00,2026-02-01", "200.00,"))],
)  # fmt: skip
def test_a_payment_that_contradicts_the_state_or_the_balance_is_asked_about(
    tmp_path: Path, header: str, cells: tuple[str, str]
) -> None:
    text = with_column(header, *cells)
    assert "paid" in refusal(tmp_path, text)
    own = header.split(",")[1]
    field = "paid_mark" if own == "Cheque No" else "settled_on"
    assert opened(taken(tmp_path, text, map={field: own})) == HALF
    assert opened(taken(tmp_path, text, ignore=(own,))) == ALL


def test_a_tick_in_a_column_without_a_name_is_asked_about(tmp_path: Path) -> None:
    text = with_column("", "x", "")
    assert 'pass --map paid_mark="#7"  # 2 invoices, open 200.00 GBP' in refusal(tmp_path, text)
    assert opened(taken(tmp_path, text, ignore=("#7",))) == ALL
    assert opened(taken(tmp_path, with_column("", "", ""))) == ALL


@pytest.mark.parametrize(
    ("header", "marked"),
    [("Got it", True), ("Haken", True), ("Sent", False), ("VAT registered", False), ("VIP", False)],
)
def test_a_yes_under_a_header_that_does_not_say_of_what_is_asked_about(
    tmp_path: Path, header: str, marked: bool
) -> None:
    text = with_column(header, "yes", "no")
    if marked:
        assert "are those paid?" in refusal(tmp_path, text)
    assert opened(taken(tmp_path, text, map={"paid_mark": header})) == HALF
    assert opened(taken(tmp_path, text, ignore=(header,) if marked else ())) == ALL


@pytest.mark.parametrize(
    ("header", "cell"), [("Makulerad", "Ja"), ("Cancelled", "yes"), ("Storniert am", "2026-02-01")]
)
def test_an_invoice_marked_void_is_passed_over(tmp_path: Path, header: str, cell: str) -> None:
    intake = taken(tmp_path, with_column(f"Status,{header}", f"open,{cell}", "open,"))
    assert opened(intake) == {"2": "200.00"} and intake.ignored_for == {"void": 1}


@pytest.mark.parametrize(("header", "cell"), [("Cancelled by us", "yes"), ("Void date", "2026-02-01")])
def test_what_may_say_that_an_invoice_is_void_is_asked_about(tmp_path: Path, header: str, cell: str) -> None:
    text = with_column(f"Status,{header}", f"open,{cell}", "open,")
    assert "void" in refusal(tmp_path, text)
    assert opened(taken(tmp_path, text, map={"void_mark": header})) == {"2": "200.00"}
    assert opened(taken(tmp_path, text, ignore=(header,))) == ALL


def test_a_paid_flag_that_contradicts_the_state_is_asked_about(tmp_path: Path) -> None:
    text = with_column("Status,Paid off", "sent,yes", "sent,no")
    assert "says yes of invoices that are owed, and 'Status' is read" in refusal(tmp_path, text)
    assert opened(taken(tmp_path, with_column("Status,Paid off", "paid,yes", "sent,no"))) == HALF


HEAD = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency"
CODED = [f"{n},Alder Ltd,2026-01-13,2026-02-12,100.00,GBP,{code}" for n, code in enumerate(("P1", "Q", "Q"), 1)]


@pytest.mark.parametrize(
    ("header", "asked"), [("X", True), ("", True), ("Code", True), ("Region", False), ("Branch", False)]
)
def test_codes_are_asked_about_under_a_header_that_says_nothing(tmp_path: Path, header: str, asked: bool) -> None:
    text = "\n".join([f"{HEAD},{header}", *CODED]) + "\n"
    if not asked:
        assert len(opened(taken(tmp_path, text))) == 3
        return
    said = refusal(tmp_path, text)
    assert "has codes under a header that does not say of what" in said
    assert [promise for _, promise in remedies(said)] == [
        "3 invoices, open 200.00 GBP", "3 invoices, open 100.00 GBP", "3 invoices, open 300.00 GBP",
    ]  # fmt: skip


def test_a_column_that_counts_the_rows_is_no_code_and_no_amount(tmp_path: Path) -> None:
    rows = [f"{n},Alder Ltd,2026-01-13,2026-02-12,100.00,GBP,{n}" for n in (1, 2, 3)]
    assert len(opened(taken(tmp_path, "\n".join([f"{HEAD},", *rows]) + "\n"))) == 3


def test_a_second_column_of_what_is_open_is_asked_about_though_its_name_is_known(tmp_path: Path) -> None:
    said = refusal(tmp_path, with_column("Pending,Balance", "50.00,100.00", "50.00,150.00"))
    assert "'Pending' and 'Balance' may both say what is open" in said and "--map balance=Pending" in said
    assert opened(taken(tmp_path, with_column("Pending,Balance", "0.00,100.00", "0.00,150.00")))["2"] == "150.00"


def test_notes_that_differ_in_their_numbers_alone_are_all_counted(tmp_path: Path) -> None:
    said = refusal(tmp_path, with_column("Notes", "paid ref 10001", "paid ref 10002"))
    assert "says of 2 rows, 300.00 GBP read as owed, that it is paid" in said
    assert "line 2 'paid ref 10001', line 3 'paid ref 10002'" in said


@pytest.mark.parametrize("header", ["Is Paid", "Paid?", "Paid in full", "Bezahlt"])
def test_a_yes_below_paid_counts_beside_a_state_that_it_contradicts_in_no_row(tmp_path: Path, header: str) -> None:
    intake = taken(tmp_path, with_column(f"Status,{header}", "Sent,Yes", "Overdue,No"))
    assert opened(intake) == HALF
    assert any(f"'{header}' says of 1 row: paid in full" in remark for remark in intake.remarks)


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [("Is Paid", "Overdue,Yes", "Sent,No"), ("Is Paid", "Sent,Yes", "Paid,No"), ("Is Paid", "Disputed,Yes", "Sent,No"),
     ("Is Paid", "Zorp,Yes", "Sent,No"), ("Paid deposit", "Sent,Yes", "Overdue,No")],
)  # fmt: skip
def test_a_yes_below_paid_that_a_state_contradicts_is_asked_about(
    tmp_path: Path, header: str, first: str, second: str
) -> None:
    assert "says yes of invoices that are owed" in refusal(
        tmp_path, with_column(f"Status,{header}", first, second), words={"Zorp": "open"}
    )


@pytest.mark.parametrize("header", ["Modtaget/Betalt", "Erhalten / bezahlt", "Encaissé/payé"])
def test_two_words_for_a_payment_above_yes_and_no_say_that_it_is_paid(tmp_path: Path, header: str) -> None:
    assert opened(taken(tmp_path, with_column(header, "1", "0"))) == HALF


@pytest.mark.parametrize("header", ["Sendt/Betalt", "Acompte / payé", "Erhalten / Zork"])
def test_another_word_beside_one_for_a_payment_is_asked_about(tmp_path: Path, header: str) -> None:
    assert "pass --" in refusal(tmp_path, with_column(header, "1", "0"))


CREDITED = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,{}\n" + "".join(
    f"INV-{at},Alder,2026-01-1{at},2026-02-1{at},10.00,EUR,{{}}\n" for at in (1, 2, 3)
)


@pytest.mark.parametrize("header", ["Credit note", "Gutgeschrieben mit", "Avoir no"])
def test_the_number_of_a_credit_note_beside_an_invoice_that_is_owed_is_asked_about(tmp_path: Path, header: str) -> None:
    text = CREDITED.format(header, "", "GS-9", "")
    said = refusal(tmp_path, text)
    assert f"{header}: is filled in for 1 row, 10.00 EUR read as owed: is that credited?" in said
    assert list(opened(taken(tmp_path, text, map={"paid_mark": header})).values()) == ["10.00", "0.00", "10.00"]
    assert list(opened(taken(tmp_path, text, ignore=(header,))).values()) == ["10.00"] * 3


@pytest.mark.parametrize("cells", [("CT-1", "CT-2", "CT-3"), ("net 30", "net 30", ""), ("", "", "")])
def test_what_every_invoice_has_or_several_have_alike_is_no_number_of_a_credit_note(
    tmp_path: Path, cells: tuple[str, ...]
) -> None:
    assert len(opened(taken(tmp_path, CREDITED.format("Credit", *cells)))) == 3


@pytest.mark.parametrize("mark", ["ok", "OK", "✓"])
def test_an_ok_in_some_rows_is_a_mark(tmp_path: Path, mark: str) -> None:
    said = refusal(tmp_path, CREDITED.format("OK", "", mark, ""))
    assert "OK: says yes of invoices that are owed, and is not read: are those paid?" in said


@pytest.mark.parametrize("header", ["Numéro paiement", "Nr wpłaty", "Payment No", "Zahlungs-Nr."])
def test_numbers_of_payments_are_no_amounts_and_asked_about_where_nothing_else_says_what_is_paid(
    tmp_path: Path, header: str
) -> None:
    text = CREDITED.format(header, "", "4410021", "")
    assert "is filled in for 1 row, 10.00 EUR read as owed: is that paid?" in refusal(tmp_path, text)
    beside = text.replace("Amount,", "Amount,Paid,").replace(",10.00,", ",10.00,4.00,")
    assert set(opened(taken(tmp_path, beside)).values()) == {"6.00"}


@pytest.mark.parametrize(("header", "cells"), [
    ("Numéro paiement", ("3", "5", "4")), ("Numéro paiement", ("10000", "10000", "")), ("Paiement", ("5", "0", "0")),
])  # fmt: skip
def test_figures_that_may_be_amounts_or_counts_are_no_numbers_of_payments(
    tmp_path: Path, header: str, cells: tuple[str, ...]
) -> None:
    assert header in refusal(tmp_path, CREDITED.format(header, *cells))


@pytest.mark.parametrize(
    "header", ["Replaced by", "Ersetzt durch", "Remplacée par", "Sostituita da", "Zastąpiona przez"]
)
@pytest.mark.parametrize("cell", ["INV-3", "3"])
def test_an_invoice_that_names_what_replaces_it_may_be_void_and_is_asked_about(
    tmp_path: Path, header: str, cell: str
) -> None:
    text = CREDITED.format(header, "", cell, "")
    said = refusal(tmp_path, text)
    assert f"{header}: names what replaces 1 row, 10.00 EUR read as owed: are those void?" in said
    first, other = remedies(said)
    assert list(opened(taken(tmp_path, text, **first[0]))) == ["INV-1", "INV-3"]
    assert list(opened(taken(tmp_path, text, **other[0]))) == ["INV-1", "INV-2", "INV-3"]


@pytest.mark.parametrize(("header", "cells"), [("Replaced by", ("", "-", "0")), ("Replaces", ("", "INV-1", ""))])
def test_an_invoice_that_nothing_replaces_is_owed(tmp_path: Path, header: str, cells: tuple[str, ...]) -> None:
    assert len(opened(taken(tmp_path, CREDITED.format(header, *cells)))) == 3


def test_an_empty_column_of_numbers_of_payments_says_nothing(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, with_column("Numéro paiement", "", ""))) == ALL
