"""Sheets of a workbook with one header, as one for each year: asked about, and read as one list if they are one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.intake.test_intake_kinds_of_files import book, taken
from tests.intake.test_judgement import opened

from pastdue.model.errors import InputError

HEAD = ["Invoice No", "Customer", "Date", "Due date", "Currency", "Amount"]
OLD: list[Sequence[object]] = [["Sent 2025"], HEAD, ["A-1", "Alder", "2025-11-03", "2025-12-03", "EUR", 40]]
NEW: list[Sequence[object]] = [
    ["Sent 2026"], HEAD, ["B-1", "Birch", "2026-01-03", "2026-02-02", "EUR", 50], ["B-2", "Elm", "x", "", "EUR", 6],
]  # fmt: skip


def test_sheets_of_one_header_are_asked_about_and_read_as_one_list_if_they_are(tmp_path: Path) -> None:
    path = book(tmp_path / "list.xlsx", Notes=[["Hello"]], Y2025=OLD, Y2026=NEW)
    with pytest.raises(InputError, match="sheets 'Y2025', 'Y2026' have the same header: are they one list") as asked:
        taken(path)
    assert asked.value.remedy.split("\n  ") == [
        "pass --sheet 'Y2025 + Y2026'", "or pass --sheet Y2025", "or pass --sheet Y2026",
    ]  # fmt: skip
    intake = taken(path, sheet="Y2025 + Y2026")
    assert opened(intake) == {"A-1": "40.00", "B-1": "50.00"}
    assert "sheets are read as one list, 'Y2025' from row 1 on, 'Y2026' from row 4 on" in intake.remarks
    (problem, *_) = intake.rejected
    assert problem.source.line == 7 and problem.cell == ""  # a row of both together is no row of a sheet
    assert opened(taken(path, sheet="Y2025")) == {"A-1": "40.00"}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Y2026", [HEAD]),
        ("Paid", NEW),
        ("Voided", NEW),
        ("Y2026", [[*HEAD, "Paid"], [*NEW[2], 50]]),
        ("Y2026", [["Sent"]]),
    ],
)
def test_a_sheet_without_rows_of_other_columns_or_of_what_is_paid_is_no_further_part(
    tmp_path: Path, name: str, rows: list[Sequence[object]]
) -> None:
    intake = taken(book(tmp_path / "list.xlsx", Y2025=OLD, **{name: rows}), sheet="")
    assert any("most like invoices and was read, 1 more not" in remark for remark in intake.remarks)


def test_a_sheet_whose_name_has_a_plus_is_one_sheet_and_each_part_must_be_there(tmp_path: Path) -> None:
    path = book(tmp_path / "list.xlsx", **{"A + B": OLD, "A": NEW})
    assert opened(taken(path, sheet="A + B")) == {"A-1": "40.00"}
    with pytest.raises(InputError, match="has no sheet 'C'"):
        taken(path, sheet="A + C")
