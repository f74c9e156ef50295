"""Dates whose order of day and month nothing but a header says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import refusal, taken

from pastdue.model.spans import day_of

UNCLEAR = "ambiguous: no value shows whether the day or the month comes first"


def listed(issued: str, due: str, *rows: tuple[str, str]) -> str:
    """A list with these headers of dates, each row's dates, nothing paid."""
    dates = rows or (("01/02/2026", "02/03/2026"), ("01/05/2026", "02/05/2026"))
    lines = [f"A-{n},Alder,{one},{two},100.00" for n, (one, two) in enumerate(dates, 1)]
    return "\n".join([f"Invoice Number,Customer,{issued},{due},Total", *lines, ""])


def dues(folder: Path, text: str) -> list[str]:
    return [str(day_of(int(day))) for day in taken(folder, text, currency="USD").book.frame["due"]]


@pytest.mark.parametrize(
    ("way", "first"),
    [("(MM/DD/YYYY)", "2026-02-03"), ("mm-dd-yyyy", "2026-02-03"),
     ("(DD/MM/YYYY)", "2026-03-02"), ("dd.mm.yyyy", "2026-03-02"), ("(TT.MM.JJJJ)", "2026-03-02"),
     ("(jj/mm/aaaa)", "2026-03-02"), ("(format: dd/mm/yyyy)", "2026-03-02")],
)  # fmt: skip
def test_a_header_says_the_order_of_day_and_month_for_all_dates_of_the_list(
    tmp_path: Path, way: str, first: str
) -> None:
    assert dues(tmp_path, listed("Invoice Date", f"Due date {way}"))[0] == first


@pytest.mark.parametrize(
    ("issued", "due"),
    [
        ("Invoice Date", "Due date"),
        ("Invoice Date (yyyy-mm-dd)", "Due date"),
        ("Invoice Date (dd/mm/yyyy)", "Due date (mm/dd/yyyy)"),
    ],
)
def test_headers_that_say_none_or_different_ones_leave_the_question(tmp_path: Path, issued: str, due: str) -> None:
    assert UNCLEAR in refusal(tmp_path, listed(issued, due), currency="USD")


def test_a_value_proves_more_than_a_header(tmp_path: Path) -> None:
    text = listed("Invoice Date", "Due date (mm/dd/yyyy)", ("01/02/2026", "02/03/2026"), ("13/02/2026", "02/05/2026"))
    assert dues(tmp_path, text) == ["2026-03-02", "2026-05-02"]


def test_a_header_that_the_days_from_issue_to_due_date_contradict_is_asked_about(tmp_path: Path) -> None:
    rows = (("01/02/2026", "02/01/2026"), ("03/04/2026", "04/03/2026"), ("05/06/2026", "06/05/2026"))
    said, other = (listed("Invoice Date", f"Due date ({way})", *rows) for way in ("mm/dd/yyyy", "dd/mm/yyyy"))
    assert dues(tmp_path, said) == ["2026-02-01", "2026-04-03", "2026-06-05"]
    assert UNCLEAR in refusal(tmp_path, other, currency="USD")


@pytest.mark.parametrize(("way", "first"), [("dd.mm.yyyy", "2026-03-02"), ("yyyy.mm.dd", "2026-03-02")])
def test_points_say_day_first_unless_a_header_contradicts(tmp_path: Path, way: str, first: str) -> None:
    text = listed("Invoice Date", f"Due date ({way})").replace("/", ".")
    assert dues(tmp_path, text)[0] == first
    assert UNCLEAR in refusal(tmp_path, text.replace(way, "mm.dd.yyyy"), currency="USD")
