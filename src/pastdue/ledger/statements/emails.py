"""The e-mails that carry letters: what became of each; read, checked and recorded, each event in one transaction."""

from __future__ import annotations

from datetime import date

from pastdue.ledger.database import Database, RowRefused, reading_rows
from pastdue.ledger.emailed import Emailed, EmailEvent
from pastdue.ledger.statements import postings
from pastdue.model.errors import LedgerError

_BETWEEN = ", "
_REFUSED_BECAUSE = {
    EmailEvent.INTENT: "was e-mailed already, or perhaps, or was voided",
    EmailEvent.WAS_SENT: "is recorded as e-mailed already",
    EmailEvent.NOT_SENT: "is not recorded as perhaps e-mailed",
}


@reading_rows("the e-mails")
def standing(db: Database) -> dict[str, Emailed]:
    """The event that counts of every letter that has one, by letter number."""
    rows = db.execute(
        "SELECT number, event, done_on, addresses, reply FROM emails"
        " JOIN letters ON letters.n = emails.letter ORDER BY emails.n"
    )
    return {
        row[0]: Emailed(row[0], EmailEvent(row[1]), date.fromisoformat(row[2]), tuple(row[3].split(_BETWEEN)), row[4])
        for row in rows
    }


def undelivered(db: Database) -> frozenset[str]:
    """The letters that did not go by e-mail, though that was tried or a person was asked, and that were not posted."""
    not_gone = {number for number, one in standing(db).items() if not one.gone}
    return frozenset(not_gone.difference(postings.standing(db)) if not_gone else ())


class Emails:
    """The e-mails in an open ledger. Raises LedgerError, naming it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def standing(self) -> dict[str, Emailed]:
        """The event that counts of every letter that has one, by letter number."""
        with self._db.speaking():
            return standing(self._db)

    def gone(self) -> dict[str, Emailed]:
        """The letters that customers have by e-mail, or may have, by number."""
        return {number: one for number, one in self.standing().items() if one.gone}

    def record(self, one: Emailed) -> None:
        """Record an event, on the disk when this returns; refused where the events before it do not allow it."""
        with self._db.transaction():
            try:
                done = self._db.execute(
                    "INSERT INTO emails (letter, attempt, event, done_on, addresses, reply) SELECT n,"
                    " (SELECT count(*) FROM emails WHERE letter = letters.n), ?, ?, ?, ? FROM letters WHERE number = ?",
                    (one.event.value, one.on.isoformat(), _BETWEEN.join(one.to), one.reply, one.letter),
                )
            except RowRefused as error:
                why = _REFUSED_BECAUSE.get(one.event, str(error))
                remedy = "`pastdue history` shows what was sent"
                raise LedgerError(f"letter {one.letter} {why}", remedy, self._db.name) from None
        if not done.rowcount:
            raise LedgerError(
                f"there is no letter {one.letter!r}", "`pastdue history` lists the letters", self._db.name
            )
