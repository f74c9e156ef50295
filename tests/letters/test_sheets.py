"""The sheets of paper that a letter takes, printed on both sides: for 60 invoices three, for 7 and for 1 one."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import sheets
from benchmarks.firms import FIRMS, Firm

MOST = {60: 3, 7: 1, 1: 1}


@pytest.mark.parametrize("firm", FIRMS, ids=lambda firm: firm.country)
def test_no_letter_of_four_monthly_runs_takes_a_sheet_too_many(tmp_path: Path, firm: Firm) -> None:
    """Some of the invoices were paid in part, so that their annex says how the payment was set off."""
    letters = sheets.letters_of(firm, tmp_path)
    assert len(letters) == 4 * len(MOST)
    long = [one for one in letters if (one["pages"] + 1) // 2 > MOST[one["invoices"]]]
    assert long == []
