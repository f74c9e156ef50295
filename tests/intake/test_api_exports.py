"""Lists as programs fetch them from an interface: days in milliseconds, kinds of rows in the words of programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, taken

HEAD = "Invoice No,Customer,Invoice Date,Due Date,Amount,Type,Currency\n"
DAY, NEXT = 1767571200000, 1770163200000
"""5 January and 4 February 2026, midnight in UTC, in milliseconds."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"/Date({DAY})/", f"/Date({NEXT})/"),
        (f"/Date({DAY}+0000)/", f"/Date({NEXT}+0000)/"),
        (f"/Date({DAY - 36_000_000}+1000)/", f"/Date({NEXT - 36_000_000}+1000)/"),
        (f"/Date({DAY + 5_000}+0000)/", f"/Date({NEXT + 86_399_000}+0000)/"),
    ],
)
def test_days_in_milliseconds_are_read(tmp_path: Path, one: str, other: str) -> None:
    row = f"A-1,Alder,{one},{other},100.00,invoice,EUR\n"
    plain = "A-1,Alder,2026-01-05,2026-02-04,100.00,invoice,EUR\n"
    read, expected = (taken(tmp_path, HEAD + each).book.frame for each in (row, plain))
    assert [read[field].tolist() for field in ("issued", "due")] == [
        expected[field].tolist() for field in ("issued", "due")
    ]


@pytest.mark.parametrize(
    ("sale", "bill"),
    [
        ("AR", "AP"), ("ACCREC", "ACCPAY"), ("customer_invoice", "vendor_invoice"), ("out_invoice", "in_invoice"),
        ("Outgoing invoice", "Incoming invoice"), ("A/R", "A/P"),
    ],
)  # fmt: skip
def test_bills_beside_invoices_are_left_out_by_the_words_of_programs(tmp_path: Path, sale: str, bill: str) -> None:
    rows = (f"A-{n},Alder,2026-01-05,2026-02-04,{n}0.00,{kind},EUR\n" for n, kind in enumerate((sale, bill), 1))
    intake = taken(tmp_path, HEAD + "".join(rows))
    assert opened(intake) == {"A-1": "10.00"} and intake.ignored_for == {"bills": 1}
