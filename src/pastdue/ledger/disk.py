"""Files and folders on the disk: synced so that they outlast a loss of power, put in their place by one rename."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from pastdue.model.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

_FULL_SYNC = getattr(fcntl, "F_FULLFSYNC", None)
"""The request that waits for the drive itself, where there is one: on macOS."""

_BY_TRYING = os.name == "nt"


def sync_file(fd: int) -> None:
    """Return when what was written to `fd` is on the disk.

    On macOS `fsync` only hands it to the drive, whose cache a loss of power empties; F_FULLFSYNC waits for the drive.
    A network volume may not know it and then gets what `fsync` can give.
    """
    if _FULL_SYNC is not None:
        with suppress(OSError):
            fcntl.fcntl(fd, _FULL_SYNC)
            return
    os.fsync(fd)


def sha256_of(path: Path) -> str:
    """The sha256 of the file at `path`, in hexadecimal digits; OSError where it cannot be read."""
    import hashlib  # here, so that `--help` need not wait for it

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Return when the names in `folder` are on the disk; Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        sync_file(fd)
    finally:
        os.close(fd)


def put_in_place(waiting: Path, target: Path) -> None:
    """Rename `waiting` to `target`, over what is there.

    On Windows a file that another program has open can be neither replaced nor renamed: OutputError says to close it.
    """
    try:
        waiting.replace(target)
    except PermissionError as error:
        what = "replaced" if os.path.lexists(target) else "put in its place"
        raise OutputError(
            f"{target}: cannot be {what}: {error.strerror}",
            "if another program has it open (Excel, a PDF viewer, a virus scanner), close it there and run the same"
            " command again; otherwise its folder must be writable",
        ) from error


def refuses_files(folder: Path) -> OSError | None:
    """Why no file can be made in `folder`; None where one can.

    On Windows, where what permissions say of a folder means little, a file is made and removed. Elsewhere the system is
    asked, and a killed run leaves no such file behind.
    """
    if not _BY_TRYING:
        denied = PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return None if os.access(folder, os.W_OK) else denied
    probe = folder / f".probe-{os.getpid()}.pastdue"
    try:
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT, 0o666))
        probe.unlink(missing_ok=True)
    except OSError as error:
        return error
    return None
