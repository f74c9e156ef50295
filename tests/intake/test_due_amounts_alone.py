"""Lists whose only column called due holds amounts: nothing says when their invoices are due, which is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.intake.test_judgement import opened, refusal, remedies, taken

TEXT = """\
Invoice No,Customer,Date,Total,Paid,Due,Status,Currency
1,Ada,2026-01-13,100.00,100.00,0.00,Paid,EUR
2,Bo,2026-01-14,200.00,0.00,200.00,Unpaid,EUR
3,Cy,2026-01-15,300.00,100.00,200.00,Partially paid,EUR
"""


def test_it_is_asked_once_for_the_whole_list(tmp_path: Path) -> None:
    asked = refusal(tmp_path, TEXT)
    assert "nothing says when the invoices are due" in asked
    assert opened(taken(tmp_path, TEXT, terms="net 30")) == {"1": "0.00", "2": "200.00", "3": "200.00"}


def test_days_late_may_say_it(tmp_path: Path) -> None:
    late = (
        TEXT.replace("Status,", "Status,Days overdue,")
        .replace("paid,EUR", "paid,12,EUR")
        .replace("Paid,EUR", "Paid,0,EUR")
    )
    (days, _), *_ = remedies(refusal(tmp_path, late, as_of=date(2026, 3, 15)))
    assert days["map"] == {"days_overdue": "Days overdue"}


def test_it_is_not_asked_of_a_list_of_which_all_is_paid(tmp_path: Path) -> None:
    paid = "\n".join(TEXT.splitlines()[:2]) + "\n"
    assert opened(taken(tmp_path, paid)) == {"1": "0.00"}
