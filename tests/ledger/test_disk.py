"""Files on the disk: each system's strongest sync, and files that another program has open."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pastdue.cli.files import write_new
from pastdue.ledger import Access, Ledger, disk
from pastdue.model.errors import OutputError
from pastdue.run.outbox import Outbox, new_staging

CLOSE_IT = r"if another program has it open \(Excel, a PDF viewer, a virus scanner\), close it there"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of files that another program has open, as Windows refuses to rename or replace them."""
    names: set[str] = set()
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if Path(target).name in names:
            raise PermissionError(errno.EACCES, "Access is denied", str(self), 5, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    return names


def test_a_report_open_in_excel_is_to_be_closed_and_is_replaced_when_the_command_runs_again(
    tmp_path: Path, held: set[str]
) -> None:
    outbox = Outbox(tmp_path / "2026-11-23", new_staging(tmp_path, "r"))
    outbox.begin()
    outbox.release([outbox.lay_aside("reports/aging.xlsx", b"october", kept=False)])
    files = [outbox.lay_aside("reports/aging.xlsx", b"november", kept=False)]
    held.add("aging.xlsx")
    with pytest.raises(OutputError, match=r"aging\.xlsx: cannot be replaced: Access is denied\n.*" + CLOSE_IT):
        outbox.release(files)
    assert (tmp_path / "2026-11-23/reports/aging.xlsx").read_bytes() == b"october"
    held.clear()
    outbox.release(files)
    assert (tmp_path / "2026-11-23/reports/aging.xlsx").read_bytes() == b"november"


def test_a_page_open_elsewhere_stays_as_it_was_and_nothing_lies_beside_it(tmp_path: Path, held: set[str]) -> None:
    page = tmp_path / "letter.pdf"
    page.write_bytes(b"old")
    held.add("letter.pdf")
    with pytest.raises(OutputError, match=CLOSE_IT):
        write_new(page, b"new", replace=True)
    assert page.read_bytes() == b"old" and list(tmp_path.iterdir()) == [page]


def test_a_ledger_and_a_backup_that_a_scanner_holds_are_not_made(tmp_path: Path, held: set[str]) -> None:
    held.add("pastdue.ledger")
    with pytest.raises(OutputError, match=r"pastdue\.ledger: cannot be put in its place.*\n.*" + CLOSE_IT):
        Ledger.open(tmp_path / "pastdue.ledger", Access.BEGIN)
    held.clear()
    with Ledger.open(tmp_path / "pastdue.ledger", Access.BEGIN) as ledger:
        held.add("backup.ledger")
        with pytest.raises(OutputError, match=r"backup\.ledger: cannot be put in its place.*\n.*" + CLOSE_IT):
            ledger.backup(tmp_path / "backup.ledger")
    assert not list(tmp_path.glob("*backup*"))


def test_a_folder_that_takes_no_files_is_found_by_trying_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_BY_TRYING", True)
    (tmp_path / "2026-11-23").mkdir()
    outbox = Outbox(tmp_path / "2026-11-23", new_staging(tmp_path, "r"))
    made = os.open

    def refused(path: Path, *rest: int) -> int:
        if Path(path).parent.name == "2026-11-23":
            raise PermissionError(errno.EACCES, "Access is denied", str(path))
        return made(path, *rest)

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(OutputError, match=r"2026-11-23: cannot be written\n.*choose another --out"):
        outbox.begin()


@pytest.mark.parametrize("by_trying", [True, False])
def test_a_folder_that_was_tried_has_nothing_more_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_trying: bool
) -> None:
    monkeypatch.setattr(disk, "_BY_TRYING", by_trying)
    assert disk.refuses_files(tmp_path) is None and list(tmp_path.iterdir()) == []
    assert disk.refuses_files(tmp_path / "nowhere") is not None


def test_macos_is_asked_to_wait_for_the_drive_and_where_it_cannot_the_file_is_synced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    knows = True

    def full(fd: int, request: int) -> int:
        assert fd >= 0 and request == 51
        asked.append("drive")
        if not knows:
            raise OSError(errno.ENOTSUP, "Operation not supported")
        return 0

    monkeypatch.setattr(disk, "_FULL_SYNC", 51)
    monkeypatch.setattr(pytest.importorskip("fcntl"), "fcntl", full)
    monkeypatch.setattr(os, "fsync", lambda _: asked.append("fsync"))
    disk.sync_folder(tmp_path)
    assert asked == ["drive"]
    knows = False
    write_new(tmp_path / "note.txt", b"x")
    assert asked == ["drive", "drive", "fsync"]
