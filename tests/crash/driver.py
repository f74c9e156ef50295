"""Runs killed at every step or out of disk, then done again, in a process of their own.

The harness takes any program: a function that is given a folder. A step lies before and after every call that touches a
disk (and in the middle of every write), and before and after every statement given to SQLite. What SQLite does within a
statement is its own to survive.
The program is done once to its end, and its folder is copied at each step at which it is not what it was one step
before: a copy is all that a kill leaves, and a kill at any other step leaves what the kill before it left. Then the
program is done again, unharmed, on every copy. At every eighth step a run is killed indeed, with SIGKILL, which must
leave what was copied, and the program goes on from there. What is to be killed again while it puts right what the first
kill left is copied, and at every eighth step killed, in the same way.
"""

from __future__ import annotations

import functools
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.mounts import mount_here

from pastdue.model.errors import PastdueError

Program = Callable[[Path], None]
"""Done in the folder that it is given; a function of a module."""

CALLS = ["open", "close", "fsync", "replace", "rename", "link", "mkdir", "unlink", "remove", "rmdir", "ftruncate"]

KILLED_INDEED = 8
"""A kill costs a fork and half a run more than a copy."""


@contextmanager
def stepping(at_step: Callable[[int], None]) -> Iterator[None]:
    """Within, `at_step` is called at each step with its number; what it does itself is no step. What a run draws at
    random is the same within each, so that its names are."""
    steps, looking_on = 0, False

    def step() -> None:
        nonlocal steps, looking_on
        if not looking_on:
            steps += 1
            looking_on = True
            at_step(steps)
            looking_on = False

    def around(call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call)
        def stepped(*args: Any, **kwargs: Any) -> Any:
            step()
            result = call(*args, **kwargs)
            step()
            return result

        return stepped

    class Statements(sqlite3.Connection):
        execute = around(sqlite3.Connection.execute)
        executemany = around(sqlite3.Connection.executemany)
        executescript = around(sqlite3.Connection.executescript)
        backup = around(sqlite3.Connection.backup)
        close = around(sqlite3.Connection.close)

    whole = os.write

    def torn(fd: int, data: Any) -> int:
        step()
        first = whole(fd, data[: len(data) // 2])
        step()
        return first + whole(fd, data[first:])

    with (
        patch.dict(vars(os), {name: around(getattr(os, name)) for name in CALLS} | {"write": torn}),
        patch.object(sqlite3, "connect", functools.partial(sqlite3.connect, factory=Statements)),
        patch.object(secrets, "token_hex", lambda size: "0" * 2 * size),
    ):
        yield


def child(work: Callable[..., None], *args: Any) -> int:
    """The end of a child that does `work`: its exit code, or minus the signal."""
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        try:
            work(*args)
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(70)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed(run: Program, folder: Path, step: int) -> None:
    """Killed at `step` of the run."""
    with stepping(lambda n: os.kill(os.getpid(), signal.SIGKILL) if n == step else None):
        run(folder)


def content(folder: Path) -> dict[Path, bytes]:
    """Every name in the folder, with the bytes of what is a file."""
    return {path.relative_to(folder): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


def names(folder: Path) -> dict[Path, bool]:
    """Every name in the folder, and whether anything is in it. A file that says the second it was made at may be some
    bytes shorter or longer each time, since it is compressed."""
    return {path: bool(held) for path, held in content(folder).items()}


def copied(run: Program, folder: Path, is_tried: Callable[[int], bool]) -> dict[int, Path]:
    """Copies of the folder at the steps of an unharmed run in it which are tried, by their numbers."""
    copies = dict[int, Path]()

    def look(step: int) -> None:
        if is_tried(step):
            copies[step] = folder.with_name(f"{folder.name}-{step:04d}")
            shutil.copytree(folder, copies[step])

    with stepping(look):
        run(folder)
    return copies


def kill(run: Program, begin: Path, step: int, copy: Path) -> None:
    """Put what is left of a run in `begin`, a folder as it is before, that is killed at `step` in place of the copy."""
    folder = shutil.copytree(begin, copy.with_name("indeed"))
    ended = child(killed, run, folder, step)
    assert ended == -signal.SIGKILL, f"{copy.name}: exit {ended}"
    assert names(folder) == names(copy), f"{copy.name}: {names(folder)} left, {names(copy)} copied"
    shutil.rmtree(copy)
    folder.rename(copy)


def kill_everywhere(run: Program, base: Path, again: Sequence[int] = ()) -> None:
    """Kill at every step that changes the folder, and for each of `again` at one step of the run after that too.

    The folders are `killed-` and the number of the step, of a second kill too.
    """
    first, empty = base / "killed", base / "empty"
    first.mkdir()
    empty.mkdir()
    seen = None

    def changed(_: int) -> bool:
        nonlocal seen
        before, seen = seen, content(first)
        return seen != before

    for number, (step, folder) in enumerate(copied(run, first, changed).items()):
        indeed = number % KILLED_INDEED == 0
        if indeed:
            kill(run, empty, step, folder)
        if again:
            left = shutil.copytree(folder, base / "left")
        steps = {step * by % 100 + 1 for by in again}
        for late, copy in copied(run, folder, steps.__contains__).items():
            if indeed:
                kill(run, left, late, copy)
            run(copy)
        if again:
            shutil.rmtree(left)
    empty.rmdir()


def starve_everywhere(run: Program, prepare: Program, base: Path) -> None:
    """Let each run write files of so many bytes at most, every other one in a prepared folder, until two in a row need
    no more."""
    ended = 0
    for limit in count(3_000, 9_001):
        folder = base / f"starved-{limit:06d}"
        folder.mkdir()
        if limit % 2:
            prepare(folder)
        with _writing_at_most(limit):
            said = _refused(run, folder)
        if said:
            (folder / "error.txt").write_text(said)
        run(folder)
        ended = 0 if said else ended + 1
        if ended == 2:
            return


@contextmanager
def _writing_at_most(limit: int) -> Iterator[None]:
    import resource  # of POSIX alone

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _refused(run: Program, folder: Path) -> str:
    """What is said where a run is refused or cannot go on; empty where it came to its end."""
    try:
        run(folder)
    except PastdueError as error:
        return f"{type(error).__name__}: {error}"
    return ""


def fill_disks(run: Program, base: Path, kilobytes: Sequence[int]) -> None:
    """Run on disks of so many kilobytes, then on the same disks with room, and copy what is there."""
    for size in kilobytes:
        folder = base / f"full-{size:03d}"
        folder.mkdir()
        assert child(_fill, run, folder, size) == 0, f"{size} kilobytes"


def _fill(run: Program, folder: Path, kilobytes: int) -> None:
    disk = folder / "disk"
    disk.mkdir()
    mount_here([("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(disk))])
    (folder / "said.txt").write_text(_refused(run, disk))
    subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
    run(disk)
    shutil.copytree(disk, folder / "saved")
