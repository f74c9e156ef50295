"""A run from the opened job to the released files, and its rehearsal, which writes nothing."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

from pastdue.ledger import Access, Books, History, Ledger, Run
from pastdue.letters.saved import letter_from_json
from pastdue.model import Skip
from pastdue.model.messages import Message
from pastdue.model.remarks import Remark, gathered
from pastdue.reports.outcome import Outcome, RowCounts, SetLetter
from pastdue.reports.review.review import Review
from pastdue.run.books.past import changes_of_day
from pastdue.run.books.seen import kept_by, seen
from pastdue.run.files import (
    lay_outcome,
    lay_pack,
    lay_rejected,
    lay_reports,
    outcome_file,
    review_of,
    sha256,
    suffix,
)
from pastdue.run.guards import refuse_stand_in
from pastdue.run.job import Job
from pastdue.run.letters import LetterMaker
from pastdue.run.making import make_letters
from pastdue.run.opened import OpenedJob, prepare
from pastdue.run.outbox import Outbox
from pastdue.run.parts.opening import OpenedParts, prepare_parts
from pastdue.run.parts.planning import plan_parts
from pastdue.run.parts.spooled import SpooledSkips
from pastdue.run.planning import Planned, plan
from pastdue.run.record import letter_record, run_record
from pastdue.run.recovery import recover, undertaking
from pastdue.run.remarks import ended
from pastdue.run.workers.choice import sharing_workers
from pastdue.typeset import DrawnLetters


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The result of a plan: the outcome `send` would have, with the plan and the ledger behind it."""

    planned: Planned
    outcome: Outcome
    ledger: Ledger

    @property
    def review(self) -> Review:
        """The data of its review page; the ledger must still be open."""
        return review_of(self.planned, self.outcome, self.ledger)


def rehearse(job: Job, ledger: Ledger) -> Rehearsal:
    """The outcome `send` would have, its letters set and all, with nothing written anywhere."""
    with sharing_workers(job) as shared:
        return _rehearsed(shared, ledger)


def _rehearsed(job: Job, ledger: Ledger) -> Rehearsal:
    history = ledger.history()
    planned = planned_of(begun(replace(job, kept=ledger.kept())), history)
    maker, first = LetterMaker(job.firm, numbers=planned.opened.numbers), ledger.next_numbers(job.as_of).letter
    letters, refused = make_letters(planned, maker, None, first, sha256)
    done, last = _outcome(planned, maker, "", letters, refused), history.last_run_on
    if last is not None and job.as_of < last:
        late = Message.of("would_be_refused", as_of=job.as_of, last=last)
        done = replace(done, remarks=(Remark(late), *done.remarks))
    return Rehearsal(planned, done, ledger)


def send(job: Job, after: Callable[[Ledger, Outcome], None] | None = None) -> Outcome:
    """Issue every notice that is due: write, record in one transaction, release. Safe to repeat after interruptions.

    `after` is called once all is released, with the ledger while it is still open and the outcome.
    """
    with sharing_workers(job) as shared:
        return _sent(shared, after)


def _sent(job: Job, after: Callable[[Ledger, Outcome], None] | None) -> Outcome:
    firm = job.firm
    opened = begun(replace(job, kept=kept_by(firm)))
    maker = LetterMaker(firm, numbers=opened.numbers)
    refuse_stand_in(firm)  # last, so that a fault of settings or files is told first
    with firm.ledger_place.held(firm.output_folders, Access.BEGIN) as ledger:
        recovered = recover(
            ledger,
            lambda row: maker.set(letter_from_json(row.content)).pdf,
            lambda row, pdf: maker.email(letter_from_json(row.content), pdf),
        )
        job = replace(job, kept=ledger.kept())
        if job.kept != opened.job.kept:  # something was entered, or a run recovered, since the files were read
            opened = begun(job)
        opened = replace(opened, job=job)  # what the ledger keeps is held once
        planned = planned_of(opened, ledger.history())
        calendar = str(opened.rulebook.calendar.name)
        del opened  # parts of an export have rows that are needed no more
        record = run_record(firm, ledger.next_numbers(job.as_of).run, job.as_of, job.files.parts, calendar)
        outbox = Outbox(record.folder, record.staging)
        with undertaking(ledger, record, outbox) as run:
            done = issue(planned, maker, ledger, outbox, run)
        if after is not None:
            after(ledger, done)
    return replace(done, remarks=(*map(ended, recovered), *done.remarks))


def begun(job: Job) -> OpenedJob | OpenedParts:
    """The job ready to be planned, of one file or of an export in parts."""
    return prepare_parts(job, secrets.token_hex(8)) if job.files.more else prepare(job)


def planned_of(opened: OpenedJob | OpenedParts, history: History) -> Planned:
    """The plan of a job that has begun."""
    return plan_parts(opened, history) if isinstance(opened, OpenedParts) else plan(opened, history)


def issue(planned: Planned, maker: LetterMaker, ledger: Ledger, outbox: Outbox, run: Run) -> Outcome:
    """Lay every file of the run aside and record it all."""
    opened, job, first = planned.opened, planned.opened.job, ledger.next_numbers(run.as_of).letter
    with DrawnLetters(outbox.staging) as drawn_letters:
        letters, refused = make_letters(planned, maker, drawn_letters, first, outbox.keep)
        done = _outcome(planned, maker, run.id, letters, refused)
        lay_pack(outbox, maker, drawn_letters, done, suffix(run.ordinal))
        whole = done
        if outbox.holds(outcome_file(run.ordinal)):  # of a run of the day that sent nothing, which this one replaces
            whole = replace(done, changes=changes_of_day(done.changes, planned.standing, opened.intake, ledger))
        lay_reports(outbox, planned, whole, ledger, run.ordinal)
        lay_rejected(outbox, opened.intake)
        lay_outcome(outbox, whole, run.ordinal)
        outbox.sync()
        records = (letter_record(letter, drawn_letters.words(letter.draft.number)) for letter in letters)
        saw = seen(planned.standing, planned.account.for_charges, ledger.history(), job.approved)
        books = Books(saw, opened.intake.handed_in, planned.approved, job.selection, planned.account.left)
        ledger.record(run.id, records, outbox.files, books)
    return done


def _outcome(planned: Planned, maker: LetterMaker, run: str, letters: list[SetLetter], refused: list[Skip]) -> Outcome:
    """The outcome of the plan once its letters are made."""
    opened, intake = planned.opened, planned.opened.intake
    rejected = intake.rows - len(intake.book) - intake.ignored
    return Outcome(
        as_of=opened.job.as_of,
        run=run,
        rows=RowCounts(intake.rows, rejected, intake.ignored),
        letters=maker.mailroom.classed(letters),
        skips=SpooledSkips(chain(planned.skips, refused)) if refused else planned.skips,
        rejected=intake.rejected,
        changes=planned.changes,
        remarks=(
            *opened.job.firm.assumed,
            *planned.remarks,
            *gathered(remark for letter in letters for remark in letter.draft.remarks),
        ),
    )
