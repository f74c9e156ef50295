"""What is to be received of a net amount, with a tax on top and less one that the customer keeps back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

TEXT = """\
Invoice No,Customer,Invoice Date,Due Date,Invoice Amount (INR),GST,TDS,Net Receivable,Received Amount
1,Alder,2026-01-05,2026-02-04,1000.00,180.00,100.00,1080.00,1080.00
2,Birch,2026-01-15,2026-02-14,2000.00,360.00,200.00,2160.00,
3,Cedar,2026-02-20,2026-03-22,500.00,90.00,50.00,540.00,40.00
"""
LEFT = {"1": "0.00", "2": "2160.00", "3": "500.00"}


def test_the_amount_to_receive_is_owed_where_every_row_adds_up(tmp_path: Path) -> None:
    intake = taken(tmp_path, TEXT)
    assert opened(intake) == LEFT and set(intake.book.frame["currency"]) == {"INR"}
    assert any("'Net Receivable' is read as the total" in str(remark) for remark in intake.remarks)
    halves = TEXT.replace(",GST,", ",CGST,SGST,").replace("180.00", "90.00,90.00").replace("360.00", "180.00,180.00")
    assert opened(taken(tmp_path, halves.replace(",90.00,50", ",45.00,45.00,50"))) == LEFT


@pytest.mark.parametrize(
    ("old", "new"),
    [("540.00", "541.00"), ("TDS", "Zork"), ("Net Receivable", "Net Receivable,Net Receivable too")],
)
def test_it_is_asked_about_where_one_does_not_or_two_do(tmp_path: Path, old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    if "too" in new:
        for amount in ("1080.00,1", "2160.00,", "540.00,4"):
            text = text.replace(amount, f"{amount.split(',')[0]},{amount}")
    assert "pass --" in refusal(tmp_path, text)
