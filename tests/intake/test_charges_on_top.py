"""Charges by which more is open of an invoice than was billed, as the fee of a direct debit that came back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, taken

LIST = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Total,Bank fee,Balance
1,Alder,2026-01-05,2026-02-04,EUR,100.00,,0.00
2,Birch,2026-01-06,2026-02-05,EUR,200.00,4.50,204.50
3,Cedar,2026-01-07,2026-02-06,EUR,300.00,,300.00
4,Dogwood,2026-01-07,2026-02-06,EUR,50.00,3.00,53.00
"""


def test_a_charge_by_which_more_is_open_is_part_of_what_is_owed(tmp_path: Path) -> None:
    intake = taken(tmp_path, LIST)
    assert opened(intake) == {"1": "0.00", "2": "204.50", "3": "300.00", "4": "53.00"} and not intake.rejected
    assert intake.book.frame["total_minor"].tolist() == [10000, 20450, 30000, 5300]
    assert "'Bank fee' is added to 'Total': by just that more is open than was billed" in intake.remarks


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3.00,53.00", "3.00,53.50"),  # another amount in one row
        ("3.00,53.00", ",50.00"),  # one row alone
        ("100.00,,0.00", "100.00,-1.00,0.00"),
        ("Bank fee", "Bank fee,Other"),  # two columns say so
        ("Bank fee", "Previous balance"),  # the balance of an account
        ("Bank fee", "Vortrag"),
        ("Bank fee", "Deuda anterior"),
    ],
)
def test_more_that_is_open_and_no_charge_explains_is_rejected(tmp_path: Path, old: str, new: str) -> None:
    text = LIST.replace(old, new)
    if "Other" in new:
        text = text.replace(",,", ",,,").replace(",4.50,", ",4.50,4.50,").replace(",3.00,", ",3.00,3.00,")
    assert taken(tmp_path, text).rejected


WITH_PAID = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Total,Gastos,Paid,Balance
1,Alder,2026-01-05,2026-02-04,EUR,100.00,,40.00,60.00
2,Birch,2026-01-06,2026-02-05,EUR,200.00,4.50,,204.50
3,Cedar,2026-01-07,2026-02-06,EUR,300.00,,,300.00
"""


def test_a_fee_of_one_invoice_is_part_of_what_is_owed_where_all_rows_add_up_with_it(tmp_path: Path) -> None:
    intake = taken(tmp_path, WITH_PAID)
    assert opened(intake) == {"1": "60.00", "2": "204.50", "3": "300.00"} and not intake.rejected
    assert not taken(tmp_path, WITH_PAID, map={"total": "Total", "balance": "Balance"}).rejected  # as an answer has it


RENTED = WITH_PAID.replace(",Total,Gastos,Paid,", ",Rent due,Late fee,Rent paid,")


def test_it_is_where_they_add_up_with_a_payment_that_nothing_is_read_from(tmp_path: Path) -> None:
    intake = taken(tmp_path, RENTED)
    assert opened(intake) == {"1": "60.00", "2": "204.50", "3": "300.00"} and not intake.rejected
    assert taken(tmp_path, RENTED.replace(",40.00,60.00", ",40.00,50.00")).rejected_rows == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("Gastos", "Other"), ("40.00,60.00", "40.00,59.00"), ("40.00,60.00", ",100.00"), ("4.50,,204.50", "4.50,,204.00")],
)
def test_more_that_is_open_of_one_invoice_is_rejected_where_no_fee_or_not_all_rows_explain_it(
    tmp_path: Path, old: str, new: str
) -> None:
    assert taken(tmp_path, WITH_PAID.replace(old, new)).rejected
