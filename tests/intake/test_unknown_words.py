"""Words of a state or kind that no list knows: read without the day behind them, else asked about, the answer with the
evidence first, and without any the one that neither loses a debt nor asks for one that was paid."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

from pastdue.model.errors.problems import BadInput

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount"


def listed(further: str, *cells: str, due: str = "2026-02-12") -> str:
    rows = [f"A{n},Customer {n},2026-01-{12 + n},{due},EUR,{n}00.00,{cell}" for n, cell in enumerate(cells, 1)]
    return "\n".join([f"{HEAD},{further}", *rows, f"B1,Birch,2026-02-20,2026-03-20,EUR,50.00,{cells[0]}"]) + "\n"


def first_answer(folder: Path, text: str) -> object:
    """The word's meaning in the first answer that is shown."""
    said, _ = remedies(refusal(folder, text))[0]
    return said["words"]


def test_a_word_without_evidence_stays_owed_and_nobody_is_dunned(tmp_path: Path) -> None:
    text = listed("Status", "open", "Quux")
    assert first_answer(tmp_path, text) == {"Quux": "held"}
    frame = taken(tmp_path, text, words={"Quux": "held"}).book.frame
    assert frame["hold"].tolist() == [False, True, False]
    assert opened(taken(tmp_path, text, words={"Quux": "held"}))["A2"] == "200.00"


@pytest.mark.parametrize(
    ("word", "means"),
    [("PMT RCVD", "paid"), ("Zahlungseingang OK", "paid"), ("Chased, unpaid", "open"), ("In dispute now", "disputed"),
     ("Cancelled by us", "ignore"), ("Quux", "held")],
)  # fmt: skip
def test_the_spelling_of_a_word_is_evidence_though_it_never_decides(tmp_path: Path, word: str, means: str) -> None:
    text = listed("Status", "open", f'"{word}"')
    assert first_answer(tmp_path, text) == {word: means}


@pytest.mark.parametrize("word", ["Quux", "PMT RCVD"])
def test_a_balance_that_is_not_nothing_is_evidence_for_open_whatever_the_word(tmp_path: Path, word: str) -> None:
    text = listed("Balance Due,Status", "100.00,open", f"200.00,{word}")
    text = text.replace("50.00,100.00,open", "50.00,50.00,open")
    assert first_answer(tmp_path, text) == {word: "open"}


def test_rows_due_after_the_last_invoice_of_the_file_are_probably_open(tmp_path: Path) -> None:
    assert first_answer(tmp_path, listed("Status", "open", "Quux", due="2026-02-20")) == {"Quux": "held"}
    assert first_answer(tmp_path, listed("Status", "open", "Quux", due="2026-02-21")) == {"Quux": "open"}


def test_a_kind_of_row_with_a_minus_is_a_credit_and_any_other_is_held(tmp_path: Path) -> None:
    text = listed("Type", "Invoice", "Zork")
    assert first_answer(tmp_path, text) == {"Zork": "held"}
    assert first_answer(tmp_path, text.replace("200.00", "-200.00")) == {"Zork": "credit"}


@pytest.mark.slow
def test_each_word_is_asked_about_by_itself_and_many_by_their_evidence(tmp_path: Path) -> None:
    few = refusal(tmp_path, listed("Status", "open", "Quux", "Zork", "open"))
    assert few.count("is that owed or not?") == 2 and "--word Quux=held  #" in few
    words = ["Quux", "Zork", "Blip", "Blop", "Foo", "Rcvd by bank"]
    many = refusal(tmp_path, listed("Status", "open", *words))
    assert many.count("is that owed or not?") == 2
    assert 'pass --word "Rcvd by bank=paid"' in many and "--word Quux=held --word Zork=held" in many


@pytest.mark.parametrize(
    ("word", "left"), [("Paid 18.02.2026", "0.00"), ("bezahlt am 18.02.2026", "0.00"), ("Sent on 2026-02-18", "200.00")]
)
def test_a_day_behind_a_word_of_a_state_is_no_part_of_it(tmp_path: Path, word: str, left: str) -> None:
    assert opened(taken(tmp_path, listed("Status", "open", word)))["A2"] == left


@pytest.mark.parametrize("word", ["Paid 50%", "Paid 1/2", "Paid 100.50"])
def test_a_figure_behind_a_word_of_a_state_is_asked_about(tmp_path: Path, word: str) -> None:
    assert f"'{word}' in 1 row: is that owed or not?" in refusal(tmp_path, listed("Status", "open", word))


def test_the_users_own_word_comes_before_the_one_without_its_day(tmp_path: Path) -> None:
    text = listed("Status", "open", "Paid 18.02.2026")
    assert opened(taken(tmp_path, text, words={"Paid 18.02.2026": "open"}))["A2"] == "200.00"


