"""The files that a run leaves beside its letters: the mail pack, the reports, the rejected rows, run.json."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from pastdue.firm.look import fallback_of, heads_of, voice_of
from pastdue.firm.names import buckets_of
from pastdue.intake import REJECTED, Intake, rejected_files
from pastdue.ledger import Ledger
from pastdue.mailing.manifest import unmailable
from pastdue.mailing.order import Batch, batches
from pastdue.mailing.pack import Lists, posting_lists
from pastdue.model import Issued, Table
from pastdue.reports.aging.aging import Aging, age, aging_json, aging_table
from pastdue.reports.aging.invoices import last_letters, open_items
from pastdue.reports.aging.page.pdf import aging_page
from pastdue.reports.aging.page.pen import Page
from pastdue.reports.aging.workbook import aging_workbook
from pastdue.reports.changes import changes_table
from pastdue.reports.charges import charges_table
from pastdue.reports.formats.csv import csv_file, csv_pieces
from pastdue.reports.formats.json import json_pieces
from pastdue.reports.months.moves import bucket_moves_table, customer_moves_table
from pastdue.reports.months.trend import trend_table
from pastdue.reports.outcome import Outcome, outcome_json
from pastdue.reports.review.page import review_page
from pastdue.reports.review.review import Review, reasons
from pastdue.reports.skips import skips_table
from pastdue.run.books.missing import missing_on
from pastdue.run.books.past import past_of
from pastdue.run.letters import LetterMaker
from pastdue.run.outbox import Outbox
from pastdue.run.planning import Planned
from pastdue.run.tasks.listing import tasks_beside
from pastdue.typeset import DrawnLetters, MergedLetter
from pastdue.typeset.ink.colours import readable


def sha256(name: str, data: bytes) -> str:  # noqa: ARG001 - the shape of `making.Keep`
    """The hash of a file that is not kept: what a plan does with a letter."""
    return hashlib.sha256(data).hexdigest()


def lay_pack(outbox: Outbox, maker: LetterMaker, drawn_letters: DrawnLetters, done: Outcome, suffix: str) -> None:
    """A print file for each envelope class of what is posted, the lists of how each letter goes, and the list of what
    could not be made."""
    heads = maker.heads
    if done.letters:
        packed = batches(done.posted, maker.mailroom, suffix)
        places = [_lay_print_file(outbox, maker, drawn_letters, batch) for batch in packed]
        by_email = [letter for letter in done.letters if not letter.draft.route.post]
        lists = Lists(maker.mailroom, suffix, heads, partial(maker.voice, "pl"))
        for name, pieces in posting_lists(packed, places, by_email, lists).items():
            # To be filled in by hand where it lies, so it is not kept as it was; no other run has its name.
            outbox.put_pieces(name, pieces)
    missed = unmailable(done.skips)
    if missed.rows or outbox.holds("print/unmailable.csv"):
        outbox.put("print/unmailable.csv", csv_file(missed, heads))


def _lay_print_file(
    outbox: Outbox, maker: LetterMaker, drawn_letters: DrawnLetters, batch: Batch
) -> list[MergedLetter]:
    """Lay the letters of one envelope class aside as their print file; returns where each lies."""
    places: list[MergedLetter] = []

    def print_all(file: BinaryIO) -> None:
        places.extend(maker.print_file((drawn_letters.drawn(letter.draft.number) for letter in batch.letters), file))

    outbox.lay_aside_written(batch.file, print_all)
    return places


def lay_reports(outbox: Outbox, planned: Planned, done: Outcome, ledger: Ledger, ordinal: int) -> None:
    """The review page, the aging for people and programs, every charge with its arithmetic, why the rest got no
    letter, and what moved since the last run: invoice by invoice, by customer and by bucket; `ledger` is that of
    earlier runs."""
    firm, measured = planned.opened.job.firm, planned.standing
    review = review_of(planned, done, ledger)
    aging = review.aging
    if done.letters or ordinal == 1:  # as run.json
        outbox.put(f"reports/review{suffix(ordinal)}.html", review_page(review, voice_of(firm)))
    outbox.put_pieces("reports/aging.json", json_pieces(aging_json(aging)))
    party, voice = firm.creditor.party, voice_of(firm)
    earlier = (issued for own in ledger.history().notices.values() for issued in own)
    invoices = open_items(measured, buckets_of(firm), last_letters((*earlier, *issued_in(done))))
    outbox.put("reports/aging.xlsx", aging_workbook(aging, invoices, party.name, voice))
    outbox.put("reports/aging.pdf", aging_page(aging, party.name, voice, Page.of(party.country), fallback_of(firm)).pdf)
    for name, table in _csv_tables(done, aging):
        # A second run of the day has no changes: those of the first stay.
        if name != "changes" or (done.changes and done.changes.changes) or not outbox.holds("reports/changes.csv"):
            outbox.put_pieces(f"reports/{name}.csv", csv_pieces(table, heads_of(firm)))


def _csv_tables(done: Outcome, aging: Aging) -> Iterator[tuple[str, Table]]:
    """The tables that lie in `reports/` as CSV, by their names."""
    yield "aging", aging_table(aging)
    yield "charges", charges_table(notice for letter in done.letters for notice in letter.draft.notices)
    yield "skips", skips_table(done.skips)
    yield "movement", customer_moves_table(aging.movement)
    yield "trend", trend_table(aging.trend)
    if aging.movement is not None:
        yield "buckets", bucket_moves_table(aging.movement)
    yield "changes", changes_table(done.changes)


def review_of(planned: Planned, done: Outcome, ledger: Ledger) -> Review:
    """The data of the review page of a run or plan; `ledger` is that of earlier runs."""
    history = ledger.history()
    job, measured = planned.opened.job, planned.standing
    firm, missing = job.firm, missing_on(history, planned.opened.intake, done.as_of)
    past = past_of(ledger, planned.opened.intake, measured, buckets_of(firm))
    aged = age(measured, buckets_of(firm))
    return Review(
        firm=firm.creditor.party.name,
        accent=readable(firm.settings.letters.accent),
        as_of=done.as_of,
        aging=replace(aged, missing=missing, movement=past.movement, trend=past.trend),
        outcome=done,
        changes=done.changes,
        reasons=reasons(done.skips, measured, missing),
        asked=job.asked,
        tasks=tasks_beside(planned, ledger),
    )


def issued_in(done: Outcome) -> Iterator[Issued]:
    """The notices of the run's own letters, as the ledger will have them."""
    for letter in done.letters:
        for notice in letter.draft.notices:
            number, total = notice.invoice.number, notice.total
            yield Issued(number, notice.stage, done.as_of, notice.pay_by, letter.draft.number, total)


def lay_rejected(outbox: Outbox, intake: Intake) -> None:
    """The rejected rows in their own columns with the reason, to be corrected; without any, no file.

    The files that an earlier run of the day has left are emptied where no row is rejected any more.
    """
    rejected = rejected_files(intake)
    for name, text in rejected.items():
        outbox.put(f"reports/{name}", text)
    for name in REJECTED:
        if name not in rejected and outbox.holds(f"reports/{name}"):
            outbox.put(f"reports/{name}", "")


def lay_outcome(outbox: Outbox, done: Outcome, ordinal: int) -> None:
    """`run.json`, last of all. A run that sends nothing leaves the one of an earlier run of the day alone."""
    if done.letters or ordinal == 1:
        outbox.put_pieces(outcome_file(ordinal), json_pieces(outcome_json(done)))


def outcome_file(ordinal: int) -> str:
    """The name of the file that tells what a day's run did."""
    return f"run{suffix(ordinal)}.json"


def suffix(ordinal: int) -> str:
    """The suffix of the files of a day's issuing run: "" for the first, then `-2`, `-3`."""
    return "" if ordinal == 1 else f"-{ordinal}"
