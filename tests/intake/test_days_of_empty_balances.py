"""Days of payment of the invoices whose balance is left empty once they are paid."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import AS_OF, opened, taken

from pastdue.intake import Intake
from pastdue.model.spans import day_number

LIST = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,TVAC,Balance Due,{day}
1,Alder,2026-01-05,2026-02-04,EUR,100.00,,2026-02-01
2,Birch,2026-01-06,2026-02-05,EUR,200.00,150.00,
3,Cedar,2026-01-07,2026-02-06,EUR,300.00,,2026-02-11
4,Dogwood,2026-01-07,2026-02-06,EUR,50.00,50.00,
5,Elm,2026-01-07,2026-02-06,EUR,60.00,0.00,
Total,,,,EUR,710.00,200.00,
"""
LEFT = {"1": "0.00", "2": "150.00", "3": "0.00", "4": "50.00", "5": "0.00"}


def read(folder: Path, old: str = "", new: str = "", day: str = "Payé le") -> Intake:
    text = LIST.format(day=day)
    assert old in text
    return taken(folder, text.replace(old, new, 1) if old else text, as_of=AS_OF)


@pytest.mark.parametrize("day", ["Payé le", "Date paid", "Bezahlt am"])
def test_an_empty_balance_beside_a_day_of_payment_is_nothing(tmp_path: Path, day: str) -> None:
    intake = read(tmp_path, day=day)
    assert opened(intake) == LEFT and not intake.rejected
    assert sum(f"{day!r} has a day in 2 rows" in remark for remark in intake.remarks) == 1
    assert intake.book.frame["paid_on"].tolist()[0] == day_number(AS_OF.replace(month=2, day=1))
    assert opened(read(tmp_path, "60.00,0.00,", "60.00,0.00,2026-02-12", day=day)) == LEFT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("200.00,150.00,", "200.00,150.00,2026-02-10"),  # a day of an invoice of which something is open
        ("50.00,50.00,", "50.00,,"),  # an empty balance without a day
        ("2026-02-01", "2026-12-01"),  # to come
        ("2026-02-01", "2026-01-04"),  # before the invoice
        ("100.00,,2026-02-01", "100.00,0.00,2026-02-01"),  # one empty balance alone
    ],
)
def test_a_day_that_may_be_of_a_part_leaves_empty_balances_in_doubt(tmp_path: Path, old: str, new: str) -> None:
    assert any("is empty, though other rows state" in str(each.what) for each in read(tmp_path, old, new).rejected)


@pytest.mark.parametrize("day", ["Dernier paiement", "Payé en partie le", "Relance le"])
def test_a_day_under_another_header_says_nothing_of_an_empty_balance(tmp_path: Path, day: str) -> None:
    assert len(read(tmp_path, day=day).rejected_records) == 2
