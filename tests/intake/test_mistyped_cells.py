"""Columns with mistakes in some cells: a header that names dates or amounts is believed, and the rows are rejected."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

HEAD = "Invoice No,Customer,Due Date,Amount,Currency"
ROW = "{},Alder Ltd,2026-02-12,100.00,GBP"


def with_column(header: str, *cells: str) -> str:
    rows = (f"{ROW.format(number)},{cell}" for number, cell in enumerate(cells, 1))
    return "\n".join([f"{HEAD},{header}", *rows]) + "\n"


DAYS = ("2026-01-13", "2026-01-14", "2026-01-15")


@pytest.mark.parametrize("cells", [(*DAYS, "soon"), (*DAYS[:2], "soon", "later")])
def test_a_header_about_days_is_believed_where_half_the_cells_are_dates(tmp_path: Path, cells: tuple[str, ...]) -> None:
    text = with_column("Day of sending", *cells)
    named = "'Day of sending' may hold it, and --map issued=\"Day of sending\" takes it"
    assert any(named in remark for remark in taken(tmp_path, text).remarks)
    intake = taken(tmp_path, text, map={"issued": "Day of sending"})
    wrong = [number for number, cell in enumerate(cells) if cell not in DAYS]
    assert [problem.source.line for problem in intake.rejected] == [number + 2 for number in wrong]
    assert {problem.column for problem in intake.rejected} == {"Day of sending"}


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Day of sending", (*DAYS[:1], "soon", "later", "by post")), ("Zorp", (*DAYS, "soon")),
     ("Day book", ("20260113", "20260114", "20260115", "ZZ"))],
)  # fmt: skip
def test_fewer_dates_another_header_or_mere_figures_make_no_column_of_days(
    tmp_path: Path, header: str, cells: tuple[str, ...]
) -> None:
    intake = taken(tmp_path, with_column(header, *cells))
    assert intake.unused_columns == (header,) and not any("may hold it" in remark for remark in intake.remarks)


def test_days_of_payment_are_asked_about_though_a_cell_is_no_date(tmp_path: Path) -> None:
    said = refusal(tmp_path, with_column("Issued,When paid", *(f"2026-01-01,{cell}" for cell in (*DAYS, "soon"))))
    assert "When paid: has days for invoices that are read as owed" in said


PAID = ("50.00", "20.00", "0.00")


@pytest.mark.parametrize("cells", [(*PAID, "2o.00"), (*PAID[:2], "2o.00", "see bank")])
def test_a_header_about_payments_is_believed_where_half_the_cells_are_amounts(
    tmp_path: Path, cells: tuple[str, ...]
) -> None:
    text = with_column("Received at the bank", *cells)
    (said, _), *_ = remedies(refusal(tmp_path, text))
    intake = taken(tmp_path, text, **said)
    assert opened(intake)["1"] == "50.00" and len(intake.rejected) == len([c for c in cells if c not in PAID])


@pytest.mark.parametrize(
    "cells", [("50.00", "2o.00", "see bank", "see post"), ("1001", "1002", "1003", "TRF 9")]
)  # fmt: skip
def test_fewer_amounts_or_mere_figures_make_no_column_of_payments(tmp_path: Path, cells: tuple[str, ...]) -> None:
    text = with_column("Received at the bank", *cells)
    assert taken(tmp_path, text).unused_columns == ("Received at the bank",)
