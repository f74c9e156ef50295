"""A balance that may be a customer's, or leave out what is not due yet: it is asked about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

LIST = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,{head}
1,Alder,2026-01-05,2026-02-04,EUR,400.00,{a}
2,Birch,2026-01-06,2026-02-05,EUR,200.00,200.00
3,Alder,2026-01-07,2026-02-06,EUR,300.00,150.00
4,Cedar,2026-01-07,2026-02-06,EUR,500.00,320.00
5,Cedar,2026-01-08,2026-02-07,EUR,600.00,320.00
"""


def test_the_same_balance_in_all_rows_of_each_customer_may_be_the_customers(tmp_path: Path) -> None:
    said = refusal(tmp_path, LIST.format(head="Total outstanding", a="150.00"))
    assert "Total outstanding: is the same in all rows of each customer" in said
    (whole, promise), (each, other) = remedies(said)
    assert (promise, other) == ("5 invoices, open 2000.00 EUR", "5 invoices, open 1140.00 EUR")
    assert opened(taken(tmp_path, LIST.format(head="Total outstanding", a="150.00"), **whole))["1"] == "400.00"
    assert opened(taken(tmp_path, LIST.format(head="Total outstanding", a="150.00"), **each))["1"] == "150.00"
    assert opened(taken(tmp_path, LIST.format(head="Total outstanding", a="250.00")))["1"] == "250.00"


DUE = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,{head}
1,Alder,2026-08-01,2026-08-31,EUR,100.00,100.00
2,Birch,2026-08-05,2026-09-04,EUR,200.00,{two}
3,Alder,2026-09-01,2026-10-01,EUR,300.00,0.00
4,Cedar,2026-09-05,2026-10-05,EUR,400.00,{four}
"""


@pytest.mark.parametrize("head", ["Due amount", "Fälliger Betrag"])
def test_an_amount_due_that_is_nothing_in_just_the_rows_due_later_may_leave_them_out(tmp_path: Path, head: str) -> None:
    day = {"as_of": date(2026, 9, 15)}
    text = DUE.format(head=head, two="200.00", four="0.00")
    said = refusal(tmp_path, text, **day)
    assert f"{head}: is nothing in just the rows that fall due later" in said
    (late, _), (paid, _) = remedies(said)
    assert opened(taken(tmp_path, text, **late, **day))["4"] == "400.00"
    assert opened(taken(tmp_path, text, **paid, **day))["4"] == "0.00"
    for two, four in (("0.00", "0.00"), ("200.00", "400.00")):
        assert opened(taken(tmp_path, DUE.format(head=head, two=two, four=four), **day))["3"] == "0.00"
    assert opened(taken(tmp_path, text, as_of=date(2026, 10, 20)))["4"] == "0.00"
    assert opened(taken(tmp_path, DUE.format(head="Open amount", two="200.00", four="0.00"), **day))["4"] == "0.00"


PAID_IN_ALL = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,Total paid
1,Alder,2026-01-05,2026-02-04,EUR,300.00,100.00
2,Alder,2026-01-06,2026-02-05,EUR,250.00,100.00
3,Birch,2026-01-07,2026-02-06,EUR,80.00,50.00
4,Birch,2026-01-08,2026-02-07,EUR,60.00,50.00
"""


def test_what_is_paid_and_the_same_in_all_rows_of_each_customer_is_asked_about(tmp_path: Path) -> None:
    asked = refusal(tmp_path, PAID_IN_ALL)
    assert "Total paid: is the same in all rows of each customer: paid of the invoice, or of all together?" in asked
    whole = {"1": "300.00", "2": "250.00", "3": "80.00", "4": "60.00"}
    each = {"1": "200.00", "2": "150.00", "3": "30.00", "4": "10.00"}
    assert [opened(taken(tmp_path, PAID_IN_ALL, **said)) for said, _ in remedies(asked)] == [whole, each]
    for old, new in (("60.00,50.00", "60.00,40.00"), ("3,Birch", "3,Cedar")):
        assert opened(taken(tmp_path, PAID_IN_ALL.replace(old, new)))["1"] == "200.00"
