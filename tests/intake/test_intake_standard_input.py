"""Standard input, packed files and workbooks of every kind, as a shell hands them in."""

from __future__ import annotations

import gzip
import io
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.forked import forked
from tests.intake.intake_files import FIRM as SETTINGS
from tests.intake.test_judgement import opened, taken_from

CSV = (
    "invoice,customer,issued,due,total,currency,address1,postcode,city,country\n"
    "A-1,Ada Ltd,2026-01-13,2026-02-12,100.50,EUR,Street 2,10115,Berlin,DE\n"
)


def workbook() -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.append(CSV.splitlines()[0].split(","))
    row: list[object] = [*CSV.splitlines()[1].split(",")]
    sheet.append([row[0], row[1], date(2026, 1, 13), date(2026, 2, 12), 100.5, *row[5:]])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(raw: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, raw)
    return out.getvalue()


def piped(folder: Path, raw: bytes, *args: str) -> subprocess.CompletedProcess[str]:
    """`pastdue` with `raw` on its standard input: a process, because the pipe is the point."""
    return forked(folder, *args, typed=raw)


@pytest.mark.slow
def test_every_command_takes_its_invoices_from_standard_input(tmp_path: Path) -> None:
    (tmp_path / "pastdue.toml").write_text(SETTINGS)
    for command, told in (("check", "100.50 EUR"), ("plan", "A-1"), ("aging", "100.50"), ("run", "1 letter")):
        done = piped(tmp_path, CSV.encode(), command, "-", "--as-of", "2026-06-30")
        assert done.returncode == 0, (command, done.stderr)
        assert told in done.stdout + done.stderr, (command, done.stdout, done.stderr)


@pytest.mark.slow
@pytest.mark.parametrize(
    "raw",
    [gzip.compress(CSV.encode()), zipped(CSV.encode(), "list.csv"), workbook(), gzip.compress(workbook())],
    ids=["gz", "zip", "xlsx", "xlsx.gz"],
)
def test_packed_files_and_workbooks_come_by_standard_input_too(tmp_path: Path, raw: bytes) -> None:
    done = piped(tmp_path, raw, "check", "-", "--as-of", "2026-06-30")
    assert done.returncode == 0, done.stderr
    assert "1 invoice open, 100.50 EUR" in done.stdout


def test_a_hidden_sheet_is_not_read_where_another_says_something(tmp_path: Path) -> None:
    made = Workbook()
    old = made.active
    old.title, old.sheet_state = "Last year", "hidden"
    new = made.create_sheet("Open")
    for sheet, number in ((old, "OLD-1"), (new, "A-1")):
        sheet.append(CSV.splitlines()[0].split(","))
        sheet.append([number, *CSV.splitlines()[1].split(",")[1:]])
    made.active = 1
    made.save(tmp_path / "list.xlsx")
    assert opened(taken_from(tmp_path / "list.xlsx")) == {"A-1": "100.50"}
