"""The lists beside the print files of a mail pack: the manifest and the posting book, as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from pastdue.letters.language.voice import Voice
from pastdue.mailing.classes import Mailroom
from pastdue.mailing.manifest import manifest, posting_book
from pastdue.mailing.order import Batch
from pastdue.reports.formats.csv import csv_file
from pastdue.typeset import MergedLetter


def posting_lists(
    batches: Sequence[Batch], places: Sequence[Sequence[MergedLetter]], mailroom: Mailroom, suffix: str, polish: Voice
) -> dict[str, str]:
    """The lists to be filled in at the post office, by file name: the manifest and, where it is kept, the posting
    book, which is in `polish`. `places` says where the letters of each batch lie in its print file."""
    lists = {f"print/manifest{suffix}.csv": manifest(batches, places)}
    book = posting_book(batches, mailroom, polish)
    if book is not None:
        lists[f"print/posting-book{suffix}.csv"] = book
    return {name: csv_file(table) for name, table in lists.items()}
