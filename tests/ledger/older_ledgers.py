"""Ledgers as earlier versions left them: one that real runs of version 2 made, and any put back to fewer steps."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

from pastdue.ledger.sqlite.connecting import APPLICATION_ID, schema

HERE = Path(__file__).parent / "older"
_IN_ORDER = ("runs", "files", "letters", "notices", "charges", "voids", "waivers", "postings", "run_events")
"""The tables of the first steps, what belongs to a run before the events that close it."""


def unpack(folder: Path, version: int = 2) -> Path:
    """A ledger in `folder` that pastdue made when it had `version` schema steps.

    Version 2 did three runs in 2026: 10 September (reminders of A-1, A-2 less the credit CN-1, and B-1), 30 September
    (second notice of A-1, less CN-1) and 30 October (third notice of A-1, second of A-2), when B-1 was gone; the
    charges of B-2 are waived.
    """
    path = folder / "pastdue.ledger"
    path.write_bytes(gzip.decompress((HERE / f"version-{version}.ledger.gz").read_bytes()))
    return path


def put_back(path: Path, version: int) -> None:
    """Make the ledger at `path` what a program with `version` schema steps, 1 or 2, would have made of it."""
    older = path.with_name("older")
    with closing(sqlite3.connect(older, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for script in schema()[:version]:
            db.executescript(script)
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("ATTACH ? AS newer", (str(path),))
        for table in _IN_ORDER:
            columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            if columns:
                db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
        db.execute(
            "INSERT INTO main.seen SELECT run, invoice, customer_id, currency, open_minor FROM newer.invoices"
            " WHERE present AND open_minor <> 0"
        )
        db.execute("DETACH newer")
    older.replace(path)
