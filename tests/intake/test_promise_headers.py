"""Days that customers promised to pay on, below the headers that lists have for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, taken

from pastdue.book import NO_DAY
from pastdue.model.spans import day_of

TEXT = "Invoice No,Customer,Date,Due Date,Amount,Currency,{}\n1,Ada,2026-01-13,2026-02-12,10.00,EUR,{}\n"
TEXT += "2,Bo,2026-01-13,2026-02-12,20.00,EUR,\n"


@pytest.mark.parametrize(
    "header",
    ["Promise to Pay Date", "promise_date", "PTP Date", "Zugesagt am", "Date de promesse", "Data obietnicy"],
)
def test_a_promised_day_is_read_below_the_headers_that_lists_have(tmp_path: Path, header: str) -> None:
    intake = taken(tmp_path, TEXT.format(header, "2026-03-20"))
    promised = intake.book.frame["promised_on"].tolist()
    assert (str(day_of(promised[0])), promised[1]) == ("2026-03-20", NO_DAY)


@pytest.mark.parametrize("cell", ["by Friday, he says", "20.00", "yes"])
def test_what_is_no_day_there_is_not_read_as_one(tmp_path: Path, cell: str) -> None:
    intake = taken(tmp_path, TEXT.format("PTP", f'"{cell}"'), ignore=("PTP",))
    assert opened(intake) == {"1": "10.00", "2": "20.00"}
    assert not taken(tmp_path, TEXT.format("Promise Date", '"by Friday, he says"')).rejected
