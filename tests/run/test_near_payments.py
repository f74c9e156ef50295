"""Payments entered by hand that a list has some days earlier or later, on an account, or without a day: named, never
decided."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

DEBT = {"customer_id": "C-1", "issued": "2026-07-01", "due": "2026-07-31", "total": "1000.00"}
SAID = "where it is one payment"


def planned(firm: Office, *listed: str, more: tuple[str, ...] = (), deed: str = "plan") -> tuple[list[str], list[str]]:
    """The remarks on payments that may be one, by a plan beside this list, and the sums of its letters."""
    rows = "".join(f"{row}\n" for row in listed)
    (firm.folder / "payments.csv").write_text(f"invoice,customer_id,on,amount,reference\n{rows}", encoding="utf-8")
    words = ("invoices.csv", "--payments", "payments.csv", "--as-of", "2026-09-29", "--format", "json", *more)
    done = firm.says(deed, *words, *(["--yes"] if deed == "run" else []))
    assert done.code in (0, 3), done.err
    return [line for line in done.err.splitlines() if SAID in line], [one["total"] for one in done.json["letters"]]


def entered(folder: Path, *entries: tuple[str, str], on: str = "2026-08-20", amount: str = "100 EUR") -> Office:
    """An office in which these (invoice, reference; "" for the account of C-1) were entered by hand, after a run."""
    firm = office(folder, DEBT)
    assert firm.says("run", "invoices.csv", "--as-of", "2026-08-01", "--yes").code == 0
    for invoice, reference in entries:
        whose = (invoice,) if invoice else ("--customer", "C-1")
        said = ("--reference", reference) if reference else ()
        assert firm.says("paid", *whose, amount, "--on", on, *said, "--as-of", "2026-08-31").code == 0
    return firm


@pytest.mark.parametrize("day", ["2026-08-10", "2026-08-19", "2026-08-21", "2026-08-30", ""])
@pytest.mark.parametrize(("by_hand", "listed"), [("", "TX 8"), ("TX 8", ""), ("TX 8", "TX 8"), ("", "")])
def test_one_of_a_day_at_most_ten_days_away_is_named_with_how_to_take_the_entry_back(
    tmp_path: Path, day: str, by_hand: str, listed: str
) -> None:
    firm, row = entered(tmp_path, ("A-1", by_hand)), f"A-1,C-1,{day},100.00,{listed}"
    (said,), sums = planned(firm, row)
    assert sums == ["800.00"] and (f"100.00 EUR of {day}" if day else "100.00 EUR without a day") in said
    command = said.split(f"{SAID}, `pastdue ")[1].split("`")[0]
    assert firm.says(*shlex.split(command), "--as-of", "2026-08-31").code == 0
    assert planned(firm, row) == ([], ["900.00"])


@pytest.mark.parametrize(
    ("by_hand", "row"),
    [
        ("", "A-1,C-1,2026-08-09,100.00,TX 8"),
        ("", "A-1,C-1,2026-08-31,100.00,TX 8"),
        ("", "A-1,C-1,2026-09-20,100.00,"),  # an instalment of the next month
        ("TX 7", "A-1,C-1,2026-08-21,100.00,TX 8"),  # two by their references
        ("", "A-1,C-1,2026-08-21,100.01,"),
    ],
)
def test_what_is_further_away_or_told_apart_is_not_named(tmp_path: Path, by_hand: str, row: str) -> None:
    assert planned(entered(tmp_path, ("A-1", by_hand)), row)[0] == []


def test_an_entry_is_one_row_at_most_the_nearest_and_is_named_once(tmp_path: Path) -> None:
    firm = entered(tmp_path, ("A-1", ""))
    first, second = "A-1,C-1,2026-08-22,100.00,TX 1", "A-1,C-1,2026-08-27,100.00,TX 2"
    (said,), sums = planned(firm, second, first)
    assert "of 2026-08-22" in said and sums == ["700.00"]
    assert len(planned(firm, first, deed="run")[0]) == 1
    assert planned(firm, first, second)[0] == [], "the entry is the row that was named before, or none"


def test_an_entry_that_the_list_has_word_for_word_is_no_other_row_of_it(tmp_path: Path) -> None:
    firm = entered(tmp_path, ("A-1", ""))
    assert planned(firm, "A-1,C-1,2026-08-20,100.00,", "A-1,C-1,2026-08-27,100.00,TX 2") == ([], ["800.00"])


def test_two_that_the_export_calls_paid_are_two(tmp_path: Path) -> None:
    firm, row = entered(tmp_path, ("A-1", "")), "A-1,C-1,2026-08-21,100.00,TX 8"
    since = ("--payments-are", "since")
    for paid, named in (("100.00", 1), ("199.99", 1), ("200.00", 0), ("250.00", 0)):
        firm.write(DEBT | {"paid": paid})
        assert len(planned(firm, row, more=since)[0]) == named, paid
    firm.write(DEBT | {"total": "1000.00", "balance": "800.00"})
    assert planned(firm, row, more=since)[0] == []


@pytest.mark.parametrize(
    ("by_hand", "row", "words"),
    [
        ("", "A-1,C-1,2026-08-21,100.00,TX 8", "for A-1 (100.00 EUR of 2026-08-21)"),
        ("", ",C-1,2026-08-21,100.00,TX 8", "for customer C-1 on account (100.00 EUR of 2026-08-21)"),
        ("A-1", ",C-1,2026-08-20,100.00,TX 8", "for customer C-1 on account (100.00 EUR of 2026-08-20)"),
    ],
)
def test_money_on_account_may_be_a_row_of_an_invoice_and_the_other_way_round(
    tmp_path: Path, by_hand: str, row: str, words: str
) -> None:
    firm = entered(tmp_path, (by_hand, ""))
    (said,), _ = planned(firm, row)
    assert words in said
    command = said.split(f"{SAID}, `pastdue ")[1].split("`")[0]
    assert firm.says(*shlex.split(command), "--as-of", "2026-08-31").code == 0
    assert planned(firm, row)[0] == []


def test_money_on_account_of_another_customer_or_told_before_is_not_named(tmp_path: Path) -> None:
    firm = entered(tmp_path, ("", ""))
    firm.write(DEBT, DEBT | {"customer_id": "C-2"})
    assert planned(firm, "A-2,C-2,2026-08-21,100.00,TX 8", ",C-2,2026-08-21,100.00,TX 8")[0] == []
    row = ",C-1,2026-08-21,100.00,TX 8"
    assert len(planned(firm, row, deed="run")[0]) == 1
    assert planned(firm, row)[0] == [] and planned(firm, ",C-1,2026-08-20,100.00,")[0] == []


def test_a_row_of_the_invoice_itself_comes_before_one_on_account(tmp_path: Path) -> None:
    firm = entered(tmp_path, ("A-1", ""))
    (said,), _ = planned(firm, ",C-1,2026-08-20,100.00,TX 1", "A-1,C-1,2026-08-25,100.00,TX 2")
    assert "of 2026-08-25" in said


def test_a_row_of_a_missing_invoice_is_named_as_well(tmp_path: Path) -> None:
    firm = entered(tmp_path, ("A-1", ""))
    firm.write(DEBT | {"invoice": "B-1"})
    assert len(planned(firm, "A-1,C-1,2026-08-21,100.00,TX 8")[0]) == 1


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("A-1", "100 EUR", "--on", "2026-08-25"), "100.00 EUR of 2026-08-20 on A-1 is in payments.csv already"),
        (("A-1", "100 EUR", "--on", "2026-08-31"), ""),
        (("A-1", "100 EUR", "--on", "2026-08-25", "--reference", "TX 9"), ""),
        (("A-1", "99 EUR", "--on", "2026-08-20"), ""),
        (("A-1", "100 EUR", "--on", "2026-08-20", "--reference", "TX 1"), ""),
        (("--customer", "C-1", "100 EUR", "--on", "2026-08-25"), "100.00 EUR of 2026-08-20 on A-1 is in payments.csv"),
        (("A-1", "7 EUR", "--on", "2026-08-25"), "7.00 EUR of 2026-08-24 on A-1 is entered by hand already"),
    ],
)
def test_what_is_entered_after_the_list_or_another_entry_is_named_as_it_is_entered(
    tmp_path: Path, words: tuple[str, ...], known: str
) -> None:
    firm = entered(tmp_path, ("A-1", ""), on="2026-08-24", amount="7 EUR")
    planned(firm, "A-1,C-1,2026-08-20,100.00,TX 1", deed="run")
    done = firm.says("paid", *words, "--as-of", "2026-09-29")
    assert done.code == 0
    if known:
        assert known in done.err and "both count; if it is one payment, take this back with --undo" in done.err
        assert firm.says("paid", *words, "--undo", "--as-of", "2026-09-29").code == 0
    else:
        assert "both count" not in done.err


def test_what_a_list_of_all_payments_lacks_is_named_with_how_to_take_it_back(tmp_path: Path) -> None:
    firm, rows = entered(tmp_path, ("A-1", "")), ("A-1,C-1,2026-08-21,100.00,TX 8", "A-1,C-1,2026-08-28,30.00,")
    (tmp_path / "payments.csv").write_text("invoice,customer_id,on,amount,reference\n" + "\n".join(rows), "utf-8")
    words = ("invoices.csv", "--payments", "payments.csv", "--payments-are", "all")
    said = firm.says("run", *words, "--as-of", "2026-09-01", "--yes").err
    assert "1 payment known from before is not in the list of all payments (100.00 EUR of 2026-08-20 for A-1)" in said
    assert firm.says("explain", "invoices.csv", "A-1", "--as-of", "2026-09-29", "--format", "json").json["open"] == (
        "770.00"
    ), "without the list both count"
    command = shlex.split(said.split("where it never came in, `pastdue ")[1].split("`")[0])
    assert firm.says(*command, "--as-of", "2026-09-01").code == 0
    found = firm.says("explain", "invoices.csv", "A-1", "--as-of", "2026-09-29", "--format", "json")
    assert found.json["open"] == "870.00"
    assert "known from before" not in firm.says("plan", *words, "--as-of", "2026-09-29").err


def test_what_a_list_of_all_payments_has_or_says_nothing_of_is_not_named(tmp_path: Path) -> None:
    firm = entered(tmp_path, ("A-1", ""), ("", "x"))
    rows = ["A-1,C-1,2026-08-20,100.00,", "A-1,C-1,2026-08-28,30.00,"]
    for more in (rows, ["A-2,C-2,2026-08-28,30.00,"]):
        firm.write(DEBT, DEBT | {"customer_id": "C-2"})
        (tmp_path / "payments.csv").write_text("invoice,customer_id,on,amount,reference\n" + "\n".join(more), "utf-8")
        said = firm.says("plan", "invoices.csv", "--payments", "payments.csv", "--payments-are", "all",
                         "--as-of", "2026-09-01").err  # fmt: skip
        assert "known from before" not in said
