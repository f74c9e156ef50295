"""Postings: the letters handed to the post, when, how and under which number; read, checked and recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.records import Posted, Posting, Refusal


@reading_rows("the postings")
def standing(db: Database) -> dict[str, Posting]:
    """The posting that counts of every letter that has one, by letter number."""
    rows = db.execute(
        "SELECT letters.number, posted_on, service, postings.number FROM postings"
        " JOIN letters ON letters.n = postings.letter ORDER BY postings.n"
    )
    return {row[0]: Posting(row[0], date.fromisoformat(row[1]), row[2], row[3]) for row in rows}


def fresh(db: Database, postings: Iterable[Posted]) -> tuple[Posted, ...]:
    """Those of `postings` that say something the ledger does not say yet."""
    known = standing(db)
    return tuple(posted for posted in postings if not _same(known.get(posted.letter), posted))


def refusals(db: Database, postings: Iterable[Posted], *, replace: bool) -> tuple[Refusal, ...]:
    """Why some of `postings` cannot be recorded: each with the reason and the remedy; none when all can be.

    Refused are a letter that is not there or voided, a day before the letter's own, a number that another customer's
    letter has, and, unless `replace`, another posting than the one recorded. What is recorded already is never refused.
    """
    known, letters = standing(db), _letters(db)
    holders: dict[str, str] = {posting.number: letter for letter, posting in known.items() if posting.number}
    found = []
    for posted in postings:
        before = known.get(posted.letter)
        if _same(before, posted):
            continue
        why = _refusal(posted, letters, None if replace else before) or _taken(posted, letters, holders)
        if why:
            found.append(Refusal(posted, *why))
        elif posted.number:
            holders[posted.number] = posted.letter
    return tuple(found)


def record(db: Database, postings: Iterable[Posted]) -> None:
    """Record `postings`, each as the one that counts of its letter from now on."""
    db.execute_each(
        "INSERT INTO postings (letter, attempt, posted_on, service, number)"
        " SELECT n, (SELECT count(*) FROM postings WHERE letter = letters.n), ?, ?, ? FROM letters WHERE number = ?",
        ((posted.on.isoformat(), posted.service, posted.number, posted.letter) for posted in postings),
    )


_Letters = Mapping[str, tuple[date, str, bool]]


@reading_rows("the letters")
def _letters(db: Database) -> _Letters:
    """Every letter by its number: its day, its customer, whether any of its notices stands."""
    rows = db.execute(
        "SELECT number, as_of, customer_id, EXISTS (SELECT 1 FROM notices WHERE letter = letters.n"
        " AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = notices.n))"
        " FROM letters JOIN runs ON runs.n = letters.run"
    )
    return {row[0]: (date.fromisoformat(row[1]), row[2], bool(row[3])) for row in rows}


def _refusal(posted: Posted, letters: _Letters, before: Posting | None) -> tuple[str, str] | None:
    if posted.letter not in letters:
        return f"there is no letter {posted.letter!r}", "`pastdue history` lists the letters"
    dated, _, stands = letters[posted.letter]
    if not stands:
        return f"letter {posted.letter} was voided", "leave its row out; what was voided is not posted"
    if posted.on < dated:
        return f"{posted.on} is before the letter's own date, {dated}", "correct the day"
    if before is not None:
        return f"letter {posted.letter} is recorded as posted {_worded(before)}", "to put this in its place: --replace"
    return None


def _taken(posted: Posted, letters: _Letters, holders: Mapping[str, str]) -> tuple[str, str] | None:
    """Why its number cannot be its own: two letters share one only when they went in one envelope."""
    holder = holders.get(posted.number)
    if holder is None or letters[holder][1] == letters[posted.letter][1]:
        return None
    return f"{posted.number} is the number of letter {holder} to another customer", "correct one of the two"


def _same(one: Posting | None, other: Posted) -> bool:
    return one is not None and (one.on, one.service, one.number) == (other.on, other.service, other.number)


def _worded(posting: Posting) -> str:
    return " ".join(part for part in (f"on {posting.on}", posting.service, posting.number) if part)
