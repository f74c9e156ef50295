"""The e-mails that carry letters: what became of each; read, checked and recorded, each event as one deed."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from pastdue.ledger.emailed import Emailed, EmailEvent
from pastdue.ledger.sqlite import store
from pastdue.ledger.sqlite.faults import reading_rows, speaking_of
from pastdue.model.errors import LedgerError

_BETWEEN = ", "
_REFUSED_BECAUSE = {
    EmailEvent.INTENT: "was e-mailed already, or perhaps, or was voided",
    EmailEvent.WAS_SENT: "is recorded as e-mailed already",
    EmailEvent.NOT_SENT: "is not recorded as perhaps e-mailed",
}


@reading_rows("the e-mails")
def standing(db: sqlite3.Connection) -> dict[str, Emailed]:
    """The event that counts of every letter that has one, by letter number."""
    rows = db.execute(
        "SELECT number, event, done_on, addresses, reply FROM emails"
        " JOIN letters ON letters.n = emails.letter ORDER BY emails.n"
    )
    return {
        row[0]: Emailed(row[0], EmailEvent(row[1]), date.fromisoformat(row[2]), tuple(row[3].split(_BETWEEN)), row[4])
        for row in rows
    }


class Emails:
    """What an open ledger knows of e-mails. Raises LedgerError, naming the file."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path, self._db = path, db

    def standing(self) -> dict[str, Emailed]:
        """The event that counts of every letter that has one, by letter number."""
        with speaking_of(self._path):
            return standing(self._db)

    def gone(self) -> dict[str, Emailed]:
        """The letters that customers have by e-mail, or may have, by number."""
        return {number: one for number, one in self.standing().items() if one.gone}

    def record(self, one: Emailed) -> None:
        """Record an event, on the disk when this returns; refused where the events before it do not allow it."""
        with store.transaction(self._db, self._path):
            try:
                done = self._db.execute(
                    "INSERT INTO emails (letter, attempt, event, done_on, addresses, reply) SELECT n,"
                    " (SELECT count(*) FROM emails WHERE letter = letters.n), ?, ?, ?, ? FROM letters WHERE number = ?",
                    (one.event.value, one.on.isoformat(), _BETWEEN.join(one.to), one.reply, one.letter),
                )
            except sqlite3.IntegrityError as error:
                why = _REFUSED_BECAUSE.get(one.event, str(error))
                remedy = "`pastdue history` shows what was sent"
                raise LedgerError(f"{self._path}: letter {one.letter} {why}", remedy) from None
        if not done.rowcount:
            raise LedgerError(f"{self._path}: there is no letter {one.letter!r}", "`pastdue history` lists the letters")
