"""Checks of the ledger and of the files released from it. Nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.disk import sha256_of
from pastdue.ledger.records import Fault, Finding, LetterRow
from pastdue.ledger.statements import books, emails, handed_in, postings, reading, tasks
from pastdue.ledger.statements.papers import claims
from pastdue.model.errors import DamagedLedger, LedgerError


def check(db: Database) -> list[Finding]:
    """Everything found wrong: the database itself first, and when that is damaged nothing else."""
    if damage := db.damage():
        return [Finding(Fault.DAMAGED, db.name, what) for what in damage]
    if unreadable := list(_unreadable(db)):
        return unreadable
    altered = (Finding(Fault.ALTERED, db.name, what) for what in db.altered())
    return [*altered, *_rows(db), *_runs(db), *_claims(db)]


def _unreadable(db: Database) -> Iterator[Finding]:
    """Rows that a run, a report or a reprint could not read: each table is read as they read it."""
    readers = (
        lambda: [reading.files(db, run.id) for run in reading.runs(db)],
        lambda: [_words(letter) for letter in reading.letters(db)],
        lambda: reading.notices(db),
        lambda: reading.history(db, books.seen(db)),
        lambda: postings.standing(db),
        lambda: emails.standing(db),
        lambda: handed_in.kept(db),
        lambda: tasks.recorded(db),
        lambda: claims.recorded(db),
    )
    said = set[str]()
    for read in readers:
        try:
            with db.speaking():
                read()
        except LedgerError as error:
            what = error.damage if isinstance(error, DamagedLedger) else error.what
            if what not in said:
                said.add(what)
                yield Finding(Fault.DAMAGED, db.name, what)


def _words(letter: LetterRow) -> object:
    """The words of a letter as JSON has them; which of them are there depends on the version that wrote it."""
    with reading_rows(f"the words of letter {letter.number}"):
        return json.loads(letter.content)


def _rows(db: Database) -> Iterator[Finding]:
    for invoice, stage, count in db.execute(
        "SELECT invoice, coalesce(called, stage) AS named, count(*) FROM notices WHERE NOT EXISTS"
        " (SELECT 1 FROM voids WHERE notice = notices.n)"
        " GROUP BY invoice, customer_id, issued, courtesy, named, again HAVING count(*) > 1 ORDER BY min(n)"
    ):
        yield Finding(Fault.ALTERED, db.name, f"invoice {invoice!r} has {count} standing notices at {stage}")
    for letter, invoice in db.execute(
        "SELECT number, invoice FROM notices JOIN letters ON letters.n = notices.letter WHERE charges_minor <>"
        " (SELECT coalesce(sum(amount_minor), 0) FROM charges WHERE notice = notices.n) ORDER BY notices.n"
    ):
        yield Finding(
            Fault.ALTERED, f"letter {letter}", f"the charges of invoice {invoice!r} do not add up to its total"
        )
    for letter, total, summed, _ in db.execute(
        "SELECT * FROM (SELECT number, total_minor, (SELECT coalesce(sum(open_minor + charges_minor), 0) FROM notices"
        " WHERE letter = letters.n) - (SELECT coalesce(sum(amount_minor), 0) FROM letter_credits"
        " WHERE letter = letters.n) AS summed, n FROM letters) AS added WHERE total_minor <> summed ORDER BY n"
    ):
        what = f"asks for {total} in the smallest unit, its invoices, charges and credits add up to {summed}"
        yield Finding(Fault.ALTERED, f"letter {letter}", what)


def _runs(db: Database) -> Iterator[Finding]:
    unfinished = {run.id for run in reading.runs(db, unfinished=True)}
    for run in reading.runs(db):
        if run.id in unfinished:
            yield Finding(Fault.UNFINISHED, f"run {run.id}", "is at work or was interrupted; the next run finishes it")
            continue
        for file in reading.files(db, run.id):
            if file.kept:
                yield from _file(run.record.folder / file.name, file.sha256)


def _claims(db: Database) -> Iterator[Finding]:
    for claim in claims.recorded(db):
        summed = sum(total.minor for _, total in claim.invoices)
        if summed != claim.total.minor:
            yield Finding(Fault.ALTERED, f"claim {claim.number}", "its invoices do not add up to its total")
        if claim.staging.exists():
            what = "was interrupted before its files were in their place; the next claim puts them there"
            yield Finding(Fault.UNFINISHED, f"claim {claim.number}", what)
            continue
        for file in claim.files:
            yield from _file(claim.folder / file.name, file.sha256)


def _file(path: Path, sha256: str) -> Iterator[Finding]:
    try:
        found = sha256_of(path)
    except FileNotFoundError:
        yield Finding(Fault.MISSING, str(path), "was released and is no longer there")
    except OSError as error:
        yield Finding(Fault.MISSING, str(path), f"cannot be read: {error.strerror}")
    else:
        if found != sha256:
            yield Finding(Fault.CHANGED, str(path), "is not the file that was released")
