"""The bounds of what may be read: a regular file inside the folder of copies, not too large."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from pastdue.model.errors import InputError
from pastdue.typeset.enclosed.refusal import BadCopy, NoCopy

BYTES_AT_MOST = 10_000_000


def inside(folder: Path, path: Path) -> Path:
    """`path` with every link followed, when that leads to a file inside `folder`; else refuses (BadCopy, NoCopy)."""
    try:
        real = path.resolve(strict=True)
        home = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise _unreachable(error) from None
    if not real.is_relative_to(home):
        raise BadCopy("lies outside the folder of copies", f"put it into {folder}")
    return real


def read(path: Path) -> bytes:
    """The bytes of the file at `path`, links followed before; refuses what is not a regular file, and too large a
    one."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - the flags are the point
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadCopy("is not a regular file")
            data = file.read(BYTES_AT_MOST + 1)
    except OSError as error:
        raise _unreachable(error) from None
    if len(data) > BYTES_AT_MOST:
        raise BadCopy(f"is larger than {BYTES_AT_MOST // 1_000_000} MB", "save it smaller")
    return data


def as_recorded(path: Path, sha256: str, taken: Callable[[], bytes], letter: tuple[str, str]) -> bytes:
    """The bytes `taken` reads of the file at `path`, equal to those of the time the letter was made; else refuses
    (InputError).

    `letter` is the file's role in it (`the invoice copy`) and its number.
    """
    what = f"{path}: {letter[0]} in letter {letter[1]}: the file"
    remedy = f"put the file back as it was, or the letter's own PDF; else void letter {letter[1]}"
    try:
        data = taken()
    except BadCopy as error:
        raise InputError(f"{what} {error.what}", remedy) from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise InputError(f"{what} has changed since", remedy)
    return data


def _unreachable(error: Exception) -> BadCopy:
    if isinstance(error, FileNotFoundError):
        return NoCopy("is not there")
    return BadCopy(f"cannot be read: {getattr(error, 'strerror', None) or error}")
