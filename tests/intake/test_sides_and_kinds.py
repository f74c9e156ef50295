"""Sides of an account and kinds of rows in columns of their own: a credit is never read as owed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

from pastdue.intake.judgement.trials import Tried, outcome


def listed(header: str, *cells: str) -> str:
    rows = (f"INV-{n},Alder {n},2026-01-{12 + n},2026-02-12,EUR,{n}00.00,{cell}" for n, cell in enumerate(cells, 1))
    return "\n".join([f"Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,{header}", *rows]) + "\n"


@pytest.mark.parametrize(
    ("header", "debit", "credit"),
    [("Debet / credit", "D", "C"), ("S/H", "S", "H"), ("Dr/Cr", "Dr", "Cr."), ("Soll/Haben", "Soll", "Haben"),
     ("Dare/Avere", "Dare", "Avere"), ("D/H", "D", "H")],
)  # fmt: skip
def test_what_stands_on_the_credit_side_is_owed_to_the_customer(
    tmp_path: Path, header: str, debit: str, credit: str
) -> None:
    assert opened(taken(tmp_path, listed(header, debit, credit))) == {"INV-1": "100.00", "INV-2": "-200.00"}


def test_a_side_under_another_header_is_asked_about_and_no_customer(tmp_path: Path) -> None:
    text = listed("Mark", "D", "C")
    (first, _), (second, _) = remedies(refusal(tmp_path, text))
    assert (first["map"], second["ignore"]) == ({"side": "Mark"}, ("Mark",))
    assert opened(taken(tmp_path, text, **first))["INV-2"] == "-200.00"


def test_a_side_that_makes_credits_of_invoices_is_asked_about(tmp_path: Path) -> None:
    text = listed("Type,Dr/Cr", "Invoice,Cr", "Invoice,Dr")
    assert "has 'Cr' for rows that are invoices by 'Type': are those credits?" in refusal(tmp_path, text)
    found = [opened(taken(tmp_path, text, **said))["INV-1"] for said, _ in remedies(refusal(tmp_path, text))]
    assert found == ["-100.00", "100.00"]
    of_sales = listed("Type,Dr/Cr", "Invoice,Cr", "Credit note,Dr")
    (first, _), _ = remedies(refusal(tmp_path, of_sales))
    assert first["ignore"] == ("Dr/Cr",) and opened(taken(tmp_path, of_sales, **first))["INV-1"] == "100.00"
    agreeing = listed("Type,Dr/Cr", "Credit note,Cr", "Invoice,Dr")
    assert opened(taken(tmp_path, agreeing)) == {"INV-1": "-100.00", "INV-2": "200.00"}


def test_one_side_alone_is_no_question(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, listed("Ledger side", "D", "D"))) == {"INV-1": "100.00", "INV-2": "200.00"}


@pytest.mark.parametrize("header", ["RM Document Type-All", "Kind of row", "Class"])
def test_a_column_called_a_kind_is_read_where_most_of_its_words_are_kinds(tmp_path: Path, header: str) -> None:
    intake = taken(tmp_path, listed(header, "Sales / Invoices", "Credit Memos"))
    assert opened(intake) == {"INV-1": "100.00", "INV-2": "-200.00"}
    assert any(f"{header!r} has kinds of rows" in remark for remark in intake.remarks)


def test_kinds_under_a_header_that_does_not_say_so_are_asked_about(tmp_path: Path) -> None:
    text = listed("What", "Invoice", "Credit note")
    (first, _), _ = remedies(refusal(tmp_path, text))
    assert opened(taken(tmp_path, text, **first))["INV-2"] == "-200.00"
    assert opened(taken(tmp_path, text.replace("Credit note", "Sales invoice")))["INV-2"] == "200.00"


def test_what_is_open_of_a_credit_is_asked_about_though_it_has_no_minus(tmp_path: Path) -> None:
    text = listed("Type,Current part", "Invoice,0.00", "Credit note,50.00")
    said = [said["map"] for said, _ in remedies(refusal(tmp_path, text)) if said["map"]]
    assert {"balance": "Current part"} in said
    assert opened(taken(tmp_path, text, map={"balance": "Current part"}))["INV-2"] == "-50.00"


def test_a_way_by_which_most_rows_are_rejected_is_not_shown_and_none_twice(tmp_path: Path) -> None:
    text = listed("Balance,Status", *["90.00,Quux"] * 2).replace("INV-2", "INV-9")
    found = remedies(refusal(tmp_path, text))
    assert {"Quux": "paid"} not in [said["words"] for said, _ in found]
    assert len({str(said) for said, _ in found}) == len(found)
    for said, promise in found:
        found_so = taken(tmp_path, text, **said)
        assert outcome(Tried(found_so.book.frame, found_so.rejected_rows)) == promise


def test_what_was_due_at_first_is_the_total_and_what_remains_is_open(tmp_path: Path) -> None:
    text = listed("AMOUNT_DUE_REMAINING", "60.00", "0.00").replace(",Amount,", ",AMOUNT_DUE_ORIGINAL,")
    assert opened(taken(tmp_path, text)) == {"INV-1": "60.00", "INV-2": "0.00"}


def test_a_kind_nobody_knows_is_asked_about_though_its_row_has_no_due_date(tmp_path: Path) -> None:
    text = listed("Type", "Invoice", "Payments").replace("2026-01-14,2026-02-12", "2026-01-14,")
    said, _ = remedies(refusal(tmp_path, text))[0]
    assert said["words"] == {"Payments": "credit"}
    assert opened(taken(tmp_path, text, **said)) == {"INV-1": "100.00", "INV-2": "-200.00"}
    assert [problem.column for problem in taken(tmp_path, text, words={"Payments": "open"}).rejected] == ["Due Date"]


@pytest.mark.parametrize("amount", ["-200.00", "200.00"])
def test_an_austrian_credit_is_one_by_its_minus_and_asked_about_without(tmp_path: Path, amount: str) -> None:
    text = listed("BS", "AR", "GU").replace("200.00", amount)
    if amount.startswith("-"):
        assert opened(taken(tmp_path, text)) == {"INV-1": "100.00", "INV-2": "-200.00"}
    else:
        (first, _), *_ = remedies(refusal(tmp_path, text))
        assert first["map"] == {"type": "BS"}
        assert opened(taken(tmp_path, text, **first)) == {"INV-1": "100.00", "INV-2": "-200.00"}


BOOKED = listed("Balance,Journal", "100.00,Sales", "-200.00,{word}", "300.00,Sales").replace(",200.00,", ",-200.00,")


@pytest.mark.parametrize("word", ["Bank", "Payment", "Kas", "Credit note"])
def test_an_open_item_with_a_minus_counts_as_a_credit_whatever_journal_it_is_of(tmp_path: Path, word: str) -> None:
    text = BOOKED.format(word=word)
    assert opened(taken(tmp_path, text)) == {"INV-1": "100.00", "INV-2": "-200.00", "INV-3": "300.00"}


@pytest.mark.parametrize("word", ["Storno", "Reversal", "Quote", "Void"])
def test_a_row_with_a_minus_that_may_take_another_back_or_be_no_debt_is_asked_about(tmp_path: Path, word: str) -> None:
    assert "is not read" in refusal(tmp_path, BOOKED.format(word=word))


def test_another_journal_is_asked_about_where_it_has_no_minus_or_nothing_says_what_is_open(tmp_path: Path) -> None:
    text = BOOKED.format(word="Bank")
    assert "says 'Bank'" in refusal(tmp_path, text.replace("-200.00", "200.00"))
    unsaid = text.replace("-200.00,-200.00,Bank", "-200.00,,Bank")
    assert opened(taken(tmp_path, unsaid)) == {"INV-1": "100.00", "INV-3": "300.00"}  # rejected for its empty balance
    bare = listed("Journal", "Sales", "Bank").replace(",200.00,", ",-200.00,")
    assert "says 'Bank'" in refusal(tmp_path, bare)


@pytest.mark.parametrize(
    "sides", ["Debiteuren,Crediteuren", "Debtors,Creditors", "Kunden,Lieferanten", "Piutang,Hutang"]
)
def test_what_the_firm_itself_owes_beside_its_debtors_is_ignored(tmp_path: Path, sides: str) -> None:
    text = listed("Type", *sides.split(","))
    assert opened(taken(tmp_path, text)) == {"INV-1": "100.00"}
    assert "is that owed or not?" in refusal(tmp_path, text.replace(sides.split(",")[0], "Quux"))
