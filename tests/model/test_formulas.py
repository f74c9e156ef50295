"""Text that a spreadsheet would run, guarded in every CSV that pastdue writes, and read back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.model.formulas import guarded, guarded_reversibly, unguarded

RUN = [
    "=1+1", "+1+cmd", "-1+1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1",
    "\u2060=1", "＝1+1", "　＋1+1", "－A1", "＠x", "-1 EUR", "\u00ad@x",
]  # fmt: skip
AMOUNTS = ["-12.50", "+5", "-1.234,50", "-1'234.50", "-1\u00a0234,50"]


@pytest.mark.parametrize("text", RUN)
def test_text_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == guarded_reversibly(text) == "'" + text
    assert unguarded("'" + text) == text


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "Müller & Söhne", "  plain", "007", "–5", "'s-Hertogenbosch", "'"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert guarded(text) == guarded_reversibly(text) == unguarded(text) == text


@pytest.mark.parametrize("text", AMOUNTS)
def test_a_negative_amount_stays_an_amount_where_it_is_to_be_corrected(text: str) -> None:
    assert guarded_reversibly(text) == text and guarded(text) == "'" + text


@given(st.text(alphabet="'=@-+1 a\u200b＝\t"))
def test_whatever_is_guarded_reads_back_as_it_was(text: str) -> None:
    assert unguarded(guarded_reversibly(text)) == text
    written = io.StringIO(newline="")
    csv.writer(written).writerow([guarded_reversibly(text)])
    assert unguarded(next(csv.reader(io.StringIO(written.getvalue(), newline="")))[0]) == text
