"""Runs and power cuts: when a run is recorded, each of its files and names is on the disk already."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.mailing import mail_firm

from pastdue.ledger import Access, Ledger

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows syncs the names in a folder by itself")


def content(place: int | Path) -> object:
    """The content a sync of `place` keeps: the names in a folder, the size of a file."""
    status = os.stat(place)  # noqa: PTH116 - a descriptor too
    return sorted(os.listdir(place)) if stat.S_ISDIR(status.st_mode) else status.st_size  # noqa: PTH208


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[int, object]]:
    """The content of each file and folder when it was last synced, by the number of its inode."""
    found: dict[int, object] = {}
    fsync = os.fsync

    def noted(fd: int) -> None:
        fsync(fd)
        found[os.fstat(fd).st_ino] = content(fd)

    monkeypatch.setattr(os, "fsync", noted)
    yield found


def unsynced(top: Path, synced: dict[int, object]) -> list[str]:
    """The folder `top` and all in it whose present content was never synced."""
    places = [top, *top.rglob("*")]
    return [place.relative_to(top).as_posix() for place in places if synced.get(place.stat().st_ino) != content(place)]


def test_a_run_is_recorded_when_its_files_and_their_names_are_on_the_disk(
    tmp_path: Path, synced: dict[int, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded: list[str] = []
    lost: list[str] = []
    record = Ledger.record

    def watched(self: Ledger, *what: Any) -> None:
        (staging,) = (tmp_path / "out").glob(".pastdue-*")
        recorded.extend(path.name for path in staging.rglob("*.pdf"))
        lost.extend(unsynced(staging, synced))
        record(self, *what)

    monkeypatch.setattr(Ledger, "record", watched)
    mail_firm.run(tmp_path)
    assert len(recorded) > len(mail_firm.LETTERS) and lost == []
    assert unsynced(tmp_path / "out" / mail_firm.ON.isoformat(), synced) == []


def test_the_ledger_waits_for_the_disk_at_each_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def connected(*given: Any, **named: Any) -> sqlite3.Connection:
        made.append(connect(*given, **named))
        return made[-1]

    monkeypatch.setattr(sqlite3, "connect", connected)
    with Ledger.open(tmp_path / "pastdue.ledger", Access.BEGIN):
        (waits,) = made[-1].execute("PRAGMA synchronous").fetchone()
        (journal,) = made[-1].execute("PRAGMA journal_mode").fetchone()
        (whole,) = made[-1].execute("PRAGMA fullfsync").fetchone()
    assert (waits, journal, whole) == (3, "delete", 1)  # 3 is EXTRA: the journal's folder is synced as well
    with closing(connect(":memory:")) as plain:
        assert plain.execute("PRAGMA synchronous").fetchone() != (3,)