@pytest.mark.parametrize(("column", "word"), [("Status", "Not sent yet"), ("Type", "On account")])
def test_a_word_that_one_list_calls_owed_and_another_not_is_asked_about(tmp_path: Path, column: str, word: str) -> None:
    text = listed(column, "open" if column == "Status" else "Invoice", word)
    assert first_answer(tmp_path, text) == {word: "held"}
    assert opened(taken(tmp_path, text, words={word: "open"}))["A2"] == "200.00"


def test_a_kind_of_row_beside_a_balance_is_put_forward_as_owed_where_it_has_a_due_date_alone(tmp_path: Path) -> None:
    text = listed("Type,Balance", "Invoice,50.00", "Xyzzy,50.00")
    assert first_answer(tmp_path, text) == {"Xyzzy": "open"}
    assert first_answer(tmp_path, text.replace("2026-01-14,2026-02-12", "2026-01-14,")) == {"Xyzzy": "held"}


@pytest.mark.parametrize(
    "word",
    ["verrechnet", "late payment", "Payment outstanding", "Zahlung ausstehend", "Not settled now", "Zahlungsverzug",
     "awaiting cheque payment"],
)  # fmt: skip
def test_a_word_for_a_payment_that_is_late_or_has_not_come_is_first_held_and_never_paid(
    tmp_path: Path, word: str
) -> None:
    assert first_answer(tmp_path, listed("Status", "open", word)) == {word: "held"}


@pytest.mark.parametrize("word", ["Bill", "Purchase", "Order", "Estimate"])
def test_a_kind_of_row_that_is_no_sale_beside_invoices_is_asked_about_where_no_row_is_an_invoice(
    tmp_path: Path, word: str
) -> None:
    assert f"'{word}' in 3 rows: is that owed or not?" in refusal(tmp_path, listed("Type", word, word))
    beside = taken(tmp_path, listed("Type", "Invoice", word))
    assert set(opened(beside)) == {"A1", "B1"} and beside.ignored == 1
    assert sum(beside.ignored_for.values()) == 1


@pytest.mark.parametrize(
    "word", ["verrechnet", "processed", "Unsent", "scheduled", "odrzucona", "reclamada", "Prepayment"]
)
def test_a_word_that_calls_an_invoice_owed_in_one_use_and_not_in_another_is_asked_about(
    tmp_path: Path, word: str
) -> None:
    column, usual = ("Type", "Invoice") if word == "Prepayment" else ("Status", "open")
    assert f"'{word}' in 1 row: is that owed or not?" in refusal(tmp_path, listed(column, usual, word))


@pytest.mark.parametrize(
    ("word", "means"),
    [("part paid, in dispute", "disputed"), ("50 paid, do not chase", "held"), ("part paid now", "open")],
)
def test_a_part_payment_of_a_known_amount_ends_no_dispute_that_the_word_says_too(
    tmp_path: Path, word: str, means: str
) -> None:
    assert first_answer(tmp_path, listed("Paid,Status", "0.00,open", f'50.00,"{word}"')) == {word: means}


STATES = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Status\n"


def with_states(*rows: tuple[str, str]) -> str:
    lines = (f"F-{n},Alder {n},2026-01-01,{due},100,EUR,{word}" for n, (due, word) in enumerate(rows, 1))
    return STATES + "\n".join(lines) + "\n"


PAID, LATE = ("2026-02-01", "PAID"), ("2026-03-01", "OVERDUE")


@pytest.mark.parametrize("word", ["PENDING", "Awaiting", "ausstehend"])
def test_what_waits_beside_late_and_paid_invoices_is_open(tmp_path: Path, word: str) -> None:
    intake = taken(tmp_path, with_states(PAID, LATE, ("2026-04-01", word)))
    assert opened(intake) == {"F-1": "0.00", "F-2": "100.00", "F-3": "100.00"}


def test_it_is_said(tmp_path: Path) -> None:
    intake = taken(tmp_path, with_states(PAID, LATE, ("2026-04-01", "PENDING")))
    said = "'PENDING' in 'Status' is read as open: such rows fall due later than all that are called 'OVERDUE'"
    assert said in intake.remarks


@pytest.mark.parametrize(
    "rows",
    [
        (PAID, LATE, ("2026-03-01", "PENDING")), (PAID, ("2026-04-01", "PENDING")), (LATE, ("2026-04-01", "PENDING")),
        (PAID, LATE, ("2026-03-05", "SENT"), ("2026-04-01", "PENDING")),
        (PAID, LATE, ("2026-04-01", "ON ICE")),
    ],
)  # fmt: skip
def test_a_word_that_may_mean_a_draft_or_is_late_itself_is_asked_about(
    tmp_path: Path, rows: tuple[tuple[str, str], ...]
) -> None:
    assert "is that owed or not?" in refusal(tmp_path, with_states(*rows))


