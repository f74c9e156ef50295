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
from pastdue.model.tables import OneByOne
from pastdue.reports.outcome import SetLetter
from pastdue.typeset import MergedLetter

TO_FILL_IN = ("service", "tracking_number", "posted_on")
"""The manifest's last columns: filled in by hand at the post office, and read back by `pastdue posted`."""


COLUMNS = (
    Column("seq", "Seq", int), Column("letter", "Letter"), Column("stage", "Stage"),
    Column("envelope_class", "Envelope"), Column("customer_id", "Customer no."), Column("customer", "Addressee"),
    Column("address", "Address"), Column("postcode", "Postcode"), Column("country", "Country"),
    Column("invoices", "Invoices"), Column("total", "Total", Money), Column("currency", "Currency"),
    Column("pages", "Pages", int), Column("sheets", "Sheets", int), Column("print_file", "Print file"),
    Column("first_page", "First page", int), Column("last_page", "Last page", int), Column("file", "File"),
    Column("sha256", "SHA-256"), Column("delivery", "Goes by"), Column("email", "E-mail"),
    Column("service", "Service"), Column("tracking_number", "Tracking number"),
    Column("posted_on", "Posted on"),
)  # fmt: skip


def manifest(
    batches: Sequence[Batch], places: Sequence[Sequence[MergedLetter]], by_email: Sequence[SetLetter] = ()
) -> Table:
    """A row for each letter in print order, with its pages in its print file; `places` has those of each batch.

    The letters that go `by_email` alone come last and are in no print file.
    """
    printed = [
        _Posted(batch.file, letter, place)
        for batch, own in zip(batches, places, strict=True)
        for letter, place in zip(batch.letters, own, strict=True)
    ]
    every = (*printed, *(_Posted("", letter, None) for letter in by_email))
    return Table("Manifest", COLUMNS, OneByOne(_row, tuple(enumerate(every, 1))))


class _Posted(NamedTuple):
    """A letter and its place in a print file; it goes by e-mail alone where it has none."""

    print_file: str
    letter: SetLetter
    place: MergedLetter | None


def _row(numbered: tuple[int, _Posted]) -> tuple[object, ...]:
    seq, (print_file, letter, place) = numbered
    draft, to = letter.draft, letter.customer
    invoices = ", ".join(n.invoice.number for n in draft.notices)
    return (
        seq, draft.number, draft.stage.value, letter.envelope_class, to.id, to.name, ", ".join(to.address),
        postcode(to.address, to.country), to.country, invoices, draft.total, draft.currency, letter.pages,
        letter.sheets if place else None, print_file, place.first_page if place else None,
        place.last_page if place else None, letter.file, letter.sha256, draft.route.delivery.value,
        ", ".join(draft.route.email), letter.service, "", "",
    )  # fmt: skip


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
