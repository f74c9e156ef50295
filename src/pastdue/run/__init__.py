"""How does a file of invoices become letters, reports and a ledger? The whole program on one page.

Facts come in, lateness is measured, rules decide, words are chosen, pages are set, deeds are recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pastdue.book import Measured
from pastdue.firm import Firm
from pastdue.firm.names import buckets_of, naming_final_deadline
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.ladder import ChargesFor, check_final_deadline, decide, surplus
from pastdue.ledger import (
    Books,
    History,
    Ledger,
    Lock,
    Run,
    is_first_run,
    letter_from_json,
    letter_number,
    recover,
    undertaking,
)
from pastdue.letters.grouping import Credit, deduct, draft, group
from pastdue.model import Notice, Skip, Why
from pastdue.model.errors import CannotPrint
from pastdue.model.letters import Draft
from pastdue.model.remarks import Remark, gathered
from pastdue.model.spans import day_number
from pastdue.reports.outcome import Outcome, RowCounts, SetLetter
from pastdue.run import files as dossier
from pastdue.run.books import seen
from pastdue.run.languages import Languages
from pastdue.run.letters import Press
from pastdue.run.making import Home, Made, Maker, Pressroom, Refused, pressroom
from pastdue.run.outbox import Outbox
from pastdue.run.remarks import ended, missing, no_claims, on_notices, unknown
from pastdue.run.rules import Rulebook
from pastdue.typeset import Galley

if TYPE_CHECKING:
    from pastdue.typeset.enclosed.enclosures import Enclosures


Watch = Callable[[int, int], None]
"""Is told how many letters have been gone through so far, of how many."""


def _unwatched(done: int, of: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Job:
    """What one run is about: whose it is, which files, for which day; `approved` invoices need no further review."""

    firm: Firm
    files: Files
    dialect: Dialect
    as_of: date
    approved: tuple[str, ...] = ()
    watch: Watch = _unwatched
    processes: int = 0
    """In how many processes letters are made; 0: as many as pay."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The job with its rules loaded and its files read and measured: all that needs no ledger."""

    job: Job
    rulebook: Rulebook
    press: Press
    intake: Intake
    measured: Measured
    enclosures: Enclosures | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What the rules decided: the notices of each letter with the credits deducted, every skip, and remarks."""

    prepared: Prepared
    letters: tuple[tuple[tuple[Notice, ...], tuple[Credit, ...]], ...]
    skips: tuple[Skip, ...]
    remarks: tuple[Remark, ...]


def prepare(job: Job) -> Prepared:
    """The job made ready. Whatever is wrong with settings or files is refused here, before anything is opened."""
    rulebook = Rulebook(job.firm, job.approved)
    press = Press(job.firm)
    with naming_final_deadline(job.firm):
        check_final_deadline(rulebook.rules, job.as_of, rulebook.calendar)
    buckets_of(job.firm)
    intake = read(job.files, job.dialect)
    measured = intake.book.measured(job.as_of, rulebook.calendar, rulebook.roll)
    return Prepared(job, rulebook, press, intake, measured, press.enclosures(measured.frame["invoice"]))


def plan(prepared: Prepared, history: History) -> Planned:
    """What a run on the job's day would send, and why not the rest."""
    measured, rulebook, history = prepared.measured, prepared.rulebook, history.by(prepared.job.as_of)
    decided = decide(measured, history, rulebook.rules, rulebook.charges_for(history))
    grouped = group(decided.notices, prepared.job.firm.settings.dunning.per)
    letters, covered = deduct(grouped, credits_of(measured, history, rulebook.charges_for(history)))
    remarks = (
        *on_notices(rulebook, [notice for notices, _ in letters for notice in notices]),
        *map(Remark, prepared.intake.remarks),
        *unknown(prepared.job.approved, prepared.intake),
        *missing(history, prepared.intake),
        *no_claims(rulebook, (notices for notices, _ in letters)),
        *Languages(prepared.job.firm).remarks(notices[0].invoice.customer for notices, _ in letters),
    )
    return Planned(prepared, tuple(letters), (*decided.skips, *covered), remarks)


def credits_of(
    measured: Measured, history: History, charges_for: ChargesFor
) -> dict[tuple[str, str], tuple[Credit, ...]]:
    """What each customer has with us on the day, by (customer id, currency): credit notes, overpayments, and money on
    account.

    What was paid beyond an invoice settles the charges its letters named first; only the rest is a credit.
    """
    frame = measured.frame
    ours = (frame["open_minor"] < 0) & (frame["issued"] <= day_number(measured.as_of))
    found: dict[tuple[str, str], list[Credit]] = defaultdict(list)
    for row in ours.to_numpy().nonzero()[0].tolist():
        overdue = measured.overdue(row)
        customer, number = overdue.invoice.customer.id, overdue.invoice.number
        amount = surplus(overdue, history.issued(number), charges_for)
        if amount:
            found[customer, amount.currency].append(Credit(customer, number, amount))
    for one in measured.on_account:
        amount = one.payment.amount
        found[one.customer_id, amount.currency].append(Credit(one.customer_id, one.label, amount))
    return {key: tuple(own) for key, own in found.items()}


Keep = Callable[[str, bytes], str]
"""Takes a file's name and bytes, puts them where they belong, and returns their sha256."""


