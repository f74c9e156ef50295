"""Amounts paid without tax beside totals with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

HEAD = "Invoice No,Customer,Issued,Due,Net amount,VAT,Total amount,Currency,Status,Amount paid\n"
ROWS = """\
A-1,Alder,2026-01-05,2026-02-04,100.00,20.00,120.00,EUR,Paid,100.00
A-2,Birch,2026-01-06,2026-02-05,200.00,40.00,240.00,EUR,Partially paid,50.00
A-3,Cedar,2026-01-07,2026-02-06,300.00,60.00,360.00,EUR,Paid,300.00
A-4,Dogwood,2026-01-07,2026-02-06,50.00,10.00,60.00,EUR,Open,0.00
"""


def test_amounts_paid_that_are_the_net_of_every_paid_invoice_are_asked_about(tmp_path: Path) -> None:
    asked = refusal(tmp_path, HEAD + ROWS)
    assert (
        "Amount paid: is 'Net amount' for every invoice that is paid: is it without tax in the 1 paid in part?" in asked
    )
    ways = [said for said, _ in remedies(asked)]
    left = {"A-1": "0.00", "A-3": "0.00", "A-4": "60.00"}
    without = taken(tmp_path, HEAD + ROWS, **ways[0])
    assert (opened(without), [bad.excerpt for bad in without.rejected]) == (left, ["Partially paid"])
    assert opened(taken(tmp_path, HEAD + ROWS, **ways[1])) == left | {"A-2": "190.00"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Paid,300.00", "Paid,360.00"),  # one is paid with its tax
        ("Partially paid,50.00", "Open,0.00"),  # none is paid in part
        ("EUR,Paid,300.00", "EUR,Open,0.00"),  # one row shows too little
    ],
)
def test_amounts_paid_that_are_not_shown_to_be_net_are_read(tmp_path: Path, old: str, new: str) -> None:
    assert "A-2" in opened(taken(tmp_path, HEAD + ROWS.replace(old, new)))
