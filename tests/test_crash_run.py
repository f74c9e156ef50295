"""The whole `run` command killed, and the next one: it must end well. Killed wherever the disk has changed.

The harness is `tests.crash.driver`; the program under it here is the command itself, with settings, CSV, letters, print
file and reports.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests import test_crash
from tests.crash import by_command
from tests.crash.driver import kill_everywhere
from tests.test_crash import drive

from pastdue.ledger import Access, Ledger, RunState

pytestmark = test_crash.pytestmark


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    yield from test_crash.disk.__wrapped__(tmp_path)  # type: ignore[attr-defined]


def assert_sound(folder: Path) -> None:
    """All that must hold after `run` completed in `folder`, whatever happened before."""
    out = folder / "out"
    with Ledger.open(folder / "pastdue.ledger", Access.READ) as ledger:
        assert ledger.check() == []
        assert {run.state for run in ledger.runs()} <= {RunState.RELEASED, RunState.ABANDONED}
        files = {run.record.folder / file.name: file for run in ledger.runs() for file in ledger.files(run.id)}
        assert Counter(n.invoice for n in ledger.notices()) == {"A-1": 1, "A-2": 1, "B-1": 1}
        letters = {row.path: row.sha256 for row in ledger.letters()}
        kept, seen = ledger.kept(), ledger.history().seen
    assert [len(kept.payments), len(kept.blocks), len(kept.contacts)] == [1, 1, 1]
    assert {number: known.open_minor for number, known in seen.items()} == {"A-1": 9_000, "A-2": 5_000, "B-1": 7_000}
    present = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.rglob("*") if path.is_file()}
    assert present.keys() == files.keys()
    assert all(present[path] == file.sha256 for path, file in files.items() if file.kept)
    assert len(letters) == 2 and letters.items() <= present.items()
    assert [path.name for path in out.iterdir()] == ["2026-10-30"]
    counts = [json.loads(path.read_text(encoding="utf-8"))["counts"] for path in (out / "2026-10-30").glob("run*.json")]
    assert sum(count["notices"] for count in counts) == 3
    lists = {"invoices.csv", "paid.csv", "holds.csv", "contacts.csv"}
    assert {path.name for path in folder.iterdir()} - lists == {
        "out", "pastdue.ledger", "pastdue.ledger.lock", "pastdue.toml"
    }  # fmt: skip


def test_the_run_command_killed_at_any_instant_is_completed_by_the_next(disk: Path) -> None:
    folders = drive(partial(kill_everywhere, by_command.run, disk / "killed"), disk / "killed")
    assert len(folders) > 75
    for folder in folders:
        assert_sound(folder)
