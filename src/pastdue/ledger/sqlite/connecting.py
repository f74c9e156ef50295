"""Connections to SQLite as a ledger needs them, and the numbered SQL files that make its tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from importlib import resources
from pathlib import Path

from pastdue.model.errors import LedgerError

APPLICATION_ID = 0x50644C67
"""Says in the file's header that it is a pastdue ledger (`PdLg`)."""

_OLDEST_SQLITE = (3, 37)
MEMORY = "file::memory:"


@cache
def schema() -> tuple[str, ...]:
    """The numbered SQL files in order: the n-th (from 1) brings a ledger from version n - 1 to n."""
    files = sorted((f for f in (resources.files("pastdue.ledger.sqlite") / "schema").iterdir()
                    if f.name.endswith(".sql")), key=lambda f: f.name)  # fmt: skip
    return tuple(f.read_text(encoding="utf-8") for f in files)


@cache
def nothing() -> bytes:
    """The file of an empty ledger. The SQL files are applied once in a process: that takes SQLite ten times as long as
    copying what comes of it."""
    with closing(connect(MEMORY)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        bring_up_to_date(db)
        return db.serialize()


def connect(uri: str) -> sqlite3.Connection:
    """A connection on which SQLite checks every key, trusts no schema and writes to the disk before it says so."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise LedgerError(f"this Python has SQLite {sqlite3.sqlite_version}, and the ledger needs 3.37 or newer")
    db = sqlite3.connect(uri, uri=True, isolation_level=None)
    for pragma in (
        "foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF", "cell_size_check = ON",
        "synchronous = EXTRA", "fullfsync = ON",
    ):  # fmt: skip
        db.execute(f"PRAGMA {pragma}")
    return db


def uri(path: Path, mode: str) -> str:
    """The file as SQLite is asked for it: to be read (`ro`), written (`rw`), or made and written (`rwc`)."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Apply the numbered SQL files this ledger has not seen yet, each in one transaction."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    for number, script in enumerate(schema()[version:], version + 1):
        try:
            db.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
        except sqlite3.Error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def open_nothing() -> sqlite3.Connection:
    """A connection to an empty ledger that is on no disk and takes no writing."""
    db = connect(MEMORY)
    db.deserialize(nothing())
    db.execute("PRAGMA query_only = ON")
    return db


def renewed(db: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of an older ledger in memory, brought up to date, that takes no writing."""
    copy = connect(MEMORY)
    try:
        db.backup(copy)
        bring_up_to_date(copy)
        copy.execute("PRAGMA query_only = ON")
    except BaseException:
        copy.close()
        raise
    return copy
