"""PostgreSQL's errors as errors of pastdue, each with its remedy; the one place where they are translated.

What the server, the way to it or its permissions refuse is an OutputError, as a failing disk is; what the ledger itself
refuses, a LedgerError.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from pastdue.ledger.database import RowRefused
from pastdue.model.errors import DamagedLedger, LedgerError, LockedError, OutputError, PastdueError

FROM_DUMP = "nothing was changed; put back a backup of the database, as made by pg_dump"
REPEAT = "nothing is sent twice: once the server answers, run the same command again"

_SERVER_FULL = (errors.DiskFull, errors.OutOfMemory, errors.TooManyConnections, errors.InsufficientResources)
_CANNOT_HOLD = (errors.DataError, OverflowError, UnicodeEncodeError)
_ALTERED = (errors.UndefinedTable, errors.UndefinedColumn, errors.UndefinedFunction, errors.UndefinedObject)
_DAMAGED = (errors.DataCorrupted, errors.IndexCorrupted)
_BUSY = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure)


@contextmanager
def speaking_of(name: str) -> Iterator[None]:
    """Every error of PostgreSQL within becomes one of ours that says what to do; every refusal names the ledger."""
    try:
        yield
    except LedgerError as error:
        if error.ledger:
            raise
        raise error.of(name, FROM_DUMP if isinstance(error, DamagedLedger) else "") from None
    except RowRefused as error:
        raise LedgerError(f"the ledger refuses this: {error}", "nothing was recorded", name) from error
    except _CANNOT_HOLD as error:
        # A whole number beyond 64 bits, a character that PostgreSQL has not, a day that is none.
        what = f"the ledger cannot hold a value: {first_line(error)}"
        raise LedgerError(what, "nothing was recorded", name) from error
    except psycopg.Error as error:
        raise worded(error, name) from error


def worded(error: psycopg.Error, name: str) -> PastdueError:
    """The error of pastdue for an error of an open connection."""
    said = first_line(error)
    if isinstance(error, _BUSY):
        return LockedError(f"{name}: another program is using the ledger", "try again when it is done")
    if isinstance(error, _SERVER_FULL):
        return OutputError(f"{name}: the server has no room: {said}", "nothing was recorded; make room and run again")
    if isinstance(error, errors.ReadOnlySqlTransaction):
        remedy = "an interrupted run can only be finished where the ledger may be written"
        return OutputError(f"{name}: the ledger is read-only: {said}", remedy)
    if isinstance(error, errors.InsufficientPrivilege):
        remedy = "nothing was recorded; its administrator can give the rights that `pastdue docs ledger` names"
        return OutputError(f"{name}: the server does not allow this: {said}", remedy)
    if isinstance(error, errors.IntegrityError):
        return LedgerError(f"the ledger refuses this: {said}", "nothing was recorded", name)
    if isinstance(error, _DAMAGED):
        return DamagedLedger(said, FROM_DUMP, name)
    if isinstance(error, _ALTERED):
        return LedgerError(f"the ledger is not as pastdue made it: {said}", "run `pastdue ledger check`", name)
    if isinstance(error, (errors.OperationalError, errors.InterfaceError)):
        return OutputError(f"{name}: the connection to the server was lost: {said}", REPEAT)
    return LedgerError(f"the ledger failed: {said}", "run `pastdue ledger check`", name)


def unreachable(error: psycopg.Error, name: str, secret: str) -> OutputError:
    """The error for a connection that could not be made; without the password `secret`.

    The server says why in its own words and gives no code, so words are all there is to tell the causes apart by.
    """
    said = first_line(error).replace(secret, "***") if secret else first_line(error)
    said = said.rpartition("FATAL:")[2].strip() or said
    remedy = "check the url, that the server runs, and that it lets this machine in"
    if "password" in said or "authentication" in said:
        remedy = "check the user in the url and its password, which may also stand in PGPASSWORD or ~/.pgpass"
    elif 'database "' in said:
        remedy = "make the database first, as with `createdb --encoding UTF8 NAME`"
    return OutputError(f"{name}: the server cannot be used: {said}", remedy)


def first_line(error: BaseException) -> str:
    """The words of an error without where in a statement it was met."""
    said = error.diag.message_primary if isinstance(error, psycopg.Error) else None
    return said or str(error).partition("\n")[0]