def signed(*cells: str, header: str = "Status") -> str:
    rows = [f"A{n},C{n},2026-01-12,2026-02-12,EUR,{cell}" for n, cell in enumerate(cells, 1)]
    return "\n".join([f"{HEAD},{header}", *rows]) + "\n"


@pytest.mark.parametrize("word", ["Avoir", "Gutschrift offen", "Hyvityslasku", "Credit note"])
def test_a_kind_of_credit_in_a_column_of_states_is_one_where_all_its_rows_have_a_minus(
    tmp_path: Path, word: str
) -> None:
    text = signed("100.00,open", f"-20.00,{word}", f"-5.00,{word}")
    assert opened(taken(tmp_path, text)) == {"A1": "100.00", "A2": "-20.00", "A3": "-5.00"}
    assert f"'{word}' in" in refusal(tmp_path, text.replace("-5.00", "5.00"))


def test_a_credit_that_was_set_off_is_asked_about(tmp_path: Path) -> None:
    assert "'Gutschrift verrechnet' in 1 row" in refusal(
        tmp_path, signed("100.00,open", "-20.00,Gutschrift verrechnet")
    )


def test_storno_of_a_row_with_a_minus_is_asked_about_and_of_any_other_void(tmp_path: Path) -> None:
    text = signed("100.00,open", "30.00,Storno", "-20.00,Storno")
    said, _ = remedies(refusal(tmp_path, text))[0]
    assert said["words"] == {"Storno": "credit"}
    assert opened(taken(tmp_path, text, words={"Storno": "ignore"})) == {"A1": "100.00"}
    assert opened(taken(tmp_path, signed("100.00,open", "30.00,Storno"))) == {"A1": "100.00"}
    assert opened(taken(tmp_path, signed("100.00,open", "-30.00,Cancelled"))) == {"A1": "100.00"}


def test_one_unknown_kind_in_every_row_beside_balances_tells_nothing(tmp_path: Path) -> None:
    text = signed("9.00,9.00,Quux", "8.00,5.00,Quux", "-1.00,-1.00,Quux", header="Balance Due,Type")
    assert opened(taken(tmp_path, text)) == {"A1": "9.00", "A2": "5.00", "A3": "-1.00"}
    for other in (text.replace("5.00,Quux", "5.00,Invoice"), text.replace("5.00,Quux", ",Quux")):
        assert "'Quux' in" in refusal(tmp_path, other)
    assert "'Quux' in" in refusal(tmp_path, signed("9.00,Quux", "8.00,Quux", "-1.00,Quux", header="Type"))


@pytest.mark.parametrize(("header", "words"), [("Belegart", ("RV", "DG")), ("Side of the account", ("S", "H"))])
def test_a_column_that_calls_credits_what_has_a_minus_already_is_no_question(
    tmp_path: Path, header: str, words: tuple[str, str]
) -> None:
    text = signed(f"100.00,{words[0]}", f"-20.00,{words[1]}", f"7.00,{words[0]}", header=header)
    assert sum(map(float, opened(taken(tmp_path, text)).values())) == 87.0
    plus = text.replace("-20.00", "20.00")
    try:
        assert sum(map(float, opened(taken(tmp_path, plus)).values())) == 87.0
    except BadInput as asked:
        assert header in str(asked)


PAIDS = tuple((f"2026-02-0{n}", "PAID") for n in (1, 3, 5))
OLD, NEW = ("2026-02-02", "PENDING"), ("2026-02-06", "PENDING")


@pytest.mark.parametrize("word", ["PENDING", "oczekuje", "čeká", "in afwachting", "awaiting", "väntar"])
@pytest.mark.parametrize("further", [(), (LATE,), (("2026-02-05", "Partially paid"),), (("2026-02-01", "void"),)])
def test_what_waits_and_is_older_than_what_is_paid_or_late_is_no_draft(
    tmp_path: Path, word: str, further: tuple[tuple[str, str], ...]
) -> None:
    intake = taken(tmp_path, with_states((OLD[0], word), *PAIDS, *further))
    assert opened(intake)["F-1"] == "100.00"
    said = f"{word!r} in 'Status' is read as open: such rows are mostly older than some that are called 'PAID'"
    assert any(remark.startswith(said) for remark in intake.remarks)


