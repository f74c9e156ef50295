"""What is to be paid of an invoice, after a tax that is kept back or a deduction, beside what was billed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

LIST = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Total,{less},{owed},Status
1,Alder,2026-01-05,2026-02-04,EUR,100.00,10.00,90.00,Paid
2,Birch,2026-01-06,2026-02-05,EUR,200.00,0.00,200.00,Open
3,Cedar,2026-01-07,2026-02-06,EUR,300.00,0.00,300.00,Paid
4,Dogwood,2026-01-07,2026-02-06,EUR,50.00,5.00,45.00,Open
"""
LEFT = {"1": "0.00", "2": "200.00", "3": "0.00", "4": "45.00"}


def listed(less: str = "Avdrag", owed: str = "Att betala") -> str:
    return LIST.format(less=less, owed=owed)


@pytest.mark.parametrize(
    ("less", "owed"),
    [("Avdrag", "Att betala"), ("Zork", "Netto a pagare"), ("Abzug", "Zu zahlen"), ("Withheld", "Net payable"),
     ("Zork", "Do zapłaty"), ("Zork", "振込額")],
)  # fmt: skip
def test_what_is_to_be_paid_is_owed_where_paid_invoices_have_it_as_well(tmp_path: Path, less: str, owed: str) -> None:
    intake = taken(tmp_path, listed(less, owed))
    assert opened(intake) == LEFT
    assert sum(f"{owed!r} is read as the total" in remark for remark in intake.remarks) == 1
    assert opened(taken(tmp_path, listed("Note", owed).replace("10.00,90", ",90").replace("5.00,45", ",45"))) == LEFT


def test_a_day_of_payment_tells_what_is_paid_as_well(tmp_path: Path) -> None:
    text = listed().replace("Status", "Payment date").replace("Paid", "2026-02-01").replace("Open", "")
    text += "5,Elm,2026-01-07,2026-02-06,EUR,60.00,0.00,60.00,2026-02-10\n"
    assert opened(taken(tmp_path, text)) == LEFT | {"5": "0.00"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10.00,90.00,Paid", "100.00,0.00,Paid"),  # nothing is left of a paid invoice
        ("5.00,45.00,Open", "50.00,0.00,Open"),
        ("5.00,45.00", "-5.00,55.00"),  # more than was billed
        ("300.00,Paid", "300.00,Open"),  # one paid invoice alone
    ],
)
def test_what_may_be_still_open_is_asked_about(tmp_path: Path, old: str, new: str) -> None:
    assert old in listed()
    assert "pass --" in refusal(tmp_path, listed().replace(old, new, 1))


def test_an_amount_less_a_discount_that_is_offered_is_not_what_is_owed(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, listed("Skonto", "Net payable")))["4"] == "50.00"
    assert "pass --" in refusal(tmp_path, listed("Avdrag", "Att betala efter rabatt"))


@pytest.mark.parametrize(("taken_off", "read"), [("2.00", False), ("6.00", True)])
def test_what_lacks_and_no_column_explains_may_be_a_discount(tmp_path: Path, taken_off: str, read: bool) -> None:
    owed = f"{100 - float(taken_off):.2f}"
    text = listed("Note").replace("10.00,90.00", f",{owed}").replace("5.00,45.00", ",50.00")
    if read:
        assert opened(taken(tmp_path, text))["4"] == "50.00"
    else:
        assert "pass --" in refusal(tmp_path, text)


@pytest.mark.parametrize("owed", ["To pay this month", "Zahlbar monatlich", "Do zapłaty miesięcznie", "A pagar ahora"])
def test_what_is_to_be_paid_now_or_to_somebody_else_is_asked_about(tmp_path: Path, owed: str) -> None:
    assert owed in refusal(tmp_path, listed("Note", owed).replace("10.00,90", ",10").replace("5.00,45", ",5"))
    assert opened(taken(tmp_path, listed("Zork", "Amount payable to agent")))["4"] == "50.00"
    assert opened(taken(tmp_path, listed("Zork", "Amount payable after tax")))["4"] == "45.00"
