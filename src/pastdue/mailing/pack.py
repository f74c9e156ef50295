"""In which order are letters posted, and what does the mail room need to know of each?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pastdue.letters.typeset import MergedLetter
from pastdue.model import Column, Skip, Table
from pastdue.money import Money
from pastdue.reports.outcome import SetLetter


def mail_order(letters: Iterable[SetLetter], home: str) -> list[SetLetter]:
    """The letters as a mail room wants them: by sheets, home country (`home`) before abroad, then by locality.

    The last address line carries the postcode first in most countries; within one locality by letter number.
    """

    def key(letter: SetLetter) -> tuple[int, bool, str, str, str]:
        to = letter.customer
        return (letter.sheets, to.country not in ("", home), to.country, to.address[-1], letter.draft.number)

    return sorted(letters, key=key)


def manifest(letters: Sequence[SetLetter], merged: Sequence[MergedLetter]) -> Table:
    """One row a letter in print order, with its pages in the print file; the last columns are filled in by hand."""
    columns = (
        Column("seq", "Seq", int), Column("letter", "Letter"), Column("stage", "Stage"),
        Column("customer_id", "Customer no."), Column("customer", "Addressee"), Column("address", "Address"),
        Column("country", "Country"), Column("invoices", "Invoices"), Column("total", "Total", Money),
        Column("currency", "Currency"), Column("pages", "Pages", int), Column("sheets", "Sheets", int),
        Column("first_page", "First page", int), Column("last_page", "Last page", int), Column("file", "File"),
        Column("sha256", "SHA-256"), Column("service", "Service"), Column("tracking_number", "Tracking number"),
        Column("posted_on", "Posted on"),
    )  # fmt: skip
    return Table("Manifest", columns, tuple(_row(*pair) for pair in enumerate(zip(letters, merged, strict=True), 1)))


def _row(seq: int, pair: tuple[SetLetter, MergedLetter]) -> tuple[object, ...]:
    letter, place = pair
    draft, to = letter.draft, letter.customer
    invoices = ", ".join(n.invoice.number for n in draft.notices)
    return (
        seq, draft.number, draft.stage.value, to.id, to.name, ", ".join(to.address), to.country, invoices,
        draft.total, draft.currency, letter.pages, letter.sheets, place.first_page, place.last_page,
        letter.file, letter.sha256, "", "", "",
    )  # fmt: skip


def unmailable(skips: Iterable[Skip]) -> Table:
    """The letters that were due and could not be made: each invoice, why, and what stood in the way."""
    columns = (Column("invoice", "Invoice"), Column("customer_id", "Customer no."), Column("why", "Why"),
               Column("detail", "Detail"))  # fmt: skip
    rows = tuple((s.invoice, s.customer_id, s.why.value, s.detail) for s in skips if s.why.needs_attention)
    return Table("Unmailable", columns, rows)
