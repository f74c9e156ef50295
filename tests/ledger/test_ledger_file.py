"""A ledger's file is made only on request, refused unless it is surely a ledger, and never damaged."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from pastdue.ledger import Access, Fault, Ledger, Lock
from pastdue.ledger.sqlite import store
from pastdue.model.errors import LedgerError, LockedError, OutputError, PastdueError

ON = date(2026, 11, 23)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of several pages with two waivers in it."""
    path = tmp_path / "pastdue.ledger"
    with Ledger.open(path, Access.BEGIN) as ledger:
        ledger.waive("A", "kindness", ON)
        ledger.waive("B", "kindness", ON)
    return path


@pytest.fixture
def unprivileged(path: Path) -> Iterator[None]:
    """Whom file permissions bind: root is nobody for the while."""
    if os.name == "nt":
        pytest.skip("permissions are of POSIX")
    if os.geteuid() != 0:
        yield
        return
    os.chown(path.parent, 65534, 65534)
    for file in path.parent.iterdir():
        os.chown(file, 65534, 65534)
    parents = [p for p in path.parent.parents if not p.stat().st_mode & 0o001]
    for parent in parents:
        parent.chmod(parent.stat().st_mode | 0o011)
    os.setresuid(65534, 65534, 0)
    yield
    os.setresuid(0, 0, 0)
    for parent in parents:
        parent.chmod(parent.stat().st_mode & ~0o011)


def assert_refused(path: Path, said: str) -> None:
    """However it is opened, the file is refused with `said` and an advice, and stays as it is to the byte."""
    before = path.read_bytes()
    for access in Access:
        with pytest.raises(LedgerError, match=said) as refused:
            Ledger.open(path, access)
        assert str(refused.value).startswith(f"{path}: {refused.value.what}\n") and refused.value.remedy
        assert refused.value.ledger == str(path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_missing_ledger_is_made_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "pastdue.ledger"
    for access in (Access.READ, Access.CHANGE):
        with pytest.raises(LedgerError, match="there is no ledger"):
            Ledger.open(path, access)
    assert list(tmp_path.iterdir()) == []
    Ledger.open(path, Access.BEGIN).close()
    assert [p.name for p in tmp_path.iterdir()] == ["pastdue.ledger"]


def test_opening_an_existing_ledger_to_create_it_keeps_what_it_holds(path: Path) -> None:
    with Ledger.open(path, Access.BEGIN) as ledger:
        assert ledger.history().waived("A") == "kindness"


def test_a_half_made_ledger_of_a_killed_run_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / ".pastdue.ledger.new").write_bytes(b"half")
    (tmp_path / ".pastdue.ledger.new-journal").write_bytes(b"half")
    with Ledger.open(tmp_path / "pastdue.ledger", Access.BEGIN) as ledger:
        assert ledger.check() == []
    assert [p.name for p in tmp_path.iterdir()] == ["pastdue.ledger"]


def test_a_ledger_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none" / "pastdue.ledger"
    for opening in (lambda: Ledger.open(path, Access.BEGIN), lambda: Lock(path).__enter__()):
        with pytest.raises(OutputError, match="pastdue"):
            opening()


def test_a_folder_in_place_of_the_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be read"):
        Ledger.open(tmp_path, Access.BEGIN)


@pytest.mark.parametrize("content", [b"", b"garbage", b"SQLite format 3\x00", b"invoice,customer\n" * 100, bytes(8192)])
def test_a_file_that_is_no_ledger_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pastdue.ledger"
    path.write_bytes(content)
    assert_refused(path, "not a ledger, or damaged")


