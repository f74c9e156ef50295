"""Money under a number that was used again while its older invoice was open: whose it is, and what is told of it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from tests.cli.offices import Office, office
from tests.run.test_numbers_used_while_open import NEWER, NEXT, NOW, OLDER, OTHER, SEEN, closed, run, used_again

LATE = ("paid", "A-1", "100", "--on", "2026-10-12", "--as-of", "2026-10-12")
PERHAPS = "where it paid this one"


def both_ways(firm: Office, way: str) -> tuple[str, ...]:
    """Money of 12 October under the number: by hand before a run saw the newer invoice, or after, or in a list."""
    if way == "after":
        run(firm, "2026-10-11")
    if way == "listed":
        row = "invoice,customer_id,on,amount\nA-1,C-1,2026-10-12,100.00\n"
        (firm.folder / "payments.csv").write_text(row, encoding="utf-8")
        return ("--payments", "payments.csv")
    said = firm.says(*LATE)
    assert said.code == 0 and ("an older invoice" in said.err) is (way == "after")
    return ()


@pytest.mark.parametrize("way", ["before", "after", "listed"])
def test_money_that_counts_for_the_newer_one_is_named_with_the_older_one_as_long_as_that_is_missing(
    tmp_path: Path, way: str
) -> None:
    firm = used_again(tmp_path)
    more = both_ways(firm, way)
    said = firm.says("plan", "invoices.csv", "--as-of", NOW, *more)
    assert said.err.count(PERHAPS) == 1 and "100.00 EUR of 2026-10-12" in said.err and "paid since" not in said.err
    assert firm.says("aging", "invoices.csv", "--as-of", NOW, *more, "--format", "json").json["totals"][0]["total"] == (
        "150.00"
    )
    run(firm, NOW, *more)
    said = firm.says("plan", "invoices.csv", "--as-of", NEXT)
    assert PERHAPS in said.err
    undo = said.err.split("`pastdue paid ")[1].split("`")[0]
    assert firm.says("paid", *shlex.split(undo), "--as-of", NEXT).code == 0
    assert closed(firm, said.err, on=NEXT).code == 0
    assert firm.says("aging", "invoices.csv", "--as-of", NEXT, "--format", "json").json["totals"][0]["total"] == (
        "250.00"
    )


@pytest.mark.parametrize(("amount", "named"), [("100", True), ("100.01", False), ("0.01", True)])
def test_more_than_was_open_on_the_older_one_is_not_its_money(tmp_path: Path, amount: str, named: bool) -> None:
    firm = used_again(tmp_path)
    run(firm, "2026-10-11")
    said = firm.says("paid", "A-1", amount, "--on", "2026-10-12", "--as-of", "2026-10-12")
    assert ("an older invoice" in said.err) is named
    assert (PERHAPS in firm.says("plan", "invoices.csv", "--as-of", NOW).err) is named


@pytest.mark.parametrize(("paid_on", "since"), [("2026-10-01", False), ("2026-09-30", True)])
@pytest.mark.parametrize("next_", [NEWER | {"issued": "2026-11-01", "due": "2026-11-30"}, {"invoice": "B-1"}])
def test_money_that_counted_for_a_second_invoice_of_the_number_paid_nothing_of_the_first_once_both_are_gone(
    tmp_path: Path, next_: dict[str, str], paid_on: str, since: bool
) -> None:
    firm = office(tmp_path, OLDER)
    run(firm, SEEN)
    assert firm.says("paid", "A-1", "60", "--on", paid_on, "--as-of", "2026-10-02").code == 0
    firm.write(NEWER | {"total": "160.00"})
    run(firm, NOW)
    firm.write(next_)
    for day in ("2026-11-05", "2026-11-06"):
        assert ("60.00 EUR was paid since" in firm.says("plan", "invoices.csv", "--as-of", day).err) is since
        run(firm, day)
    close = ("close", "A-1", "--why", "paid", "--as-of", day, "--issued")
    assert firm.says(*close, NEWER["issued"]).out.endswith(f"{160 if since else 100}.00 EUR was open\n")
    assert ("60.00 EUR paid since" in firm.says(*close, OLDER["issued"]).out) is since


@pytest.mark.parametrize("on", ["2026-09-30", "2026-10-01", "2026-10-12"])
def test_money_by_hand_for_the_older_one_is_none_of_another_customers_invoice(tmp_path: Path, on: str) -> None:
    firm = used_again(tmp_path, OTHER)
    assert firm.says("paid", "A-1", "60", "--on", on, "--as-of", "2026-10-12").code == 0
    for day in (NOW, NEXT):
        told = firm.says("plan", "invoices.csv", "--as-of", day).err
        assert "60.00 EUR was paid since" in told and PERHAPS not in told
        run(firm, day)
    assert closed(firm, told, on=NEXT).out.endswith("100.00 EUR was open, 60.00 EUR paid since\n")


@pytest.mark.parametrize(("on", "named"), [("2026-09-30", True), ("2026-10-01", False)])
def test_a_closing_asks_to_enter_no_money_again_that_counts_for_the_newer_one(
    tmp_path: Path, on: str, named: bool
) -> None:
    firm = used_again(tmp_path)
    assert firm.says("paid", "A-1", "60", "--on", on, "--as-of", "2026-10-12").code == 0
    run(firm, NOW)
    said = firm.says("close", "A-1", "--why", "other", "--as-of", NEXT)
    assert said.code == 0 and ("60.00 EUR paid on it" in said.err) is named
