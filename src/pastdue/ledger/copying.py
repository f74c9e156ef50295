"""Copies of a ledger from one place to another, proved equal row by row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pastdue.ledger.access import Access
from pastdue.ledger.database import Database
from pastdue.ledger.place import LedgerPlace
from pastdue.ledger.statements.tables import COLUMNS, FOLDERS
from pastdue.ledger.statements.writing import stored
from pastdue.model.errors import LedgerError, OutputError

_AT_ONCE = 5_000
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TableProof:
    """The number of rows of a table, and the sha256 of all of them in their order, folders by their places on this
    machine."""

    rows: int
    sha256: str


def copy(source: LedgerPlace, target: LedgerPlace) -> Mapping[str, TableProof]:
    """Copy the ledger at `source` to `target`, where none is, and return what both have of each table.

    The source is read alone. Refused while one of its runs is unfinished. Whatever fails, nothing is left at `target`.
    """
    if target.exists():
        raise OutputError(
            f"{target.name}: there is a ledger already", "name a file that is not there, or another --schema"
        )
    with source.held(access=Access.READ) as old:
        for run in old.unfinished():
            raise LedgerError(
                f"run {run.id} was interrupted", "repeat it first, as that finishes it; then copy", old.name
            )
        with target.made_anew() as new:
            with new.speaking(), old.database.speaking():
                _fill(new, old.database)
                had, has = proofs(old.database), proofs(new)
            different = [table for table in COLUMNS if had[table] != has[table]]
            if different:
                raise LedgerError(f"the copy differs in {', '.join(different)}", "nothing was copied", target.name)
    return has


def proofs(db: Database) -> dict[str, TableProof]:
    """The proof of each table of the ledger, read row by row."""
    found = {}
    for table in COLUMNS:
        digest, count = hashlib.sha256(), 0
        for count, row in enumerate(_moved(_rows(db, table), table, db, None), 1):  # noqa: B007 - the last one counts
            digest.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        found[table] = TableProof(count, digest.hexdigest())
    return found


def _fill(new: Database, old: Database) -> None:
    with new.filling():
        for table, columns in COLUMNS.items():
            new.add_all(table, columns, _moved(_rows(old, table), table, old, new))


def _rows(db: Database, table: str) -> Iterator[Row]:
    """Every row of a table in its order, a few thousand in memory at a time."""
    columns = COLUMNS[table]
    if not columns.startswith("n, "):
        yield from db.execute(f"SELECT {columns} FROM {table} ORDER BY run, invoice").fetchall()
        return
    last = -1
    while rows := db.execute(
        f"SELECT {columns} FROM {table} WHERE n > ? ORDER BY n LIMIT {_AT_ONCE}", (last,)
    ).fetchall():
        yield from map(tuple, rows)
        last = rows[-1][0]


def _moved(rows: Iterable[Row], table: str, old: Database, new: Database | None) -> Iterator[Row]:
    """The rows with their folders as they are written down in `new`; absolute without one."""
    names = COLUMNS[table].split(", ")
    places = {names.index(folder) for folder in FOLDERS.get(table, ())}
    if not places:
        yield from rows
        return
    for row in rows:
        yield tuple(_folder(str(value), old, new) if n in places else value for n, value in enumerate(row))


def _folder(value: str, old: Database, new: Database | None) -> str:
    return str(old.home / value) if new is None else stored(old.home / value, new.home)
