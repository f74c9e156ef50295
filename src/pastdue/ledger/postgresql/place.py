"""A ledger's place in a schema of a PostgreSQL database, and the lock that a run holds on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import errors

from pastdue.ledger.access import Access
from pastdue.ledger.database import Database
from pastdue.ledger.ledger import Ledger
from pastdue.ledger.place import is_first_run
from pastdue.ledger.postgresql import store
from pastdue.ledger.postgresql.faults import speaking_of
from pastdue.ledger.postgresql.session import LedgerSession
from pastdue.model.errors import LockedError, OutputError
from pastdue.model.errors.problems import shown

_LOCK = "SELECT pg_advisory_lock(hashtextextended($1 || ' run', 0))"
_HOLDER = """
SELECT coalesce(application_name, ''), to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), locks.pid
FROM pg_locks AS locks LEFT JOIN pg_stat_activity AS sessions ON sessions.pid = locks.pid
WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND (classid::bigint << 32 | objid::bigint) = hashtextextended($1 || ' run', 0)
"""


@dataclass(frozen=True)
class ServerPlace:
    """A ledger in `schema` of the database at `url`. Folders are written down from `home` on, the folder of the
    settings, which may lie elsewhere on each machine that shares the ledger."""

    url: str = field(repr=False)
    schema: str
    home: Path

    @cached_property
    def name(self) -> str:
        return f"{self._without_password.partition('?')[0]} ({self.schema})"

    @property
    def _without_password(self) -> str:
        said = urlsplit(self.url)
        user, at, host = said.netloc.rpartition("@")
        asked = "&".join(each for each in said.query.split("&") if not each.startswith("password="))
        return f"{said.scheme}://{user.partition(':')[0]}{at}{host}{said.path}{'?' if asked else ''}{asked}"

    def settings(self, folder: Path) -> tuple[str, ...]:  # noqa: ARG002 - it is not in a folder
        return f'url = "{self._without_password}"', f'schema = "{self.schema}"'

    @property
    def file(self) -> Path | None:
        return None

    def exists(self) -> bool:
        with closing(self._connected(Access.READ)) as db, speaking_of(self.name):
            return store.is_there(db, self.schema)

    def open(self, access: Access = Access.CHANGE) -> Ledger:
        db = self._connected(access)
        try:
            store.examine(db, self.schema, self.name, access)
        except BaseException:
            db.close()
            raise
        return self._ledger(db)

    @contextmanager
    def held(self, outputs: Iterable[Path] = (), access: Access = Access.CHANGE) -> Iterator[Ledger]:
        # The lock ends with the connection that writes: a run that lost it cannot record anything any more.
        with closing(self._connected(access)) as db:
            self._lock(db)
            if access is Access.BEGIN and is_first_run(self, *outputs):
                store.create(db, self.schema, self.name)
            store.examine(db, self.schema, self.name, access)
            with self._ledger(db) as ledger:
                yield ledger

    @contextmanager
    def made_anew(self) -> Iterator[Database]:
        with closing(self._connected(Access.BEGIN)) as db:
            self._lock(db)
            if store.is_there(db, self.schema):
                raise OutputError(f"{self.name}: there is a ledger already", "name another schema: --schema NAME")
            with speaking_of(self.name), db.transaction():
                store.create(db, self.schema, self.name)
                yield LedgerSession(self.name, self.home.absolute(), db)

    def _ledger(self, db: psycopg.Connection[Any]) -> Ledger:
        return Ledger(LedgerSession(self.name, self.home.absolute(), db))

    def _connected(self, access: Access) -> psycopg.Connection[Any]:
        return store.connect(self.url, self.schema, self.name, access)

    def _lock(self, db: psycopg.Connection[Any]) -> None:
        with speaking_of(self.name):
            try:
                db.execute("SET lock_timeout = '1s'")  # a killed run's session needs an instant to end
                db.execute(_LOCK, (self.schema,))
                db.execute("SET lock_timeout = '5s'")
            except errors.LockNotAvailable:
                raise self._locked(db) from None

    def _locked(self, db: psycopg.Connection[Any]) -> LockedError:
        holder = db.execute(_HOLDER, (self.schema,)).fetchone()
        who = "a session of the server that has just ended" if holder is None else f"session {holder[2]} of the server"
        if holder is not None and holder[0]:
            who = f"{shown(holder[0])} since {holder[1]} UTC"
        return LockedError(f"{self.name}: another run is at work: {who}", "wait for it to end, then run again")
