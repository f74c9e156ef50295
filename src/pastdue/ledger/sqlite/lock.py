"""The lock on a ledger: one run at a time, by a lock of the operating system that ends with its process.

The lock is held on `<ledger>.lock`; the file stays behind and says who held it last, but only the held lock
blocks, never the file.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from pastdue.model.errors import LedgerError, LockedError, OutputError
from pastdue.model.errors.problems import shown

_BUSY = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_held: set[int] = set()


def _let_go_in_child() -> None:
    # A worker process inherits the open file; while it lived, a killed run would go on blocking.
    for fd in _held:
        os.close(fd)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go_in_child)


class Lock:
    """Holds the ledger at `path` for one run, as a context manager; LockedError when another holds it."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._ledger = path
        self._fd = -1

    def __enter__(self) -> Lock:
        try:
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise OutputError(
                f"{self.path}: the ledger cannot be locked: {error.strerror}",
                "the folder of the ledger must exist and be writable",
            ) from error
        try:
            self._take(fd)
        except BaseException:
            os.close(fd)
            raise
        self._fd = fd
        _held.add(fd)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        fd, self._fd = self._fd, -1
        _held.discard(fd)
        with suppress(OSError):  # it only says who holds the ledger: whatever was done stands
            os.close(fd)

    def _take(self, fd: int) -> None:
        try:
            _lock(fd)
        except OSError as error:
            if error.errno in _BUSY:
                raise self._locked(fd) from None
            raise LedgerError(
                f"this disk knows no locks: {error.strerror}",
                "keep the ledger on a local disk, not on a network drive",
                str(self.path),
            ) from error
        since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        try:
            os.ftruncate(fd, 0)
            os.lseek(fd, 0, os.SEEK_SET)
            os.write(fd, f"process {os.getpid()} on {socket.gethostname()} since {since}\n".encode())
        except OSError as error:
            raise OutputError(
                f"{self.path}: cannot be written: {error.strerror}", "make room on the disk and run again"
            ) from error

    def _locked(self, fd: int) -> LockedError:
        who = os.read(fd, 400).decode("utf-8", "replace").strip() or "a process that has just begun"
        return LockedError(
            f"{self._ledger}: another run is at work: {shown(who)}", "wait for it to end, then run again"
        )


if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        # A locked byte cannot be read by others there, so it lies beyond the words about the holder.
        os.lseek(fd, 4096, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        os.lseek(fd, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
