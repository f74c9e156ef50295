"""Many letters are recorded together: few questions to a server, and every refusal names its row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from tests.ledger.homes import on_the
from tests.ledger.test_ledger import NOVEMBER, OCTOBER, REMINDER, notice, record_of, undertake
from tests.noting import noting
from tests.postgresql import Server

from pastdue.ledger import Access, Books, FileRow, Ledger, LetterRecord, RunRecord, letter_number
from pastdue.ledger.statements import writing
from pastdue.model.errors import LedgerError
from pastdue.model.kept import Seen
from pastdue.run.outbox import new_staging


def begun(ledger: Ledger, out: Path) -> str:
    """A run that has begun, by its id."""
    record = RunRecord("2026-11-23-1", NOVEMBER, out, new_staging(out, "x"), "", "", "", "", "")
    return ledger.plan_run(record).id


def letters(*numbers: int, about: Callable[[int], str] = "A-{}".format) -> tuple[list[LetterRecord], list[FileRow]]:
    """Letters with these numbers, each about one invoice, and their files."""
    named = [letter_number(NOVEMBER, n) for n in numbers]
    files = [FileRow(f"letters/{name}.pdf", "a" * 64, kept=True) for name in dict.fromkeys(named)]
    laid = {file.name: file for file in files}
    rows = [
        record_of(name, laid[f"letters/{name}.pdf"], (notice(about(at), REMINDER, NOVEMBER),))
        for at, name in enumerate(named)
    ]
    return rows, files


def test_a_thousand_letters_are_recorded_with_few_round_trips_to_a_server(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, files = letters(*range(1, 1001))
    trips: list[object] = []
    wait = psycopg.Connection.wait
    with on_the(server, tmp_path).held(access=Access.BEGIN) as ledger:
        run = begun(ledger, tmp_path / "out")
        with monkeypatch.context() as counted:
            counted.setattr(psycopg.Connection, "wait", noting(wait, lambda _, *of, **__: trips.append(of)))
            ledger.record(run, rows, files, Books([Seen(f"A-{n}", "7", "EUR", 10_000) for n in range(1000)]))
        assert [row.number for row in ledger.letters()] == [letter_number(NOVEMBER, n) for n in range(1, 1001)]
        assert [row.invoice for row in ledger.notices()] == [f"A-{n}" for n in range(1000)]
        assert all(len(row.charges) == 2 for row in ledger.notices())
    assert len(trips) < 150  # one letter at a time took five each


def test_a_server_keeps_no_savepoint_open_behind_letters_it_has_taken(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, files = letters(*range(1, 401))
    said: list[str] = []
    execute = psycopg.Connection.execute
    with on_the(server, tmp_path).held(access=Access.BEGIN) as ledger:
        run = begun(ledger, tmp_path / "out")
        with monkeypatch.context() as heard:
            heard.setattr(psycopg.Connection, "execute", noting(execute, lambda _, sql, *__, **___: said.append(sql)))
            ledger.record(run, rows, files, Books())
    points = [sql.split(" ")[0] for sql in said if "SAVEPOINT" in sql]
    assert points == ["SAVEPOINT", "RELEASE"] * 4  # of 200 letters and of their notices, twice


def test_a_number_that_is_taken_is_refused_by_its_letter_among_many(ledger: Ledger, tmp_path: Path) -> None:
    rows, files = letters(1, 2, 3, 2, 4)
    with pytest.raises(LedgerError, match="letter 2026-00002: ") as refused:
        ledger.record(begun(ledger, tmp_path / "out"), rows, files, Books())
    assert "nothing was recorded" in str(refused.value)
    assert [*ledger.letters()] == []


def test_an_invoice_in_two_letters_of_a_run_is_refused_and_the_first_of_them_named(
    ledger: Ledger, tmp_path: Path
) -> None:
    rows, files = letters(1, 2, 3, 4, about=lambda at: f"A-{at % 3}")
    with pytest.raises(LedgerError, match="invoice 'A-0' has had its reminder: letter 2026-00001 of 2026-11-23"):
        ledger.record(begun(ledger, tmp_path / "out"), rows, files, Books())
    assert [*ledger.letters()] == []


def test_a_guard_that_refuses_a_notice_among_many_names_its_invoice(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undertake(ledger, tmp_path / "out", OCTOBER, [("A-2", REMINDER)])
    rows, files = letters(11, 12, 13, 14)
    monkeypatch.setattr(writing, "_refuse_second", lambda *_: None)  # as if nobody had asked first
    with pytest.raises(LedgerError, match="invoice 'A-2': "):
        ledger.record(begun(ledger, tmp_path / "out"), rows, files, Books())
    assert [row.number for row in ledger.letters()] == ["2026-00001"]
