"""The two homes of a ledger for tests that hold in both: a file, and a schema of a server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.postgresql import Server, fresh_schema

from pastdue.ledger import Access, FilePlace, Ledger, LedgerPlace
from pastdue.ledger.postgresql.place import ServerPlace
from pastdue.ledger.postgresql.session import numbered

REFUSED = (sqlite3.IntegrityError, psycopg.errors.IntegrityError)
"""The errors of a database for a row that it refuses."""


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> LedgerPlace:
    """The place of a ledger that is not made yet; its folders are written down from `tmp_path` on."""
    if request.param == "file":
        return FilePlace(tmp_path / "pastdue.ledger")
    return on_the(request.getfixturevalue("server"), tmp_path)


@pytest.fixture
def ledger(place: LedgerPlace) -> Iterator[Ledger]:
    """An empty ledger."""
    with place.held(access=Access.BEGIN) as opened:
        yield opened


def on_the(server: Server, home: Path) -> ServerPlace:
    """A place on the server that no other test has."""
    return ServerPlace(server.url(), fresh_schema(), home)


class Raw:
    """A ledger's database without pastdue."""

    def __init__(self, db: Any, of_a_server: bool) -> None:
        self._db, self._of_a_server = db, of_a_server

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        return self._db.execute(numbered(sql) if self._of_a_server else sql, parameters)

    def second_column(self, table: str) -> str:
        columns = self.execute(f"SELECT * FROM {table} LIMIT 1").description
        return str(columns[1][0])


@contextmanager
def raw(place: LedgerPlace) -> Iterator[Raw]:
    """The database of the ledger at `place`; what is done within one refusal is rolled back."""
    if isinstance(place, ServerPlace):
        with psycopg.connect(place.url, autocommit=True, cursor_factory=psycopg.RawCursor) as db:
            db.execute(f"SET search_path = {place.schema}".encode())
            yield Raw(db, True)
    else:
        own = sqlite3.connect(place.name, isolation_level=None)
        try:
            yield Raw(own, False)
        finally:
            own.close()
