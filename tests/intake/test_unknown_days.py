"""Days under a header that nobody knows, beside states or where nothing says what is paid."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.test_judgement import opened, refusal, remedies, taken

STATES = ("Paid", "Late", "Late", "Open", "Paid")
DAYS = ("2026-02-10", "2026-03-01", "", "", "2026-02-12")


def listed(days: tuple[str, ...], states: tuple[str, ...] = (), header: str = "Xyzzy") -> str:
    head = f"Invoice No,Customer,Invoice date,Due date,Total,{header}" + (",Status" if states else "")
    lines = [
        f"A-{at},Alder,2026-01-05,2026-02-04,100.00,{day}" + (f",{states[at]}" if states else "")
        for at, day in enumerate(days)
    ]
    return "\n".join([head, *lines]) + "\n"


@pytest.mark.parametrize("states", [(), STATES])
def test_days_in_some_rows_under_an_unknown_header_are_asked_about(tmp_path: Path, states: tuple[str, ...]) -> None:
    text = listed(DAYS, states)
    asked = refusal(tmp_path, text, currency="EUR")
    assert "Xyzzy: has days for some of the invoices, and is not read: were those paid in full then?" in asked
    ways = [said for said, _ in remedies(asked)]
    assert [
        number for number, left in opened(taken(tmp_path, text, currency="EUR", **ways[0])).items() if left != "0.00"
    ] == ["A-2", "A-3"]
    left = opened(taken(tmp_path, text, currency="EUR", **ways[1]))
    assert sum(each == "100.00" for each in left.values()) == (3 if states else 5)


@pytest.mark.parametrize(
    ("days", "states", "header"),
    [
        (("2026-02-10",) * 5, STATES, "Xyzzy"),  # in all rows, as a day of delivery
        (("2026-02-10",) * 5, (), "Xyzzy"),
        (("2026-02-10", "2026-03-01", "", "", ""), STATES, "Xyzzy"),  # an invoice that is paid has none
        (("2026-02-10", "", "", "", "2026-02-12"), STATES, "Xyzzy"),  # those that are paid alone: nothing depends on it
        (("2026-02-10", "2025-12-31", "", "", "2026-02-12"), STATES, "Xyzzy"),  # before the issue
        (DAYS, STATES, "Last updated"),
    ],
)
def test_days_of_something_else_are_not_asked_about(
    tmp_path: Path, days: tuple[str, ...], states: tuple[str, ...], header: str
) -> None:
    left = opened(taken(tmp_path, listed(days, states, header), currency="EUR"))
    assert sum(each == "100.00" for each in left.values()) == (3 if states else 5)
