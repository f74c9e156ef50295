"""Entries in the ledger: insertions only, each inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from pastdue.ledger.database import Database, RowRefused
from pastdue.ledger.records import FileRow, LetterRecord, NoticeRow, RunRecord
from pastdue.ledger.statements import meant
from pastdue.letters.saved import segments_to_json
from pastdue.model import Notice, Stage
from pastdue.model.errors import LedgerError

_AT_ONCE = 200
"""The number of letters recorded at once."""


def plan_run(db: Database, run: RunRecord) -> None:
    """Record that `run` begins. Folders inside the ledger's own are stored relative to it, so both can move."""
    (before,) = db.execute(
        "SELECT count(*) FROM runs WHERE as_of = ? AND EXISTS (SELECT 1 FROM letters WHERE run = runs.n)",
        (run.as_of.isoformat(),),
    ).fetchone()
    key = db.add(
        "runs",
        "id, as_of, ordinal, out, staging, pastdue, holidays, calendar, input_sha256, settings_sha256",
        (
            run.id, run.as_of.isoformat(), before + 1, stored(run.out, db.home), stored(run.staging, db.home),
            run.pastdue, run.holidays, run.calendar, run.input_sha256, run.settings_sha256,
        ),
    )  # fmt: skip
    db.add("run_events", "run, event", (key, "planned"))


def stored(folder: Path, home: Path) -> str:
    """A folder as it is written down: by its path from the ledger's own folder where it lies in that, else whole."""
    whole = folder.absolute()
    return whole.relative_to(home).as_posix() if whole.is_relative_to(home) else str(whole)


def run_key(db: Database, run: str) -> int:
    """The row of the run called `run`; refuses one that is not there."""
    row = db.execute("SELECT n FROM runs WHERE id = ?", (run,)).fetchone()
    if row is None:
        raise LedgerError(f"there is no run {run!r}", "`pastdue history --runs` lists the runs")
    return int(row[0])


def event(db: Database, run: str, name: str, why: str = "") -> None:
    """Record what happened to `run`; the order of events is the database's to guard."""
    db.add("run_events", "run, event, why", (run_key(db, run), name, why))


def letters(db: Database, run: int, on: date, rows: Iterable[LetterRecord]) -> None:
    """Record letters in their order, each with its notices and their charges. Many are recorded at once: what is asked
    of a server one by one takes a round trip each."""
    for some in _together(rows):
        notices = [notice for letter in some for notice in letter.notices]
        _refuse_second(db, notices)
        keys = _add_named(
            db,
            "letters",
            "number, run, customer_id, customer, stage, language, currency, total_minor, pay_by, pages, sheets, file,"
            " sha256, content, called",
            [(f"letter {letter.number}", _letter_row(run, letter)) for letter in some],
        )
        whose = [key for key, letter in zip(keys, some, strict=True) for _ in letter.notices]
        _notices(db, on, whose, notices)
        credits_ = zip(keys, (letter.credits for letter in some), strict=True)
        db.add_all(
            "letter_credits",
            "letter, invoice, amount_minor",
            ((key, number, amount.minor) for key, own in credits_ for number, amount in own),
        )


def _together(rows: Iterable[LetterRecord]) -> Iterator[list[LetterRecord]]:
    """The letters, so many at a time, none about an invoice of another one among them."""
    some, named = list[LetterRecord](), set[str]()
    for letter in rows:
        own = {notice.invoice.number for notice in letter.notices}
        if len(some) == _AT_ONCE or not named.isdisjoint(own):
            yield some
            some, named = [], set()
        some.append(letter)
        named |= own
    if some:
        yield some


def _add_named(db: Database, table: str, columns: str, rows: Sequence[tuple[str, Sequence[object]]]) -> list[int]:
    """Add rows and return their numbers; a refusal begins with the name of the row."""
    try:
        return db.add_each(table, columns, [row for _, row in rows])
    except RowRefused as error:
        raise RowRefused(f"{rows[error.at][0]}: {error}", error.at) from error


def _letter_row(run: int, row: LetterRecord) -> tuple[object, ...]:
    return (
        row.number, run, row.customer_id, row.customer, row.stage.like, row.language, row.total.currency,
        row.total.minor, row.pay_by.isoformat(), row.pages, row.sheets, row.file, row.sha256, row.content,
        _called(row.stage),
    )  # fmt: skip


def _notices(db: Database, on: date, letters: Sequence[int], notices: Sequence[Notice]) -> None:
    """Record the notices of these letters, a letter's number for each; no two are about one invoice."""
    attempts = db.ask_each(
        "SELECT count(*) FROM notices WHERE invoice = ? AND stage = ?",
        [(notice.invoice.number, _kind(notice.stage)) for notice in notices],
    )
    rows = zip(letters, notices, attempts, strict=True)
    keys = _add_named(
        db,
        "notices",
        "letter, invoice, customer_id, stage, attempt, issued_on, pay_by, due, currency, open_minor, charges_minor,"
        " issued, called, again, courtesy",
        [(f"invoice {notice.invoice.number!r}", _notice_row(letter, on, notice, attempt))
         for letter, notice, ((attempt,),) in rows],
    )  # fmt: skip
    db.add_all(
        "charges",
        "notice, kind, policy, law, amount_minor, segments",
        (
            (key, c.kind.value, c.policy, c.law, c.amount.minor, segments_to_json(c.segments))
            for key, notice in zip(keys, notices, strict=True)
            for c in notice.charges
        ),
    )


