"""Queries of the ledger, each returning the frozen values of `records`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pastdue.ledger.database import Database, reading_rows
from pastdue.ledger.history import History, Overtaken
from pastdue.ledger.records import (
    FileRow,
    LetterRow,
    NoticeRow,
    Numbers,
    Run,
    RunRecord,
    RunState,
    letter_number,
)
from pastdue.ledger.statements import books, closings, emails
from pastdue.ledger.statements.charges import agreed, bookings, named, waived
from pastdue.letters.saved import segments_from_json
from pastdue.model import Charge, ChargeKind, Issued, Stage
from pastdue.model.kept import Seen
from pastdue.model.money import Money
from pastdue.model.notices import NamedCharge

_STATE = """
CASE WHEN EXISTS (SELECT 1 FROM run_events WHERE run = runs.n AND event = 'voided') THEN 'voided'
     WHEN EXISTS (SELECT 1 FROM run_events WHERE run = runs.n AND event = 'abandoned') THEN 'abandoned'
     WHEN EXISTS (SELECT 1 FROM run_events WHERE run = runs.n AND event = 'released') THEN 'released'
     WHEN EXISTS (SELECT 1 FROM run_events WHERE run = runs.n AND event = 'recorded') THEN 'recorded'
     ELSE 'planned' END
