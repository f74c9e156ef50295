"""Claims that were made: recorded whole, and read with their invoices and files."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from pathlib import Path

from pastdue.ledger.claims import ClaimRecord, claim_number
from pastdue.ledger.records import FileRow
from pastdue.ledger.sqlite.faults import reading_rows
from pastdue.ledger.sqlite.writing import stored
from pastdue.model.money import Money


@reading_rows("the claims")
def recorded(db: sqlite3.Connection, home: Path) -> tuple[ClaimRecord, ...]:
    """Every claim in the order they were made."""
    invoices: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for claim, invoice, minor in db.execute("SELECT claim, invoice, total_minor FROM claimed_invoices ORDER BY n"):
        invoices[claim].append((invoice, minor))
    files: dict[int, list[FileRow]] = defaultdict(list)
    for claim, name, sha256 in db.execute("SELECT claim, name, sha256 FROM claim_files ORDER BY n"):
        files[claim].append(FileRow(name, sha256, kept=True))
    rows = db.execute(
        "SELECT n, number, customer_id, customer, as_of, currency, total_minor, early, folder, staging FROM claims"
        " ORDER BY n"
    )
    return tuple(
        ClaimRecord(
            number, customer_id, customer, date.fromisoformat(on), Money.of_minor(minor, currency), bool(early),
            home / folder, home / staging,
            tuple((invoice, Money.of_minor(own, currency)) for invoice, own in invoices[n]), tuple(files[n]),
        )
        for n, number, customer_id, customer, on, currency, minor, early, folder, staging in rows
    )  # fmt: skip


@reading_rows("the claims")
def next_number(db: sqlite3.Connection, on: date) -> str:
    """The next free number of a claim of the year of `on`; a number once used never returns."""
    year = claim_number(on, 0)[:6]
    (last,) = db.execute(
        "SELECT max(CAST(substr(number, 7) AS INTEGER)) FROM claims WHERE substr(number, 1, 6) = ?", (year,)
    ).fetchone()
    return claim_number(on, (last or 0) + 1)


def record(db: sqlite3.Connection, home: Path, claim: ClaimRecord) -> None:
    """Record one claim. Folders inside the ledger's own are stored relative to it, so both can move."""
    key = db.execute(
        "INSERT INTO claims (number, customer_id, customer, as_of, currency, total_minor, early, folder, staging)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            claim.number, claim.customer_id, claim.customer, claim.as_of.isoformat(), claim.total.currency,
            claim.total.minor, int(claim.early), stored(claim.folder, home), stored(claim.staging, home),
        ),
    ).lastrowid  # fmt: skip
    db.executemany(
        "INSERT INTO claimed_invoices (claim, invoice, total_minor) VALUES (?, ?, ?)",
        ((key, invoice, total.minor) for invoice, total in claim.invoices),
    )
    db.executemany(
        "INSERT INTO claim_files (claim, name, sha256) VALUES (?, ?, ?)",
        ((key, file.name, file.sha256) for file in claim.files),
    )