def _notice_row(letter: int, on: date, notice: Notice, attempt: int) -> tuple[object, ...]:
    invoice = notice.invoice
    return (
        letter, invoice.number, invoice.customer.id, _kind(notice.stage), attempt, on.isoformat(),
        notice.pay_by.isoformat(), invoice.due.isoformat(), invoice.currency,
        notice.overdue.open.minor, notice.charged.minor, _text(invoice.issued),
        _called(notice.stage), notice.again, int(notice.stage.is_courtesy),
    )  # fmt: skip


def _kind(stage: Stage) -> str:
    """The stage that comes with the program; of a courtesy note, which is none, the mildest."""
    return str(Stage.REMINDER) if stage.is_courtesy else stage.like


def _called(stage: Stage) -> str | None:
    """The name of a stage of the user's own."""
    return None if stage == stage.like else str(stage)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _refuse_second(db: Database, notices: Sequence[Notice]) -> None:
    # The database refuses it by itself; asked first, the refusal can name the letter.
    every = db.ask_each(
        "SELECT number, issued_on FROM notices AS old JOIN letters ON letters.n = old.letter WHERE invoice = ?1"
        " AND coalesce(old.called, old.stage) = ?2 AND courtesy = ?5"
        " AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = old.n)"
        " AND NOT coalesce(?4 > old.issued_on OR (?4 = old.issued_on AND old.issued < ?4)"
        " OR (?3 <> old.customer_id AND ?4 <> old.issued), FALSE) ORDER BY old.n",
        [_asked(notice) for notice in notices],
    )
    for notice, standing in zip(notices, every, strict=True):
        if len(standing) > notice.again:
            number, stage = notice.invoice.number, notice.stage
            raise LedgerError(
                f"invoice {number!r} has had its {stage}: letter {standing[-1][0]} of {standing[-1][1]}",
                "nothing was recorded; void that notice if it never went out",
            )


def _asked(notice: Notice) -> tuple[object, ...]:
    """The invoice and the stage of a notice, as a standing one is looked for."""
    invoice, stage = notice.invoice, notice.stage
    called = _called(stage) or _kind(stage)
    return (invoice.number, called, invoice.customer.id, _text(invoice.issued), int(stage.is_courtesy))


def files(db: Database, run: int, laid: Iterable[FileRow]) -> None:
    """Record the files of a run, in the order of their release."""
    db.add_all("files", "run, name, sha256, kept", ((run, f.name, f.sha256, int(f.kept)) for f in laid))


def void(db: Database, rows: Sequence[NoticeRow], on: date, why: str) -> None:
    """Void the notices `rows`, all or none; refuses one already voided or followed by a notice that stands."""
    for row in reversed(rows):  # the latest first, so that those chosen together never stand in each other's way
        if row.voided_on is not None:
            raise LedgerError(
                f"the {row.stage.value} of invoice {row.invoice!r} was voided on {row.voided_on}: {row.voided_why}"
            )
        _refuse_buried(db, row)
        db.execute(
            "INSERT INTO voids (notice, voided_on, why) SELECT n, ?, ? FROM notices"
            " WHERE invoice = ? AND stage = ? AND attempt = ?",
            (on.isoformat(), why, row.invoice, _kind(row.stage), row.attempt),
        )


def _refuse_buried(db: Database, row: NoticeRow) -> None:
    later = db.execute(
        "SELECT coalesce(later.called, later.stage), number, later.issued_on FROM notices AS old"
        " JOIN notices AS later ON later.invoice = old.invoice AND later.n > old.n"
        " JOIN letters ON letters.n = later.letter"
        " WHERE old.invoice = ? AND old.stage = ? AND old.attempt = ? AND old.courtesy = later.courtesy"
        " AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = later.n)"
        " AND NOT coalesce(later.issued > old.issued_on OR (later.issued = old.issued_on AND old.issued < later.issued)"
        " OR (later.customer_id <> old.customer_id AND later.issued <> old.issued), FALSE)",
        (row.invoice, _kind(row.stage), row.attempt),
    ).fetchone()
    if later:
        raise LedgerError(
            f"the {row.stage.value} of invoice {row.invoice!r} cannot be voided: "
            f"a later notice stands, {later[0]} in letter {later[1]} of {later[2]}",
            "void the later one first",
        )


def waive(db: Database, invoice: str, why: str, on: date, *, waived: bool) -> None:
    """Record that the charges of `invoice` are waived, or no longer are; refuses an invoice in that state already."""
    last = db.execute(
        f"SELECT waived, done_on, why, {meant.COLUMNS} FROM waivers {meant.joined('waivers')}"
        " WHERE waivers.invoice = ? ORDER BY waivers.n DESC LIMIT 1",
        (invoice,),
    ).fetchone()
    stands = bool(last and last[0])
    older = stands and meant.is_of_older(db, invoice, meant.meant(last[3], last[4], last[5], last[1]))
    if waived and stands and not older:
        raise LedgerError(f"the charges of invoice {invoice!r} were waived on {last[1]}: {last[2]}")
    if not waived and not stands:
        raise LedgerError(f"the charges of invoice {invoice!r} are not waived")
    if not waived and older:
        raise LedgerError(
            f"the charges of invoice {invoice!r} are not waived: the waiver of {last[1]} is an older invoice's of that "
            "number"
        )
    db.add("waivers", "invoice, waived, done_on, why", (invoice, int(waived), on.isoformat(), why))
