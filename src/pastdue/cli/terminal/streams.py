"""The streams of the process: usable whatever the caller closed or cannot show, and flushed at the end."""

from __future__ import annotations

import os
import sys


def open_missing_streams() -> None:
    """Open /dev/null for each stream the caller has closed, so that no file of the program gets its descriptor."""
    for fd in (0, 1, 2):
        try:
            os.fstat(fd)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number: `fd` itself
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def prepare_streams() -> None:
    """Write UTF-8 to pipes and files; a terminal that cannot show a character gets its code instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def flush_stdout() -> OSError | None:
    """Flush stdout; returns the error where the results could not be written whole, else None.

    A reader that has gone away is no failure of the program, and must not crash the interpreter's exit.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return None if isinstance(error, BrokenPipeError) else error
    return None
