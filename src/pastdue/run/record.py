"""The record of a run in the ledger: the versions and hashes of its files, and each letter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pastdue import __version__
from pastdue.firm import Firm
from pastdue.ledger import LetterRecord, RunRecord
from pastdue.reports.outcome import SetLetter
from pastdue.run.outbox import new_staging

_PIECE = 1 << 20


def letter_record(letter: SetLetter, words: str) -> LetterRecord:
    """The ledger's record of a letter: with its `words`, enough to set it again."""
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


def run_record(firm: Firm, run: str, as_of: date, invoices: Sequence[Path], calendar: str) -> RunRecord:
    """The ledger's record of a run: the versions and hashes a later proof needs."""
    out = firm.output_folder
    settings = firm.file.read_bytes() if firm.file else b""
    return RunRecord(
        id=run,
        as_of=as_of,
        out=out,
        staging=new_staging(out, run),
        pastdue=__version__,
        holidays=_version_of_holidays(),
        calendar=calendar,
        input_sha256=_sha256_of(invoices),
        settings_sha256=hashlib.sha256(settings).hexdigest(),
    )


@cache
def _version_of_holidays() -> str:
    """The release of the library that knows the holidays; its metadata is looked for and read once in a process."""
    return version("holidays")


def _sha256_of(invoices: Sequence[Path]) -> str:
    """The hash of the invoices file, of all its parts one behind the other; none where it came through a pipe, which
    can be read only once."""
    if not all(path.is_file() for path in invoices):
        return ""
    found = hashlib.sha256()
    for path in invoices:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                found.update(piece)
    return found.hexdigest()
