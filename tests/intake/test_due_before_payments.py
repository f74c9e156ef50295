"""A balance that was due before the payment: of invoices that are paid it is what was paid of them."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, taken

from pastdue.intake import Intake
from pastdue.model.errors.problems import BadInput

LIST = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Status,Total,{deposit},Balance Due,Paid Amount
1,Alder,2026-01-05,2026-02-04,EUR,Paid,100.00,0.00,100.00,100.00
2,Birch,2026-01-06,2026-02-05,EUR,Overdue,200.00,50.00,150.00,0.00
3,Cedar,2026-01-07,2026-02-06,EUR,Paid,300.00,100.00,200.00,200.00
4,Dogwood,2026-01-07,2026-02-06,EUR,Sent,50.00,0.00,50.00,0.00
"""
LEFT = {"1": "0.00", "2": "150.00", "3": "0.00", "4": "50.00"}


def read(folder: Path, old: str = "", new: str = "", deposit: str = "Deposit") -> Intake:
    text = LIST.format(deposit=deposit)
    assert old in text
    return taken(folder, text.replace(old, new, 1) if old else text)


@pytest.mark.parametrize("deposit", ["Deposit", "Prepayment", "Credit applied", "Acompte"])
def test_what_was_due_before_the_payment_is_told_by_the_paid_invoices(tmp_path: Path, deposit: str) -> None:
    intake = read(tmp_path, deposit=deposit)
    assert opened(intake) == LEFT and not intake.rejected
    assert intake.book.frame["total_minor"].tolist() == [10000, 20000, 30000, 5000]
    told = [remark for remark in intake.remarks if "'Balance Due'" in remark or repr(deposit) in remark]
    assert len(told) == 2


def test_without_a_deposit_what_was_due_is_the_total(tmp_path: Path) -> None:
    text = (
        LIST.format(deposit="Deposit")
        .replace("50.00,150.00", "0.00,200.00")
        .replace("100.00,200.00,200", "0,300.00,300")
    )
    assert opened(taken(tmp_path, text)) == LEFT | {"2": "200.00"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.00,100.00,100.00\n2", "0.00,0.00,100.00\n2"),  # nothing is left of a paid invoice
        ("0.00,100.00,100.00\n2", "0.00,100.00,90.00\n2"),  # less was paid than was due
        ("50.00,150.00,0.00", "50.00,150.00,20.00"),  # a part is paid of another
        ("50.00,150.00,0.00", "40.00,150.00,0.00"),  # the deposit is not what lacks
        ("EUR,Paid,300", "EUR,Sent,300"),  # one paid invoice alone
    ],
)
def test_a_balance_that_may_be_what_is_left_is_read_as_it_says(tmp_path: Path, old: str, new: str) -> None:
    assert read(tmp_path, old, new).rejected


@pytest.mark.parametrize("deposit", ["Discount", "Retention", "Zork"])
def test_a_difference_that_nothing_calls_a_payment_is_none(tmp_path: Path, deposit: str) -> None:
    assert read(tmp_path, deposit=deposit).rejected


BEFORE_TAX = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Status,{due},VAT Amount,Total
1,Alder,2026-01-05,2026-02-04,EUR,Paid,100.00,20.00,120.00
2,Birch,2026-01-06,2026-02-05,EUR,Overdue,200.00,40.00,240.00
3,Cedar,2026-01-07,2026-02-06,EUR,Paid,300.00,0.00,300.00
4,Dogwood,2026-01-07,2026-02-06,EUR,Sent,50.00,10.00,60.00
"""


@pytest.mark.parametrize("due", ["Amount Due", "Outstanding"])
def test_what_is_due_before_tax_also_of_paid_invoices_is_not_what_is_open(tmp_path: Path, due: str) -> None:
    intake = taken(tmp_path, BEFORE_TAX.format(due=due))
    assert opened(intake) == {"1": "0.00", "2": "240.00", "3": "0.00", "4": "60.00"} and not intake.rejected
    assert f"{due!r} is in every row the total without its tax" in " ".join(intake.remarks)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("100.00,20.00", "0.00,20.00"),  # nothing is left of a paid invoice
        ("200.00,40.00", "150.00,40.00"),  # a part is paid of another
        ("EUR,Paid,300", "EUR,Sent,300"),  # one paid invoice alone
        ("VAT Amount", "Fee"),  # the difference is no tax
    ],
)
def test_it_may_be_what_is_open_where_a_row_shows_so(tmp_path: Path, old: str, new: str) -> None:
    text = BEFORE_TAX.format(due="Amount Due")
    assert old in text
    with contextlib.suppress(BadInput):
        assert taken(tmp_path, text.replace(old, new)).rejected


def whole(due: str) -> str:
    rows = (
        f"{n},Alder,2026-01-05,2026-02-04,EUR,{state},120.00,120.00" for n, state in enumerate(("Paid", "Sent") * 2)
    )
    return "\n".join([f"Invoice No,Customer,Invoice Date,Due Date,Currency,Status,{due},Total", *rows]) + "\n"


def test_an_amount_due_that_is_the_total_of_paid_invoices_too_was_due_before(tmp_path: Path) -> None:
    intake = taken(tmp_path, whole("Amount Due"))
    assert opened(intake) == {"0": "0.00", "1": "120.00", "2": "0.00", "3": "120.00"} and not intake.rejected
    assert taken(tmp_path, whole("Outstanding")).rejected_rows == 2


LEFT_OF_DUE = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Amount Due,Amount Paid,{left}
1,Alder,2026-01-05,2026-02-04,EUR,120.00,120.00,0.00
2,Birch,2026-01-06,2026-02-05,EUR,240.00,100.00,140.00
3,Cedar,2026-01-07,2026-02-06,EUR,300.00,0.00,300.00
"""


@pytest.mark.parametrize("left", ["Balance", "Outstanding", "Still open"])
def test_an_amount_due_less_what_is_paid_beside_what_is_left_is_the_total(tmp_path: Path, left: str) -> None:
    intake = taken(tmp_path, LEFT_OF_DUE.format(left=left))
    assert opened(intake) == {"1": "0.00", "2": "140.00", "3": "300.00"}
    assert intake.book.frame["total_minor"].tolist() == [12000, 24000, 30000]


@pytest.mark.parametrize(("old", "new"), [("100.00,140.00", "100.00,130.00"), ("Balance", "Zork")])
def test_it_is_asked_about_where_the_figures_or_the_header_do_not_say_so(tmp_path: Path, old: str, new: str) -> None:
    text = LEFT_OF_DUE.format(left="Balance").replace(old, new)
    with pytest.raises(BadInput):
        taken(tmp_path, text)


def test_days_of_payment_below_a_header_with_their_unit_are_terms(tmp_path: Path) -> None:
    text = LEFT_OF_DUE.format(left="Balance").replace("Due Date", "Payment Terms (days)")
    for day in ("2026-02-04", "2026-02-05", "2026-02-06"):
        text = text.replace(day, "30")
    assert opened(taken(tmp_path, text)) == {"1": "0.00", "2": "140.00", "3": "300.00"}
