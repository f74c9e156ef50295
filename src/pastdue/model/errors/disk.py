"""The errors of a disk: one that fails while a file is read, and one that is full."""

from __future__ import annotations

import errno

from pastdue.model.errors import OutputError, PastdueError

_OF_THE_DISK = frozenset(
    number for name in ("EIO", "ENXIO", "ENODEV", "ESTALE", "ETIMEDOUT", "EREMOTEIO", "ENOLINK")
    if (number := getattr(errno, name, None)) is not None
)  # fmt: skip


def read_fault(file: object, error: OSError, otherwise: PastdueError) -> PastdueError:
    """The error to raise where `file` could not be opened, read or closed: that of a failing disk (exit 6), which says
    nothing of the file itself, or `otherwise`.

    >>> type(read_fault("pastdue.toml", OSError(errno.EIO, "Input/output error"), PastdueError("no"))).__name__
    'OutputError'
    >>> str(read_fault("pastdue.toml", OSError(errno.EACCES, "Permission denied"), PastdueError("no")))
    'no'
    """
    if error.errno not in _OF_THE_DISK:
        return otherwise
    return OutputError(
        f"{file}: the disk failed while it was read: {error.strerror}",
        "check the disk, or copy the file to another one; then run it again",
    )


_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


def write_fault(file: object, error: OSError, otherwise: OutputError) -> OutputError:
    """The error to raise where `file` could not be written: that of a full disk or a used-up share of it, or
    `otherwise`.

    >>> print(write_fault("out/run.json", OSError(errno.EDQUOT, "Quota exceeded"), OutputError("no")))
    out/run.json: the disk is full
      make room and run again: nothing is sent twice
    """
    if error.errno not in _FULL:
        return otherwise
    return OutputError(f"{file}: the disk is full", "make room and run again: nothing is sent twice")
