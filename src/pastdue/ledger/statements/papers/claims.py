"""Claims that were made: recorded whole, and read with their invoices and files."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from pastdue.ledger.claims import ClaimRecord, claim_number
from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.records import FileRow
from pastdue.ledger.statements.writing import stored
from pastdue.model.money import Money


@reading_rows("the claims")
def recorded(db: Database) -> tuple[ClaimRecord, ...]:
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
            db.home / folder, db.home / staging,
            tuple((invoice, Money.of_minor(own, currency)) for invoice, own in invoices[n]), tuple(files[n]),
        )
        for n, number, customer_id, customer, on, currency, minor, early, folder, staging in rows
    )  # fmt: skip


@reading_rows("the claims")
def next_number(db: Database, on: date) -> str:
    """The next free number of a claim of the year of `on`; a number once used never returns."""
    year = claim_number(on, 0)[:6]
    (last,) = db.execute(
        "SELECT max(CAST(substr(number, 7) AS INTEGER)) FROM claims WHERE substr(number, 1, 6) = ?", (year,)
    ).fetchone()
    return claim_number(on, (last or 0) + 1)


def record(db: Database, claim: ClaimRecord) -> None:
    """Record one claim. Folders inside the ledger's own are stored relative to it, so both can move."""
    key = db.add(
        "claims",
        "number, customer_id, customer, as_of, currency, total_minor, early, folder, staging",
        (
            claim.number, claim.customer_id, claim.customer, claim.as_of.isoformat(), claim.total.currency,
            claim.total.minor, int(claim.early), stored(claim.folder, db.home), stored(claim.staging, db.home),
        ),
    )  # fmt: skip
    invoices = ((key, invoice, total.minor) for invoice, total in claim.invoices)
    db.add_all("claimed_invoices", "claim, invoice, total_minor", invoices)
    db.add_all("claim_files", "claim, name, sha256", ((key, file.name, file.sha256) for file in claim.files))
