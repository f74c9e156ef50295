"""The lists of a mail pack: the manifest, the posting book, and the letters that could not be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pastdue.letters.language.voice import Voice
from pastdue.mailing.classes import Mailroom
from pastdue.mailing.order import Batch
from pastdue.mailing.postcodes import postcode
from pastdue.model import Column, Skip, Table
from pastdue.model.money import Money
from pastdue.model.tables import ColumnsOf
from pastdue.reports.outcome import SetLetter
from pastdue.typeset import MergedLetter

TO_FILL_IN = ("service", "tracking_number", "posted_on")
"""The manifest's last columns: filled in by hand at the post office, and read back by `pastdue posted`."""


class _Posted(NamedTuple):
    """A letter with its number in the order of the manifest, and its place in a print file; it goes by e-mail alone
    where it has none."""

    seq: int
    print_file: str
    letter: SetLetter
    place: MergedLetter | None


_COLUMNS = ColumnsOf[_Posted]({
    Column("seq", "Seq", int): lambda one: one.seq,
    Column("letter", "Letter"): lambda one: one.letter.draft.number,
    Column("stage", "Stage"): lambda one: one.letter.draft.stage.value,
    Column("envelope_class", "Envelope"): lambda one: one.letter.envelope_class,
    Column("customer_id", "Customer no."): lambda one: one.letter.customer.id,
    Column("customer", "Addressee"): lambda one: one.letter.customer.name,
    Column("address", "Address"): lambda one: ", ".join(one.letter.customer.address),
    Column("postcode", "Postcode"): lambda one: postcode(one.letter.customer.address, one.letter.customer.country),
    Column("country", "Country"): lambda one: one.letter.customer.country,
    Column("invoices", "Invoices"): lambda one: ", ".join(n.invoice.number for n in one.letter.draft.notices),
    Column("total", "Total", Money): lambda one: one.letter.draft.total,
    Column("currency", "Currency"): lambda one: one.letter.draft.currency,
    Column("pages", "Pages", int): lambda one: one.letter.pages,
    Column("sheets", "Sheets", int): lambda one: one.letter.sheets if one.place else None,
    Column("print_file", "Print file"): lambda one: one.print_file,
    Column("first_page", "First page", int): lambda one: one.place.first_page if one.place else None,
    Column("last_page", "Last page", int): lambda one: one.place.last_page if one.place else None,
    Column("file", "File"): lambda one: one.letter.file,
    Column("sha256", "SHA-256"): lambda one: one.letter.sha256,
    Column("delivery", "Goes by"): lambda one: one.letter.draft.route.delivery.value,
    Column("email", "E-mail"): lambda one: ", ".join(one.letter.draft.route.email),
    Column("service", "Service"): lambda one: one.letter.service,
    Column("tracking_number", "Tracking number"): lambda _: "",
    Column("posted_on", "Posted on"): lambda _: "",
})  # fmt: skip


COLUMNS = tuple(_COLUMNS.cells)


def manifest(
    batches: Sequence[Batch], places: Sequence[Sequence[MergedLetter]], by_email: Sequence[SetLetter] = ()
) -> Table:
    """A row for each letter in print order, with its pages in its print file; `places` has those of each batch.

    The letters that go `by_email` alone come last and are in no print file.
    """
    printed = [
        (batch.file, letter, place)
        for batch, own in zip(batches, places, strict=True)
        for letter, place in zip(batch.letters, own, strict=True)
    ]
    every = (*printed, *(("", letter, None) for letter in by_email))
    return _COLUMNS.table_one_by_one("Manifest", tuple(_Posted(seq, *one) for seq, one in enumerate(every, 1)))


def posting_book(batches: Iterable[Batch], mailroom: Mailroom, polish: Callable[[], Voice]) -> Table | None:
    """The registered letters as a Polish posting book (pocztowa książka nadawcza) lists them, in print order.

    None outside Poland and where no letter is registered; `polish` is not asked then. The number is filled in at the
    counter.
    """
    if mailroom.home != "PL":
        return None
    letters = [
        letter for batch in batches for letter in batch.letters if mailroom.is_registered(letter.service)
    ]  # fmt: skip
    if not letters:
        return None
    headings = ("Lp.", "Adresat", "Adres", "Nr nadawczy", "Uwagi")
    columns = tuple(Column(heading, heading) for heading in headings)
    voice = polish()
    rows = (
        (seq, one.customer.name, _whole_address(one, mailroom, voice), "", f"{one.service}; {one.draft.number}")
        for seq, one in enumerate(letters, 1)
    )
    return Table("Pocztowa książka nadawcza", columns, tuple(rows))


def _whole_address(letter: SetLetter, mailroom: Mailroom, polish: Voice) -> str:
    """The address in one line, abroad with the country's name in Polish, as a Polish post office reads it."""
    to = letter.customer
    abroad = () if mailroom.is_home(to.country) else (polish.written.country_in_capitals(to.country),)
    return ", ".join((*to.address, *abroad))


def unmailable(skips: Iterable[Skip]) -> Table:
    """The letters that were due and could not be made: each invoice, why, and what stood in the way."""
    columns = (Column("invoice", "Invoice"), Column("customer_id", "Customer no."), Column("why", "Why"),
               Column("detail", "Detail"))  # fmt: skip
    rows = tuple((s.invoice, s.customer_id, s.why.value, str(s.detail)) for s in skips if s.why.needs_attention)
    return Table("Unmailable", columns, rows)
