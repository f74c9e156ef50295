"""Payments entered by hand know after which run, however many are entered and done within a second."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.test_books import PAID, A, run
from tests.ledger.test_ledger import DECEMBER, NOVEMBER, OCTOBER, eur

from pastdue.ledger import Ledger
from pastdue.ledger.sqlite.connecting import APPLICATION_ID, schema
from pastdue.model import Payment
from pastdue.model.kept import KeptPayment

BY_HAND = replace(PAID, file="")


def paid(ledger: Ledger, amount: str) -> None:
    assert ledger.entries.pay(replace(BY_HAND, payment=replace(PAID.payment, amount=eur(amount))), OCTOBER)


def after(ledger: Ledger) -> list[tuple[str, int]]:
    """Each payment's amount, with the number of the run after which it was entered or that it was handed in to."""
    return [(each.payment.amount.plain, each.run) for each in ledger.kept().payments]


def test_each_entry_is_after_the_runs_that_were_recorded_before_it(ledger: Ledger) -> None:
    paid(ledger, "1")
    run(ledger, OCTOBER, [A])
    paid(ledger, "2")
    run(ledger, NOVEMBER, [replace(A, open_minor=9_000)], payments=(PAID,))
    paid(ledger, "3")
    assert after(ledger) == [("1.00", 0), ("2.00", 1), ("40.00", 2), ("3.00", 2)]


def test_an_entry_knows_the_invoice_as_the_run_before_it_saw_it(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [A])
    paid(ledger, "2")
    run(ledger, NOVEMBER, [replace(A, total_minor=12_000)])
    (each,) = ledger.kept().payments
    assert (each.total, each.known_on) == (eur("100.00"), OCTOBER)
    assert each.of == (A.issued, NOVEMBER), "that run saw it with this day of issue as well"


def test_an_entry_after_a_run_that_was_voided_is_after_the_one_before(ledger: Ledger) -> None:
    run(ledger, OCTOBER, [A])
    wrong = run(ledger, NOVEMBER, [replace(A, total_minor=77_000)])
    ledger.void_run(wrong, NOVEMBER, "the wrong file")
    paid(ledger, "2")
    (each,) = ledger.kept().payments
    assert (each.run, each.total) == (1, eur("100.00"))


def test_what_was_entered_before_the_first_run_was_known_to_it(ledger: Ledger) -> None:
    paid(ledger, "1")
    run(ledger, OCTOBER, [A])
    paid(ledger, "2")
    run(ledger, NOVEMBER, [A])
    paid(ledger, "3")
    assert [each.payment.amount.plain for each in ledger.kept_by(OCTOBER)] == ["1.00"]
    assert [each.payment.amount.plain for each in ledger.kept_by(DECEMBER)] == ["1.00", "2.00"]


@pytest.mark.parametrize(("at", "run_before"), [("2026-11-30T00:00:00Z", 1), ("2026-09-01T00:00:00Z", 0)])
def test_an_older_ledger_goes_by_the_moments_it_has(tmp_path: Path, at: str, run_before: int) -> None:
    path = tmp_path / "pastdue.ledger"
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for script in schema()[:15]:
            older.executescript(script)
        older.execute("PRAGMA user_version = 15")
        older.execute(
            "INSERT INTO runs VALUES (1, '2026-10-30-1', '2026-10-30', 1, 'out', 's', '', '', '', ?, ?, ?)",
            ("a" * 64, "b" * 64, "2026-10-30T08:00:00Z"),
        )
        for event in ("planned", "written", "recorded", "released"):
            older.execute("INSERT INTO run_events (run, event, at) VALUES (1, ?, '2026-10-30T08:00:00Z')", (event,))
        older.execute(
            "INSERT INTO payments (file, invoice, customer_id, paid_on, currency, amount_minor, reference, again, at)"
            " VALUES ('', 'A', '7', '2026-10-20', 'EUR', 4000, '', 0, ?)",
            (at,),
        )
    with Ledger.open(path) as renewed:
        (each,) = renewed.kept().payments
        assert each == KeptPayment("A", "7", Payment(eur("40.00"), PAID.payment.on)) and each.run == run_before
