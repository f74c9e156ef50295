"""What no column says: one remark on what a row counts as without it, and none where the file or user settles it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import refusal, taken
from tests.intake.test_presets_ledgers import SAGE_50

PAID = "no column says what is paid or still open: what is not called paid counts as owed in full"
STATE = "no column says what is a draft or cancelled: every invoice counts"
KIND = "no column says what is a credit note: a row without a minus counts as owed"
BOTH = "no column says what is a draft, cancelled or a credit note: a row without a minus counts as owed"
HEAD, ROW = "Invoice No,Customer,Invoice Date,Due Date,Currency,Amount", "{},Alder,2026-01-1{},2026-02-1{},GBP,{}"


def unsaid(intake: object) -> list[str]:
    return [remark for remark in intake.remarks if remark.startswith("no column says")]  # type: ignore[attr-defined]


def listed(headers: str, *cells: str, amounts: tuple[str, ...] = ("100.00", "200.00")) -> str:
    rows = (f"{ROW.format(n, n, n, amounts[n - 1])},{cell}".rstrip(",") for n, cell in enumerate(cells, 1))
    return "\n".join([f"{HEAD},{headers}".rstrip(","), *rows, ""])


@pytest.mark.parametrize(
    ("headers", "cells", "said"),
    [
        ("", ("", ""), [PAID, BOTH]),
        ("Paid", ("50.00", "0.00"), [BOTH]),
        ("Balance", ("50.00", "0.00"), [BOTH]),
        ("Status", ("Sent", "Sent"), [PAID, KIND]),
        ("Type", ("Invoice", "Invoice"), [PAID, STATE]),
        ("Paid,Status,Type", ("50.00,Sent,Invoice", "0.00,Sent,Invoice"), []),
    ],
)
def test_what_no_column_says_is_said(tmp_path: Path, headers: str, cells: tuple[str, str], said: list[str]) -> None:
    assert unsaid(taken(tmp_path, listed(headers, *cells))) == said


def test_days_of_payment_say_what_is_paid(tmp_path: Path) -> None:
    text = listed("Paid on", "2026-03-01", "2026-03-02")
    assert unsaid(taken(tmp_path, text, map={"settled_on": "Paid on"})) == [BOTH]


def test_credit_notes_with_a_minus_show_by_themselves(tmp_path: Path) -> None:
    text = listed("Status", "Sent", "Sent", amounts=("100.00", "-20.00"))
    assert unsaid(taken(tmp_path, text)) == [PAID]


def test_nothing_is_said_of_a_column_that_the_user_sets_aside(tmp_path: Path) -> None:
    assert unsaid(taken(tmp_path, listed("Paid", "0.00", "0.00"), map={"status": "", "type": ""})) == []


def test_nothing_is_said_of_our_own_columns_nor_of_those_a_vendor_does_not_have(tmp_path: Path) -> None:
    own = "invoice,customer,issued,due,currency,total\n1,Ada,2026-01-05,2026-02-04,EUR,1.00\n"
    assert unsaid(taken(tmp_path, own)) == []
    square = "Invoice Token,Invoice ID,Customer Name,Invoice Date,Due Date,Requested Amount{}\n"
    row = "inv:1,1,Ada,2026-01-05,2026-02-04,10.00{}\n"
    missing = taken(tmp_path, square.format("") + row.format(""), currency="USD", preset="square")
    assert unsaid(missing) == [PAID, STATE]
    assert unsaid(taken(tmp_path, SAGE_50, currency="GBP")) == []
    undisputed = taken(tmp_path, SAGE_50.replace("DISPUTED", "Description"), currency="GBP", ignore=("Description",))
    assert unsaid(undisputed) == ["no column says what is in dispute: any invoice may get a letter"]
    assert "are those in dispute?" in refusal(tmp_path, SAGE_50.replace("DISPUTED", "Xyzzy"), currency="GBP")
    whole = square.format(",Amount Paid,Status") + row.format(",0.00,Unpaid")
    assert unsaid(taken(tmp_path, whole, currency="USD")) == []


@pytest.mark.parametrize(("missing", "said"), [("Status", [BOTH]), ("", [])])
def test_drafts_that_a_program_says_in_its_column_of_kinds_are_missed_there(
    tmp_path: Path, missing: str, said: list[str]
) -> None:
    head = (
        "Number,Invoice Partner Display Name,Invoice/Bill Date,Due Date,Total Signed,Amount Due Signed,Payment Status"
    )
    cells = "INV/1,Ada,2026-01-05,2026-02-05,121.00,21.00,Partially Paid"
    more = ("", "") if missing else (",Status", ",Posted")
    text = f"{head}{more[0]}\n{cells}{more[1]}\n"
    found = unsaid(taken(tmp_path, text, currency="EUR"))
    assert [each for each in found if "dispute" not in each] == said
