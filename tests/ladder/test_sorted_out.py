"""Rows that days and amounts alone decide, each on both sides of its bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.ladder.test_account import book, history, notice

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.ladders import load_ladder
from pastdue.ladder.rows import sorted_out
from pastdue.ladder.rules import Rules
from pastdue.ladder.rungs import Rungs
from pastdue.ledger import History
from pastdue.model import Why
from pastdue.model.kept import Booked

NONE = History()
LETTER = history(notice("INV-1", "10.00", "110.00"))
BOOKED = History(booked=Booked({"INV-1": "INV-0"}, frozenset({"INV-1"})))
ALONE = History(booked=Booked({"INV-1": "INV-0"}, frozenset()))
LATE = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("row", "known", "late_from", "why", "until"),
    [
        ({}, NONE, None, None, None),
        ({"issued": "2026-04-01", "due": "2026-05-01"}, NONE, None, Why.NOT_DUE, date(2026, 5, 31)),
        ({"issued": "2026-04-02", "due": "2026-05-01"}, NONE, None, Why.NOT_ISSUED, date(2026, 4, 2)),
        ({"issued": "2026-04-02", "total": "-5.00"}, NONE, None, Why.NOT_ISSUED, date(2026, 4, 2)),
        ({"due": "2026-03-31"}, NONE, None, None, None),
        ({"due": "2026-04-01"}, NONE, None, Why.NOT_DUE, date(2026, 5, 1)),
        ({"due": "2026-04-01"}, LETTER, None, None, None),  # its letters named another due date
        ({"total": "-0.01"}, NONE, None, Why.CREDIT, None),
        ({"total": "-0.01"}, LETTER, None, Why.CREDIT, None),
        ({"total": "-5.00", "paid": "-5.00"}, NONE, None, Why.CREDIT, None),
        ({"paid": "100.01"}, NONE, None, Why.CREDIT, None),
        ({"paid": "100.01"}, LETTER, None, None, None),  # that may have paid the charges its letters named
        ({"paid": "100.00"}, NONE, None, Why.PAID, None),
        ({"paid": "100.00"}, LETTER, None, None, None),
        ({"total": "0.00"}, NONE, None, Why.PAID, None),
        ({"total": "0.00"}, LETTER, None, None, None),
        ({"paid": "100.00"}, NONE, LATE, None, None),  # it may have been paid late
        ({"paid": "100.00", "due": "2026-03-31"}, NONE, LATE, None, None),
        ({"paid": "100.00", "due": "2026-04-01"}, NONE, LATE, Why.PAID, None),
        ({}, BOOKED, None, Why.BOOKED_CHARGE, None),
        ({"paid": "100.00"}, BOOKED, None, Why.PAID, None),
        ({}, ALONE, None, None, None),
    ],
)
def test_a_row_is_skipped_by_its_days_and_amounts_or_looked_at_further(
    tmp_path: Path, row: dict[str, str], known: History, late_from: date | None, why: Why | None, until: date | None
) -> None:
    measured = book(tmp_path, row)
    rules = Rules(load_ladder(Catalog(), "monthly"), late_payments_from=late_from)
    rules = replace(rules, ladder=replace(rules.ladder, before_due=()))
    ((place, skip),) = sorted_out(measured, known, rules, Rungs(rules, measured.as_of, measured.calendar))
    assert place == 0 and (skip and skip.why, skip and skip.until) == (why, until)
