"""Reprints: a letter's same bytes, from its file or set again, and a list that calls them copies."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pastdue.ledger import LetterRow
from pastdue.model import Column, Table
from pastdue.model.errors import LedgerError
from pastdue.model.money import Money


@dataclass(frozen=True, slots=True)
class Copy:
    """A letter once more, and whether it had to be set again."""

    letter: LetterRow
    set_again: bool

    @property
    def file(self) -> str:
        return Path(self.letter.file).name


def copy_of(letter: LetterRow, set_again: Callable[[], bytes]) -> tuple[Copy, bytes]:
    """The letter's bytes as they were released; where its file is gone or altered, what `set_again` makes of it.

    Refuses (LedgerError) when that is not what went out: the program, the settings or a picture has changed since.
    """
    try:
        released = letter.path.read_bytes()
    except OSError:
        released = b""
    if _is(letter, released):
        return Copy(letter, set_again=False), released
    again = set_again()
    if not _is(letter, again):
        raise LedgerError(
            f"letter {letter.number}: its file is gone or altered, and set again it does not come out the same",
            f"put {letter.path} back from a copy, or set back what was changed in the settings since {letter.on}",
        )
    return Copy(letter, set_again=True), again


def _is(letter: LetterRow, pdf: bytes) -> bool:
    return hashlib.sha256(pdf).hexdigest() == letter.sha256


def reprint_manifest(copies: Iterable[Copy], on: date) -> Table:
    """A row for each copy: its letter, the day `on` which it was made, and the hash of its bytes, the letter's own."""
    columns = (
        Column("seq", "Seq", int), Column("letter", "Letter"), Column("copy", "Copy"),
        Column("reprinted_on", "Reprinted on", date), Column("made_from", "Made from"), Column("run", "Run"),
        Column("letter_date", "Date of the letter", date), Column("stage", "Stage"),
        Column("customer_id", "Customer no."), Column("customer", "Addressee"), Column("total", "Total", Money),
        Column("currency", "Currency"), Column("pages", "Pages", int), Column("sheets", "Sheets", int),
        Column("file", "File"), Column("sha256", "SHA-256"), Column("voided", "Voided"),
    )  # fmt: skip
    rows = (
        (
            seq, one.letter.number, "copy", on, "ledger" if one.set_again else "released file", one.letter.run,
            one.letter.on, one.letter.stage.value, one.letter.customer_id, one.letter.customer, one.letter.total,
            one.letter.total.currency, one.letter.pages, one.letter.sheets, one.file, one.letter.sha256,
            "voided" if one.letter.voided else "",
        )
        for seq, one in enumerate(copies, 1)
    )  # fmt: skip
    return Table("Reprint", columns, tuple(rows))
