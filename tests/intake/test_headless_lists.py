"""Lists without a row of headers: refused, for their first invoice would be lost as names of columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import refusal, taken

from pastdue.model.errors import InputError

ROWS = "F1,2026-03-01,109481,Ana SA\nF2,2026-03-17,55947,Eva SA\nF3,2026-04-14,28448,Eva SA\n"


@pytest.mark.parametrize("said", [{}, {"map": {"invoice": "F1", "issued": "2026-03-01", "total": "109481"}}])
def test_a_list_whose_first_row_is_an_invoice_is_refused(tmp_path: Path, said: dict[str, object]) -> None:
    told = refusal(tmp_path, ROWS, terms="net 30", currency="CRC", **said)
    assert "the row of headers has no names of columns: '2026-03-01' is a day, '109481' an amount" in told
    assert "write a row with the names of the columns above it" in told and "pass --" not in told
    named = "Invoice,Date,Amount,Customer\n" + ROWS
    assert len(taken(tmp_path, named, terms="net 30", currency="CRC").book.frame) == 3


@pytest.mark.parametrize("header", ["2026-03-01,Amount", "Date,109481", "2026-03-01,2026"])
def test_a_day_or_an_amount_alone_may_be_the_name_of_a_column(tmp_path: Path, header: str) -> None:
    below = "2026-03-17,yes" if header.endswith(",2026") else "2026-03-17,84.00"
    text = f"Invoice,Customer,Due date,Total,{header}\n1,Ana,2026-04-01,84.00,{below}\n2,Eva,2026-04-02,84.00,{below}\n"
    try:
        taken(tmp_path, text, currency="EUR", ignore=tuple(header.split(",")))
    except InputError as refused:
        assert "no names of columns" not in str(refused)
