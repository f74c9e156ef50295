"""The ledger's file as the database of a ledger."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pastdue.ledger.access import Access
from pastdue.ledger.database import RowRefused, Rows, numbers_of
from pastdue.ledger.sqlite import store
from pastdue.ledger.sqlite.connecting import open_nothing
from pastdue.ledger.sqlite.faults import is_damage, speaking_of
from pastdue.model.errors import OutputError

_MADE = "SELECT type || ' ' || name, sql FROM sqlite_schema"


class LedgerFile:
    """The open file at `path`, as `Database` has it."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path, self._db = path, db
        self.name, self.home = str(path), path.absolute().parent

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        try:
            return self._db.execute(sql, parameters)
        except sqlite3.IntegrityError as error:
            raise RowRefused(str(error)) from error

    def execute_each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        try:
            self._db.executemany(sql, rows)
        except sqlite3.IntegrityError as error:
            raise RowRefused(str(error)) from error

    def add(self, table: str, columns: str, row: Sequence[object]) -> int:
        done = self.execute(_insertion(table, columns, len(row)), row)
        return int(done.lastrowid)  # type: ignore[attr-defined]

    def add_each(self, table: str, columns: str, rows: Sequence[Sequence[object]]) -> list[int]:
        return numbers_of(partial(self.add, table, columns), rows)

    def ask_each(self, sql: str, rows: Sequence[Sequence[object]]) -> list[list[Any]]:
        return [self.execute(sql, row).fetchall() for row in rows]

    def add_all(self, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        self.execute_each(_insertion(table, columns, columns.count(",") + 1), rows)

    def transaction(self) -> AbstractContextManager[None]:
        return store.transaction(self._db, self.path)

    @contextmanager
    def filling(self) -> Iterator[None]:
        with self.transaction():
            guards = self._db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                self._db.execute(f"DROP TRIGGER {name}")
            yield
            for _, made in guards:
                self._db.execute(made)

    def speaking(self) -> AbstractContextManager[None]:
        return speaking_of(self.path)

    def damage(self) -> list[str]:
        try:
            found = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            found = [str(error)]
        return [] if found == ["ok"] else found

    def altered(self) -> Iterator[str]:
        with closing(open_nothing()) as model:
            expected = dict(model.execute(_MADE))
        found = dict(self._db.execute(_MADE))
        for name in sorted(expected.keys() | found.keys()):
            if expected.get(name) != found.get(name):
                yield f"{name} is not as pastdue made it"
        for table, key, parent, _ in self._db.execute("PRAGMA foreign_key_check"):
            yield f"row {key} of {table} refers to a row of {parent} that is not there"

    def copy_to(self, target: Path) -> None:
        """Copy the file to `target`, whole, checked and on the disk; refuses to write over anything."""
        store.copy_to(self._db, target)

    def close(self) -> None:
        self._db.close()


@contextmanager
def made_anew(path: Path) -> Iterator[LedgerFile]:
    """An empty ledger to be filled within; at the end it is whole, on the disk, and has the name `path`."""
    if os.path.lexists(path):
        raise OutputError(f"{path}: already exists", "a ledger is never written over anything: choose a new name")
    try:
        with store.put_whole(path) as half:
            store.create(half)
            with closing(LedgerFile(path, store.open_file(half, Access.CHANGE))) as made:
                yield made
    except OSError as error:
        raise OutputError(
            f"{path}: the ledger cannot be written: {error.strerror}",
            "nothing was copied; check that its folder may be written, and its disk",
        ) from error


def _insertion(table: str, columns: str, count: int) -> str:
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * count)})"
