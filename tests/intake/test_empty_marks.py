"""Words and figures that programs write into a cell without a value: read as empty, except where they are a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken_from

HEAD = "Invoice No,Client Name,Invoice Date,Due Date,Amount,Amount Paid,Payment Date,Street,Status,Currency\n"
PAID = "1,Alder,2026-01-12,2026-02-12,100.00,100.00,2026-02-10,1 High St,paid,EUR\n"
MARKS = ["NULL", "null", "(null)", "NaN", "nan", "NaT", "None", "N/A", "n/a", "#N/A", "<NA>", "\\N", "nil", "---"]


def listed(folder: Path, *rows: str) -> Path:
    (path := folder / "invoices.csv").write_text(HEAD + PAID + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("mark", MARKS)
def test_a_word_for_no_value_is_an_empty_cell(tmp_path: Path, mark: str) -> None:
    path = listed(tmp_path, f"2,Birch,2026-01-12,2026-02-12,200.00,{mark},{mark},{mark},open,EUR")
    intake = taken_from(path)
    assert opened(intake) == {"1": "0.00", "2": "200.00"} and not intake.rejected
    assert "\\N" not in (address := intake.book.frame["address"].tolist()[1]) and address == ""


@pytest.mark.parametrize("mark", ["0", "0.0", "NA", "0000-00-00"])
def test_a_figure_for_no_day_is_an_empty_cell_in_a_column_of_days(tmp_path: Path, mark: str) -> None:
    intake = taken_from(listed(tmp_path, f"2,Birch,2026-01-12,2026-02-12,200.00,0,{mark},2 High St,open,EUR"))
    assert opened(intake) == {"1": "0.00", "2": "200.00"} and not intake.rejected


@pytest.mark.parametrize("mark", ["", "0", "NULL", "N/A"])
def test_days_of_payment_with_such_marks_pay_no_invoice_without_a_day(tmp_path: Path, mark: str) -> None:
    days = ("2026-02-10", mark, "2026-02-11", "2026-02-13", mark)
    text = "Invoice No,Client Name,Invoice Date,Due Date,Amount,Currency,Date Paid\n" + "".join(
        f"{n},Alder,2026-01-12,2026-02-12,{n}00.00,EUR,{day}\n" for n, day in enumerate(days, 1)
    )
    (path := tmp_path / "invoices.csv").write_text(text, encoding="utf-8")
    left = {number: amount for number, amount in opened(taken_from(path)).items() if amount != "0.00"}
    assert left == {"2": "200.00", "5": "500.00"}


def test_a_customer_called_so_is_rejected_in_a_list_of_another_program(tmp_path: Path) -> None:
    intake = taken_from(listed(tmp_path, "2,NULL,2026-01-12,2026-02-12,200.00,,,2 High St,open,EUR"))
    assert opened(intake) == {"1": "0.00"} and [problem.column for problem in intake.rejected] == ["Client Name"]


def test_as_a_state_none_is_a_word_that_is_asked_about(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEAD + PAID + "2,Birch,2026-01-12,2026-02-12,200.00,,,2 High St,None,EUR\n")
    assert "'None' in 1 row: is that owed or not?" in said


@pytest.mark.parametrize("mark", ["none", "None"])
def test_none_as_a_policy_is_the_policy_of_that_name_and_no_empty_cell(tmp_path: Path, mark: str) -> None:
    text = "invoice,customer,issued,due,total,currency,policy\n"
    (path := tmp_path / "invoices.csv").write_text(f"{text}1,Alder,2026-01-12,2026-02-12,9.00,EUR,{mark}\n", "utf-8")
    assert taken_from(path).book.frame["policy"].tolist() == [mark]
