"""Which files does a run leave, and what goes into the ledger? Letters, the mail pack, the reports, run.json."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from pastdue import __version__
from pastdue.book import Measured
from pastdue.firm import Firm
from pastdue.firm.names import buckets_of
from pastdue.intake import REJECTED, Intake, rejected_files
from pastdue.ledger import LetterRecord, RunRecord
from pastdue.mailing.manifest import unmailable
from pastdue.mailing.order import Batch, batches
from pastdue.mailing.pack import posting_lists
from pastdue.model import Table
from pastdue.reports.aging.aging import age, aging_json, aging_table, totals_table
from pastdue.reports.aging.page.pdf import aging_page
from pastdue.reports.aging.page.pen import Page
from pastdue.reports.charges import charges_table
from pastdue.reports.formats.csv import csv_text
from pastdue.reports.formats.json import json_text
from pastdue.reports.formats.xlsx import xlsx
from pastdue.reports.outcome import Outcome, SetLetter, outcome_json
from pastdue.reports.skips import skips_table
from pastdue.run.letters import Press
from pastdue.run.outbox import Laid, Outbox, new_staging
from pastdue.typeset import Galley, MergedLetter

SPREADSHEET_MARK = "\ufeff"
"""Tells a spreadsheet that a CSV is UTF-8."""


def sha256(name: str, data: bytes) -> str:  # noqa: ARG001 - the shape of `run.Keep`
    """The hash of a file that is not kept: what a plan does with a letter."""
    return hashlib.sha256(data).hexdigest()


class Shelf:
    """Lays the files of one run aside and remembers them in the order of their release."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.files: list[Laid] = []

    @property
    def staging(self) -> Path:
        """Where files wait, on the disk they are for."""
        return self._outbox.staging

    def keep(self, name: str, data: bytes) -> str:
        """Lay aside a file that no other bytes may ever replace; returns its sha256."""
        return self._lay(name, data, kept=True)

    def keep_written(self, name: str, write: Callable[[BinaryIO], None]) -> None:
        """Lay aside, as `write` writes it, a large file that no other bytes may ever replace."""
        self.files.append(self._outbox.lay_aside_written(name, write))

    def put(self, name: str, text: str) -> None:
        """Lay aside a report, as UTF-8; a later run of the day replaces it."""
        self._lay(name, text.encode(), kept=False)

    def put_bytes(self, name: str, data: bytes) -> None:
        """Lay aside a report; a later run of the day replaces it."""
        self._lay(name, data, kept=False)

    def holds(self, name: str) -> bool:
        """Whether an earlier run of the day has left a file of this name."""
        return (self._outbox.folder / name).is_file()

    def sync(self) -> None:
        """Return when the names of everything laid aside are on the disk."""
        self._outbox.sync()

    def _lay(self, name: str, data: bytes, *, kept: bool) -> str:
        self.files.append(self._outbox.lay_aside(name, data, kept=kept))
        return self.files[-1].sha256


def lay_pack(shelf: Shelf, press: Press, galley: Galley, done: Outcome, suffix: str) -> None:
    """A print file for each envelope class with the lists to post by, and the list of what could not be made."""
    if done.letters:
        packed = batches(done.letters, press.mailroom, suffix)
        places = [_lay_print_file(shelf, press, galley, batch) for batch in packed]
        for name, text in posting_lists(packed, places, press.mailroom, suffix, press.voice("pl")).items():
            # To be filled in by hand where it lies, so it is not kept as it was; no other run has its name.
            shelf.put(name, text)
    missed = unmailable(done.skips)
    if missed.rows or shelf.holds("print/unmailable.csv"):
        shelf.put("print/unmailable.csv", SPREADSHEET_MARK + csv_text(missed))


def _lay_print_file(shelf: Shelf, press: Press, galley: Galley, batch: Batch) -> list[MergedLetter]:
    """Lay the letters of one envelope class aside as their print file; returns where each lies."""
    places: list[MergedLetter] = []

    def print_all(file: BinaryIO) -> None:
        places.extend(press.print_file((galley.drawn(letter.draft.number) for letter in batch.letters), file))

    shelf.keep_written(batch.file, print_all)
    return places


def lay_reports(shelf: Shelf, firm: Firm, measured: Measured, done: Outcome) -> None:
    """The aging for people and machines, every charge with its arithmetic, and why the rest got no letter."""
    aging = age(measured, buckets_of(firm))
    shelf.put("reports/aging.csv", SPREADSHEET_MARK + csv_text(aging_table(aging)))
    shelf.put("reports/aging.json", json_text(aging_json(aging)))
    shelf.put_bytes("reports/aging.xlsx", xlsx((totals_table(aging), aging_table(aging))))
    party = firm.creditor.party
    shelf.put_bytes("reports/aging.pdf", aging_page(aging, party.name, Page.of(party.country)).pdf)
    notices = (notice for letter in done.letters for notice in letter.draft.notices)
    _put_table(shelf, "reports/charges.csv", charges_table(notices))
    _put_table(shelf, "reports/skips.csv", skips_table(done.skips))


def _put_table(shelf: Shelf, name: str, table: Table) -> None:
    shelf.put(name, SPREADSHEET_MARK + csv_text(table))


def lay_rejected(shelf: Shelf, intake: Intake) -> None:
    """The rejected rows in their own columns with the reason, ready to mend; none, no file.

    What an earlier run of the day has left of them is emptied when they are mended.
    """
    rejected = rejected_files(intake)
    for name, text in rejected.items():
        shelf.put(f"reports/{name}", text)
    for name in REJECTED:
        if name not in rejected and shelf.holds(f"reports/{name}"):
            shelf.put(f"reports/{name}", "")


def lay_outcome(shelf: Shelf, done: Outcome, ordinal: int) -> None:
    """`run.json`, last of all. A run that sends nothing leaves the one of an earlier run of the day alone."""
    if done.letters or ordinal == 1:
        shelf.put(f"run{suffix(ordinal)}.json", json_text(outcome_json(done)))


def suffix(ordinal: int) -> str:
    """What tells the files of the second issuing run of a day from those of the first: nothing, `-2`, `-3`."""
    return "" if ordinal == 1 else f"-{ordinal}"


def letter_record(letter: SetLetter, words: str) -> LetterRecord:
    """What the ledger keeps of a letter: enough, in its `words`, to set it again."""
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
        content=words,
        notices=draft.notices,
        credits=draft.credits,
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
        input_sha256=_sha256_of(invoices),
        settings_sha256=hashlib.sha256(settings).hexdigest(),
    )


def _sha256_of(invoices: Path) -> str:
    """The hash of the invoices file; none where it came through a pipe, which can be read only once."""
    if not invoices.is_file():
        return ""
    with invoices.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