@pytest.mark.parametrize("kept", [50, 100, 4096, 9000, -1])
def test_a_truncated_ledger_is_refused_and_kept(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    assert_refused(path, "damaged")


def test_another_programs_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "pastdue.ledger"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE history (url TEXT)")
    raw.close()
    assert_refused(path, "not a pastdue ledger")


@pytest.mark.parametrize(("version", "said"), [(99, "newer pastdue"), (0, "not a pastdue ledger")])
def test_a_newer_ledger_is_refused_and_kept(path: Path, version: int, said: str) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    assert_refused(path, said)


def test_a_ledger_damaged_within_takes_no_writing_and_check_says_so(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xaa" * 4096
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="damaged"):
        Ledger.open(path)
    with Ledger.open(path, Access.READ) as ledger:
        assert {finding.fault for finding in ledger.check()} == {Fault.DAMAGED}
        with pytest.raises(LedgerError, match="damaged"):
            ledger.history()
    assert path.read_bytes() == content


def test_a_ledger_opened_for_reading_takes_no_writing(path: Path) -> None:
    before = path.read_bytes()
    with Ledger.open(path, Access.READ) as ledger:
        assert ledger.history().waived("A") == "kindness"
        with pytest.raises(OutputError, match="read-only"):
            ledger.unwaive("A", "x", ON)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("unprivileged")
def test_a_read_only_ledger_in_a_read_only_folder_is_still_read(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    with Ledger.open(path, Access.READ) as ledger:
        assert ledger.history().waived("A") == "kindness" and ledger.check() == []
    with pytest.raises(OutputError, match="read-only"):
        Ledger.open(path)
    with pytest.raises(OutputError, match="cannot be locked"), Lock(path):
        pass


@pytest.mark.usefixtures("unprivileged")
def test_a_ledger_that_may_not_be_read_is_refused(path: Path) -> None:
    path.chmod(0o000)
    for access in (Access.READ, Access.CHANGE):
        with pytest.raises(LedgerError, match="cannot be read: Permission denied"):
            Ledger.open(path, access)


def test_a_ledger_another_program_is_writing_to_is_busy_not_broken(path: Path) -> None:
    with sqlite3.connect(path) as raw, Ledger.open(path) as ledger:
        ledger.database.execute("PRAGMA busy_timeout = 10")
        raw.execute("BEGIN EXCLUSIVE")
        for use in (ledger.history, lambda: ledger.waive("C", "x", ON)):
            with pytest.raises(LockedError, match="another program is using the ledger"):
                use()


def test_a_deed_half_done_is_not_done(path: Path) -> None:
    with Ledger.open(path) as ledger, pytest.raises(LedgerError):
        ledger.waive("C", None, ON)  # type: ignore[arg-type]
    with Ledger.open(path) as ledger:
        assert ledger.history().waived("C") is None and ledger.check() == []


def test_a_backup_is_whole_and_never_written_over_anything(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.ledger"
    with Ledger.open(path, Access.READ) as ledger:
        ledger.backup(target)
        before = target.read_bytes()
        for taken in (target, path, tmp_path):
            with pytest.raises(OutputError, match="already exists"):
                ledger.backup(taken)
        with pytest.raises(OutputError, match="nowhere"):
            ledger.backup(tmp_path / "nowhere" / "backup.ledger")
    assert target.read_bytes() == before
    with Ledger.open(target) as restored:
        assert restored.history().waived("B") == "kindness" and restored.check() == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backup.ledger", "pastdue.ledger"]


def test_the_ledger_stays_a_single_file_even_when_another_program_changed_its_journal(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
    raw.close()
    with Ledger.open(path) as ledger:
        ledger.waive("C", "kindness", ON)
        assert [p.name for p in path.parent.iterdir()] == ["pastdue.ledger"]


def test_a_lock_is_free_again_after_its_run_and_after_an_error(path: Path) -> None:
    def failing() -> None:
        with Lock(path):
            raise PastdueError("a run that failed")

    with Lock(path), pytest.raises(LockedError, match="another run is at work"), Lock(path):
        pass
    attempts: list[Callable[[], None]] = [failing, failing]
    for attempt in attempts:
        with pytest.raises(PastdueError, match="a run that failed"):
            attempt()
    with Lock(path):
        assert f"process {os.getpid()} on " in path.with_name("pastdue.ledger.lock").read_text()


@pytest.mark.parametrize("failing", ["sync_folder", "refuse_damage"])
def test_of_a_backup_that_fails_nothing_stays(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(*_: object) -> None:
        if (tmp_path / ".backup.ledger.new").exists():
            (tmp_path / ".backup.ledger.new-journal").write_bytes(b"")
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(store, failing, fail)
    with (
        Ledger.open(path, Access.READ) as ledger,
        pytest.raises(OutputError, match=r"backup\.ledger: the backup cannot be written"),
    ):
        ledger.backup(tmp_path / "backup.ledger")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
