"""Voiding: the refusal of notices that were posted, or whose letter asks for other invoices, too."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pastdue.ledger.records import NoticeRow
from pastdue.ledger.sqlite import postings, reading
from pastdue.model.errors import LedgerError
from pastdue.model.wording import listed

_NAMED_AT_MOST = 5


def posted_letters(db: sqlite3.Connection, rows: Sequence[NoticeRow]) -> str:
    """Those letters of the notices that were posted, each with its day; "" where none was."""
    known = postings.standing(db)
    numbers = [number for number in dict.fromkeys(row.letter for row in rows) if number in known]
    return listed([f"letter {number} on {known[number].on}" for number in numbers], _NAMED_AT_MOST)


def refuse_posted(db: sqlite3.Connection, rows: Sequence[NoticeRow]) -> None:
    """Refuse notices whose letter was posted: the customer has it."""
    if posted := posted_letters(db, rows):
        raise LedgerError(
            f"posted already: {posted}",
            "the customer has it; add --posted to take it back all the same, and tell the customer",
        )


def refuse_part_of_a_letter(db: sqlite3.Connection, row: NoticeRow) -> None:
    """Refuse one notice of a letter that asks for other invoices, too: the paper cannot be taken back in part."""
    others = [
        other.invoice for other in reading.notices(db, letter=row.letter)
        if other.voided_on is None and other.invoice != row.invoice
    ]  # fmt: skip
    if others:
        raise LedgerError(
            f"letter {row.letter} asks for {listed(others, _NAMED_AT_MOST)} as well as {row.invoice}",
            f"take the whole letter back: --letter {row.letter}; the next run writes again about what is still open",
        )
