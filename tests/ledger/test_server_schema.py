"""A ledger's schema on a server: its version, its renewal, its guards, and what it cannot hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.ledger.homes import on_the, raw
from tests.ledger.test_books import PAID
from tests.ledger.test_ledger import NOVEMBER, REMINDER, eur, undertake
from tests.ledger.test_server_breaks import broken_at
from tests.postgresql import Server

from pastdue.ledger import Access, LedgerPlace
from pastdue.ledger.postgresql import store
from pastdue.ledger.postgresql.place import ServerPlace
from pastdue.ledger.sqlite.connecting import schema
from pastdue.model import Payment
from pastdue.model.errors import LedgerError, OutputError

MORE = "ALTER TABLE closings ADD COLUMN by_whom words"


@pytest.fixture
def place(server: Server, tmp_path: Path) -> LedgerPlace:
    return on_the(server, tmp_path)


def test_both_homes_are_of_one_version() -> None:
    assert store.version_known() == len(schema())


def test_an_older_ledger_is_brought_up_to_date_by_a_run_and_read_by_nobody_before(
    place: LedgerPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.held(access=Access.BEGIN) as ledger:
        undertake(ledger, ledger.home / "out", NOVEMBER, [("A", REMINDER)])
    steps, known = dict(store.steps()), store.version_known()
    monkeypatch.setattr(store, "steps", lambda: {**steps, known + 1: MORE, known + 2: "SELECT no_such_column"})
    with pytest.raises(LedgerError, match="of an older pastdue"):
        place.open(Access.READ)
    with pytest.raises(LedgerError, match="is not as pastdue made it"):
        place.open()
    monkeypatch.setattr(store, "steps", lambda: steps)
    with place.open(Access.READ) as ledger:
        assert ledger.check() == [], "a renewal that fails midway leaves it as it was"
    monkeypatch.setattr(store, "steps", lambda: {**steps, known + 1: MORE})
    with place.held() as ledger:
        assert len(ledger.notices()) == 1 and ledger.check() == []
    monkeypatch.setattr(store, "steps", lambda: steps)
    with pytest.raises(LedgerError, match=rf"of a newer pastdue \(version {known + 1}, this one knows {known}\)"):
        place.open()


def test_a_ledger_that_is_killed_while_it_is_made_is_not_there(place: LedgerPlace) -> None:
    def breaks(*_: Any) -> None:
        raise KeyboardInterrupt

    with (
        pytest.raises(KeyboardInterrupt),
        broken_at(1, breaks, "INSERT INTO ledger_made_of"),
        place.held(access=Access.BEGIN),
    ):
        pass
    assert not place.exists()
    with place.held(access=Access.BEGIN) as ledger:
        assert ledger.check() == []


def test_what_a_database_cannot_hold_is_refused_and_nothing_recorded(place: LedgerPlace) -> None:
    with place.held(access=Access.BEGIN) as ledger:
        for payment in (
            replace(PAID, file="a\0b"),
            replace(PAID, payment=Payment(eur("92233720368547758.08"), NOVEMBER, "")),
        ):
            with pytest.raises(LedgerError, match="cannot hold a value"):
                ledger.entries.pay(payment, NOVEMBER)
        assert ledger.kept().payments == ()


def test_no_table_is_emptied(place: LedgerPlace) -> None:
    with place.held(access=Access.BEGIN), raw(place) as database:
        for table in ("letters", "bookings", "seen"):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
                database.execute(f"TRUNCATE {table} CASCADE")


def test_a_database_without_unicode_is_refused(server: Server, tmp_path: Path) -> None:
    name = f"latin_{tmp_path.name[-1]}"
    with psycopg.connect(server.url(), autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name} ENCODING 'LATIN1' TEMPLATE template0".encode())
    place = ServerPlace(server.url(database=name), "pastdue", tmp_path)
    with pytest.raises(OutputError, match="its encoding is LATIN1"):
        place.exists()
