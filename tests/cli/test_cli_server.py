"""The commands with a ledger in PostgreSQL: the same results as with a file, clear errors, and no password anywhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from tests.cli.offices import GOOD, ON, SETTINGS, Office, office
from tests.postgresql import PASSWORD, USER, Server, fresh_schema

LATER = "2026-11-30"
INVOICES = (GOOD, {"invoice": "Ż-2", "customer": "Żółw sp. z o.o.", "total": "80.00"})


def settings(url: str, schema: str) -> str:
    return f'{SETTINGS}\n[ledger]\nurl = "{url}"\nschema = "{schema}"\n'


def shop_in(folder: Path, server: Server) -> tuple[Office, str]:
    """An office whose ledger is in a schema of its own, and that schema."""
    folder.mkdir(exist_ok=True)
    schema = fresh_schema()
    return office(folder, *INVOICES, settings=settings(server.url(), schema)), schema


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "out").rglob("*")) if path.is_file()
    }  # fmt: skip


def month(shop: Office) -> list[tuple[int, str]]:
    """The answers of the commands of a month, each with its exit code."""
    said = [
        shop.says(*words)
        for words in (
            ("run", "invoices.csv", "--as-of", ON, "--yes"),
            ("waive", "A-1", "--why", "kindness", "--as-of", ON),
            ("paid", "Ż-2", "40.00", "--on", ON, "--as-of", ON),
            ("hold", "A-1", "--why", "asked for", "--as-of", ON),
            ("plan", "invoices.csv", "--as-of", LATER),
            ("run", "invoices.csv", "--as-of", LATER, "--yes"),
            ("undo", "--why", "a slip", "--as-of", LATER),
            ("history", "--format", "json"),
            ("history", "--payments", "--format", "csv"),
            ("aging", "invoices.csv", "--as-of", LATER, "--format", "json"),
            ("statement", "invoices.csv", "C-2", "--as-of", LATER, "--format", "json"),
            ("tasks", "invoices.csv", "--as-of", LATER, "--format", "json"),
            ("ledger", "check"),
        )
    ]
    assert all(PASSWORD not in one.err + one.out and quote(PASSWORD) not in one.err + one.out for one in said)
    return [(one.code, one.out) for one in said]


def test_a_month_of_commands_gives_the_same_letters_and_answers_as_with_a_file(tmp_path: Path, server: Server) -> None:
    on_server, schema = shop_in(tmp_path / "server", server)
    (tmp_path / "file").mkdir()
    in_file = office(tmp_path / "file", *INVOICES)
    name = f"{server.url().replace(':a%20b%25%27s', '').partition('?')[0]} ({schema})"
    there, here = month(on_server), month(in_file)
    assert [(code, out.replace(name, "pastdue.ledger")) for code, out in there] == here
    assert {code for code, _ in here} == {0}
    assert files_of(tmp_path / "server") == files_of(tmp_path / "file") != {}


def _wrong_password(server: Server, schema: str) -> str:
    return settings(server.url(password="not%20it"), schema)


def _no_database(server: Server, schema: str) -> str:
    return settings(server.url(database="nothing"), schema)


def _no_server(_: Server, schema: str) -> str:
    return settings(f"postgresql://{USER}:a%20b%25%27s@127.0.0.1:1/postgres", schema)


def _no_rights(server: Server, schema: str) -> str:
    with psycopg.connect(server.url(), autocommit=True) as db:
        db.execute(f"CREATE USER {schema} PASSWORD 'x'".encode())
    return settings(server.url(user=schema, password="x"), schema)


def _newer(server: Server, schema: str) -> str:
    with psycopg.connect(server.url(), autocommit=True) as db:
        db.execute(f"CREATE SCHEMA {schema}".encode())
        db.execute(f"CREATE TABLE {schema}.ledger_version AS SELECT 99 AS version".encode())
    return settings(server.url(), schema)


def _foreign(server: Server, schema: str) -> str:
    with psycopg.connect(server.url(), autocommit=True) as db:
        db.execute(f"CREATE SCHEMA {schema}".encode())
        db.execute(f"CREATE TABLE {schema}.orders (n bigint)".encode())
    return settings(server.url(), schema)


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (_wrong_password, 6, "PGPASSWORD or ~/.pgpass"),
        (_no_database, 6, "createdb"),
        (_no_server, 6, "refused"),
        (_no_rights, 6, "permission denied"),
        (_newer, 7, "newer pastdue (version 99"),
        (_foreign, 7, "has tables, and they are not a ledger"),
        (
            lambda *_: settings("mysql://clerk:secret%20word@db/x", "s"),
            2,
            "ledger: url: it names no PostgreSQL database",
        ),
        (lambda *_: settings("postgresql://clerk:secret%zzword@db/x", "s"), 2, "this is not the url"),
        (lambda *_: settings("postgresql://db/x", "No Name"), 2, "ledger: schema: 'No Name' is not a name"),
        (lambda *_: settings("postgresql://db/x", "s") + 'file = "a.ledger"\n', 2, "file and url"),
    ],
)
def test_what_keeps_a_run_from_its_server_is_told_clearly_without_the_password(
    tmp_path: Path, server: Server, fault: Callable[[Server, str], str], code: int, said: str
) -> None:
    shop = office(tmp_path, settings=fault(server, fresh_schema()))
    found = shop.says("run", "invoices.csv", "--as-of", ON, "--yes")
    assert (found.code, found.out) == (code, "") and said in found.err and "Traceback" not in found.err
    for secret in (PASSWORD, quote(PASSWORD), "not it", "not%20it", "secret"):
        assert secret not in found.err
    assert not (tmp_path / "out").exists()


def test_a_clerk_who_may_only_add_rows_does_the_monthly_run(tmp_path: Path, server: Server) -> None:
    shop, schema = shop_in(tmp_path, server)
    assert shop.says("run", "invoices.csv", "--as-of", ON, "--yes").code == 0
    with psycopg.connect(server.url(), autocommit=True) as db:
        for right in (
            f"CREATE USER {schema} PASSWORD 'x'",
            f"GRANT USAGE ON SCHEMA {schema} TO {schema}",
            f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {schema} TO {schema}",
        ):
            db.execute(right.encode())
    url = server.url(user=schema, password="x")
    (tmp_path / "pastdue.toml").write_text(settings(url, schema))
    said = shop.says("run", "invoices.csv", "--as-of", LATER, "--yes", "--format", "json")
    assert said.code == 0 and len(json.loads(said.out)["letters"]) == 2, said.err
    assert shop.says("ledger", "check").code == 0
    with psycopg.connect(url, autocommit=True) as db:
        for deed in ("DELETE FROM letters", "TRUNCATE letters", "DROP TRIGGER only_grows ON letters"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(deed.replace(" letters", f" {schema}.letters").encode())


def test_a_ledger_is_copied_into_a_file_and_used_from_there(tmp_path: Path, server: Server) -> None:
    shop, _ = shop_in(tmp_path, server)
    assert shop.says("run", "invoices.csv", "--as-of", ON, "--yes").code == 0
    refused = shop.says("ledger", "backup", "copy.ledger")
    assert refused.code == 7 and "pg_dump" in refused.err
    said = shop.says("ledger", "copy", "copy.ledger")
    assert said.code == 0 and "read back from both: equal" in said.out and PASSWORD not in said.out
    told, named = said.out.splitlines()[-2:]
    assert "write under [ledger] in" in told and named == 'file = "copy.ledger"'
    (tmp_path / "pastdue.toml").write_text(f"{SETTINGS}\n[ledger]\n{named}\n")
    again: Any = shop.says("run", "invoices.csv", "--as-of", ON, "--yes", "--format", "json").json
    assert again["letters"] == []
    back = shop.says("ledger", "copy", server.url(), "--schema", fresh_schema())
    assert back.code == 0 and 'url = "postgresql://clerk@/postgres?host=' in back.out and PASSWORD not in back.out
    assert shop.says("ledger", "copy", "copy.ledger").code == 6
