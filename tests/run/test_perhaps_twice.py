"""Payments entered by hand that are in a later list of payments as well: one with a reference that one of the two
lacks, or several that come to one."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from tests.cli.offices import Office, office

from pastdue.intake.kept.perhaps_twice import coming_to
from pastdue.model import Payment
from pastdue.model.kept import KeptPayment
from pastdue.model.money import Money

DEBT = {"customer_id": "C-1", "issued": "2026-07-01", "due": "2026-07-31", "total": "1000.00"}


def planned(firm: Office, *listed: str) -> tuple[str, list[str]]:
    """The remarks of a plan beside this list of payments, and the sums of its letters."""
    rows = "".join(f"{row}\n" for row in listed)
    (firm.folder / "payments.csv").write_text(f"invoice,customer_id,on,amount,reference\n{rows}", encoding="utf-8")
    done = firm.says("plan", "invoices.csv", "--payments", "payments.csv", "--as-of", "2026-09-29", "--format", "json")
    assert done.code == 0, done.err
    return done.err, [letter["total"] for letter in done.json["letters"]]


def entered(tmp_path: Path, reference: str) -> Office:
    firm = office(tmp_path, DEBT)
    said = ("--reference", reference) if reference else ()
    assert firm.says("paid", "A-1", "100 EUR", "--on", "2026-08-20", *said, "--as-of", "2026-08-20").code == 0
    return firm


@pytest.mark.parametrize(("by_hand", "listed"), [("", "TX 8812"), ("TX 8812", "")])
def test_one_that_lacks_a_reference_counts_beside_and_is_named_with_how_to_take_it_back(
    tmp_path: Path, by_hand: str, listed: str
) -> None:
    firm, row = entered(tmp_path, by_hand), f"A-1,C-1,2026-08-20,100.00,{listed}"
    said, sums = planned(firm, row)
    assert "where it is one payment" in said and sums == ["800.00"]
    command = said.split("where it is one payment, `pastdue ")[1].split("`")[0]
    assert firm.says(*shlex.split(command), "--as-of", "2026-08-21").code == 0
    said, sums = planned(firm, row)
    assert "where it is one payment" not in said and sums == ["900.00"]


@pytest.mark.parametrize(
    ("by_hand", "row", "sums"),
    [
        ("", "A-1,C-1,2026-08-20,100.00,", ["900.00"]),  # the same payment
        ("TX 1", "A-1,C-1,2026-08-20,100.00,TX 2", ["800.00"]),  # two payments by their references
        ("", "A-1,C-1,2026-08-31,100.00,TX 2", ["800.00"]),  # of a day too far away
        ("", "A-1,C-1,2026-08-20,99.00,TX 2", ["801.00"]),  # of another amount
    ],
)
def test_the_same_payment_and_another_one_are_not_named(
    tmp_path: Path, by_hand: str, row: str, sums: list[str]
) -> None:
    said, letters = planned(entered(tmp_path, by_hand), row)
    assert "where it is one payment" not in said and letters == sums


def by_hand(folder: Path, *entries: tuple[str, str, str]) -> Office:
    """An office in which these payments (amount, day, reference) were entered by hand."""
    firm = office(folder, DEBT)
    for amount, day, reference in entries:
        said = ("--reference", reference) if reference else ()
        assert firm.says("paid", "A-1", f"{amount} EUR", "--on", day, *said, "--as-of", day).code == 0
    return firm


def taken_back(firm: Office, said: str) -> None:
    """Do what the remark names, word by word."""
    (remark,) = (line for line in said.splitlines() if "where it is one payment" in line)
    for command in remark.split("`pastdue ")[1:]:
        assert firm.says(*shlex.split(command.split("`")[0]), "--as-of", "2026-09-29").code == 0


SIXTY, FORTY, TEN = ("60.00", "2026-08-20", ""), ("40.00", "2026-08-25", ""), ("10.00", "2026-08-26", "")
LISTED = "A-1,C-1,2026-08-26,100.00,"


@pytest.mark.parametrize("entries", [(SIXTY, FORTY), (TEN, SIXTY, FORTY), (TEN, SIXTY, ("30.00", "2026-08-21", ""))])
@pytest.mark.parametrize("reference", ["", "TX 9"])
def test_entries_that_come_to_a_row_of_the_list_are_named_with_how_to_take_them_back(
    tmp_path: Path, entries: tuple[tuple[str, str, str], ...], reference: str
) -> None:
    firm = by_hand(tmp_path, *entries)
    entered = sum(float(amount) for amount, _, _ in entries)
    said, sums = planned(firm, LISTED + reference)
    assert sums == [f"{900 - entered:.2f}"]
    taken_back(firm, said)
    said, sums = planned(firm, LISTED + reference)
    assert "where it is one payment" not in said and sums == [f"{1000 - entered:.2f}"]


def test_rows_that_come_to_an_entry_are_named_with_how_to_take_that_back(tmp_path: Path) -> None:
    firm = by_hand(tmp_path, ("100.00", "2026-08-20", ""))
    rows = ("A-1,C-1,2026-08-20,60.00,", "A-1,C-1,2026-08-22,40.00,TX 1")
    said, sums = planned(firm, *rows)
    assert sums == ["800.00"]
    taken_back(firm, said)
    assert planned(firm, *rows)[1] == ["900.00"]


def test_rows_of_two_months_that_come_to_an_entry_are_named_when_the_last_of_them_comes(tmp_path: Path) -> None:
    firm = by_hand(tmp_path, ("100.00", "2026-08-20", ""))
    rows = ("A-1,C-1,2026-08-20,60.00,", "A-1,C-1,2026-08-22,40.00,")
    (tmp_path / "payments.csv").write_text(f"invoice,customer_id,on,amount,reference\n{rows[0]}\n", encoding="utf-8")
    done = firm.says("run", "invoices.csv", "--payments", "payments.csv", "--as-of", "2026-09-01", "--yes")
    assert done.code == 0 and "where it is one payment" not in done.err
    said, _ = planned(firm, *rows)
    assert "where it is one payment" in said
    done = firm.says("run", "invoices.csv", "--payments", "payments.csv", "--as-of", "2026-09-29", "--yes")
    assert "where it is one payment" in done.err
    assert "where it is one payment" not in planned(firm, *rows)[0], "it was said when the row was new"


@pytest.mark.parametrize(
    ("entries", "row"),
    [
        ((SIXTY, ("39.99", "2026-08-25", "")), LISTED),
        (
            (("60.00", "2026-08-20", "TX 1"), ("40.00", "2026-08-25", "TX 2")),
            LISTED + "TX 3",
        ),  # three by their references
        ((SIXTY, FORTY), "A-1,C-1,2026-08-26,100.01,"),
    ],
)
def test_other_sums_are_not_named(tmp_path: Path, entries: tuple[tuple[str, str, str], ...], row: str) -> None:
    assert "where it is one payment" not in planned(by_hand(tmp_path, *entries), row)[0]


def test_entries_for_an_older_invoice_of_the_number_are_not_named(tmp_path: Path) -> None:
    firm = by_hand(tmp_path)
    assert firm.says("run", "invoices.csv", "--as-of", "2026-08-10", "--yes").code == 0
    for amount, day, _ in (SIXTY, FORTY):
        assert firm.says("paid", "A-1", f"{amount} EUR", "--on", day, "--as-of", day).code == 0
    firm.write(DEBT | {"issued": "2026-09-01", "due": "2026-09-15", "total": "1500.00"})
    assert "where it is one payment" not in planned(firm, "A-1,C-1,2026-09-20,100.00,")[0]


def test_hundreds_of_entries_and_rows_take_no_time_that_grows_with_their_subsets() -> None:
    amounts = [Money.parse(f"{2 ** (n % 20)}.{n:02} EUR") for n in range(100)]
    entries = [KeptPayment("A-1", "C-1", Payment(amount, None)) for amount in amounts]
    found = coming_to(entries, {Money.parse("3.01 EUR").minor, 7})
    assert [sum(one.payment.amount.minor for one in own) for own in found.values()] == [301]