def set_letters(room: Pressroom, planned: Planned, first: int, keep: Keep) -> tuple[list[SetLetter], list[Skip]]:
    """Every planned letter made and kept, numbered from `first`; and skips for those that cannot be printed.

    A number is used up only by a letter that was made.
    """
    prepared, made, refused = planned.prepared, list[SetLetter](), list[Skip]()
    on = prepared.job.as_of
    for done, one in enumerate(room.make(_drafts(planned), lambda n: letter_number(on, first + n)), 1):
        if isinstance(one, Made):
            made.append(_kept(one, prepared.press, keep))
        else:
            refused += _not_printable(*one)
        prepared.job.watch(done, len(planned.letters))
    return made, refused


def _drafts(planned: Planned) -> Iterator[Draft | Refused]:
    """Each planned letter as a draft that has no number yet, with its copies, or refused for want of one."""
    prepared = planned.prepared
    languages = Languages(prepared.job.firm)
    for notices, credits_ in planned.letters:
        language = languages.of(notices[0].invoice.customer)
        words = draft("", prepared.job.as_of, language, notices, credits_)
        try:
            yield words if prepared.enclosures is None else prepared.enclosures.added(words)
        except CannotPrint as error:
            yield words, error


def _kept(made: Made, press: Press, keep: Keep) -> SetLetter:
    """The letter, its files put where they belong."""
    words = made.draft
    file = f"letters/{words.number}-{words.stage.value.replace('_', '-')}.pdf"
    hashed = keep(file, made.pdf)
    if made.archived is not None:
        keep(file.replace("letters/", "archive/"), made.archived)
    return SetLetter(words, words.notices[0].invoice.customer, made.pages, press.sheets(made.pages), file, hashed)


def _not_printable(words: Draft, error: CannotPrint) -> Iterator[Skip]:
    """A skip for each invoice of a letter that cannot be printed."""
    # The number goes to the next letter that can be, so the reason must not speak of it.
    detail = str(error).removeprefix(f"letter {words.number}").lstrip(":, ").replace("\n ", ";")
    return (Skip(n.invoice.number, n.invoice.customer.id, Why.NOT_PRINTABLE, None, detail) for n in words.notices)


def outcome(planned: Planned, run: str, letters: list[SetLetter], refused: list[Skip]) -> Outcome:
    """What came of the plan once its letters were set."""
    intake = planned.prepared.intake
    rejected = intake.rows - len(intake.book) - intake.ignored
    return Outcome(
        as_of=planned.prepared.job.as_of,
        run=run,
        rows=RowCounts(intake.rows, rejected, intake.ignored),
        letters=planned.prepared.press.mailroom.classed(letters),
        skips=(*planned.skips, *refused),
        rejected=intake.rejected,
        remarks=(
            *planned.prepared.job.firm.assumed,
            *planned.remarks,
            *gathered(remark for letter in letters for remark in letter.draft.remarks),
        ),
    )


def rehearse(job: Job, ledger: Ledger) -> Outcome:
    """What `send` would bring about, its letters set and all, with nothing written anywhere."""
    history = ledger.history()
    planned = plan(prepare(job), history)
    with _room(planned, None, archive=False) as room:
        letters, refused = set_letters(room, planned, ledger.next_numbers(job.as_of).letter, dossier.sha256)
    done, last = outcome(planned, "", letters, refused), history.last_run_on
    if last is None or job.as_of >= last:
        return done
    late = f"a run as of {job.as_of} would be refused: the last one was as of {last}, and letters never look back"
    return replace(done, remarks=(Remark(late), *done.remarks))


def send(job: Job) -> Outcome:
    """Issue every notice that is due: written, recorded as one deed, released. Repeat it after any interruption."""
    prepared, firm = prepare(job), job.firm
    path = firm.ledger_path
    with Lock(path), Ledger.open(path, create=is_first_run(path, *firm.output_folders)) as ledger:
        recovered = recover(ledger, Outbox, lambda row: prepared.press.set(letter_from_json(row.content)).pdf)
        planned = plan(prepared, ledger.history())
        calendar = str(prepared.rulebook.calendar.name)
        record = dossier.run_record(firm, ledger.next_numbers(job.as_of).run, job.as_of, job.files.invoices, calendar)
        outbox = Outbox(record.folder, record.staging)
        with undertaking(ledger, record, outbox) as run:
            done = _write(planned, ledger, dossier.Shelf(outbox), run)
    return replace(done, remarks=(*map(ended, recovered), *done.remarks))


def _room(planned: Planned, galley: Galley | None, archive: bool) -> AbstractContextManager[Pressroom]:
    """Where the planned letters are made."""
    prepared, job = planned.prepared, planned.prepared.job
    home = Home(job.firm, archive, job.processes)
    return pressroom(Maker(prepared.press, archive), galley, home, len(planned.letters))


def _write(planned: Planned, ledger: Ledger, shelf: dossier.Shelf, run: Run) -> Outcome:
    """Lay every file of the run aside and record it all."""
    prepared, press = planned.prepared, planned.prepared.press
    first = ledger.next_numbers(run.as_of).letter
    with Galley(shelf.staging) as galley:
        with _room(planned, galley, prepared.job.firm.settings.letters.archive) as room:
            letters, refused = set_letters(room, planned, first, shelf.keep)
        done = outcome(planned, run.id, letters, refused)
        dossier.lay_pack(shelf, press, galley, done, dossier.suffix(run.ordinal))
        dossier.lay_reports(shelf, prepared.job.firm, prepared.measured, done)
        dossier.lay_rejected(shelf, prepared.intake)
        dossier.lay_outcome(shelf, done, run.ordinal)
        shelf.sync()
        records = (dossier.letter_record(letter, galley.words(letter.draft.number)) for letter in letters)
        saw = seen(prepared.measured, prepared.intake, ledger.history(), prepared.job.approved)
        ledger.record(run.id, records, shelf.files, Books(saw))
    return done
