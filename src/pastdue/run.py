"""How does a file of invoices become letters, reports and a ledger? The whole program on one page.

Facts come in, lateness is measured, rules decide, words are chosen, pages are set, deeds are recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pastdue import dossier
from pastdue.book import Measured
from pastdue.choices import buckets_of, naming_final_deadline
from pastdue.errors import CannotPrint
from pastdue.intake import Dialect, Files, Intake, read
from pastdue.ladder import decide, pay_by_days
from pastdue.ledger import (
    History,
    Ledger,
    Lock,
    Recovered,
    Run,
    is_first_run,
    letter_from_json,
    letter_number,
    recover,
    undertaking,
)
from pastdue.letters.drafts import Credit, deduct, draft, group
from pastdue.mailing.outbox import Outbox
from pastdue.model import Notice, Skip, Why
from pastdue.money import Money
from pastdue.press import Press
from pastdue.reports.outcome import Outcome, RowCounts, SetLetter
from pastdue.rulebook import Rulebook
from pastdue.settings import Firm
from pastdue.spans import day_number

if TYPE_CHECKING:
    from pastdue.archive.enclosures import Enclosures


@dataclass(frozen=True, slots=True)
class Job:
    """What one run is about: whose it is, which files, for which day; `approved` invoices need no further review."""

    firm: Firm
    files: Files
    dialect: Dialect
    as_of: date
    approved: tuple[str, ...] = ()


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
    remarks: tuple[str, ...]


def prepare(job: Job) -> Prepared:
    """The job made ready. Whatever is wrong with settings or files is refused here, before anything is opened."""
    rulebook = Rulebook(job.firm, job.approved)
    press = Press(job.firm, rulebook)
    with naming_final_deadline(job.firm):
        pay_by_days(rulebook.rules, job.as_of, rulebook.calendar)
    buckets_of(job.firm)
    intake = read(job.files, job.dialect)
    measured = intake.book.measured(job.as_of, rulebook.calendar, rulebook.roll)
    return Prepared(job, rulebook, press, intake, measured, press.enclosures(measured.frame["invoice"]))


def plan(prepared: Prepared, history: History) -> Planned:
    """What a run on the job's day would send, and why not the rest."""
    measured, rulebook = prepared.measured, prepared.rulebook
    decided = decide(measured, history, rulebook.rules, rulebook.charges_for(history))
    grouped = group(decided.notices, prepared.job.firm.settings.dunning.per)
    letters, covered = deduct(grouped, credits_of(measured))
    remarks = (*dossier.unknown(prepared.job.approved, prepared.intake), *dossier.missing(history, prepared.intake))
    return Planned(prepared, tuple(letters), (*decided.skips, *covered), remarks)


def credits_of(measured: Measured) -> dict[tuple[str, str], tuple[Credit, ...]]:
    """What each customer has with us on the day, by (customer id, currency): credit notes and overpayments."""
    frame = measured.frame
    issued = frame["issued"] <= day_number(measured.as_of)
    ours = frame[(frame["open_minor"] < 0) & issued]
    found: dict[tuple[str, str], list[Credit]] = defaultdict(list)
    for customer, number, currency, minor in zip(
        ours["customer_id"], ours["invoice"], ours["currency"], ours["open_minor"], strict=True
    ):
        amount = Money.of_minor(-int(minor), str(currency))
        found[str(customer), amount.currency].append(Credit(str(customer), str(number), amount))
    return {key: tuple(own) for key, own in found.items()}


Keep = Callable[[str, bytes], str]
"""Takes a file's name and bytes, puts them where they belong, and returns their sha256."""


def set_letters(planned: Planned, first: int, keep: Keep, archive: bool = False) -> tuple[list[SetLetter], list[Skip]]:
    """Every planned letter composed, set and kept, numbered from `first`; and skips for those that cannot be printed.

    A number is used up only by a letter that was set. With `archive` each is kept as PDF/A too.
    """
    prepared, made, refused = planned.prepared, list[SetLetter](), list[Skip]()
    on, press = prepared.job.as_of, prepared.press
    for notices, credits_ in planned.letters:
        number = letter_number(on, first + len(made))
        language = prepared.rulebook.language_of(notices[0].invoice)
        words = draft(number, on, language, notices, credits_)
        customer = notices[0].invoice.customer
        try:
            if prepared.enclosures is not None:
                words = prepared.enclosures.added(words)
            letter = press.letter(words)
            pages = press.set(letter)
        except CannotPrint as error:
            # The number goes to the next letter that can be set, so the reason must not speak of it.
            detail = str(error).removeprefix(f"letter {number}").lstrip(":, ").replace("\n ", ";")
            refused += [Skip(n.invoice.number, customer.id, Why.NOT_PRINTABLE, None, detail) for n in notices]
            continue
        file = f"letters/{number}-{words.stage.value.replace('_', '-')}.pdf"
        hashed = keep(file, pages.pdf)
        if archive:
            keep(file.replace("letters/", "archive/"), press.archived(letter, pages, on))
        made.append(SetLetter(words, customer, pages.count, press.sheets(pages.count), file, hashed))
    return made, refused


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
            *planned.prepared.rulebook.remarks,
            *intake.remarks,
            *planned.remarks,
            *(planned.prepared.enclosures.remarks if planned.prepared.enclosures else ()),
        ),
    )


def rehearse(job: Job, ledger: Ledger) -> Outcome:
    """What `send` would bring about, its letters set and all, with nothing written anywhere."""
    history = ledger.history()
    planned = plan(prepare(job), history)
    letters, refused = set_letters(planned, ledger.next_numbers(job.as_of).letter, dossier.sha256)
    done, last = outcome(planned, "", letters, refused), history.last_run_on
    if last is None or job.as_of >= last:
        return done
    late = f"a run as of {job.as_of} would be refused: the last one was as of {last}, and letters never look back"
    return replace(done, remarks=(late, *done.remarks))


def send(job: Job) -> Outcome:
    """Issue every notice that is due: written, recorded as one deed, released. Repeat it after any interruption."""
    prepared, firm = prepare(job), job.firm
    path = firm.ledger_path
    with Lock(path), Ledger.open(path, create=is_first_run(path, *firm.output_folders)) as ledger:
        recovered = recover(ledger, Outbox, lambda row: prepared.press.set(letter_from_json(row.content)).pdf)
        planned = plan(prepared, ledger.history())
        calendar = prepared.rulebook.calendar.name
        record = dossier.run_record(firm, ledger.next_numbers(job.as_of).run, job.as_of, job.files.invoices, calendar)
        outbox = Outbox(record.folder, record.staging)
        with undertaking(ledger, record, outbox) as run:
            done = _write(planned, ledger, dossier.Shelf(outbox), run)
    said = tuple(_ended(r) for r in recovered)
    return replace(done, remarks=(*said, *done.remarks))


def _ended(recovered: Recovered) -> str:
    """What became of a run that was interrupted."""
    lost = f"; lost with it: {', '.join(recovered.lost)}" if recovered.lost else ""
    return f"run {recovered.run.id} was interrupted and is now {recovered.state.value}{lost}"


def _write(planned: Planned, ledger: Ledger, shelf: dossier.Shelf, run: Run) -> Outcome:
    """Lay every file of the run aside and record it all."""
    prepared = planned.prepared
    first, own = ledger.next_numbers(run.as_of).letter, prepared.job.firm.settings.letters
    letters, refused = set_letters(planned, first, shelf.keep, own.archive)
    done = outcome(planned, run.id, letters, refused)
    dossier.lay_pack(shelf, prepared.press, done, dossier.suffix(run.ordinal))
    dossier.lay_reports(shelf, prepared.job.firm, prepared.measured, done)
    dossier.lay_rejected(shelf, prepared.intake)
    dossier.lay_outcome(shelf, done, run.ordinal)
    shelf.sync()
    records = (dossier.letter_record(letter, prepared.press) for letter in letters)
    ledger.record(run.id, records, shelf.files, dossier.seen(prepared.measured))
    return done
