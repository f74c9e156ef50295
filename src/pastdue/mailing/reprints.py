"""Reprints: a letter's same bytes, from its file or set again, and a list that calls them copies."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pastdue.ledger import LetterRow
from pastdue.model import Column, Table
from pastdue.model.errors import LedgerError
from pastdue.model.money import Money
from pastdue.model.tables import ColumnsOf


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


class _Numbered(NamedTuple):
    """A copy with its number in the manifest, its letter, and the day on which it was made."""

    seq: int
    copy: Copy
    letter: LetterRow
    made_on: date


_COLUMNS = ColumnsOf[_Numbered]({
    Column("seq", "Seq", int): lambda one: one.seq,
    Column("letter", "Letter"): lambda one: one.letter.number,
    Column("copy", "Copy"): lambda _: "copy",
    Column("reprinted_on", "Reprinted on", date): lambda one: one.made_on,
    Column("made_from", "Made from"): lambda one: "ledger" if one.copy.set_again else "released file",
    Column("run", "Run"): lambda one: one.letter.run,
    Column("letter_date", "Date of the letter", date): lambda one: one.letter.on,
    Column("stage", "Stage"): lambda one: one.letter.stage.value,
    Column("customer_id", "Customer no."): lambda one: one.letter.customer_id,
    Column("customer", "Addressee"): lambda one: one.letter.customer,
    Column("total", "Total", Money): lambda one: one.letter.total,
    Column("currency", "Currency"): lambda one: one.letter.total.currency,
    Column("pages", "Pages", int): lambda one: one.letter.pages,
    Column("sheets", "Sheets", int): lambda one: one.letter.sheets,
    Column("file", "File"): lambda one: one.copy.file,
    Column("sha256", "SHA-256"): lambda one: one.letter.sha256,
    Column("voided", "Voided"): lambda one: "voided" if one.letter.voided else "",
})  # fmt: skip


def reprint_manifest(copies: Iterable[Copy], on: date) -> Table:
    """A row for each copy: its letter, the day `on` which it was made, and the hash of its bytes, the letter's own."""
    rows = (_Numbered(seq, copy, copy.letter, on) for seq, copy in enumerate(copies, 1))
    return _COLUMNS.table("Reprint", rows)
