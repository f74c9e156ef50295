"""SQLite's errors as errors of pastdue, each with its remedy; the one place where they are translated.

What the disk or its permissions refuse is an OutputError; what the ledger itself refuses, a LedgerError.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pastdue.ledger.database import RowRefused
from pastdue.model.errors import DamagedLedger, LedgerError, LockedError, OutputError, PastdueError

FROM_BACKUP = "nothing was changed; put back a backup made with `pastdue ledger backup`, or look for a copy"

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNREADABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


def is_damage(error: sqlite3.Error) -> bool:
    """True when `error` says that the file itself is damaged."""
    return _code(error) in _DAMAGED


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Every error of SQLite within becomes one of ours that says what to do; every refusal names `path`."""
    try:
        yield
    except LedgerError as error:
        if error.ledger:
            raise
        raise error.of(str(path), FROM_BACKUP if isinstance(error, DamagedLedger) else "") from None
    except RowRefused as error:
        raise LedgerError(f"the ledger refuses this: {error}", "nothing was recorded", str(path)) from error
    except sqlite3.Error as error:
        raise _worded(error, path) from error
    except (OverflowError, UnicodeEncodeError) as error:
        # A whole number beyond 64 bits, or text that is no Unicode: nothing SQLite could hold.
        raise LedgerError(f"the ledger cannot hold a value: {error}", "nothing was recorded", str(path)) from error


def _worded(error: sqlite3.Error, path: Path) -> PastdueError:
    code = _code(error)
    if code in _BUSY:
        return LockedError(f"{path}: another program is using the ledger", "try again when it is done")
    if code == sqlite3.SQLITE_FULL:
        return OutputError(f"{path}: the disk is full", "nothing was recorded; make room and run again")
    if code in _DAMAGED or (isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode")):
        # An operational error that SQLite itself does not know is a text of a row that is no UTF-8.
        return DamagedLedger(str(error), FROM_BACKUP, str(path))
    if code == sqlite3.SQLITE_READONLY:
        return OutputError(
            f"{path}: the ledger is read-only: {error}",
            "make the file and its folder writable; an interrupted run can only be finished then",
        )
    if code in _UNREADABLE:
        return OutputError(f"{path}: the ledger cannot be opened: {error}", "check that you may read and write it")
    if code == sqlite3.SQLITE_CONSTRAINT:
        return LedgerError(f"the ledger refuses this: {error}", "nothing was recorded", str(path))
    if code == sqlite3.SQLITE_IOERR:
        return OutputError(
            f"{path}: the ledger's disk failed: {error}",
            "nothing was recorded; check the disk and its free space. Keep the ledger on a local disk",
        )
    return LedgerError(f"the ledger failed: {error}", "run `pastdue ledger check`", str(path))


def _code(error: sqlite3.Error) -> int:
    # The low byte is the primary code; an error that never reached SQLite has none.
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF
