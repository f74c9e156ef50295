"""A run on a server survives whatever breaks at any of its statements: connection, client, server. Each letter once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.ledger.homes import on_the
from tests.ledger.test_books import PAID
from tests.ledger.test_ledger import NOVEMBER, REMINDER, interrupted, remake, undertake
from tests.postgresql import PASSWORD, Server

from pastdue.ledger import Access, Fault, Ledger, LedgerPlace, RunState
from pastdue.ledger.postgresql.place import ServerPlace
from pastdue.model.errors import LedgerError, LockedError, OutputError
from pastdue.run.recovery import recover

Break = Callable[[Any, Callable[[], Any]], Any]
"""A fault for one statement: a function of the connection and of the statement itself, which it may do or not."""

_execute, _executemany = psycopg.Connection.execute, psycopg.RawCursor.executemany


@contextmanager
def broken_at(number: int, breaks: Break, only: str = "") -> Iterator[None]:
    """Within, the statement with this number (of those that begin with `only`, from 1) breaks; one that is executed for
    many rows at once is one."""
    met = count(1)

    def counted(db: Any, query: Any, done: Callable[[], Any]) -> Any:
        return breaks(db, done) if str(query).startswith(only) and next(met) == number else done()

    def execute(db: Any, query: Any, *words: Any, **options: Any) -> Any:
        return counted(db, query, lambda: _execute(db, query, *words, **options))

    def executemany(cursor: Any, query: Any, *rows: Any, **options: Any) -> Any:
        return counted(cursor.connection, query, lambda: _executemany(cursor, query, *rows, **options))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(psycopg.Connection, "execute", execute)
        patched.setattr(psycopg.RawCursor, "executemany", executemany)
        yield


@pytest.fixture
def place(server: Server, tmp_path: Path) -> ServerPlace:
    return on_the(server, tmp_path)


@pytest.fixture
def dropped(server: Server) -> Iterator[Callable[[Any], None]]:
    """Ends the session of a connection, as the server or the way to it may."""
    with psycopg.connect(server.url(), autocommit=True) as other:

        def drop(db: Any) -> None:
            pid = (db.info.backend_pid,)
            _execute(other, "SELECT pg_terminate_backend(%s)", pid)
            while _execute(other, "SELECT 1 FROM pg_stat_activity WHERE pid = %s", pid).fetchone():
                time.sleep(0.002)

        yield drop


def run(place: LedgerPlace, invoice: str, then: Callable[[Ledger, str], None] = lambda *_: None) -> None:
    """The monthly job, repeated as often as it takes: what was interrupted is finished, what is due is sent."""
    with place.held(access=Access.BEGIN) as ledger:
        recover(ledger, remake)
        if not ledger.notices(invoice=invoice):
            undertake(ledger, ledger.home / "out", NOVEMBER, [(invoice, REMINDER)])
        then(ledger, invoice)


def assert_sent_once(ledger: Ledger, invoice: str) -> None:
    (notice,) = ledger.notices(invoice=invoice)
    letter = ledger.letter(notice.letter)
    assert letter.path.read_bytes() == remake(letter) and not ledger.unfinished()
    pages = [path.name for path in (ledger.home / "out").rglob("*.pdf")]
    assert len(pages) == len(set(pages)) == len(list(ledger.letters()))


def assert_all_sent_once(place: LedgerPlace, invoices: Iterable[str]) -> None:
    """As one finds it who asks the server anew."""
    with place.open(Access.READ) as ledger:
        for invoice in invoices:
            assert_sent_once(ledger, invoice)
        assert ledger.check() == []


@pytest.mark.slow
@pytest.mark.parametrize("answered", [True, False], ids=["before the statement", "before its answer"])
def test_a_connection_that_drops_at_any_statement_loses_and_doubles_nothing(
    place: LedgerPlace, dropped: Callable[[Any], None], answered: bool
) -> None:
    def breaks(db: Any, done: Callable[[], Any]) -> Any:
        if answered:
            dropped(db)
            return done()
        done()
        dropped(db)
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    for number in count(1 if answered else 2, 2):
        invoice = f"{number}"
        try:
            with broken_at(number, breaks):
                run(place, invoice)
        except OutputError as error:
            assert "connection" in error.what and PASSWORD not in str(error) and error.remedy
        else:
            break  # it took fewer statements
        run(place, invoice, assert_sent_once)
    assert number > 25
    assert_all_sent_once(place, (f"{n}" for n in range(1 if answered else 2, number, 2)))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_run_that_is_killed_lets_go_of_the_ledger_and_the_next_one_finishes_it(place: LedgerPlace) -> None:
    numbers = range(1, 73, 6)
    for number in numbers:
        invoice = f"{number}"
        child = os.fork()
        if not child:
            with broken_at(number, lambda *_: os.kill(os.getpid(), signal.SIGKILL)):
                run(place, invoice)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        run(place, invoice, assert_sent_once)
    assert status == 0, "the last one had fewer statements, and was not killed"
    assert_all_sent_once(place, map(str, numbers))


@pytest.mark.slow
@pytest.mark.parametrize(("only", "number"), [("INSERT INTO letters", 1), ("COMMIT", 2), ("INSERT INTO run_events", 4)])
def test_a_server_that_is_restarted_within_a_run_keeps_what_was_recorded(
    server: Server, place: LedgerPlace, only: str, number: int
) -> None:
    def restarts(_: Any, done: Callable[[], Any]) -> Any:
        server.stop()
        server.start()
        return done()

    run(place, "before")
    with pytest.raises(OutputError, match="connection"), broken_at(number, restarts, only):
        run(place, "A")
    run(place, "A", assert_sent_once)
    assert_all_sent_once(place, ("before", "A"))


def test_another_machine_finishes_an_interrupted_run_with_the_same_letters(
    place: ServerPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.held(access=Access.BEGIN) as ledger:
        interrupted(ledger, ledger.home / "out", monkeypatch)
    there = replace(place, home=tmp_path / "there")
    with there.held() as ledger:
        (ended,) = recover(ledger, remake)
        assert ended.lost == ("run-1.json",), "what only the first machine has is named"
        assert [letter.path.read_bytes() for letter in ledger.letters()] == [*map(remake, ledger.letters())]
        assert all(letter.path.is_relative_to(there.home) for letter in ledger.letters()) and ledger.check() == []
    with place.held() as ledger:
        assert recover(ledger, remake) == () and not (tmp_path / "out" / "2026-11-23").exists()
        assert {found.fault for found in ledger.check()} == {Fault.MISSING}


def test_an_entry_whose_answer_is_lost_says_so_and_is_known_once(
    place: LedgerPlace, dropped: Callable[[Any], None]
) -> None:
    def breaks(db: Any, done: Callable[[], Any]) -> Any:
        done()
        dropped(db)
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    with (
        pytest.raises(OutputError, match=r"lost while it was being recorded.*\n.*`pastdue history`"),
        place.held(access=Access.BEGIN) as ledger,
        broken_at(1, breaks, "COMMIT"),
    ):
        ledger.entries.pay(PAID, NOVEMBER)
    with place.held() as ledger:
        assert not ledger.entries.pay(PAID, NOVEMBER) and ledger.kept().payments == (PAID,)
    with pytest.raises(OutputError, match="lost while it was being recorded"), broken_at(2, breaks, "COMMIT"):
        run(place, "A")  # the first is that the run begins
    with place.open(Access.READ) as ledger:
        assert [one.state for one in ledger.unfinished()] == [RunState.RECORDED]
    run(place, "A")
    assert_all_sent_once(place, "A")


def test_one_deed_at_a_time_is_written_and_the_next_one_sees_it(place: ServerPlace) -> None:
    with place.held(access=Access.BEGIN) as one, place.open() as other:
        other.database.execute("SET lock_timeout = '50ms'")
        with one.database.transaction():
            one.database.add("waivers", "invoice, waived, done_on, why", ("A", 1, "2026-11-23", "kindness"))
            with pytest.raises(LockedError, match="another program is using the ledger"):
                other.waive("A", "again", NOVEMBER)
        with pytest.raises(LedgerError, match="were waived on 2026-11-23: kindness"):
            other.waive("A", "again", NOVEMBER)


def test_one_run_at_a_time_and_the_second_says_who_is_at_work(place: LedgerPlace) -> None:
    with (
        place.held(access=Access.BEGIN),
        pytest.raises(LockedError, match=f"another run is at work: .*process {os.getpid()} since"),
    ):
        place.held().__enter__()
    with place.held() as ledger, place.open() as beside:
        beside.waive("A", "kindness", NOVEMBER)
        assert ledger.history().waived("A") == "kindness"
