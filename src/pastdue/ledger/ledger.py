"""The open ledger of a creditor: read and added to, never changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType, TracebackType

from pastdue.ledger.access import Access
from pastdue.ledger.claims import ClaimRecord
from pastdue.ledger.database import Database
from pastdue.ledger.history import History
from pastdue.ledger.records import (
    Books,
    Despite,
    FileRow,
    Finding,
    LetterRecord,
    LetterRow,
    NoticeRow,
    Numbers,
    PaidCharges,
    Posted,
    Posting,
    Refusal,
    Run,
    RunRecord,
    RunState,
    Voided,
)
from pastdue.ledger.remembered import Remembered
from pastdue.ledger.sqlite import store
from pastdue.ledger.sqlite.connecting import open_nothing
from pastdue.ledger.sqlite.file import LedgerFile
from pastdue.ledger.statements import accounts, checks, handed_in, postings, reading, received, tasks, voiding, writing
from pastdue.ledger.statements import books as books_
from pastdue.ledger.statements.emails import Emails
from pastdue.ledger.statements.entries import Entries
from pastdue.ledger.statements.papers import claims
from pastdue.model import OnAccount
from pastdue.model.errors import LedgerError
from pastdue.model.kept import Kept, KeptBlock, KeptPayment, Seen, SeenOn, Selection, TaskDone

NOTHING = Despite()
NOWHERE = Path("(no ledger yet)")


class Ledger:
    """An open ledger, as a context manager; messages call it by `name`, folders in it are counted from `home`.

    Every method may raise LedgerError, naming the ledger and the remedy.
    """

    def __init__(self, db: Database) -> None:
        self.name, self.home = db.name, db.home
        self._db = db
        self._known, self._kept = Remembered[History](), Remembered[Kept]()
        self._read = Remembered[Mapping[str, Seen]]()
        self.entries, self.emails = Entries(db), Emails(db)

    @classmethod
    def open(cls, path: Path, access: Access = Access.CHANGE) -> Ledger:
        """The ledger at `path`. A missing one is made to `BEGIN`, else refused; a damaged, foreign or newer
        one is always refused and left as it is. Hold the `Lock` to open it for a run, or to create it."""
        if access is Access.BEGIN and not os.path.lexists(path):
            store.create(path)
        return cls(LedgerFile(path, store.open_file(path, access)))

    @classmethod
    def empty(cls) -> Ledger:
        """A ledger that knows nothing and is on no disk, for planning before the first run; it takes no writing."""
        return cls(LedgerFile(NOWHERE, open_nothing()))

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it; what is not recorded by then is not recorded."""
        self._db.close()

    @property
    def database(self) -> Database:
        """The database that holds it, for a copy of all its rows."""
        return self._db

    # Reading

    def history(self) -> History:
        """The history so far, as a value in memory."""
        with self._db.speaking():
            seen = self._seen()
            return self._known.at(reading.state(self._db), lambda: reading.history(self._db, seen), seen)

    def seen_by(self, day: date) -> Mapping[str, Seen]:
        """Every invoice that any run had seen by the end of `day`, as it was known then, by number."""
        with self._db.speaking():
            last = books_.last_seen_on(self._db)
            return self._seen() if last is None or last <= day else books_.seen(self._db, day)

    def seen_sums(self) -> tuple[SeenOn, ...]:
        """The invoices as they stood after the last run of each day, in sums, the oldest day first."""
        with self._db.speaking():
            return books_.sums(self._db)

    def kept_by(self, day: date) -> tuple[KeptPayment, ...]:
        """The payments that were handed in by a run of `day` or earlier, and count."""
        with self._db.speaking():
            return received.payments_by(self._db, day)

    def on_account_by(self, day: date) -> tuple[OnAccount, ...] | None:
        """The money on account as the last run by the end of `day` left it; None where an older ledger does not say."""
        with self._db.speaking():
            return accounts.left(self._db, day)

    def last_run_on(self) -> date | None:
        """The as-of day of the last recorded run that was not voided."""
        with self._db.speaking():
            return reading.last_run_on(self._db)

    def next_numbers(self, on: date) -> Numbers:
        """The id of the next run of the day `on`, and the sequence of its first letter in the year.

        A recorded number never returns, even when its letter is voided.
        """
        with self._db.speaking():
            return reading.next_numbers(self._db, on)

    def runs(self) -> tuple[Run, ...]:
        """Every run in the order they were planned, abandoned and voided ones too."""
        with self._db.speaking():
            return reading.runs(self._db)

    def run(self, run_id: str) -> Run:
        """The run called `run_id`; refuses one that is not there."""
        with self._db.speaking():
            writing.run_key(self._db, run_id)
            return reading.runs(self._db, run=run_id)[0]

    def unfinished(self) -> tuple[Run, ...]:
        """The runs that `recover` has to finish or abandon: killed, or at work just now."""
        with self._db.speaking():
            return reading.runs(self._db, unfinished=True)

    def files(self, run_id: str) -> tuple[FileRow, ...]:
        """The files of a recorded run, in the order of their release."""
        with self._db.speaking():
            return reading.files(self._db, run_id)

    def letters(self, *, run: str | None = None, file: str | None = None) -> Iterator[LetterRow]:
        """The recorded letters, oldest first: all, of one run, of one file; read one by one while it is open."""
        with self._db.speaking():
            yield from reading.letters(self._db, run=run, file=file)

    def letter(self, number: str) -> LetterRow:
        """The letter with this number; refuses one that is not there."""
        with self._db.speaking():
            for row in reading.letters(self._db, number=number):
                return row
        raise LedgerError(f"there is no letter {number!r}", "`pastdue history` lists the letters", self.name)

    def notices(
        self, *, run: str | None = None, letter: str | None = None, invoice: str | None = None
    ) -> tuple[NoticeRow, ...]:
        """The recorded notices with their charges, oldest first, voided ones too: all, or of one run, letter or
        invoice."""
        with self._db.speaking():
            return reading.notices(self._db, run=run, letter=letter, invoice=invoice)

    def postings(self) -> dict[str, Posting]:
        """The posting of each posted letter, by letter number; corrected ones as corrected."""
        with self._db.speaking():
            return postings.standing(self._db)

    def refusals(self, posted: Iterable[Posted], *, replace: bool = False) -> tuple[Refusal, ...]:
        """Why some of `posted` cannot be recorded; `replace` allows another posting than the one recorded."""
        with self._db.speaking():
            return postings.refusals(self._db, posted, replace=replace)

    def selections(self) -> dict[str, Selection]:
        """Whom each run that was not for everybody was for, by its id."""
        with self._db.speaking():
            return books_.selections(self._db)

    def kept(self) -> Kept:
        """The payments, holds and contacts that were handed in or entered and count, and the invoices runs saw."""
        with self._db.speaking():
            seen, last = self._seen(), reading.last_run_on(self._db)
            state = (*handed_in.state(self._db), last)
            return self._kept.at(state, lambda: replace(handed_in.kept(self._db), last_run_on=last, seen=seen), seen)

    def promises(self) -> tuple[KeptBlock, ...]:
        """Every promise to pay there was, oldest first; not those lifted by their day."""
        with self._db.speaking():
            return handed_in.promises(self._db)

    def tasks_recorded(self) -> tuple[TaskDone, ...]:
        """Every task recorded as done, or as not done after all, oldest first."""
        with self._db.speaking():
            return tasks.recorded(self._db)

    def tasks_done(self, by: date) -> dict[str, TaskDone]:
        """The tasks that were done by the end of the day `by`, each with its last record, by id."""
        return tasks.standing(entry for entry in self.tasks_recorded() if entry.on <= by)

    def claims(self) -> tuple[ClaimRecord, ...]:
        """Every claim that was made, oldest first."""
        with self._db.speaking():
            return claims.recorded(self._db)

    def next_claim(self, on: date) -> str:
        """The next free number of a claim of the day `on`."""
        with self._db.speaking():
            return claims.next_number(self._db, on)

    def record_claim(self, claim: ClaimRecord) -> None:
        """Record a claim with all its files in one transaction, after these were laid aside and are on the disk."""
        with self._db.transaction():
            claims.record(self._db, claim)

    # A run, step by step

    def plan_run(self, record: RunRecord) -> Run:
        """Record that a run begins, before its staging folder is made, and return it with its ordinal.

        Refused: a day before the last run's, and while an earlier run is unfinished (`recover` comes first).
        """
        last = self.last_run_on()
        if last is not None and record.as_of < last:
            what = f"letters as of {record.as_of} cannot be issued: the last run was as of {last}"
            remedy = "reports may look back, letters may not; if that run was a mistake: pastdue undo"
            raise LedgerError(what, remedy, self.name)
        for run in self.unfinished():
            raise LedgerError(f"run {run.id} is unfinished", "it must be recovered first", self.name)
        with self._db.transaction():
            writing.plan_run(self._db, record)
        return self.run(record.id)

    def record(self, run_id: str, letters: Iterable[LetterRecord], files: Iterable[FileRow], books: Books) -> None:
        """Record everything of a run in one transaction, after its files were laid aside and are on the disk.

        `letters` is consumed before `files`, so a generator may lay aside as it goes. Refused, with nothing
        recorded: a second notice for an invoice at a stage, a taken letter number, a letter without its file.
        """
        with self._db.transaction():
            key = writing.run_key(self._db, run_id)
            on = reading.runs(self._db, run=run_id)[0].as_of
            writing.letters(self._db, key, on, letters)
            writing.files(self._db, key, files)
            books_.record(self._db, key, self._seen(), books)
            handed_in.record(self._db, key, on, books.handed_in)
            writing.event(self._db, run_id, "written")
            writing.event(self._db, run_id, "recorded")

    def released(self, run_id: str) -> None:
        """Record that every file of the run is in its place."""
        self._event(run_id, "released")

    def abandoned(self, run_id: str) -> None:
        """Record that the run came to nothing; refused once it is recorded."""
        self._event(run_id, "abandoned")

    # Taking back

    def void_run(self, run_id: str, on: date, why: str, despite: Despite = NOTHING) -> Voided:
        """Void every standing notice of a recorded run, all or none, and the run itself; returns the notices voided.

        Its day then no longer bars an earlier one. Refused where a later notice of one of its invoices stands, and
        where a letter was posted or its charges were paid, unless it is meant `despite` that.
        """
        run = self.run(run_id)
        if run.state not in (RunState.RECORDED, RunState.RELEASED):
            raise LedgerError(f"run {run_id} is {run.state.value}: there is nothing to void", ledger=self.name)
        rows = tuple(row for row in self.notices(run=run_id) if row.voided_on is None)
        with self._db.transaction():
            paid = self._void(rows, on, why, despite)
            writing.event(self._db, run_id, "voided", why)
        return Voided(rows, paid)

    def void_letter(self, number: str, on: date, why: str, despite: Despite = NOTHING) -> Voided:
        """Void every standing notice of one letter, all or none; returns them. Refused as `void_run` is."""
        rows = tuple(row for row in self.notices(letter=self.letter(number).number) if row.voided_on is None)
        self._refuse_none(rows, f"letter {number!r} has no notice that stands")
        with self._db.transaction():
            paid = self._void(rows, on, why, despite)
        return Voided(rows, paid)

    def void_notice(self, invoice: str, stage: str, on: date, why: str, despite: Despite = NOTHING) -> Voided:
        """Void the last standing notice of `invoice` at `stage`; returns it. Refused as `void_run` is, and where its
        letter asks for other invoices, too."""
        rows = tuple(r for r in self.notices(invoice=invoice) if r.stage == stage and r.voided_on is None)[-1:]
        self._refuse_none(rows, f"invoice {invoice!r} has no {stage} that stands")
        with self._db.transaction():
            voiding.refuse_part_of_a_letter(self._db, rows[0])
            paid = self._void(rows, on, why, despite)
        return Voided(rows, paid)

    def posted_letters(self, rows: Sequence[NoticeRow]) -> str:
        """Those letters of the notices that were posted, each with its day; "" where none was."""
        with self._db.speaking():
            return voiding.posted_letters(self._db, rows)

    def waive(self, invoice: str, why: str, on: date) -> None:
        """Record that the charges of `invoice` are waived; refused when they are already."""
        with self._db.transaction():
            writing.waive(self._db, invoice, why, on, waived=True)

    def unwaive(self, invoice: str, why: str, on: date) -> None:
        """Record that the charges of `invoice` are no longer waived; refused when they are not."""
        with self._db.transaction():
            writing.waive(self._db, invoice, why, on, waived=False)

    def post(self, posted: Sequence[Posted], *, replace: bool = False) -> int:
        """Record that letters were posted, all in one transaction; returns how many of them are news.

        What is recorded already is left as it is. Refused whole where `refusals` has a reason.
        """
        with self._db.transaction():
            for _, why, remedy in postings.refusals(self._db, posted, replace=replace):
                raise LedgerError(why, remedy)
            news = postings.fresh(self._db, posted)
            postings.record(self._db, news)
        return len(news)

    # Looking after

    def check(self) -> list[Finding]:
        """Everything found wrong with the database, its rows and the released files; empty when all is well."""
        with self._db.speaking():
            return checks.check(self._db)

    def backup(self, target: Path) -> None:
        """Copy the ledger to `target`, whole, checked and on the disk; refuses to write over anything."""
        self._db.copy_to(target)

    def _seen(self) -> Mapping[str, Seen]:
        """The invoices runs saw: read once, and again only when a run was recorded or voided, here or elsewhere;
        rows are never changed."""
        return self._read.at(books_.state(self._db), lambda: MappingProxyType(books_.seen(self._db)))

    def _event(self, run_id: str, name: str) -> None:
        with self._db.transaction():
            writing.event(self._db, run_id, name)

    def _void(self, rows: tuple[NoticeRow, ...], on: date, why: str, despite: Despite) -> tuple[PaidCharges, ...]:
        paid = voiding.paid_charges(self._db, rows, self._seen())
        voiding.refuse(self._db, rows, paid, despite)
        writing.void(self._db, rows, on, why)
        return paid

    def _refuse_none(self, rows: tuple[NoticeRow, ...], none: str) -> None:
        if not rows:
            raise LedgerError(none, "`pastdue history` shows what was issued and voided", self.name)
