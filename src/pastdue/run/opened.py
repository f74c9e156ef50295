"""The beginning of every job: the firm's rules, and its invoices read and measured on the job's day."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pastdue.book.columns import distinct
from pastdue.firm.names import buckets_of, naming_final_deadline
from pastdue.firm.settings.output import LOCAL
from pastdue.intake import Intake, read
from pastdue.ladder import check_final_deadline
from pastdue.model.calendars import perhaps_unknown
from pastdue.model.messages import Message, Names
from pastdue.model.money import Money
from pastdue.reports.aging.opened import check_dated
from pastdue.run.customers import check_customers, check_selection
from pastdue.run.rules import Rulebook

if TYPE_CHECKING:
    from pastdue.book import Measured
    from pastdue.intake.follow_ups import FollowUps
    from pastdue.model import Party
    from pastdue.run.job import Job


@dataclass(frozen=True, slots=True)
class OpenedJob:
    """A job with its rules loaded and its files read and measured: all that needs no ledger."""

    job: Job
    rulebook: Rulebook
    intake: Intake
    measured: Measured
    parties: tuple[Party, ...] | None = None
    """The customers of an export in parts, whose rows are not at hand; None: they are in the book."""

    @property
    def not_yet_issued(self) -> Message | None:
        """A remark on invoices issued after the job's day, which count for nothing on it; None where there are none."""
        issued = self.measured.issued
        if issued.all():
            return None
        rows = self.measured.frame[~issued]
        codes = rows["currency"].astype(str)
        sums = [Money.of_minor(int(own["open_minor"].sum()), str(code)) for code, own in rows.groupby(codes, sort=True)]
        whole = Names(tuple(sums), separator=" + ")
        return Message.of("issued_later", count=len(rows), sums=whole, as_of=self.measured.as_of)

    def follow_ups(self, file: Path | None = None) -> FollowUps:
        """The messages without an answer of `file`, else of the list that the settings name; none without either.

        Raises InputError where the list cannot be read as one.
        """
        from pastdue.firm.rows.cadences import load_cadences  # here: few commands ask for them
        from pastdue.intake.follow_ups import FollowUps, read_follow_ups

        path = file or self.job.firm.beside("followups")
        if path is None:
            return FollowUps((), (), ())
        cadences = load_cadences(self.job.firm.catalog)
        return read_follow_ups(
            path, self.job.dialect, cadences, self.measured.customers() if self.parties is None else self.parties
        )

    @property
    def customers(self) -> frozenset[str]:
        """The ids of all customers in the file."""
        return frozenset(distinct(self.measured.frame, "customer_id"))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of all invoices in the file."""
        return tuple(self.measured.frame["invoice"].tolist())


def opened(job: Job, rulebook: Rulebook | None = None) -> OpenedJob:
    """The job with its files read, by the rules of its firm. Refuses files that cannot be used."""
    rules = rulebook or Rulebook(job.firm, job.approved)
    intake = _read(job)
    return OpenedJob(job, rules, intake, intake.book.measured(job.as_of, rules.calendar, rules.roll))


def _read(job: Job) -> Intake:
    """The job's invoices: of one file here, of several by as many workers as help."""
    if not job.files.more:
        return read(job.files, job.dialect, job.kept, job.step)
    from pastdue.intake import read_parts  # here, so that a single file need not wait for them
    from pastdue.run.workers.choice import spread_by, workers_to_read

    with workers_to_read(job) as workers:
        files = job.files if job.engine == LOCAL else job.files.absolute
        return read_parts(files, job.dialect, job.kept, job.step, spread_by(workers))


def rules_to_dun(job: Job) -> Rulebook:
    """The firm's rules; refuses those by which no letter could be written on the job's day."""
    rulebook = Rulebook(job.firm, job.approved)
    with naming_final_deadline(job.firm):
        check_final_deadline(rulebook.rules, job.as_of, rulebook.calendar)
    buckets_of(job.firm)
    return rulebook


def rules_to_check(job: Job) -> Rulebook:
    """The same for a check, which waits for no holidays where a shipped ladder counts and they are sure to be known: it
    leaves time enough in every country."""
    rulebook = Rulebook(job.firm, job.approved)
    if rulebook.sets_deadlines or perhaps_unknown(job.firm.place[0], job.as_of):
        return rules_to_dun(job)
    buckets_of(job.firm)
    return rulebook


def prepare(job: Job) -> OpenedJob:
    """The job ready to be planned. Settings by which no letter could be written are refused before a file is read, then
    those for customers whose ids the file spells otherwise, and an aging by invoice dates that it does not give."""
    begun = opened(job, rules_to_dun(job))
    check_customers(job.firm, begun.customers)
    check_selection(job.selection, frozenset(begun.numbers), begun.customers)
    check_dated(begun.measured, buckets_of(job.firm))
    return begun
