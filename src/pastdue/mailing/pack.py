"""The lists beside the print files of a mail pack: the manifest and the posting book, as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pastdue.letters.language.voice import Voice
from pastdue.mailing.classes import Mailroom
from pastdue.mailing.manifest import manifest, posting_book
from pastdue.mailing.order import Batch
from pastdue.reports.formats.csv import csv_pieces
from pastdue.reports.formats.heads import FileHeads
from pastdue.reports.outcome import SetLetter
from pastdue.typeset import MergedLetter


@dataclass(frozen=True, slots=True)
class Lists:
    """The settings for a run's lists: the mail room, the `suffix` of the names, the heads, and what finds the voice of
    the Polish posting book, where there is one."""

    mailroom: Mailroom
    suffix: str
    heads: FileHeads
    polish: Callable[[], Voice]


def posting_lists(
    batches: Sequence[Batch],
    places: Sequence[Sequence[MergedLetter]],
    by_email: Sequence[SetLetter],
    lists: Lists,
) -> dict[str, Iterator[str]]:
    """The lists to be filled in at the post office, by file name, each piece by piece: the manifest and, where it is
    kept, the posting book.

    `places` says where the letters of each batch lie in its print file; `by_email` are those that are in none.
    """
    tables = {f"print/manifest{lists.suffix}.csv": manifest(batches, places, by_email)}
    book = posting_book(batches, lists.mailroom, lists.polish)
    if book is not None:
        tables[f"print/posting-book{lists.suffix}.csv"] = book
    return {name: csv_pieces(table, lists.heads) for name, table in tables.items()}