"""

_RECORDED = """
EXISTS (SELECT 1 FROM run_events WHERE run = runs.n AND event = 'recorded')
AND NOT EXISTS (SELECT 1 FROM run_events WHERE run = runs.n AND event = 'voided')
"""

_UNFINISHED = """
NOT EXISTS (SELECT 1 FROM run_events WHERE run = runs.n AND event IN ('released', 'abandoned'))
"""


_LETTERS_AT_ONCE = 500
_OF_HISTORY = (
    "run_events", "notices", "voids", "waivers", "approvals", "closings", "agreements", "bookings", "emails",
    "postings",
)  # fmt: skip
"""The tables that `history` reads, but for the invoices that runs saw."""


def state(db: Database) -> tuple[object, ...]:
    """The state that `history` depends on, but for the invoices that runs saw: rows are added, and never changed, so it
    differs whenever the history may have changed."""
    last = ", ".join(f"(SELECT max(n) FROM {table})" for table in _OF_HISTORY)
    found: tuple[object, ...] = db.execute(f"SELECT {last}").fetchone()
    return tuple(found)


@reading_rows("the notices and waivers")
def history(db: Database, seen: Mapping[str, Seen]) -> History:
    """Everything the rules need to know of earlier runs, as one value in memory; `seen` are the invoices runs saw."""
    standing: dict[str, list[Issued]] = defaultdict(list)
    noted: dict[str, list[Issued]] = defaultdict(list)
    charges = named.recorded(db)
    for row in db.execute(
        "SELECT invoice, notices.stage, issued_on, notices.pay_by, number, open_minor + charges_minor,"
        " notices.currency, charges_minor, notices.customer_id, due, issued, total_minor, notices.called, courtesy,"
        " notices.n FROM notices"
        " JOIN letters ON letters.n = notices.letter"
        " WHERE NOT EXISTS (SELECT 1 FROM voids WHERE notice = notices.n) ORDER BY issued_on, notices.n"
    ):
        issued = _issued(row[:-1], charges.get(row[-1], ()))
        (noted if issued.stage.is_courtesy else standing)[issued.invoice].append(issued)
    waivers, overtaken = waived.standing(db)
    last = _last_run(db)
    return History(
        notices={invoice: tuple(own) for invoice, own in standing.items()},
        notes={invoice: tuple(own) for invoice, own in noted.items()},
        waivers=waivers,
        agreements=agreed.standing(db),
        overtaken=Overtaken(overtaken, agreed.overtaken(db)),
        bookings=bookings.recorded(db),
        seen=seen,
        approvals=books.approvals(db),
        closings=closings.read(db),
        undelivered=emails.undelivered(db),
        last_run_on=_day(last[1]) if last else None,
    )


def _issued(row: tuple[Any, ...], charges: tuple[NamedCharge, ...]) -> Issued:
    (invoice, stage, on, pay_by, letter, total, currency, charged, customer_id, due, issued, asked, called,
     courtesy) = row  # fmt: skip
    return Issued(
        invoice, _stage(stage, called, courtesy), _day(on), _day(pay_by), letter, Money.of_minor(total, currency),
        Money.of_minor(charged, currency), customer_id, _day(due), _day(issued) if issued else None,
        Money.of_minor(asked, currency), charges,
    )  # fmt: skip


def _stage(stage: object, called: object, courtesy: object = 0) -> Stage:
    """The stage that a row names."""
    like = str(Stage.COURTESY_NOTE) if courtesy else str(stage)
    return Stage(str(called or like), like)


@reading_rows("the runs")
def last_run_on(db: Database) -> date | None:
    """The as-of day of the last recorded run that was not voided."""
    last = _last_run(db)
    return _day(last[1]) if last else None


def _last_run(db: Database) -> tuple[int, str] | None:
    found: tuple[int, str] | None = db.execute(
        f"SELECT n, as_of FROM runs WHERE {_RECORDED} ORDER BY n DESC LIMIT 1"
    ).fetchone()
    return found


@reading_rows("the runs")
def next_numbers(db: Database, on: date) -> Numbers:
    """The next free run id of the day `on` and letter sequence of its year; a number once used never returns."""
    (runs,) = db.execute("SELECT count(*) FROM runs WHERE as_of = ?", (on.isoformat(),)).fetchone()
    year = letter_number(on, 0)[:5]
    (last,) = db.execute(
        "SELECT max(CAST(substr(number, 6) AS INTEGER)) FROM letters WHERE number >= ? AND number < ?",
        (year, year[:4] + "."),  # "." is the character after "-"
    ).fetchone()
    return Numbers(f"{on}-{runs + 1}", (last or 0) + 1)


@reading_rows("the runs")
def runs(db: Database, *, run: str | None = None, unfinished: bool = False) -> tuple[Run, ...]:
    """The runs in the order they were planned: all, the one called `run`, or those neither released nor abandoned."""
    found = db.execute(
        f"SELECT id, as_of, out, staging, pastdue, holidays, calendar, input_sha256, settings_sha256, ordinal,"
        f" {_STATE}, (SELECT count(*) FROM letters WHERE run = runs.n), at, n FROM runs"
        f" WHERE (CAST(?1 AS TEXT) IS NULL OR id = ?1) AND (NOT ?2 OR {_UNFINISHED}) ORDER BY n",
        (run, unfinished),
    )
    return tuple(
        Run(RunRecord(r[0], _day(r[1]), db.home / r[2], db.home / r[3], *r[4:9]), r[9], RunState(r[10]), *r[11:])
        for r in found
    )


@reading_rows("the files of the runs")
def files(db: Database, run: str) -> tuple[FileRow, ...]:
    """The files of a recorded run, in the order of their release."""
    rows = db.execute(
        "SELECT name, sha256, kept FROM files JOIN runs ON runs.n = files.run WHERE id = ? ORDER BY files.n", (run,)
    )
    return tuple(FileRow(name, sha256, bool(kept)) for name, sha256, kept in rows)


def letters(
    db: Database, *, run: str | None = None, number: str | None = None, file: str | None = None
) -> Iterator[LetterRow]:
    """The recorded letters in the order of their recording, a few in memory at a time: all, or those with what is
    given."""
    last = 0
    while rows := _letters(db, last, run, number, file):
        for r in rows:
            yield _letter(db.home, r)
        last = rows[-1][-1]


def _letters(db: Database, after: int, run: str | None, number: str | None, file: str | None) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = db.execute(
        "SELECT number, id, as_of, letters.customer_id, customer, letters.stage, language, total_minor,"
        " letters.currency, letters.pay_by, pages, sheets, file, out, sha256, content, NOT EXISTS"
        " (SELECT 1 FROM notices WHERE letter = letters.n"
        "  AND NOT EXISTS (SELECT 1 FROM voids WHERE notice = notices.n)),"
        " (SELECT count(DISTINCT (voids.n IS NULL)) FROM notices LEFT JOIN voids ON voids.notice = notices.n"
        "  WHERE letter = letters.n) > 1, letters.called,"
        " letters.n FROM letters JOIN runs ON runs.n = letters.run"
        " WHERE (CAST(?1 AS TEXT) IS NULL OR id = ?1) AND (CAST(?2 AS TEXT) IS NULL OR number = ?2)"
        " AND (CAST(?3 AS TEXT) IS NULL OR file = ?3)"
        " AND letters.n > ?4 ORDER BY letters.n LIMIT ?5",
        (run, number, file, after, _LETTERS_AT_ONCE),
    ).fetchall()
    return found


@reading_rows("the letters")
def _letter(home: Path, r: tuple[Any, ...]) -> LetterRow:
    return LetterRow(
        number=r[0], run=r[1], on=_day(r[2]), customer_id=r[3], customer=r[4], stage=_stage(r[5], r[18]), language=r[6],
        total=Money.of_minor(r[7], r[8]), pay_by=_day(r[9]), pages=r[10], sheets=r[11], file=r[12],
        path=home / r[13] / r[2] / r[12], sha256=r[14], content=r[15], voided=bool(r[16]), in_part=bool(r[17]),
    )  # fmt: skip


_ASKED = (
    "(CAST(?1 AS TEXT) IS NULL OR id = ?1) AND (CAST(?2 AS TEXT) IS NULL OR number = ?2)"
    " AND (CAST(?3 AS TEXT) IS NULL OR invoice = ?3)"
)


@reading_rows("the notices")
def notices(
    db: Database, *, run: str | None = None, letter: str | None = None, invoice: str | None = None
) -> tuple[NoticeRow, ...]:
    """The recorded notices, oldest first, voided ones too: all, or of one run, letter or invoice."""
    asked = (run, letter, invoice)
    rows = db.execute(
        "SELECT notices.n, number, id, invoice, notices.customer_id, notices.stage, attempt, issued_on, notices.pay_by,"
        " due, notices.currency, open_minor, charges_minor, voided_on, coalesce(why, ''), total_minor,"
        " notices.called, courtesy, issued FROM notices"
        " JOIN letters ON letters.n = notices.letter JOIN runs ON runs.n = letters.run"
        f" LEFT JOIN voids ON voids.notice = notices.n WHERE {_ASKED} ORDER BY issued_on, notices.n",
        asked,
    ).fetchall()
    charges: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for notice, *charge in db.execute(
        "SELECT notices.n, kind, policy, segments, law FROM charges JOIN notices ON notices.n = charges.notice"
        " JOIN letters ON letters.n = notices.letter JOIN runs ON runs.n = letters.run"
        f" WHERE {_ASKED} ORDER BY charges.n",
        asked,
    ):
        charges[notice].append(tuple(charge))
    return tuple(_notice(row, charges.get(row[0], [])) for row in rows)


def _notice(row: tuple[object, ...], charges: list[tuple[str, ...]]) -> NoticeRow:
    (_, letter, run, invoice, customer_id, stage, attempt, on, pay_by, due, currency, owed, charged, voided, why,
     asked, called, courtesy, issued) = row  # fmt: skip
    return NoticeRow(
        letter=str(letter), run=str(run), invoice=str(invoice), customer_id=str(customer_id),
        stage=_stage(stage, called, courtesy), attempt=int(str(attempt)),
        on=_day(on), pay_by=_day(pay_by), due=_day(due),
        open=Money.of_minor(int(str(owed)), str(currency)), charged=Money.of_minor(int(str(charged)), str(currency)),
        charges=tuple(
            Charge(ChargeKind(c[0]), c[1], segments_from_json(c[2]), str(currency), c[3]) for c in charges
        ),
        voided_on=_day(voided) if voided is not None else None, voided_why=str(why),
        asked=Money.of_minor(int(str(asked)), str(currency)), issued=_day(issued) if issued else None,
    )  # fmt: skip


def _day(text: object) -> date:
    return date.fromisoformat(str(text))
