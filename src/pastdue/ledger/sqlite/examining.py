"""The examination of a ledger's file: one that is foreign, damaged or newer is refused and left as it is."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from pastdue.ledger.access import Access
from pastdue.ledger.sqlite.connecting import APPLICATION_ID, bring_up_to_date, schema
from pastdue.ledger.sqlite.faults import FROM_BACKUP
from pastdue.model.errors import DamagedLedger, LedgerError, OutputError
from pastdue.model.errors.disk import read_fault

_MAGIC = b"SQLite format 3\x00"


def examine_header(path: Path) -> None:
    """Refuse what the first 100 bytes already give away, before SQLite touches the file."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = file.seek(0, os.SEEK_END)
    except FileNotFoundError:
        raise LedgerError(
            "there is no ledger",
            "the first `pastdue run` or `pastdue init` makes it; if letters went out before, put a backup back first",
            str(path),
        ) from None
    except OSError as error:
        otherwise = LedgerError(
            f"the ledger cannot be read: {error.strerror}", "check its name, and that you may read it", str(path)
        )
        raise read_fault(path, error, otherwise) from error
    if len(head) < 100 or not head.startswith(_MAGIC):
        what = "it is empty" if not head else "it is not a SQLite file"
        raise LedgerError(f"not a ledger, or damaged: {what}", FROM_BACKUP, str(path))
    _refuse_foreign(path, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))
    pages, each = int.from_bytes(head[28:32], "big"), int.from_bytes(head[16:18], "big")
    if size < pages * (65536 if each == 1 else each):
        raise DamagedLedger("its end is cut off", FROM_BACKUP, str(path))


def examine(db: sqlite3.Connection, path: Path, access: Access) -> bool:
    """Refuse what is no ledger or a damaged one, and bring an older one up to date; False when `db` is of an older
    version and only to be read, so that it was left alone."""
    ids = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    _refuse_foreign(path, *ids)
    if access.reads_alone:
        db.execute("PRAGMA query_only = ON")
        return bool(ids[1] == len(schema()))
    refuse_damage(db, path)
    db.execute("PRAGMA journal_mode = DELETE")
    if not os.access(path, os.W_OK):
        raise OutputError(f"{path}: the ledger is read-only", "make the file and its folder writable")
    bring_up_to_date(db)
    return True


def _refuse_foreign(path: Path, application_id: int, version: int) -> None:
    if application_id != APPLICATION_ID or version < 1:
        raise LedgerError("this SQLite file is not a pastdue ledger", "check the name of the ledger", str(path))
    if version > len(schema()):
        raise LedgerError(
            f"the ledger is of a newer pastdue (version {version}, this one knows {len(schema())})",
            "use the newer pastdue; the ledger was not changed",
            str(path),
        )


def refuse_damage(db: sqlite3.Connection, path: Path) -> None:
    (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise DamagedLedger(found, FROM_BACKUP, str(path))
