"""Runs killed at every step or out of disk, then run again: the next one must end well.

The harness is `tests.crash.driver`; the program under it here is a run put together from ledger and outbox.
"""

from __future__ import annotations

import hashlib
import os
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from tests.crash import by_outbox
from tests.crash.driver import fill_disks, kill_everywhere, starve_everywhere
from tests.crash.holding import hold
from tests.forked import Before, ended, pipe, working
from tests.mounts import can_mount

from pastdue.ledger import Access, Ledger, Lock, RunState
from pastdue.model.errors import LockedError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are POSIX"),
]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a killed process loses nothing it wrote, synced or not."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def drive(work: Before, base: Path) -> list[Path]:
    """The folders that `work`, of the driver, left in `base`."""
    base.mkdir()
    with (base.parent / "said.txt").open("w+b") as said:
        end = ended(working(work, said.fileno()))
        said.seek(0)
        assert end == 0, said.read().decode()
    return sorted(base.iterdir())


def assert_sound(folder: Path, notices: int = 4, letters: int = 3) -> None:
    """All that must hold after a run completed in `folder`, whatever happened before."""
    out = folder / "out"
    with Ledger.open(folder / "pastdue.ledger", Access.READ) as ledger:
        assert ledger.check() == []
        assert all(run.state in (RunState.RELEASED, RunState.ABANDONED) for run in ledger.runs())
        recorded = {
            run.record.folder / file.name: file.sha256 for run in ledger.runs() for file in ledger.files(run.id)
        }
        rows = list(ledger.letters())
        sent = Counter((notice.invoice, notice.stage) for notice in ledger.notices())
        assert ledger.last_run_on() is not None
        kept, history = ledger.kept(), ledger.history()
    assert [len(kept.payments), len(kept.blocks), len(kept.contacts)] == [1, 1, 1]
    assert sorted(history.seen) == ["A-1", "A-2", "B-1", "C-1"] and list(history.approvals) == ["B-1"]
    present = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.rglob("*") if path.is_file()}
    assert present == recorded
    assert len(rows) == len({row.path for row in rows}) == letters
    assert len(sent) == notices and set(sent.values()) == {1}
    assert [path.name for path in out.iterdir()] == ["2026-11-23"]
    left = {path.name for path in folder.iterdir()} - {"error.txt"}
    assert left == {"out", "pastdue.ledger", "pastdue.ledger.lock"}


AGAIN = (37, 61)
"""How far apart the steps are at which a run that puts right a kill is killed: each a prime, so that all come up."""


def test_a_run_killed_at_any_step_is_completed_by_the_next_and_one_killed_twice_by_the_third(disk: Path) -> None:
    folders = drive(partial(kill_everywhere, by_outbox.run, disk / "killed", AGAIN), disk / "killed")
    twice = [folder for folder in folders if folder.name.count("-") == 2]
    assert len(folders) - len(twice) > 50 and len(twice) > 100
    for folder in folders:
        assert_sound(folder)


def test_a_run_that_may_write_only_so_much_records_nothing_and_the_next_completes_it(disk: Path) -> None:
    folders = drive(partial(starve_everywhere, by_outbox.run, by_outbox.prepare, disk / "starved"), disk / "starved")
    refused = [folder for folder in folders if (folder / "error.txt").exists()]
    said = {(folder / "error.txt").read_text().split(":")[0] for folder in refused}
    assert said == {"OutputError"}
    assert 20 < len(refused) < len(folders)
    for folder in folders:
        assert_sound(folder)


def test_a_full_disk_is_said_and_the_next_run_completes(disk: Path) -> None:
    if not can_mount():
        pytest.skip("no small disk can be mounted here")
    by_outbox.prepare(disk)
    empty = (disk / "pastdue.ledger").stat().st_size // 1000
    sizes = (60, empty * 2 // 3, empty + 5, empty + 45)  # full within the ledger, just after it, and of a first letter
    for folder in drive(partial(fill_disks, by_outbox.run, disk / "full", sizes), disk / "full"):
        said, saved = (folder / "said.txt").read_text(), folder / "saved"
        assert said.startswith("OutputError") and ("disk is full" in said or "disk failed" in said), (folder, said)
        with Ledger.open(saved / "pastdue.ledger", Access.READ) as ledger:
            assert [run.state for run in ledger.runs()][-1] is RunState.RELEASED
            assert len(list(ledger.letters())) == 3 and len(ledger.notices()) == 4
        found = [path.relative_to(saved).as_posix() for path in (saved / "out").rglob("*.pdf")]
        assert len(found) == 4 and not any(".pastdue" in name for name in found)


@contextmanager
def held(path: Path, *, with_a_worker: bool = False) -> Iterator[tuple[BaseProcess, int, Path]]:
    """A process that holds the lock, the id of its worker if it is to have one, and the pipe that lets it end."""
    until = path.with_name("until")
    os.mkfifo(until)
    with pipe() as (said, errors):
        holder = working(partial(hold, path, until, with_a_worker=with_a_worker), errors.fileno())
        errors.close()
        word, worker = said.readline().split()
        assert word == b"held"
        yield holder, int(worker), until
    holder.kill()
    holder.join()


def test_of_two_runs_at_once_one_is_told_who_is_at_work(tmp_path: Path) -> None:
    path = tmp_path / "pastdue.ledger"
    with held(path) as (holder, _, until):
        with pytest.raises(LockedError) as refused, Lock(path):
            pass
        assert f"process {holder.pid} on " in str(refused.value) and " since 2" in str(refused.value)
        until.write_bytes(b"")
        assert ended(holder) == 0
        with Lock(path):
            pass


def test_a_lock_file_left_by_a_killed_run_never_blocks(tmp_path: Path) -> None:
    path = tmp_path / "pastdue.ledger"
    with held(path) as (holder, _, _):
        holder.kill()
        assert ended(holder) == -signal.SIGKILL
        assert f"process {holder.pid}" in path.with_name("pastdue.ledger.lock").read_text()
        with Lock(path):
            pass


def lockable(path: Path) -> bool:
    """Whether nobody holds the lock just now."""
    try:
        with Lock(path):
            return True
    except LockedError:
        return False


def test_a_worker_that_outlives_its_killed_run_does_not_hold_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "pastdue.ledger"
    with held(path, with_a_worker=True) as (holder, worker, _):
        holder.kill()
        ended(holder)
        try:
            os.kill(worker, 0)
            until = time.monotonic() + 10  # the worker may have been born this instant and not have let go yet
            while time.monotonic() < until and not lockable(path):
                time.sleep(0.01)
            with Lock(path):
                pass
        finally:
            os.kill(worker, signal.SIGKILL)
