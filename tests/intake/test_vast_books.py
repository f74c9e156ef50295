"""Workbooks that would end the reader or take all memory are refused, and the list of ordinary ones is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.intake.test_intake_kinds_of_files import HEAD, ROWS, book, taken

from pastdue.intake.file import vast_books
from pastdue.model.errors import InputError

OLD = Path(__file__).with_name("old-workbook.xls")
_TEXT_CELL = b"\xfd\x00\x0a\x00"
"""How the record of a cell with a text begins in an .xls; its row and column follow."""


def with_cell(path: Path, row: int, column: int, value: object = "x") -> Path:
    made = Workbook()
    for cells in (HEAD, *ROWS):
        made.active.append(cells)
    made.active.cell(row, column, value).number_format = "0.00"
    made.save(path)
    return path


def test_a_lone_cell_at_the_far_corner_of_a_sheet_is_named(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "list.xlsx", 1_048_576, 16_384)
    with pytest.raises(InputError, match="reaches to row 1048576 and column XFD, too far to read") as refused:
        taken(path)
    assert "delete what stands far away" in str(refused.value)


@pytest.mark.parametrize(("cell", "read"), [(b"XFD1", True), (b"XFE1", False), (b"ZZZZ1", False)])
def test_a_cell_in_a_column_that_no_program_writes_is_named(tmp_path: Path, cell: bytes, read: bool) -> None:
    path = with_cell(tmp_path / "list.xlsx", 1, 28)
    out = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as changed:
        for name in archive.namelist():
            changed.writestr(name, archive.read(name).replace(b'r="AB1"', b'r="%s"' % cell))
    if read:
        vast_books.refuse_vast("list.xlsx", out.getvalue())
    else:
        with pytest.raises(InputError, match=f"reaches to row 3 and column {cell[:-1].decode()}, too far to read"):
            vast_books.refuse_vast("list.xlsx", out.getvalue())


def test_a_far_cell_without_a_value_changes_nothing(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "list.xlsx", 1_048_576, 16_384, None)
    assert list(taken(path).book.frame["invoice"]) == ["A-1", "1002"]


@pytest.mark.parametrize(("most", "read"), [(10 * 28, True), (10 * 28 - 1, False)])
def test_the_last_row_and_column_with_a_value_decide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, read: bool
) -> None:
    path = with_cell(tmp_path / "list.xlsx", 10, 28, None)
    vast_books.refuse_vast("list.xlsx", path.read_bytes())
    path = with_cell(tmp_path / "list.xlsx", 10, 28)
    monkeypatch.setattr(vast_books, "MOST_CELLS", most)
    if read:
        vast_books.refuse_vast("list.xlsx", path.read_bytes())
    else:
        with pytest.raises(InputError, match="row 10 and column AB"):
            vast_books.refuse_vast("list.xlsx", path.read_bytes())


def test_a_cell_is_seen_where_two_pieces_of_a_sheet_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_cell(tmp_path / "list.xlsx", 1_048_576, 16_384)
    for size in (1500, 1501, 1777):
        monkeypatch.setattr(vast_books, "_CHUNK", size)
        with pytest.raises(InputError, match="column XFD"):
            vast_books.refuse_vast("list.xlsx", path.read_bytes())


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "list.xlsx", Open_items=[HEAD, *ROWS])
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        size = sum(info.file_size for info in archive.infolist())
    monkeypatch.setattr(vast_books, "MOST_BYTES", size)
    assert len(taken(path).book.frame) == 2
    monkeypatch.setattr(vast_books, "MOST_BYTES", size - 1)
    with pytest.raises(InputError, match="unpacks to more than is read"):
        taken(path)


def test_an_xls_whose_damage_ends_the_reader_is_called_damaged(tmp_path: Path) -> None:
    raw = bytearray(OLD.read_bytes())
    at = raw.rfind(_TEXT_CELL) + len(_TEXT_CELL)
    raw[at : at + 4] = b"\xff\xff\xff\xff"
    (tmp_path / "list.xls").write_bytes(raw)
    with pytest.raises(InputError, match="the workbook is damaged"):
        taken(tmp_path / "list.xls")
    assert not vast_books.ends_its_reader(OLD.read_bytes())
