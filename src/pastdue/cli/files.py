"""How does a command write a file of its own? Whole or not at all, and never over one that is there."""

from __future__ import annotations

import os
from pathlib import Path

from pastdue.errors import OutputError


def write_new(path: Path, content: bytes, replace: bool = False) -> None:
    """Write `content` to `path`, whole or not at all; refuses a file that is there unless `replace`.

    Raises OutputError when the folder is missing, cannot be written, or the disk is full.
    """
    if path.exists() and not replace:
        raise OutputError(f"{path}: is already there", "move it away, or name another file")
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from None
