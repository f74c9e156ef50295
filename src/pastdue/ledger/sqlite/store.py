"""The ledger's file: opened, created, copied and kept whole.

Rollback journal with `synchronous = EXTRA`, not WAL: the ledger stays a single file that can be copied between
runs and read from a read-only folder, a commit is on the disk when it returns, and WAL would need shared memory
that network drives do not have. A run commits a handful of times, so WAL's speed would buy nothing.
A file is made whole under another name and then renamed, so a half-made ledger never has the ledger's name.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pastdue.ledger.access import Access
from pastdue.ledger.disk import put_in_place, sync_file, sync_folder
from pastdue.ledger.sqlite.connecting import connect, nothing, renewed, uri
from pastdue.ledger.sqlite.examining import examine, examine_header, refuse_damage
from pastdue.ledger.sqlite.faults import speaking_of
from pastdue.model.errors import OutputError
from pastdue.model.errors.disk import write_fault


def create(path: Path) -> None:
    """Make an empty ledger at `path`, where there is none. Killed at any instant, it leaves none or a whole one."""
    try:
        with put_whole(path) as half, half.open("xb") as file:
            file.write(nothing())
            file.flush()
            sync_file(file.fileno())
    except OSError as error:
        what = f"{path}: the ledger cannot be created: {error.strerror}"
        raise write_fault(path, error, OutputError(what, "its folder must exist and be writable")) from error


@contextmanager
def put_whole(target: Path) -> Iterator[Path]:
    """Within, a file is made under the name that this gives; then it is put at `target`, on the disk. Where anything
    fails, nothing of it stays, and what a killed attempt left behind is removed first."""
    half = target.with_name(f".{target.name}.new")
    left = [half, _journal(half)]
    try:
        for file in left:
            file.unlink(missing_ok=True)
        yield half
        put_in_place(half, target)
        left = [target]
        sync_folder(target.parent)
        left = []
    finally:
        for file in left:
            with suppress(OSError):
                file.unlink(missing_ok=True)


def open_file(path: Path, access: Access) -> sqlite3.Connection:
    """A connection to the ledger at `path`; a missing, foreign, damaged or newer file is refused and left as it is.

    For writing the whole file is checked and an older version brought up to date. For reading neither: an older one
    is read from a copy in memory.
    """
    # A journal is there while a run writes, or since it was killed writing: SQLite must put the file right first,
    # and may have to write for it.
    journal = os.path.lexists(_journal(path)) and os.path.lexists(path)
    if not journal:
        examine_header(path)
    mode = "ro" if access.reads_alone and not (journal and os.access(path, os.W_OK)) else "rw"
    with speaking_of(path):
        db = connect(uri(path, mode))
        try:
            if examine(db, path, access):
                return db
            with closing(db):
                return renewed(db)
        except BaseException:
            db.close()
            raise


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """A transaction: what is written within is on the disk when it ends, or on any error nothing of it is recorded."""
    with speaking_of(path):
        db.execute("BEGIN IMMEDIATE")
        before = _written(path)
        try:
            yield
            db.execute("COMMIT")
        except BaseException as error:
            if db.in_transaction:
                with suppress(sqlite3.Error):  # the error on its way says more; closing rolls back as well
                    db.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                _refuse_as_done(path, before, error)
            raise


def _refuse_as_done(path: Path, before: int | None, error: sqlite3.Error) -> None:
    """Raise the error of a disk that failed once the transaction was recorded, or may be: the file was written to and
    no journal is left that would undo it."""
    after = _written(path)
    if None in (before, after):
        raise OutputError(
            f"{path}: the ledger's disk failed: {error}",
            "whether it was recorded cannot be read: check the disk, then look with `pastdue history`",
        ) from error
    if before != after and not os.path.lexists(_journal(path)):
        raise OutputError(
            f"{path}: the ledger's disk failed once everything was recorded: {error}",
            "it was recorded, and running it again is safe; check the disk and its free space",
        ) from error


def _written(path: Path) -> int | None:
    """The number of times the ledger's file was written to, by its own count; None where that cannot be read."""
    try:
        with path.open("rb") as file:
            return int.from_bytes(file.read(28)[24:28], "big")
    except OSError:
        return None


def copy_to(db: sqlite3.Connection, target: Path) -> None:
    """Copy the ledger of `db` to `target`, whole and checked; refuses to write over anything. Where it fails, nothing
    of the copy stays."""
    if os.path.lexists(target):
        raise OutputError(f"{target}: already exists", "a backup is never written over anything: choose a new name")
    if not target.parent.is_dir():
        raise OutputError(f"{target}: its folder is not there", "make the folder first")
    try:
        with put_whole(target) as half, speaking_of(target), closing(connect(uri(half, "rwc"))) as copy:
            db.backup(copy)
            refuse_damage(copy, target)
    except OSError as error:
        raise OutputError(
            f"{target}: the backup cannot be written: {error.strerror}",
            "no backup was made; check that its folder may be written, and its disk",
        ) from error


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")
