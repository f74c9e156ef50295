"""Which files does a run leave, and what goes into the ledger? Letters, the mail pack, the reports, run.json."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from pastdue import __version__
from pastdue.book import Measured
from pastdue.errors import LedgerError
from pastdue.intake import Intake, rejected_files
from pastdue.ledger import History, LetterRecord, RunRecord, Seen, letter_to_json
from pastdue.letters.typeset import MergedLetter
from pastdue.mailing.outbox import Laid, Outbox, new_staging
from pastdue.mailing.pack import mail_order, manifest, unmailable
from pastdue.model import Table
from pastdue.press import Press
from pastdue.reports.aging import Buckets, age, aging_json, aging_table
from pastdue.reports.charges import charges_table
from pastdue.reports.outcome import Outcome, SetLetter, outcome_json
from pastdue.reports.skips import skips_table
from pastdue.settings import Firm
from pastdue.tables.csv import csv_text
from pastdue.tables.json import json_text
from pastdue.tables.pdf import aging_page
from pastdue.tables.pen import Page

RUN_FILE = "run.json"
SPREADSHEET_MARK = "\ufeff"
"""Tells a spreadsheet that a CSV is UTF-8."""


def sha256(name: str, data: bytes) -> str:  # noqa: ARG001 - the shape of `run.Keep`
    """The hash of a file that is not kept: what a plan does with a letter."""
    return hashlib.sha256(data).hexdigest()


def is_first_run(firm: Firm) -> bool:
    """Whether there is no ledger because nothing was ever sent.

    Refuses a missing ledger where earlier runs have left their files: a new one would send everything again.
    """
    if firm.ledger_path.exists():
        return False
    out = firm.output_folder
    earlier = sorted(out.glob(f"*/{RUN_FILE}")) if out.is_dir() else []
    if earlier:
        raise LedgerError(
            f"{firm.ledger_path}: the ledger is missing, but {earlier[-1]} shows that letters were sent",
            "put the ledger back from a backup; if none of them counts, move the output folder away",
        )
    return True


class Shelf:
    """Lays the files of one run aside and remembers them in the order of their release."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.files: list[Laid] = []

    def keep(self, name: str, data: bytes) -> str:
        """Lay aside a file that no other bytes may ever replace; returns its sha256."""
        return self._lay(name, data, kept=True)

    def keep_text(self, name: str, text: str) -> None:
        """Lay aside text, as UTF-8, that no other bytes may ever replace."""
        self._lay(name, text.encode(), kept=True)

    def keep_written(self, name: str, write: Callable[[BinaryIO], None]) -> None:
        """Lay aside, as `write` writes it, a large file that no other bytes may ever replace."""
        self.files.append(self._outbox.lay_aside_written(name, write))

    def put(self, name: str, text: str) -> None:
        """Lay aside a report, as UTF-8; a later run of the day replaces it."""
        self._lay(name, text.encode(), kept=False)

    def put_bytes(self, name: str, data: bytes) -> None:
        """Lay aside a report; a later run of the day replaces it."""
        self._lay(name, data, kept=False)

    def sync(self) -> None:
        """Return when the names of everything laid aside are on the disk."""
        self._outbox.sync()

    def _lay(self, name: str, data: bytes, *, kept: bool) -> str:
        self.files.append(self._outbox.lay_aside(name, data, kept=kept))
        return self.files[-1].sha256



def lay_pack(shelf: Shelf, press: Press, done: Outcome, suffix: str) -> None:
    """The print file with its manifest, where there are letters, and the list of those that could not be made."""
    if done.letters:
        letters = mail_order(done.letters, press.home)
        places: list[MergedLetter] = []

        def print_all(file: BinaryIO) -> None:
            places.extend(press.print_file((letter.draft for letter in letters), file))

        shelf.keep_written(f"print/letters{suffix}.pdf", print_all)
        shelf.keep_text(f"print/manifest{suffix}.csv", SPREADSHEET_MARK + csv_text(manifest(letters, places)))
    missed = unmailable(done.skips)
    if missed.rows:
        shelf.put("print/unmailable.csv", SPREADSHEET_MARK + csv_text(missed))


