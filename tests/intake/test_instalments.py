"""Instalments under one invoice number: each due date is an item of its own, and keeps its name from month to month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.test_judgement import dialect, opened, refusal, remedies, taken

from pastdue.intake import Files, Intake, read
from pastdue.model import Block, BlockKind
from pastdue.model.kept import Kept, KeptBlock, Seen, Subject
from pastdue.model.money import Money

HEAD = "Invoice No,Customer,Date,Due Date,Currency,Amount"
OCTOBER, DECEMBER = "77,Alder,2026-08-01,2026-10-01,EUR,300.00", "77,Alder,2026-08-01,2026-12-01,EUR,200.00"
OTHER = "80,Birch,2026-08-01,2026-10-01,EUR,50.00"


def listed(*rows: str, further: str = "") -> str:
    return "\n".join([HEAD + further, *rows]) + "\n"


def test_rows_of_one_number_that_fall_due_on_different_days_are_asked_about_with_both_readings(tmp_path: Path) -> None:
    text = listed(OCTOBER, DECEMBER, OTHER)
    said = refusal(tmp_path, text)
    assert "Invoice No: '77' is on several lines that fall due on different days: are those instalments?" in said
    (apart, promise), (changed, other) = remedies(said)
    assert (promise, other) == ("3 invoices, open 550.00 EUR", "1 invoice, open 50.00 EUR, 2 rejected")
    intake = taken(tmp_path, text, **apart)
    assert opened(intake) == {"77 (2026-10-01)": "300.00", "77 (2026-12-01)": "200.00", "80": "50.00"}
    assert "2 rows are instalments: each is an item of its own, as '77 (2026-10-01)'" in intake.remarks
    assert opened(taken(tmp_path, text, **changed)) == {"80": "50.00"}


def test_the_sum_of_the_invoice_beside_each_row_proves_instalments(tmp_path: Path) -> None:
    text = listed(f"{OCTOBER},500.00", f"{DECEMBER},500.00", f"{OTHER},50.00", further=",Sum Qty")
    assert sum(map(float, opened(taken(tmp_path, text)).values())) == 550
    assert "are those instalments?" in refusal(tmp_path, text.replace("500.00", "501.00"))
    signed = text.replace(",EUR,", ",USD,").replace("0.00", "0.00 $")
    assert sum(map(float, opened(taken(tmp_path, signed)).values())) == 550
    assert "are those instalments?" in refusal(tmp_path, signed.replace("500.00", "501.00"))
    two = "Z9,Cedar,2026-08-01,2026-10-01,EUR,5.00 €,5.00 €\n" + signed.split("\n", 1)[1].replace("500.00", "501.00")
    assert "are those instalments?" in refusal(tmp_path, f"{HEAD},Sum Qty\n{two}")


def test_a_column_that_the_user_names_for_instalments_must_be_there(tmp_path: Path) -> None:
    assert "no column is named 'Rate'" in refusal(tmp_path, listed(OCTOBER, DECEMBER), map={"instalment": "Rate"})


@pytest.mark.parametrize(
    "other",
    [DECEMBER.replace("2026-12-01", "2026-10-01"), DECEMBER.replace("2026-12-01", ""),
     DECEMBER.replace("Alder", "Cedar"), DECEMBER.replace("EUR", "USD"), DECEMBER.replace("2026-08-01", "2026-08-02")],
)  # fmt: skip
def test_rows_of_one_number_that_differ_in_more_than_the_day_and_amount_are_no_instalments(
    tmp_path: Path, other: str
) -> None:
    intake = taken(tmp_path, listed(OCTOBER, other, OTHER), map={"instalment": "Due Date"})
    assert opened(intake) == {"80": "50.00"} and len(intake.rejected_records) == 2


def test_the_column_of_instalments_names_them_the_last_one_alone_too(tmp_path: Path) -> None:
    text = listed(f"{OCTOBER},1 of 2", f"{DECEMBER},2 of 2", f"{OTHER},1 of 1", further=",Instalment")
    assert set(opened(taken(tmp_path, text))) == {"77/1", "77/2", "80"}
    alone = listed(f"{DECEMBER},2 of 2", f"{OTHER},1 of 1", further=",Instalment")
    assert set(opened(taken(tmp_path, alone))) == {"77/2", "80"}
    assert taken(tmp_path, alone).unused_columns == ()
    whole = listed(f"{DECEMBER},1 of 1", f"{OTHER},1 of 1", further=",Instalment")
    assert taken(tmp_path, whole).unused_columns == ("Instalment",)


@pytest.mark.parametrize(
    ("amounts", "due", "named"),
    [(("300.00", "200.00"), "2026-12-01", "77 (2026-12-01)"), (("300.00", "200.00"), "2026-12-15", "77 (2026-12-01)"),
     (("200.00", "300.00"), "2026-12-15", "77 (2026-10-01)"), (("500.00", "500.00"), "2026-12-15", "77 (2026-12-01)")],
)  # fmt: skip
def test_an_instalment_that_an_earlier_run_saw_keeps_its_name_alone_and_with_another_due_date(
    tmp_path: Path, amounts: tuple[str, str], due: str, named: str
) -> None:
    """The day tells it, else its amount, else that the other was missing in the last run."""
    left = DECEMBER.replace("2026-12-01", due).replace("200.00", amounts[1] if "500.00" in amounts else "200.00")
    (path := tmp_path / "list.csv").write_text(listed(left, OTHER), encoding="utf-8")
    assert set(opened(read(Files(path), dialect()))) == {"77", "80"}
    ended = zip(("2026-10-01", "2026-12-01"), amounts, (False, True), strict=True)
    seen = {
        (number := f"77 ({day})"): Seen(
            number, "Alder", "EUR", 1, total_minor=round(100 * float(amount)), present=present
        )
        for day, amount, present in ended
    }
    assert set(opened(read(Files(path), dialect(), Kept(seen=seen)))) == {named, "80"}


@pytest.mark.parametrize(("count", "named"), [("2", "77/2"), ("Rate 2", "77/2"), ("3", "77"), ("", "77")])
def test_the_last_instalment_alone_keeps_the_count_that_an_earlier_run_saw_it_under(
    tmp_path: Path, count: str, named: str
) -> None:
    (path := tmp_path / "list.csv").write_text(
        listed(f"{DECEMBER},{count}", f"{OTHER},1", further=",Rate"), encoding="utf-8"
    )
    by_rate = dialect(map={"instalment": "Rate"})
    assert set(opened(read(Files(path), by_rate))) == {"77", "80"}
    seen = {number: Seen(number, "Alder", "EUR", 1) for number in ("77/1", "77/2")}
    assert set(opened(read(Files(path), by_rate, Kept(seen=seen)))) == {named, "80"}


EQUAL = (OCTOBER.replace("300.00", "500.00"), DECEMBER.replace("200.00", "500.00"), OTHER)


def test_the_same_amount_in_all_rows_of_a_number_is_asked_about_and_never_counted_twice_unseen(tmp_path: Path) -> None:
    text = listed(*EQUAL)
    said = refusal(tmp_path, text, map={"instalment": "Due Date"})
    assert "Amount: is the same in all rows of '77', which fall due on different days" in said
    ((answer, promise),) = remedies(said)
    assert promise == "3 invoices, open 1050.00 EUR"
    answer["map"] = {**answer["map"], "instalment": "Due Date"}  # type: ignore[dict-item]
    assert sum(map(float, opened(taken(tmp_path, text, **answer)).values())) == 1050


@pytest.mark.parametrize("sums", [("200.00", "300.00", "50.00"), ("200.00", "200.00", "50.00")])
def test_a_column_whose_sum_is_the_whole_invoice_is_put_forward_as_what_is_owed_each_day(
    tmp_path: Path, sums: tuple[str, ...]
) -> None:
    text = listed(*(f"{row},{part}" for row, part in zip(EQUAL, sums, strict=True)), further=",Part")
    (answer, _), *_ = remedies(refusal(tmp_path, text))
    assert (answer["map"].get("total") == "Part") == (sums[1] == "300.00")  # type: ignore[attr-defined]
    if sums[1] == "300.00":
        assert answer["map"] == {"total": "Part"}  # the sum of the parts beside each of them proves the rest
        assert opened(taken(tmp_path, text, **answer)) == {
            "77 (2026-10-01)": "200.00", "77 (2026-12-01)": "300.00", "80": "50.00",
        }  # fmt: skip


def test_equal_instalments_are_proved_by_the_sum_of_the_invoice_or_by_what_is_open_of_each(tmp_path: Path) -> None:
    left = listed(
        *(f"{row},{cell}" for row, cell in zip(EQUAL, ("0.00", "500.00", "50.00"), strict=True)), further=",Balance Due"
    )
    assert opened(taken(tmp_path, left, map={"instalment": "Due Date"})) == {
        "77 (2026-10-01)": "0.00",
        "77 (2026-12-01)": "500.00",
        "80": "50.00",
    }
    whole = listed(
        *(f"{row},{cell}" for row, cell in zip(EQUAL, ("1000", "1000", "50"), strict=True)), further=",Sum Qty"
    )
    assert sum(map(float, opened(taken(tmp_path, whole)).values())) == 1050


def test_a_kind_of_document_is_no_number_though_its_header_is_one_of_numbers(tmp_path: Path) -> None:
    text = "Documento,N. doc.,Cliente,Data doc.,Scadenza,Valuta,Importo\n" + "".join(
        f"Fattura,{n},Rossi {n},2026-08-01,2026-10-0{n},EUR,10.00\n" for n in (1, 2, 3)
    )
    assert set(opened(taken(tmp_path, text))) == {"1", "2", "3"}


COUNTED = listed(f"{OCTOBER},1 of 2", f"{DECEMBER},2 of 2", f"{OTHER},1 of 1", further=",Instalment")


def beside(folder: Path, rows: str, kept: tuple[KeptBlock, ...] = ()) -> Intake:
    """The result of reading two instalments of 77 and the whole of 80 with this list of holds, if any."""
    (path := folder / "list.csv").write_text(COUNTED, encoding="utf-8")
    (holds := folder / "holds.csv").write_text(f"invoice,customer,kind,until,amount\n{rows}\n", encoding="utf-8")
    return read(Files(path, holds=holds if rows else None), dialect(), Kept(blocks=kept))


def held(intake: Intake, kind: str) -> list[str]:
    frame = intake.book.frame
    return frame["invoice"][frame[kind]].tolist() if kind in frame else []


@pytest.mark.parametrize(("named", "kept_back"), [("77", ["77/1", "77/2"]), ("77/2", ["77/2"]), ("80", ["80"])])
def test_a_hold_of_an_invoice_keeps_back_all_its_instalments_and_one_of_an_instalment_that_alone(
    tmp_path: Path, named: str, kept_back: list[str]
) -> None:
    intake = beside(tmp_path, f"{named},,dispute,,")
    assert held(intake, "disputed") == kept_back and not intake.rejected
    assert [each.about.name for each in intake.handed_in.blocks or ()] == kept_back
    by_hand = KeptBlock(Subject(named), Block(BlockKind.HOLD, None, "by phone"))
    assert held(beside(tmp_path, "", (by_hand,)), "hold") == kept_back


def test_a_hold_of_an_invoice_in_instalments_that_names_another_customer_is_a_problem(tmp_path: Path) -> None:
    intake = beside(tmp_path, "77,Birch,dispute,,\n80,Birch,dispute,,")
    assert [str(problem.what) for problem in intake.rejected] == ["the invoice belongs to 'Alder'"]
    assert held(intake, "hold") == ["77/1", "77/2"] and held(intake, "disputed") == ["80"]


@pytest.mark.parametrize(("named", "amounts"), [("77", [0, 0, 0]), ("77/1", [10000, 0, 0]), ("80", [0, 0, 10000])])
def test_the_amount_promised_for_all_instalments_together_counts_for_none_of_them(
    tmp_path: Path, named: str, amounts: list[int]
) -> None:
    promise = Block(BlockKind.PROMISE, date(2026, 12, 20), "by phone", Money.of_minor(10000, "EUR"))
    for intake in (
        beside(tmp_path, f"{named},,promise,2026-12-20,100.00"),
        beside(tmp_path, "", (KeptBlock(Subject(named), promise),)),
    ):
        assert intake.book.frame["promised_minor"].tolist() == amounts


@pytest.mark.parametrize("earlier", [(), ("77",)])
def test_a_payment_of_an_invoice_in_instalments_is_rejected_and_puts_them_in_doubt(
    tmp_path: Path, earlier: tuple[str, ...]
) -> None:
    """So it is where an earlier run saw the invoice whole; one that names the instalment counts."""
    (path := tmp_path / "list.csv").write_text(COUNTED, encoding="utf-8")
    (paid := tmp_path / "paid.csv").write_text(
        "invoice,on,amount\n77,2026-10-20,200.00\n77/1,2026-10-20,300.00\n", encoding="utf-8"
    )
    seen = {number: Seen(number, "Alder", "EUR", 1) for number in earlier}
    intake = read(Files(path, payments=paid), dialect(), Kept(seen=seen))
    (problem,) = intake.rejected
    assert str(problem.what) == "a payment names '77', which is in instalments, and does not say which was paid"
    assert str(problem.remedy) == "name the instalment that was paid: 77/1, 77/2"
    assert opened(intake) == {"77/1": "0.00", "77/2": "200.00", "80": "50.00"}
    doubts = dict(zip(intake.book.frame["invoice"], intake.book.frame["doubt"], strict=True))
    assert {number for number, doubt in doubts.items() if str(doubt or "").startswith("a payment names")} == {
        "77/1",
        "77/2",
    }


@pytest.mark.parametrize(("customer", "told"), [("Alder", False), ("Birch", True)])
def test_a_credit_note_that_names_an_invoice_in_instalments_must_be_of_its_customer(
    tmp_path: Path, customer: str, told: bool
) -> None:
    head = "invoice,customer,issued,due,currency,total,instalment,applies_to"
    credit = f"C1,{customer},2026-08-01,2026-10-01,EUR,-10.00,,77"
    text = "\n".join([head, f"{OCTOBER},1 of 2,", f"{DECEMBER},2 of 2,", f"{OTHER},,", credit]) + "\n"
    intake = taken(tmp_path, text, map={"instalment": "instalment"})
    assert any("line 5" in remark and "Alder" in remark for remark in intake.remarks) == told


@pytest.mark.parametrize(
    ("kind", "numbers", "rejected"),
    [("Credit note", {"80"}, 2), ("Invoice", {"90 (2026-10-01)", "90 (2026-12-01)", "80"}, 0)],
)
def test_two_credit_notes_of_one_number_are_no_instalments(
    tmp_path: Path, kind: str, numbers: set[str], rejected: int
) -> None:
    rows = (f"{row.replace('77', '90')},{kind}" for row in (OCTOBER, DECEMBER))
    text = listed(*rows, f"{OTHER},Invoice", further=",Type")
    intake = taken(tmp_path, text, map={"instalment": "Due Date"})
    assert (set(opened(intake)), len(intake.rejected_records)) == (numbers, rejected)


PAID_FIRST = (f"{OCTOBER},300.00", f"{DECEMBER.replace('200', '300')},0.00", f"{OTHER},0.00")


def test_an_instalment_that_is_paid_before_one_that_is_not_proves_both(tmp_path: Path) -> None:
    intake = taken(tmp_path, listed(*PAID_FIRST, further=",Paid"))
    left = {"77 (2026-10-01)": "0.00", "77 (2026-12-01)": "300.00", "80": "50.00"}
    assert opened(intake) == left
    backwards = (PAID_FIRST[1], PAID_FIRST[0], PAID_FIRST[2])
    assert opened(taken(tmp_path, listed(*backwards, further=",Paid"))) == left
    balances = [row.replace("300.00,300.00", "300.00,0.00") for row in PAID_FIRST]
    balances[1:] = [row.replace(",0.00", f",{row.split(',')[5]}") for row in balances[1:]]
    assert opened(taken(tmp_path, listed(*balances, further=",Balance"))) == left
    states = [f"{row.rpartition(',')[0]},{'Paid' if row is PAID_FIRST[0] else 'Open'}" for row in PAID_FIRST]
    of_parts = listed(*states, further=",Status").replace(",Amount,", ",Instalment amount,")
    assert opened(taken(tmp_path, of_parts, map={"total": "Instalment amount"})) == left
    unequal = [states[0].replace("300", "350"), *states[1:]]
    assert opened(taken(tmp_path, listed(*unequal, further=",Status"))) == left


def test_a_state_beside_equal_mere_amounts_may_repeat_the_whole_of_the_invoice(tmp_path: Path) -> None:
    states = [f"{row.rpartition(',')[0]},{'Paid' if row is PAID_FIRST[0] else 'Open'}" for row in PAID_FIRST]
    text = listed(*states, further=",Status")
    assert "Amount: is the same in all rows of '77'" in refusal(tmp_path, text)
    both = {"map": {"total": "Amount", "instalment": "Due Date"}}
    assert opened(taken(tmp_path, text, **both)) == {
        "77 (2026-10-01)": "0.00",
        "77 (2026-12-01)": "300.00",
        "80": "50.00",
    }


def test_what_is_paid_of_one_invoice_proves_the_instalments_of_another(tmp_path: Path) -> None:
    more = [row.replace("77,", "78,").replace("300.00,300.00", "300.00,0.00") for row in PAID_FIRST[:2]]
    found = opened(taken(tmp_path, listed(*PAID_FIRST, *more, further=",Paid")))
    assert (found["78 (2026-10-01)"], found["78 (2026-12-01)"]) == ("300.00", "300.00")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("0.00", "0.00"),
        ("300.00", "300.00"),
        ("0.00", "300.00"),  # the later one first
        ("100.00", "100.00"),  # paid of the whole, and said in each row
        ("100.00", "0.00"),
        ("300.00", "100.00"),
    ],
)
def test_what_is_paid_proves_no_instalments_where_it_may_be_of_the_whole_invoice(
    tmp_path: Path, earlier: str, later: str
) -> None:
    rows = [PAID_FIRST[0].replace("300.00,300.00", f"300.00,{earlier}"), PAID_FIRST[1].replace(",0.00", f",{later}")]
    assert "77" in refusal(tmp_path, listed(*rows, PAID_FIRST[2], further=",Paid"))


@pytest.mark.parametrize(("earlier", "later"), [("0.00", "300.00"), ("100.00", "100.00")])
def test_one_invoice_whose_rows_are_paid_otherwise_leaves_all_in_doubt(
    tmp_path: Path, earlier: str, later: str
) -> None:
    more = [PAID_FIRST[0].replace("300.00,300.00", f"300.00,{earlier}"), PAID_FIRST[1].replace(",0.00", f",{later}")]
    more = [row.replace("77,", "78,") for row in more]
    assert "fall due on different days" in refusal(tmp_path, listed(*PAID_FIRST, *more, further=",Paid"))


@pytest.mark.parametrize("header", ["Montant de l'échéance", "Importe cuota", "Instalment amount", "Kwota raty"])
def test_a_header_that_says_the_amount_of_an_instalment_proves_them(tmp_path: Path, header: str) -> None:
    text = listed(OCTOBER, DECEMBER, OTHER).replace("Amount", header)
    found = opened(taken(tmp_path, text, map={"total": header}))
    assert found == {"77 (2026-10-01)": "300.00", "77 (2026-12-01)": "200.00", "80": "50.00"}


@pytest.mark.parametrize("header", ["Rate amount", "Amount", "Montant total"])
def test_another_header_of_an_amount_proves_no_instalments(tmp_path: Path, header: str) -> None:
    text = listed(OCTOBER, DECEMBER, OTHER).replace("Amount", header)
    assert "are those instalments?" in refusal(tmp_path, text, map={"total": header})


@pytest.mark.parametrize(
    ("total", "further", "parts"),
    [("Amount", "Rate", ("150.00", "150.00", "50.00")), ("Invoice total", "Note", ("", "", "")),
     ("Rechnungsbetrag", "Rate", ("150.00", "150.00", "50.00"))],
)  # fmt: skip
def test_a_state_proves_no_instalments_where_each_row_may_have_the_total_of_the_whole_invoice(
    tmp_path: Path, total: str, further: str, parts: tuple[str, ...]
) -> None:
    rows = [f"{row.rpartition(',')[0]},{'Paid' if row is PAID_FIRST[0] else 'Open'}" for row in PAID_FIRST]
    text = listed(*(f"{row},{part}" for row, part in zip(rows, parts, strict=True)), further=f",Status,{further}")
    said = refusal(tmp_path, text.replace(",Amount,", f",{total},"))
    assert f"{total}: is the same in all rows of '77'" in said
