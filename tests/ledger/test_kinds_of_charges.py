"""The kinds of charges are the program's words: a ledger takes every kind, and one that no program knows is damage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger.homes import REFUSED, on_the, raw
from tests.ledger.test_ledger import NOVEMBER, REMINDER, eur, undertake
from tests.postgresql import Server

from pastdue.ledger import Access, FilePlace, Ledger, LedgerPlace
from pastdue.ledger.postgresql import store
from pastdue.ledger.sqlite.connecting import APPLICATION_ID, schema
from pastdue.model import ChargeKind
from pastdue.model.kept import Agreement, Booking

BOOKED = Booking(1, "A-F1", "A", "7", "Ada", "2026-00001", ChargeKind.FEE, eur("5.00"), NOVEMBER, NOVEMBER, "charged")
_WITH_KINDS = ("charges", "agreements", "bookings")
_AGREED = "INSERT INTO agreements (invoice, kind, currency, in_force, done_on, why) VALUES (?, ?, ?, ?, ?, ?)"
_BOOKED = (
    "INSERT INTO bookings (export, reference, invoice, customer_id, customer, letter, kind, currency, amount_minor,"
    " booked_on, due, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_BEFORE = 12
"""The version whose tables listed the kinds themselves."""


def agreed(kind: ChargeKind = ChargeKind.INTEREST) -> Agreement:
    return Agreement("A", kind, None, NOVEMBER, "kindness")


@pytest.mark.parametrize("kind", ChargeKind)
def test_every_kind_is_recorded_and_read_back(ledger: Ledger, kind: ChargeKind) -> None:
    ledger.entries.agree(agreed(kind))
    assert [one.kind for one in ledger.history().agreements["A"]] == [kind] and ledger.check() == []


def test_a_kind_that_no_program_knows_is_damage_which_the_check_names(place: LedgerPlace, ledger: Ledger) -> None:
    with raw(place) as database:
        database.execute(_AGREED, ("A", "levy", "EUR", 1, NOVEMBER.isoformat(), "by hand"))
    assert ["the charges agreed cannot be read" in found.what for found in ledger.check()] == [True]


def test_a_ledger_whose_tables_listed_the_kinds_is_carried_over_with_every_row(tmp_path: Path) -> None:
    path, on = tmp_path / "pastdue.ledger", NOVEMBER.isoformat()
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for script in schema()[:_BEFORE]:
            older.executescript(script)
        older.execute(f"PRAGMA user_version = {_BEFORE}")
        older.execute(_AGREED, ("A", "interest", "EUR", 1, on, "kindness"))
        older.execute(_BOOKED, (1, "A-F1", "A", "7", "Ada", "2026-00001", "fee", "EUR", 500, on, on, "charged"))
        rows = {table: older.execute(f"SELECT * FROM {table}").fetchall() for table in _WITH_KINDS}
    with Ledger.open(path) as renewed:
        assert renewed.history().agreements == {"A": (agreed(),)} and renewed.history().bookings == (BOOKED,)
        assert renewed.check() == []
    with closing(sqlite3.connect(path)) as db:
        assert {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in _WITH_KINDS} == rows
    assert_only_growing(FilePlace(path), "agreements", "bookings")


def test_a_ledger_on_a_server_whose_tables_listed_the_kinds_is_carried_over(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, (first, kinds, *others) = on_the(server, tmp_path), store.steps().values()
    steps = dict(enumerate((first, *others, kinds), _BEFORE))  # the step last, as today's program records the run
    monkeypatch.setattr(store, "steps", lambda: {n: step for n, step in steps.items() if step is not kinds})
    with place.held(access=Access.BEGIN) as older:
        undertake(older, tmp_path / "out", NOVEMBER, [("A", REMINDER)])
        older.entries.agree(agreed())
        older.entries.book([BOOKED])
        notices = older.notices()
        with raw(place) as database, pytest.raises(REFUSED, match="agreements_kind_check"):
            database.execute(_AGREED, ("A", "levy", "EUR", 1, NOVEMBER.isoformat(), "by hand"))
    monkeypatch.setattr(store, "steps", lambda: steps)
    with place.held() as renewed:
        assert renewed.notices() == notices and renewed.history().agreements == {"A": (agreed(),)}
        assert renewed.history().bookings == (BOOKED,) and renewed.check() == []
    assert_only_growing(place, *_WITH_KINDS)


def assert_only_growing(place: LedgerPlace, *tables: str) -> None:
    """No row of the tables, which have some, is changed or deleted."""
    with raw(place) as database:
        for table in tables:
            column = database.second_column(table)
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)
            for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
                with pytest.raises(REFUSED, match="append-only"):
                    database.execute(statement)
