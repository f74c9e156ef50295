"""The command as a process that is forked from one that has everything imported: a hundredth of the cost of a start.

It has its own streams, signals, folder and environment, and can be killed. What a start itself decides (the encoding
of files and their names, the module path) is not tried by these: for that there is `tests.command.PROGRAM`.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import reduction
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, Any, BinaryIO

from pastdue.cli import main
from pastdue.run.workers import Workers

_PROCESSES = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
_PROCESSES.set_forkserver_preload(["tests.warmed"])

CLOSED = -1
"""In place of a descriptor: the command has no such stream."""

Before = Callable[[], None]
"""Done in the process before the command; a function of a module, or a `partial` of one, since it is sent there."""


@dataclass(frozen=True, slots=True)
class _Stream:
    """A descriptor, which arrives in the other process as a copy of its own."""

    fd: int

    def __reduce__(self) -> tuple[Any, ...]:
        return (_arrived, (None if self.fd == CLOSED else reduction.DupFd(self.fd),))


def _arrived(copy: Any) -> _Stream:
    return _Stream(CLOSED if copy is None else copy.detach())


@dataclass(frozen=True, slots=True)
class _Start:
    """All that a command begins with: `streams` are input, output and errors."""

    folder: Path
    words: tuple[str, ...]
    environment: dict[str, str]
    streams: tuple[_Stream, _Stream, _Stream]
    before: Before | None


def _begin(start: _Start) -> None:
    """Become the command."""
    for number, stream in enumerate(start.streams):
        if stream.fd == CLOSED:
            os.close(number)
        else:
            os.dup2(stream.fd, number)
            os.close(stream.fd)
    for name in (signal.SIGTERM, signal.SIGHUP):  # a shell's background job ignores them
        signal.signal(name, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(start.environment)
    sys.stdin, sys.stdout, sys.stderr = (
        None if stream.fd == CLOSED else _text(number) for number, stream in enumerate(start.streams)
    )
    time.tzset()
    os.chdir(start.folder)
    sys.argv = ["pastdue", *start.words]
    if start.before:
        start.before()
    os._exit(_exit_code())


def _exit_code() -> int:
    """The exit code of the command, as of a process: 120 where its results cannot be written to the end."""
    try:
        main()
        code = 0
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    try:
        sys.stdout.flush()
    except OSError:
        code = 120
    return code


def _text(number: int) -> IO[str]:
    """A standard stream as Python makes it where there is no terminal: in UTF-8, or as PYTHONIOENCODING says."""
    raw = open(number, "rb" if number == 0 else "wb", buffering=0, closefd=False)  # noqa: SIM115 - a descriptor
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "utf-8").partition(":")
    if number == 0:
        return io.TextIOWrapper(io.BufferedReader(raw), encoding, errors or "strict")
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding, "backslashreplace" if number == 2 else errors or "strict",
        line_buffering=number == 2,
    )  # fmt: skip


def begun(
    folder: Path,
    *words: str,
    streams: tuple[int, int, int],
    environment: Mapping[str, str] | None = None,
    before: Before | None = None,
) -> BaseProcess:
    """The command at work in `folder`, its `streams` copies of the given descriptors.

    `environment` is added to that of the tests.
    """
    given = tuple(_Stream(fd) for fd in streams)
    start = _Start(folder, words, os.environ | dict(environment or {}), given, before)  # type: ignore[arg-type]
    process: BaseProcess = _PROCESSES.Process(target=_begin, args=(start,))  # type: ignore[attr-defined]
    process.start()
    return process


def forked(
    folder: Path,
    *words: str,
    typed: bytes = b"",
    environment: Mapping[str, str] | None = None,
    before: Before | None = None,
) -> subprocess.CompletedProcess[str]:
    """The answer of the command in `folder`; a signal that ended it is its return code, below zero.

    `typed` is its standard input, which comes by a pipe, which holds 60,000 bytes.
    """
    assert len(typed) <= 60_000
    with pipe() as (given, giving), pipe() as (reading, out), pipe() as (reading_errors, err):
        giving.write(typed)
        giving.close()
        streams = (given.fileno(), out.fileno(), err.fileno())
        process = begun(folder, *words, streams=streams, environment=environment, before=before)
        out.close()
        err.close()
        with ThreadPoolExecutor() as both:
            said, errors = (raw.decode() for raw in both.map(_all_of, (reading, reading_errors)))
    return subprocess.CompletedProcess(words, ended(process), said, errors)


def working(work: Before, errors: int) -> BaseProcess:
    """A process at `work`, which is not the command, forked as that is; `errors` is where its messages go."""
    process: BaseProcess = _PROCESSES.Process(target=_work, args=(work, _Stream(errors)))  # type: ignore[attr-defined]
    process.start()
    return process


def _work(work: Before, errors: _Stream) -> None:
    os.dup2(errors.fd, 2)
    os.close(errors.fd)
    work()


@contextmanager
def forked_workers(count: int) -> Iterator[Workers]:
    """Workers of a run which are forked as the command is: for work that must be the same in any process."""
    with ProcessPoolExecutor(count, _PROCESSES) as executor:
        yield Workers(executor, count, "")


def _all_of(stream: BinaryIO) -> bytes:
    return stream.read()


def ended(process: BaseProcess) -> int:
    """The end of the process, once it has ended: its exit code, or minus the signal."""
    process.join(120)
    assert process.exitcode is not None, "the command is still at work after two minutes"
    return process.exitcode


@contextmanager
def pipe() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The ends of a pipe to read from and to write to; those still open afterwards are closed."""
    reading, writing = os.pipe()
    with open(reading, "rb", buffering=0) as first, open(writing, "wb", buffering=0) as last:  # noqa: PTH123
        yield first, last
