"""Headers that hold the delimiter without quotes, and headers that say how to write what stands below them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, taken

from pastdue.intake.export.headers import loose

HEAD = "Invoice Number,Customer,Issue Date,Due Date,Outstanding Amount,Currency (e.g. EUR, USD){}\n"
ROWS = "A-1,Alder,2026-01-05,2026-02-04,100.00,EUR{0}\nA-2,Birch,2026-01-06,2026-02-05,50.00,EUR{0}\n"


@pytest.mark.parametrize("behind", ["", ",Note (of ours, if any)"])
@pytest.mark.parametrize("titles", ["", "Open invoices,,,,,\n"])
def test_cells_of_a_header_that_only_together_close_a_bracket_are_one_name(
    tmp_path: Path, behind: str, titles: str
) -> None:
    text = titles + HEAD.format(behind) + ROWS.format(",paper" if behind else "")
    assert opened(taken(tmp_path, text)) == {"A-1": "100.00", "A-2": "50.00"}


def test_they_are_not_where_a_row_has_as_many_fields_as_they_are(tmp_path: Path) -> None:
    text = HEAD.format("") + ROWS.format("") + "A-3,Cedar,2026-01-06,2026-02-05,50.00,EUR,x\n"
    assert "USD): " in refusal(tmp_path, text) and "open 50.00 EUR, 2 rejected" in refusal(tmp_path, text)


def test_a_row_with_a_field_too_few_is_rejected_below_such_a_header(tmp_path: Path) -> None:
    text = HEAD.format("") + ROWS.format("") * 30 + "A-9,Cedar,2026-01-06,2026-02-05,50.00\n"
    with_few = text.replace("A-1", "{}").replace("A-2", "{}").format(*range(60))
    assert [each.source.line for each in taken(tmp_path, with_few).rejected] == [62]


@pytest.mark.parametrize(
    ("header", "bare"),
    [
        ("Due Date (YYYY-MM-DD)", "Due Date"), ("Due Date DD/MM/YYYY", "Due Date"), ("due_date_yyyy_mm_dd", "due_date"),
        ("Fällig (TT.MM.JJJJ)", "Fällig"), ("Termin (RRRR-MM-DD)", "Termin"), ("Fecha (dd-mm-aaaa)", "Fecha"),
        ("Scadenza [gg/mm/aaaa]", "Scadenza"), ("Currency (e.g. EUR)", "Currency"),
    ],
)  # fmt: skip
def test_the_way_to_write_it_is_no_part_of_a_header(header: str, bare: str) -> None:
    assert loose(header) == loose(bare)


@pytest.mark.parametrize("header", ["Due (to pay)", "Paid (in full)", "Date (may be wrong)", "Amount (d/m)"])
def test_other_words_in_brackets_are(header: str) -> None:
    assert loose(header) != loose(header.split(" (")[0])


def test_days_below_such_headers_are_read(tmp_path: Path) -> None:
    head = HEAD.format("").replace("Date,", "Date (DD/MM/YYYY),").replace(", USD", "")
    assert opened(taken(tmp_path, head + ROWS.format(""))) == {"A-1": "100.00", "A-2": "50.00"}
    assert "Outstanding" not in refusal(tmp_path, head.replace("Due Date", "Zork") + ROWS.format("")).split("pass")[0]
