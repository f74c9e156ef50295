"""The ledger's schema in a database: connected to, made, brought up to date, and refused unless it is surely a ledger.

The schema holds the version of the ledger beside its tables. It is made and renewed in one transaction, so a half-made
ledger is never there.
"""

from __future__ import annotations

import os
import socket
from functools import cache
from importlib import resources
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.numeric import IntLoader

from pastdue import __version__
from pastdue.ledger.access import Access
from pastdue.ledger.postgresql import catalog
from pastdue.ledger.postgresql.faults import speaking_of, unreachable
from pastdue.model.errors import LedgerError, OutputError, SettingsError

_OLDEST_SERVER = 130000
_CONNECTION = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
"""Unless the url says otherwise: seconds until a server that does not answer counts as unreachable, and within about a
minute one that vanished counts as lost."""

_SETTINGS = {
    "lock_timeout": "5s",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "idle_session_timeout": "0",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "client_min_messages": "warning",
}
"""The settings of a session: a run may be silent for long while it makes letters; the lock of a machine that vanished
ends within about a minute."""


@cache
def steps() -> dict[int, str]:
    """The numbered SQL files: each brings a ledger to the version that is its number; the first makes it."""
    files = (resources.files("pastdue.ledger.postgresql") / "schema").iterdir()
    found = {int(f.name[:4]): f.read_text(encoding="utf-8") for f in files if f.name.endswith(".sql")}
    return dict(sorted(found.items()))


def version_known() -> int:
    """The version of the ledgers that this pastdue makes."""
    return max(steps())


def connect(url: str, schema: str, name: str, access: Access) -> psycopg.Connection[Any]:
    """A connection to the database at `url` that sees `schema` alone; OutputError where there is none to be had."""
    try:
        known = conninfo_to_dict(url)
    except psycopg.ProgrammingError:  # its words may hold the password
        raise SettingsError(f"{name}: this is not the url of a PostgreSQL database", _URL) from None
    secret = str(known.get("password") or os.environ.get("PGPASSWORD", ""))
    known.setdefault("application_name", f"pastdue {__version__} on {socket.gethostname()[:24]}, process {os.getpid()}")
    known = {**_CONNECTION, **known}
    try:
        db: psycopg.Connection[Any] = psycopg.connect(**known, autocommit=True, cursor_factory=psycopg.RawCursor)  # type: ignore[arg-type]
    except psycopg.Error as error:
        raise unreachable(error, name, secret) from None
    try:
        with speaking_of(name):
            _settle(db, schema, name, access)
    except BaseException:
        db.close()
        raise
    return db


_URL = "write it as postgresql://USER@HOST:PORT/DATABASE; special characters of a password as %40 for @"


def _settle(db: psycopg.Connection[Any], schema: str, name: str, access: Access) -> None:
    version, encoding = db.info.server_version, db.info.parameter_status("server_encoding")
    if version < _OLDEST_SERVER:
        raise OutputError(f"{name}: the server has PostgreSQL {version // 10000}", "the ledger needs 13 or newer")
    if encoding != "UTF8":
        raise OutputError(
            f"{name}: the database cannot hold every name: its encoding is {encoding}",
            "make one with `createdb --encoding UTF8 --template template0 NAME`",
        )
    db.adapters.register_loader("numeric", IntLoader)  # sums of whole numbers are whole numbers
    path = sql.SQL("{}, pg_temp").format(sql.Identifier(schema)).as_string(db)
    asked = {**_SETTINGS, "search_path": path, "default_transaction_read_only": "on" if access.reads_alone else "off"}
    db.execute(
        "SELECT set_config(asked.name, asked.value, FALSE) FROM unnest($1::text[], $2::text[]) AS asked (name, value)"
        " WHERE EXISTS (SELECT 1 FROM pg_settings AS known WHERE known.name = asked.name)",
        (list(asked), list(asked.values())),
    )
    if db.execute("SHOW synchronous_commit").fetchone() == ("off",):
        db.execute("SET synchronous_commit = on")


def is_there(db: psycopg.Connection[Any], schema: str) -> bool:
    """True when the schema has a ledger."""
    query = "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'ledger_version')"
    return bool(db.execute(query, (schema,)).fetchone()[0])  # type: ignore[index]


def create(db: psycopg.Connection[Any], schema: str, name: str) -> None:
    """Make an empty ledger in `schema`, where there is none; a schema that has other tables is refused."""
    with speaking_of(name), db.transaction():
        if not db.execute("SELECT 1 FROM pg_namespace WHERE nspname = $1", (schema,)).fetchone():
            db.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        elif db.execute("SELECT 1 FROM pg_class WHERE relnamespace = current_schema()::regnamespace").fetchone():
            raise LedgerError(
                f"the schema {schema} has tables, and they are not a ledger", "name another one: `[ledger] schema`"
            )
        db.execute("CREATE TABLE ledger_version (version bigint NOT NULL)")
        db.execute("INSERT INTO ledger_version VALUES (0)")
        db.execute("CREATE TABLE ledger_made_of (what text PRIMARY KEY, how text NOT NULL)")
        _bring_up_to_date(db, 0)


def examine(db: psycopg.Connection[Any], schema: str, name: str, access: Access) -> None:
    """Refuse a missing and a newer ledger; bring an older one up to date, unless it is to be read alone."""
    with speaking_of(name):
        if not is_there(db, schema):
            remedy = "the first `pastdue run` makes it; if letters went out before, put a backup back first"
            raise LedgerError("there is no ledger", remedy)
        (version,) = db.execute("SELECT version FROM ledger_version").fetchone()  # type: ignore[misc]
        known = version_known()
        if version > known:
            raise LedgerError(
                f"the ledger is of a newer pastdue (version {version}, this one knows {known})",
                "use the newer pastdue; the ledger was not changed",
            )
        if version < known and access.reads_alone:
            what = f"the ledger is of an older pastdue (version {version})"
            raise LedgerError(what, "the next run brings it up to date")
        if version < known:
            with db.transaction():
                _bring_up_to_date(db, version)


def _bring_up_to_date(db: psycopg.Connection[Any], version: int) -> None:
    for number, script in steps().items():
        if number > version:
            psycopg.ClientCursor(db).execute(script)
            db.execute("UPDATE ledger_version SET version = $1", (number,))
    catalog.note(db)
