"""Are dates read in one order for the whole file, and refused where it could be either?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.edges.intake_files import taken

from pastdue.errors import BadInput
from pastdue.intake.dates import parse_date
from pastdue.intake.flaws import Flaw
from pastdue.intake.terms import parse_terms
from pastdue.spans import day_of


@pytest.mark.parametrize(
    "text",
    ["2026-1-5", "05.01.2026", "20260105", "2026-01-05T00:00", "2026-02-30", "2025-02-29", "10", "Feb", "٢٠٢٦-01-05",
     "1989-12-31", "2101-01-01", "2026-W01-1"],
)  # fmt: skip
def test_only_a_real_iso_date_is_read_without_a_format(text: str) -> None:
    assert isinstance(parse_date(text), Flaw)


@pytest.mark.parametrize("text", ["1990-01-01", "2100-12-31", "2024-02-29"])
def test_the_first_and_the_last_day_are_read(text: str) -> None:
    assert parse_date(text) == date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("12.03.2024", "%d.%m.%Y", date(2024, 3, 12)),
        ("12/03/2024", "%m/%d/%Y", date(2024, 12, 3)),
        ("1/2/2024", "%m/%d/%Y", date(2024, 1, 2)),
        ("12.03.24", "%d.%m.%y", date(2024, 3, 12)),
        ("01/01/69", "%d/%m/%y", None),
        ("13/13/2024", "%d/%m/%Y", None),
        ("2024-03-12", "%d.%m.%Y", None),
        ("١٢.03.2024", "%d.%m.%Y", None),
    ],
)
def test_a_format_is_the_only_order_accepted(text: str, form: str, expected: date | None) -> None:
    found = parse_date(text, form)
    assert isinstance(found, Flaw) if expected is None else found == expected


def test_no_row_is_swapped_when_another_proves_the_order(tmp_path: Path) -> None:
    rows = ({"issued": "03/04/2026", "due": "04/05/2026"}, {"issued": "13/04/2026", "due": "05/05/2026"})
    with pytest.raises(BadInput, match=r"day first \(13/04/2026\)"):
        taken(tmp_path, *rows)
    intake = taken(tmp_path, *rows, date_format="%d/%m/%Y")
    assert [day_of(n) for n in intake.book.frame["issued"]] == [date(2026, 4, 3), date(2026, 4, 13)]


def test_one_slashed_date_among_iso_dates_is_a_problem_of_its_row(tmp_path: Path) -> None:
    intake = taken(tmp_path, {}, {"issued": "03/04/2026"})
    assert [(p.source.line, p.column) for p in intake.rejected] == [(3, "issued")]


@pytest.mark.parametrize(
    ("text", "issued", "due"),
    [
        ("net 30", date(2026, 1, 31), date(2026, 3, 2)),
        ("30", date(2026, 1, 31), date(2026, 3, 2)),
        ("30 days", date(2026, 1, 31), date(2026, 3, 2)),
        ("1 day", date(2026, 1, 31), date(2026, 2, 1)),
        ("NET30", date(2026, 1, 31), date(2026, 3, 2)),
        ("0", date(2026, 1, 31), date(2026, 1, 31)),
        ("EOM", date(2024, 2, 1), date(2024, 2, 29)),
        ("EOM", date(2026, 1, 31), date(2026, 1, 31)),
        ("net 30 EOM", date(2026, 1, 1), date(2026, 3, 2)),
        ("2/10 net 30", date(2026, 1, 1), date(2026, 1, 31)),
        ("2%/10, net 30", date(2026, 1, 1), date(2026, 1, 31)),
        ("3650", date(2026, 1, 1), date(2035, 12, 30)),
    ],
)
def test_terms_give_the_due_date(text: str, issued: date, due: date) -> None:
    terms = parse_terms(text)
    assert not isinstance(terms, Flaw) and terms.due(issued) == due


@pytest.mark.parametrize("text", ["", "soon", "net", "net -30", "30 months", "3651", "2/10", "1.5", "net 30 net 30"])
def test_other_terms_are_refused(text: str) -> None:
    assert isinstance(parse_terms(text), Flaw)
