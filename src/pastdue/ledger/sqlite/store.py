"""The ledger's file: opened, created and kept whole. One SQLite file, refused unless it is surely a ledger.

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
from functools import cache
from importlib import resources
from pathlib import Path

from pastdue.ledger.disk import put_in_place, sync_folder
from pastdue.ledger.sqlite.faults import FROM_BACKUP, speaking_of
from pastdue.model.errors import LedgerError, OutputError, read_fault

APPLICATION_ID = 0x50644C67
"""Says in the file's header that it is a pastdue ledger (`PdLg`)."""

_MAGIC = b"SQLite format 3\x00"
_OLDEST_SQLITE = (3, 37)
_MEMORY = "file::memory:"


@cache
def schema() -> tuple[str, ...]:
    """The numbered SQL files in order: the n-th (from 1) brings a ledger from version n - 1 to n."""
    files = sorted((f for f in (resources.files("pastdue.ledger.sqlite") / "schema").iterdir()
                    if f.name.endswith(".sql")), key=lambda f: f.name)  # fmt: skip
    return tuple(f.read_text(encoding="utf-8") for f in files)


@cache
def _empty() -> bytes:
    """The file of an empty ledger. The SQL files are applied once in a process: that takes SQLite ten times as long as
    copying what comes of it."""
    with closing(_connect(_MEMORY)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _bring_up_to_date(db)
        return db.serialize()


def create(path: Path) -> None:
    """Make an empty ledger at `path`, where there is none. Killed at any instant, it leaves none or a whole one."""
    try:
        with (
            put_whole(path) as half,
            speaking_of(path),
            closing(_connect(_uri(half, "rwc"))) as db,
            closing(open_nothing()) as empty,
        ):
            empty.backup(db)
    except OSError as error:
        raise OutputError(
            f"{path}: the ledger cannot be created: {error.strerror}", "its folder must exist and be writable"
        ) from error


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


def open_file(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection to the ledger at `path`; a missing, foreign, damaged or newer file is refused and left as it is.

    For writing the whole file is checked and an older version brought up to date. For reading neither: an older one
    is read from a copy in memory.
    """
    # A journal is there while a run writes, or since it was killed writing: SQLite must put the file right first,
    # and may have to write for it.
    journal = os.path.lexists(_journal(path)) and os.path.lexists(path)
    if not journal:
        _examine_header(path)
    mode = "ro" if read_only and not (journal and os.access(path, os.W_OK)) else "rw"
    with speaking_of(path):
        db = _connect(_uri(path, mode))
        try:
            if _examine(db, path, read_only=read_only):
                return db
            with closing(db):
                return _renewed(db)
        except BaseException:
            db.close()
            raise


def open_nothing() -> sqlite3.Connection:
    """A connection to an empty ledger that is on no disk and takes no writing."""
    db = _connect(_MEMORY)
    db.deserialize(_empty())
    db.execute("PRAGMA query_only = ON")
    return db


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Everything within is recorded as one deed, on the disk when this ends; or, on any error, nothing is."""
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
    """Raise what to say where the disk failed and the deed stands all the same, or may: the file was written to and no
    journal is left that would undo it."""
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
        with put_whole(target) as half, speaking_of(target), closing(_connect(_uri(half, "rwc"))) as copy:
            db.backup(copy)
            _refuse_damage(copy, target)
    except OSError as error:
        raise OutputError(
            f"{target}: the backup cannot be written: {error.strerror}",
            "no backup was made; check that its folder may be written, and its disk",
        ) from error


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def _connect(uri: str) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise LedgerError(f"this Python has SQLite {sqlite3.sqlite_version}, and the ledger needs 3.37 or newer")
    db = sqlite3.connect(uri, uri=True, isolation_level=None)
    for pragma in (
        "foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF", "cell_size_check = ON",
        "synchronous = EXTRA", "fullfsync = ON",
    ):  # fmt: skip
        db.execute(f"PRAGMA {pragma}")
    return db


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    """Apply the numbered SQL files this ledger has not seen yet, each as one deed."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    for number, script in enumerate(schema()[version:], version + 1):
        try:
            db.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
        except sqlite3.Error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def _examine_header(path: Path) -> None:
    """Refuse what the first 100 bytes already give away, before SQLite touches the file."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, os.SEEK_END)
    except FileNotFoundError:
        raise LedgerError(
            f"{path}: there is no ledger",
            "the first `pastdue run` or `pastdue init` makes it; if letters went out before, put a backup back first",
        ) from None
    except OSError as error:
        otherwise = LedgerError(
            f"{path}: the ledger cannot be read: {error.strerror}", "check its name, and that you may read it"
        )
        raise read_fault(path, error, otherwise) from error
    if len(head) < 100 or not head.startswith(_MAGIC):
        what = "it is empty" if not head else "it is not a SQLite file"
        raise LedgerError(f"{path}: not a ledger, or damaged: {what}", FROM_BACKUP)
    _refuse_foreign(path, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))
    pages, each = int.from_bytes(head[28:32], "big"), int.from_bytes(head[16:18], "big")
    if size < pages * (65536 if each == 1 else each):
        raise LedgerError(f"{path}: the ledger is damaged: its end is cut off", FROM_BACKUP)


def _examine(db: sqlite3.Connection, path: Path, *, read_only: bool) -> bool:
    """Refuse what is no ledger or a damaged one, and bring an older one up to date; False when `db` is of an older
    version and only to be read, so that it was left alone."""
    ids = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    _refuse_foreign(path, *ids)
    if read_only:
        db.execute("PRAGMA query_only = ON")
        return bool(ids[1] == len(schema()))
    _refuse_damage(db, path)
    db.execute("PRAGMA journal_mode = DELETE")
    if not os.access(path, os.W_OK):
        raise OutputError(f"{path}: the ledger is read-only", "make the file and its folder writable")
    _bring_up_to_date(db)
    return True


def _renewed(db: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of an older ledger in memory, brought up to date, that takes no writing."""
    copy = _connect(_MEMORY)
    try:
        db.backup(copy)
        _bring_up_to_date(copy)
        copy.execute("PRAGMA query_only = ON")
    except BaseException:
        copy.close()
        raise
    return copy


def _refuse_foreign(path: Path, application_id: int, version: int) -> None:
    if application_id != APPLICATION_ID or version < 1:
        raise LedgerError(f"{path}: this SQLite file is not a pastdue ledger", "check the name of the ledger")
    if version > len(schema()):
        raise LedgerError(
            f"{path}: the ledger is of a newer pastdue (version {version}, this one knows {len(schema())})",
            "use the newer pastdue; the ledger was not changed",
        )


def _refuse_damage(db: sqlite3.Connection, path: Path) -> None:
    (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise LedgerError(f"{path}: the ledger is damaged: {found}", FROM_BACKUP)