@pytest.mark.parametrize(
    "rows",
    [
        (OLD, *PAIDS[1:]), (NEW, *PAIDS), (("2026-02-05", "PENDING"), *PAIDS), (OLD, NEW, *PAIDS),
        (OLD, *PAIDS, ("2026-02-09", "sent")), (OLD, *PAIDS, ("2026-02-09", "approved")),
        (OLD, *PAIDS, ("2026-02-09", "draft")), (OLD, *PAIDS, ("2026-02-09", "open")),
        (OLD, *PAIDS, ("2026-02-09", "on hold")), (("2026-02-02", "PROCESSING"), *PAIDS),
        (("2026-02-02", "pending approval"), *PAIDS), (PAID, LATE, ("2026-03-05", "draft"), ("2026-04-01", "PENDING")),
    ],
)  # fmt: skip
def test_what_waits_and_is_newer_or_stands_beside_words_for_documents_is_asked_about(
    tmp_path: Path, rows: tuple[tuple[str, str], ...]
) -> None:
    assert "is that owed or not?" in refusal(tmp_path, with_states(*rows))


def test_the_day_of_issue_tells_it_where_no_day_is_due(tmp_path: Path) -> None:
    rows = (("2026-01-02", "PENDING"), ("2026-01-01", "PAID"), ("2026-01-02", "PAID"), ("2026-01-03", "PAID"))
    lines = "".join(f"F-{n},Alder,{day},100,EUR,{word}\n" for n, (day, word) in enumerate(rows, 1))
    text = STATES.replace("Due Date,", "") + lines
    assert opened(taken(tmp_path, text, terms="net 14"))["F-1"] == "100.00"
    newer = text.replace("2026-01-02,100,EUR,PENDING", "2026-01-03,100,EUR,PENDING")
    assert "'PENDING' in 1 row: is that owed or not?" in refusal(tmp_path, newer, terms="net 14")


DAYS = "Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Status,Zork dan\n"


def dated(*days: str, words: tuple[str, ...] = ("Zaplo", "Kasno", "Zaplo", "Kasno")) -> str:
    rows = (
        f"{at},Alder,2026-01-0{at},2026-02-0{at},10.00,EUR,{word},{day}\n"
        for at, (word, day) in enumerate(zip(words, days, strict=True), 1)
    )
    return DAYS + "".join(rows) + "5,Birch,2026-02-20,2026-03-20,10.00,EUR,Kasno,\n"


@pytest.mark.parametrize(("days", "first"), [
    (("2026-01-30", "", "2026-03-01", ""), "paid"),
    (("2026-03-01", "", "2026-03-01", ""), "held"),  # as late as reminders are
    (("2026-01-30", "", "", ""), "held"),
    (("2026-01-30", "2026-03-01", "2026-03-01", ""), "held"),
    (("2026-01-30", "2026-01-30", "2026-01-30", "2026-01-30"), "held"),
])  # fmt: skip
def test_an_unknown_word_whose_rows_alone_have_a_day_not_after_they_fell_due_is_first_that_of_paid_ones(
    tmp_path: Path, days: tuple[str, ...], first: str
) -> None:
    said = refusal(tmp_path, dated(*days))
    firsts = {word: said.split(f"pass --word {word}=")[1].split("  #")[0] for word in ("Zaplo", "Kasno")}
    assert firsts == {"Zaplo": first, "Kasno": "held"}


def test_one_number_of_an_account_in_all_rows_is_not_put_forward_as_the_customers(tmp_path: Path) -> None:
    text = "Invoice No,account_x,Invoice Date,Due Date,Amount,Currency\n" + "".join(
        f"{at},{{}},2026-01-0{at},2026-02-0{at},10.00,EUR\n" for at in (1, 2, 3)
    )
    assert "customer=account_x" not in refusal(tmp_path, text.format("GL-4", "GL-4", "GL-4"))
    assert "account_x" in refusal(tmp_path, text.format("GL-4", "GL-4", "GL-5"))


@pytest.mark.parametrize("word", ["Not yet received in full", "not fully paid", "un pago", "Ainda pago", "not quux"])
def test_another_word_beside_one_for_paid_does_not_deny_it(tmp_path: Path, word: str) -> None:
    assert "is that owed or not?" in refusal(tmp_path, listed("Status", "open", word))


@pytest.mark.parametrize(
    "word", ["Not yet settled", "noch nicht beglichen", "ej avslutad", "Belum dibayar", "tidak dibayar",
             "ikke indbetalt", "non ancora incassata", "todavía no liquidada", "ještě ne uhrazeno",
             "pas encore clôturée"],
)  # fmt: skip
def test_a_word_that_denies_or_denies_yet_that_an_invoice_is_paid_calls_it_open(tmp_path: Path, word: str) -> None:
    assert opened(taken(tmp_path, listed("Status", "paid", word)))["A2"] == "200.00"
