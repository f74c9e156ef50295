"""A session at a PostgreSQL server as the database of a ledger: one connection, and with it the lock of a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors

from pastdue.ledger.database import RowRefused, Rows, numbers_of
from pastdue.ledger.postgresql import catalog
from pastdue.ledger.postgresql.faults import first_line, speaking_of
from pastdue.model.errors import LedgerError, OutputError

_FEW = 50
"""Up to so many rows are inserted one by one; more are streamed."""

_WRITERS = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' deeds', 0))"
"""Lets one transaction write at a time, as a file does: each sees what all earlier ones recorded."""


class LedgerSession:
    """The open schema of a database, as `Database` has it."""

    def __init__(self, name: str, home: Path, db: psycopg.Connection[Any]) -> None:
        self.name, self.home, self._db = name, home, db

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Rows:
        try:
            return self._db.execute(numbered(sql), parameters)
        except errors.IntegrityError as error:
            raise RowRefused(first_line(error)) from error

    def execute_each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        try:
            with self._db.cursor() as cursor:
                cursor.executemany(numbered(sql), rows)
        except errors.IntegrityError as error:
            raise RowRefused(first_line(error)) from error

    def add(self, table: str, columns: str, row: Sequence[object]) -> int:
        values = ", ".join("?" * len(row))
        (n,) = self.execute(f"INSERT INTO {table} ({columns}) VALUES ({values}) RETURNING n", row).fetchone()
        return int(n)

    def add_each(self, table: str, columns: str, rows: Sequence[Sequence[object]]) -> list[int]:
        if len(rows) < 2:
            return numbers_of(partial(self.add, table, columns), rows)
        self._db.execute("SAVEPOINT several")
        try:
            sql = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(rows[0]))}) RETURNING n"
            found = self.ask_each(sql, rows)
        except RowRefused:
            self._db.execute("ROLLBACK TO SAVEPOINT several")
            return numbers_of(partial(self.add, table, columns), rows)  # one by one: the row that is refused says so
        self._db.execute("RELEASE SAVEPOINT several")  # else each call leaves one open until the end of the transaction
        return [int(n) for ((n,),) in found]

    def ask_each(self, sql: str, rows: Sequence[Sequence[object]]) -> list[list[Any]]:
        if not rows:
            return []
        try:
            with self._db.cursor() as cursor:
                cursor.executemany(numbered(sql), rows, returning=True)
                found = [cursor.fetchall()]
                while cursor.nextset():
                    found.append(cursor.fetchall())
        except errors.IntegrityError as error:
            raise RowRefused(first_line(error)) from error
        return found

    def add_all(self, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        every = iter(rows)
        first = list(islice(every, _FEW))
        if len(first) < _FEW:
            if first:
                values = ", ".join("?" * len(first[0]))
                self.execute_each(f"INSERT INTO {table} ({columns}) VALUES ({values})", first)
            return
        try:
            with self._db.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in chain(first, every):
                    copy.write_row(row)
        except errors.IntegrityError as error:
            raise RowRefused(first_line(error)) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self.speaking():
            self._db.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
            try:
                self._db.execute(_WRITERS)
                yield
                self._commit()
            except BaseException:
                with suppress(psycopg.Error):  # the error on its way says more; the server rolls back what it lost
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def filling(self) -> Iterator[None]:
        guarded = [table for (table,) in self._db.execute(catalog.GUARDED).fetchall()]
        for table in guarded:
            self._db.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        self._db.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in guarded:
            self._db.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for table, sequence in self._db.execute(catalog.NUMBERED).fetchall():
            self._db.execute(f"SELECT setval($1, max(n)) FROM {table} HAVING max(n) IS NOT NULL", (sequence,))

    def _commit(self) -> None:
        """Commit; where the connection is lost over it, it is not known on this side whether it was recorded."""
        try:
            self._db.execute("COMMIT")
        except (errors.OperationalError, errors.InterfaceError) as error:
            raise OutputError(
                f"{self.name}: the connection was lost while it was being recorded: {first_line(error)}",
                "whether it was recorded the server alone knows: look with `pastdue history` once it answers. A run may"
                " be repeated at once: it asks the ledger first, and finishes what was recorded",
            ) from error

    def speaking(self) -> AbstractContextManager[None]:
        return speaking_of(self.name)

    def damage(self) -> list[str]:
        """Nothing: a server checks its pages as it reads them, and every row is read."""
        return []

    def altered(self) -> Iterator[str]:
        yield from catalog.altered(self._db)

    def copy_to(self, target: Path) -> None:
        raise LedgerError(
            f"a ledger on a server is not backed up to {target}",
            "back up its database, as with pg_dump; `pastdue ledger copy FILE` makes a ledger in a file of it",
            self.name,
        )

    def close(self) -> None:
        with suppress(psycopg.Error):
            self._db.close()


@cache
def numbered(sql: str) -> str:
    """A statement with its parameters as PostgreSQL numbers them.

    >>> numbered("SELECT n FROM files WHERE run = ? AND name = ?")
    'SELECT n FROM files WHERE run = $1 AND name = $2'
    >>> numbered("WHERE (?1 IS NULL OR id = ?1)")
    'WHERE ($1 IS NULL OR id = $1)'
    """
    given = iter(range(1, sql.count("?") + 1))
    return re.sub(r"\?(\d*)", lambda found: f"${found[1] or next(given)}", sql)
