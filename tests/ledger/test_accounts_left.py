"""Money on account as runs left it: noted where it differs, read as of any day, and unknown to an older ledger."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.cli.offices import office
from tests.ledger.homes import on_the
from tests.ledger.test_books import A, rows, run
from tests.ledger.test_ledger import DECEMBER, NOVEMBER, OCTOBER, eur
from tests.postgresql import Server

from pastdue.ledger import Access, Ledger, RunRecord
from pastdue.ledger.postgresql import store
from pastdue.ledger.sqlite.connecting import APPLICATION_ID, schema
from pastdue.ledger.statements import writing
from pastdue.model import OnAccount, Payment
from pastdue.model.errors import DamagedLedger

ADA = OnAccount("7", "Ada", Payment(eur("40.00"), date(2026, 10, 20), "TX 1"))
CHARGED = replace(ADA, payment=replace(ADA.payment, amount=eur("35.00")), charges=eur("5.00"))
STATED = OnAccount("8", "Bo", Payment(eur("12.00")))


def test_what_a_run_left_is_read_back_and_written_again_only_where_it_differs(ledger: Ledger) -> None:
    assert ledger.kept().on_account is None and ledger.on_account_by(NOVEMBER) is None
    run(ledger, OCTOBER, [A])
    assert ledger.kept().on_account == ()
    run(ledger, NOVEMBER, [A], on_account=(STATED, CHARGED))
    run(ledger, NOVEMBER, [A], on_account=(CHARGED, STATED))
    assert ledger.kept().on_account == (CHARGED, STATED) and CHARGED.came == ADA.payment
    run(ledger, DECEMBER, [A], on_account=(ADA,))
    assert rows(ledger, "accounts") == 3
    assert [ledger.on_account_by(on) for on in (date(2026, 9, 1), OCTOBER, NOVEMBER, DECEMBER)] == [
        None, (), (CHARGED, STATED), (ADA,),
    ]  # fmt: skip


def test_what_a_run_left_goes_with_the_run_that_is_voided(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [A], on_account=(ADA,))
    wrong = run(ledger, NOVEMBER, [A], on_account=(STATED,))
    ledger.void_run(wrong, NOVEMBER, "the wrong file")
    assert ledger.kept().on_account == (ADA,)
    run(ledger, DECEMBER, [A], on_account=(STATED,))
    assert ledger.on_account_by(NOVEMBER) == (ADA,) and ledger.kept().on_account == (STATED,)


@pytest.mark.parametrize("sums", ["[", '[["7"]]', '[["7", "Ada", "EUR", "x", 0, "", ""]]'])
def test_sums_that_nobody_can_read_are_damage(ledger: Ledger, sums: str) -> None:
    begun, out = ledger.next_numbers(OCTOBER).run, ledger.home / "out"
    ledger.plan_run(RunRecord(begun, OCTOBER, out, out / "s", "", "", "", "a" * 64, "b" * 64))
    with ledger.database.transaction():
        ledger.database.add("accounts", "run, sums", (1, sums))
        for event in ("written", "recorded"):
            writing.event(ledger.database, begun, event)
    with pytest.raises(DamagedLedger, match="the money on account as runs left it cannot be read"):
        ledger.on_account_by(OCTOBER)


def test_an_older_ledger_counts_all_that_came_in_until_a_run_says_what_is_left(tmp_path: Path) -> None:
    firm = office(tmp_path, {"total": "300.00"})
    path = tmp_path / "pastdue.ledger"
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for script in schema()[:17]:
            older.executescript(script)
        older.execute("PRAGMA user_version = 17")
        older.execute(
            "INSERT INTO runs VALUES (1, '2026-08-10-1', '2026-08-10', 1, 'out', 's', '', '', '', ?, ?, ?)",
            ("a" * 64, "b" * 64, "2026-08-10T08:00:00Z"),
        )
        older.execute("INSERT INTO run_events (run, event) VALUES (1, 'planned')")
        older.execute(
            "INSERT INTO invoices (run, invoice, customer_id, customer, issued, due, currency, total_minor, open_minor,"
            " trusted_minor, present) VALUES (1, 'A-1', 'C-1', 'Acme GmbH', '2026-07-01', '2026-07-31', 'EUR', 30000,"
            " 30000, 30000, 1)"
        )
        for event in ("written", "recorded", "released"):
            older.execute("INSERT INTO run_events (run, event) VALUES (1, ?)", (event,))
        older.execute(
            "INSERT INTO payments (file, invoice, customer_id, paid_on, currency, amount_minor, reference, again, at,"
            " after_run) VALUES ('', '', 'C-1', '2026-08-05', 'EUR', 4000, '', 0, '2026-08-06T08:00:00Z', 0)"
        )
    for on, then, now in (("2026-09-10", "260.00", "260.00"), ("2026-10-10", "260.00", "260.00")):
        assert firm.says("run", "invoices.csv", "--as-of", on, "--yes", "--processes", "1").code == 0
        (total,) = firm.run_json(f"out/{on}/run.json")["changes"]["totals"]
        assert (total["then"], total["moved"], total["now"]) == (then, {}, now)
    with Ledger.open(path, Access.READ) as renewed:
        (left,) = renewed.kept().on_account or ()
        assert left.payment.amount == eur("40.00") and renewed.check() == []
    with closing(sqlite3.connect(path)) as database:
        assert [json.loads(sums) for (sums,) in database.execute("SELECT sums FROM accounts")] == [
            [["C-1", "Acme GmbH", "EUR", 4000, 0, "2026-08-05", ""]]
        ]


def test_a_ledger_on_a_server_of_the_step_before_is_renewed(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, steps = on_the(server, tmp_path), dict(store.steps())
    with monkeypatch.context() as before:
        before.setattr(store, "steps", lambda: {n: step for n, step in steps.items() if n < 18})
        with place.held(access=Access.BEGIN) as ledger:
            assert ledger.runs() == ()
    with place.held() as ledger:
        assert ledger.on_account_by(OCTOBER) is None
        run(ledger, OCTOBER, [A], on_account=(CHARGED,))
        assert ledger.on_account_by(OCTOBER) == (CHARGED,) and ledger.check() == []
