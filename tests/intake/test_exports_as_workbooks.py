"""Every export of these tests, put into a workbook with typed days and numbers, says what its file says."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from tests.intake.export_truths import EXPORTS, Export
from tests.intake.test_exports_laws import Table, owed, table_of, taken
from tests.intake.test_judgement import PRESETS

from pastdue.intake import Dialect, Files, Intake
from pastdue.intake.reading import read_open
from pastdue.model.kept import Kept

NUMBER = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d+)?", re.ASCII)
DAY = re.compile(r"(19|20)\d\d-\d\d-\d\d", re.ASCII)
OF_TEXTS = ("delimiter", "encoding")
"""The options that say how a text is written."""


def words(raw: bytes) -> str:
    """The text of a cell in UTF-8, else in cp1250, which has the German letters where cp1252 has them."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1250")


def workbook(path: Path, table: Table) -> Path:
    """The table as a sheet: figures and days have their types, all other cells are texts."""
    book = xlsxwriter.Workbook(str(path))
    sheet, day = book.add_worksheet("Export"), book.add_format({"num_format": "yyyy-mm-dd"})
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            text = words(cell.encode("latin-1"))
            if NUMBER.fullmatch(text):
                sheet.write_number(at, column, float(text))
            elif DAY.fullmatch(text):
                sheet.write_datetime(at, column, datetime.fromisoformat(text), day)
            elif text:
                sheet.write_string(at, column, text)
    book.close()
    return path


def read_book(path: Path, export: Export) -> Intake:
    options = {name: value for name, value in export.options.items() if name not in OF_TEXTS}
    return read_open(Files(path), Dialect(presets=lambda: PRESETS, **options), Kept())  # type: ignore[arg-type]


@pytest.mark.parametrize("number", range(len(EXPORTS)))
def test_an_export_in_a_workbook_gives_what_its_file_gives(tmp_path: Path, number: int) -> None:
    export = EXPORTS[number]
    table = table_of(export)
    before, after = taken(tmp_path, table.data, export), read_book(workbook(tmp_path / "b.xlsx", table), export)
    assert before is not None
    assert owed(after) == owed(before) and after.rejected_rows == before.rejected_rows