def lay_reports(shelf: Shelf, firm: Firm, measured: Measured, done: Outcome) -> None:
    """The aging for people and machines, every charge with its arithmetic, and why the rest got no letter."""
    own = firm.settings.aging
    aging = age(measured, Buckets(own.buckets, own.basis, own.days))
    shelf.put("reports/aging.csv", SPREADSHEET_MARK + csv_text(aging_table(aging)))
    shelf.put("reports/aging.json", json_text(aging_json(aging)))
    shelf.put_bytes("reports/aging.pdf", aging_page(aging, firm.creditor.party.name, Page.of(firm.creditor.party.country)).pdf)
    notices = (notice for letter in done.letters for notice in letter.draft.notices)
    _put_table(shelf, "reports/charges.csv", charges_table(notices))
    _put_table(shelf, "reports/skips.csv", skips_table(done.skips))


def _put_table(shelf: Shelf, name: str, table: Table) -> None:
    shelf.put(name, SPREADSHEET_MARK + csv_text(table))


def lay_rejected(shelf: Shelf, intake: Intake) -> None:
    """The rejected rows in their own columns with the reason, ready to mend and feed in again; none, no file."""
    for name, text in rejected_files(intake).items():
        shelf.put(f"reports/{name}", text)


def lay_outcome(shelf: Shelf, done: Outcome, ordinal: int) -> None:
    """`run.json`, last of all. A run that sends nothing leaves the one of an earlier run of the day alone."""
    if done.letters or ordinal == 1:
        shelf.put(f"run{suffix(ordinal)}.json", json_text(outcome_json(done)))


def suffix(ordinal: int) -> str:
    """What tells the files of the second issuing run of a day from those of the first: nothing, `-2`, `-3`."""
    return "" if ordinal == 1 else f"-{ordinal}"


def letter_record(letter: SetLetter, press: Press) -> LetterRecord:
    """What the ledger keeps of a letter: enough to set it again."""
    draft = letter.draft
    return LetterRecord(
        number=draft.number,
        customer_id=letter.customer.id,
        customer=letter.customer.name,
        stage=draft.stage,
        language=draft.language,
        total=draft.total,
        pay_by=draft.pay_by,
        pages=letter.pages,
        sheets=letter.sheets,
        file=letter.file,
        sha256=letter.sha256,
        content=letter_to_json(press.letter(draft)),
        notices=draft.notices,
    )


def run_record(firm: Firm, run: str, as_of: date, invoices: Path, calendar: str) -> RunRecord:
    """Who did what with which files: the versions and hashes a later proof needs."""
    out = firm.output_folder
    settings = firm.file.read_bytes() if firm.file else b""
    return RunRecord(
        id=run,
        as_of=as_of,
        out=out,
        staging=new_staging(out, run),
        pastdue=__version__,
        holidays=version("holidays"),
        calendar=calendar,
        input_sha256=hashlib.sha256(invoices.read_bytes()).hexdigest(),
        settings_sha256=hashlib.sha256(settings).hexdigest(),
    )


def seen(measured: Measured) -> Iterator[Seen]:
    """Every open invoice of today's file, so that one that disappears is missed next time."""
    frame = measured.frame
    still_open = frame[frame["open_minor"] != 0]
    columns = (still_open[name].tolist() for name in ("invoice", "customer_id", "currency", "open_minor"))
    return (Seen(*row) for row in zip(*columns, strict=True))


def missing(history: History, measured: Measured) -> tuple[str, ...]:
    """A remark for each invoice that was open in the last run's file and is not in today's: gone is not paid."""
    gone = sorted(set(history.seen) - set(measured.frame["invoice"]))
    return tuple(
        f"{number}: missing since the run of {history.last_run_on}, when {history.seen[number].open} was open; "
        "a row that disappears does not count as paid"
        for number in gone
    )
