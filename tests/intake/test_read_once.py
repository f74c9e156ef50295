"""A file whose questions have several answers is read and cut once, and the answers are tried on what was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.intake.test_judgement import dialect, opened, refusal, remedies, taken

from pastdue.intake.export.fields import INVOICES
from pastdue.intake.file import records
from pastdue.intake.file.decoding import DecodedText, load
from pastdue.intake.file.open_files import OpenFiles

TEXT = "Invoice No,Customer,Invoice Date,Due Date,Amount,Zorp,Currency\n" + (
    "A-1,Alder,2026-01-13,2026-02-12,100.00,40.00,EUR\nA-2,Birch,2026-01-14,2026-02-13,200.00,200.00,EUR\n"
    "A-3,Cedar,2026-01-15,2026-02-14,300.00,0.00,EUR\n"
)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often a file was read and cut."""
    counted = {"load": 0, "cut": 0}
    for name in counted:
        whole = getattr(records, name)

        def counting(*said: object, _name: str = name, _whole: object = whole) -> object:
            counted[_name] += 1
            return _whole(*said)  # type: ignore[operator]

        monkeypatch.setattr(records, name, counting)
    return counted


def test_all_answers_are_tried_on_what_was_read_once(tmp_path: Path, calls: dict[str, int]) -> None:
    said = refusal(tmp_path, TEXT)
    assert [promise for _, promise in remedies(said)] == [
        "3 invoices, open 360.00 EUR", "3 invoices, open 240.00 EUR", "3 invoices, open 600.00 EUR",
    ]  # fmt: skip
    assert calls == {"load": 1, "cut": 1}


def test_a_file_that_has_changed_is_read_again_by_the_next_command(tmp_path: Path, calls: dict[str, int]) -> None:
    assert opened(taken(tmp_path, TEXT, map={"paid": "Zorp"}))["A-1"] == "60.00"
    assert opened(taken(tmp_path, TEXT.replace("40.00", "50.00"), map={"paid": "Zorp"}))["A-1"] == "50.00"
    assert calls == {"load": 2, "cut": 2}


@pytest.mark.parametrize(("why", "loads"), [("sheet 'A' looks most like invoices", 2), ("", 1)])
def test_the_sheet_of_a_workbook_is_chosen_again_where_a_column_is_mapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str, loads: int
) -> None:
    path, count = tmp_path / "list.csv", [0]
    path.write_text(TEXT, encoding="utf-8")

    def of_workbook(*_: object) -> DecodedText:
        count[0] += 1
        return replace(load(path, ""), sheet="A", notes=(why,) if why else ())

    monkeypatch.setattr(records, "load", of_workbook)
    plain = dialect(open_files=OpenFiles())
    for said in ({}, {"paid": "Zorp"}, {}, {"paid": "Zorp"}):
        records.open_records(path, replace(plain, map=said), INVOICES)
    assert count[0] == loads


def test_a_dialect_that_keeps_nothing_reads_every_time(tmp_path: Path, calls: dict[str, int]) -> None:
    path = tmp_path / "list.csv"
    path.write_text(TEXT, encoding="utf-8")
    for _ in range(2):
        records.open_records(path, dialect(), INVOICES)
    assert calls == {"load": 2, "cut": 2}
