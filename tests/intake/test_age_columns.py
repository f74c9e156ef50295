"""What is open in a column for each age of the debt."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

LIST = """\
Customer,Invoice,Inv date,Due date,Currency,{ages}
Alder,1,2026-06-30,2026-07-30,GBP,,,,864.00
Alder,2,2026-09-30,2026-10-30,GBP,,432.00,,
Birch,3,2026-08-28,2026-09-27,GBP,0.00,0.00,-96.00,0.00
Cedar,4,2026-10-09,2026-11-08,GBP,2140.00,,,
TOTAL,,,,,2140.00,432.00,-96.00,864.00
"""
LEFT = {"1": "864.00", "2": "432.00", "3": "-96.00", "4": "2140.00"}
AGES = [
    "Not yet due,1-30,31-60,90+",
    "Current,1-30 days,31-60 days,over 60 days",
    "0-30 Tage,31-60 Tage,61-90 Tage,> 90 Tage",
]


@pytest.mark.parametrize("ages", AGES)
def test_an_amount_in_one_column_of_ages_is_what_is_open(tmp_path: Path, ages: str) -> None:
    intake = taken(tmp_path, LIST.format(ages=ages))
    assert opened(intake) == LEFT and not intake.rejected
    assert [(str(each.stated), each.agrees) for each in intake.reconciled] == [("3340.00 GBP", True)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (",432.00,,\n", ",432.00,10.00,\n"),  # two ages of one invoice
        (",432.00,,\n", ",,,\n"),  # none
        ("31-60,90+", "Zork,Quux"),  # no age
    ],
)
def test_columns_of_which_a_row_fills_none_or_several_are_asked_about(tmp_path: Path, old: str, new: str) -> None:
    text = LIST.format(ages=AGES[0])
    assert old in text
    assert "pass --" in refusal(tmp_path, text.replace(old, new, 1))


def test_beside_a_total_columns_of_ages_say_nothing_more(tmp_path: Path) -> None:
    text = LIST.format(ages=AGES[1] + ",Total")
    for amount in ("864.00", "432.00,,", "-96.00,0.00", "2140.00,,,"):
        text = text.replace(f"{amount}\n", f"{amount},{amount.split(',')[0]}\n", 1)
    assert opened(taken(tmp_path, text.rsplit("TOTAL", 1)[0])) == LEFT
    assert "pass --" in refusal(tmp_path, text.rsplit("TOTAL", 1)[0].replace(",432.00,,,432", ",400.00,,,432"))


ODOO = """\
,Due Date,Journal,Account,Exp. Date,As of: 09/30/2026,1 - 30,31 - 60,61 - 90,91 - 120,Older,Total
Total,,,,,968.00,-500.00,2420.00,0.00,0.00,0.00,2888.00
Alder Ltd,,,,,968.00,0.00,2420.00,0.00,0.00,0.00,3388.00
INV/2026/00172,2026-08-29,INV,121000 Receivable,,,,2420.00,,,,
INV/2026/00198,2026-10-14,INV,121000 Receivable,,968.00,,,,,,
Birch Inc,,,,,0.00,-500.00,0.00,0.00,0.00,0.00,-500.00
BNK1/2026/00318,2026-09-18,BNK1,121000 Receivable,,,-500.00,,,,,
"""


def test_odoos_aged_receivables_are_read_by_age_and_customer(tmp_path: Path) -> None:
    intake = taken(tmp_path, ODOO, currency="USD")
    assert intake.preset == "odoo-aged-receivable" and not intake.rejected
    assert opened(intake) == {"INV/2026/00172": "2420.00", "INV/2026/00198": "968.00", "BNK1/2026/00318": "-500.00"}
    assert intake.book.frame["customer"].tolist() == ["Alder Ltd", "Alder Ltd", "Birch Inc"]
    assert intake.ignored_for == {"total rows": 1, "heading rows": 2}


def test_odoos_list_with_an_amount_below_another_header_than_an_age_is_not_read(tmp_path: Path) -> None:
    assert "no column" in refusal(tmp_path, ODOO.replace("As of: 09/30/2026", "Retained"), currency="USD")


@pytest.mark.parametrize("folded", ["INV", "BNK1"])
def test_odoos_list_with_the_invoices_of_a_customer_folded_is_refused(tmp_path: Path, folded: str) -> None:
    left = [line for line in ODOO.splitlines() if not line.startswith(folded)]
    said = refusal(tmp_path, "\n".join(left) + "\n", currency="USD")
    name = "Alder Ltd" if folded == "INV" else "Birch Inc"
    assert "has amounts and no invoices below it" in said and f"| {name!r}" in said and "unfold all customers" in said


def test_odoos_customer_whose_account_is_even_may_be_folded(tmp_path: Path) -> None:
    text = ODOO + "Cedar AG,,,,,0.00,0.00,0.00,0.00,0.00,0.00,0.00\n"
    assert len(opened(taken(tmp_path, text, currency="USD"))) == 3


def test_odoos_list_of_one_invoice_is_read_by_age_as_well(tmp_path: Path) -> None:
    head, _, alder, first, *_ = ODOO.splitlines()
    alder = alder.replace("968.00,0.00,2420.00", "0.00,0.00,2420.00")
    intake = taken(tmp_path, "\n".join([head, alder, first, ""]), currency="USD")
    assert opened(intake) == {"INV/2026/00172": "2420.00"}


def test_odoos_list_without_due_dates_is_read_by_age_with_the_terms(tmp_path: Path) -> None:
    text = ODOO.replace("Due Date", "Invoice Date")
    asked = refusal(tmp_path, text, currency="USD")
    assert "nothing says when the invoices are due" in asked and "total" not in asked
    assert len(opened(taken(tmp_path, text, currency="USD", terms="net 30"))) == 3


BILLED = """\
Invoice No,Customer,Invoice Date,Due Date,Currency,Amount,{ages}
1,Alder,2025-12-05,2026-01-04,EUR,1000.00,{0}
2,Birch,2026-01-06,2026-02-05,EUR,250.00,{1}
3,Cedar,2026-01-07,2026-02-06,EUR,80.00,{2}
"""
WHOLE = {"1": "1000.00", "2": "250.00", "3": "80.00"}


def billed(*cells: str, ages: str = "Current,1-30,31-60,Over 60") -> str:
    return BILLED.format(*cells, ages=ages)


def test_columns_of_ages_that_are_together_less_than_the_amount_are_asked_about(tmp_path: Path) -> None:
    text = billed("0,0,0,400.00", "0,250.00,0,0", "0,80.00,0,0")
    asked = refusal(tmp_path, text)
    assert "'Over 60' are together less than 'Amount' in 1 rows: do they say what is still open?" in asked
    left = {"1": "400.00", "2": "250.00", "3": "80.00"}
    assert [opened(taken(tmp_path, text, **said)) for said, _ in remedies(asked)] == [left, WHOLE]
    assert "still open" in refusal(tmp_path, billed("0,0,0,1000.00", "0,250.00,0,0", "0,0,0,0"))  # one may be paid


def test_columns_of_ages_that_are_the_amount_ask_nothing(tmp_path: Path) -> None:
    assert opened(taken(tmp_path, billed("0,0,0,1000.00", "0,250.00,0,0", "0,80.00,0,0"))) == WHOLE
