"""A made-up year run as one file and in parts of whole customers: every decision and every report is the same."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any

from tests.cli.offices import SETTINGS
from tests.command import pastdue
from tests.year.compare import post, run_month
from tests.year.model import Model
from tests.year.office import Month, Office

_SEEN = (
    "SELECT run, invoice, customer_id, issued, due, total_minor, open_minor, trusted_minor, present, former"
    " FROM invoices ORDER BY run, invoice"
)


def part_differences(seed: int, customers: int, folder: Path, months: int = 12) -> Iterator[str]:
    """A line for each thing that came out of parts otherwise than of one file in the year of the seed."""
    office, model = Office(random.Random(seed), [f"C{n}" for n in range(1, customers + 1)]), Model()
    cut = random.Random(-seed)
    parts = tuple(frozenset(cut.sample(office.customers, customers // 3)) for _ in range(2))
    parts = (parts[0], parts[1] - parts[0], frozenset(office.customers) - parts[0] - parts[1])
    homes = {"one file": folder / "one", "parts": folder / "parts"}
    for home in homes.values():
        home.mkdir()
        (home / "pastdue.toml").write_text(SETTINGS, encoding="utf-8")
    waiting: list[str] = []
    missing: list[str] = []
    for at in range(months):
        on = date(2026, 1 + at, 28)
        month = office.month(at, on, model, waiting, missing)
        told = {form: _told(home, month, parts if form == "parts" else ()) for form, home in homes.items()}
        one, several = told.values()
        if isinstance(one, str) or isinstance(several, str) or one != several:
            yield f"seed {seed}, {on}: {_first_difference(one, several)}"
            return
        model.expected(on, month.items, month.payments or (), month.blocks, month.approved)
        post(on, model, one, month)
        waiting = [skip["invoice"] for skip in one["skips"] if skip["why"] == "needs_review"]
        missing = [skip["invoice"] for skip in one["skips"] if skip["why"] == "missing"]


def _told(home: Path, month: Month, parts: tuple[frozenset[str], ...]) -> dict[str, Any] | str:
    """What the run of the month said and what the ledger keeps of it, but for remarks and the names of files."""
    for number in month.closed:
        pastdue(home, "close", number, "--why", "other", "--as-of", str(month.on - timedelta(days=1)))
    told = run_month(home, month, parts)
    if isinstance(told, str):
        return told
    for skip in told["skips"]:  # one part does not say whose an invoice of another is
        skip["detail"] = skip["detail"] and re.sub("^(credit .* names invoice [^,]*),.*", r"\1", skip["detail"])
    with closing(sqlite3.connect(home / "pastdue.ledger")) as ledger:
        seen = ledger.execute(_SEEN).fetchall()
    told["skips"].sort(key=itemgetter("invoice"))  # one file has its rows in any order
    kept = {key: value for key, value in told.items() if key not in ("remarks", "rejected", "said")}
    return kept | {"rejected": sorted(row["excerpt"] for row in told["rejected"]), "seen": seen}


def _first_difference(one: dict[str, Any] | str, several: dict[str, Any] | str) -> str:
    if isinstance(one, str) or isinstance(several, str):
        return f"{one if isinstance(one, str) else 'done'} | {several if isinstance(several, str) else 'done'}"
    key = next(key for key in reversed(one) if one[key] != several[key])
    if not isinstance(one[key], list):
        return f"{key}: {one[key]} | {several[key]}"
    sides = [[row for row in a[key] if row not in b[key]] for a, b in ((one, several), (several, one))]
    return f"{key}: {sides[0][:3]} | {sides[1][:3]}"
