"""The plan of a run: the letters it would send, the credits deducted from them, and the skips with their reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from pastdue.book import Measured
from pastdue.ladder import CustomerAccounts, account_of, booked_in, decide, reviewed, with_others, worth_posting
from pastdue.ledger import History
from pastdue.letters.grouping import group
from pastdue.model import Notice, Skip
from pastdue.model.letters import PlannedLetter
from pastdue.model.remarks import Remark
from pastdue.reports.changes import Changes
from pastdue.run.books import changes_of, known, missed
from pastdue.run.customers import strangers
from pastdue.run.email.drafts import check_sender
from pastdue.run.email.routes import Routes
from pastdue.run.languages import Languages
from pastdue.run.opened import OpenedJob
from pastdue.run.parts.spooled import SpooledSkips
from pastdue.run.remarks import (
    assumed_at_home,
    few,
    first_above,
    idle_holds,
    missing,
    no_claims,
    nothing_read,
    on_notices,
    stale,
    too_old,
    unknown,
    unpayable,
    unusable_follow_ups,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """The decisions of a job's rules: each invoice in a letter or a skip; and remarks."""

    opened: OpenedJob
    letters: tuple[PlannedLetter, ...]
    skips: Collection[Skip]
    remarks: tuple[Remark, ...]
    account: CustomerAccounts = field(default_factory=CustomerAccounts)
    changes: Changes | None = None
    """The changes since the last run; None before there was one."""

    @property
    def standing(self) -> Measured:
        """The measured book with what customers owe on the invoices, without what paid charges."""
        return self.account.standing(self.opened.measured)

    @property
    def notices(self) -> Iterator[Notice]:
        """The notices of all letters, in the order of the letters."""
        return (notice for letter in self.letters for notice in letter.notices)


def known_by_then(opened: OpenedJob, history: History) -> History:
    """The history of the file's invoices at the end of the job's day, without other invoices under the same numbers."""
    known = history.by(opened.job.as_of).about(opened.measured.whose(history.notices))
    return replace(known, booked=booked_in(opened.measured, history.bookings)) if history.bookings else known


def standing(opened: OpenedJob, history: History) -> Measured:
    """The measured book with what customers owe on the invoices: what paid charges that letters named is no credit."""
    rulebook, history = opened.rulebook, known_by_then(opened, history)
    collects = rulebook.rules.collect_after_payment
    return account_of(opened.measured, history, rulebook.charges_for(history), collects).standing(opened.measured)


def plan(opened: OpenedJob, history: History) -> Planned:
    """The letters a run on the job's day would send, and a skip with its reason for every other invoice."""
    measured, rulebook, history = opened.measured, opened.rulebook, known_by_then(opened, history)
    firm, charges_for = opened.job.firm, rulebook.charges_for(history)
    languages, routes = Languages(firm), Routes(firm)
    account = account_of(measured, history, charges_for, rulebook.rules.collect_after_payment)
    rules = replace(
        rulebook.rules, known=known(history), unreachable=routes.unreachable, selection=opened.job.selection
    )
    decided = decide(measured, history, rules, charges_for, account)
    grouped = group(decided.notices, firm.settings.dunning.per, languages.of, routes.route)
    least = rulebook.rules.least
    worth, small = worth_posting(grouped, least.letter, measured.balances() if least.asks_for_balances else {})
    due, waiting = reviewed(worth, rulebook.rules)
    letters = with_others(due, measured, firm.settings.letters.also_shows)
    check_sender(firm, letters)
    notices = [notice for letter in letters for notice in letter.notices]
    remarks = (
        *on_notices(rulebook, notices),
        *map(Remark, opened.intake.told),
        *([Remark(opened.not_yet_issued)] if opened.not_yet_issued else ()),
        *unknown(opened.job.approved, opened.intake),
        *idle_holds(opened.job.kept, opened.intake),
        *nothing_read(opened.intake),
        *unusable_follow_ups(opened.follow_ups()),
        *few(missing(history, opened.intake, opened.job.kept)),
        *no_claims(rulebook, notices),
        *too_old(decided.skips, rulebook.rules.max_age),
        *first_above(rulebook.rules.ladder, notices),
        *unpayable(measured, rulebook.rules.payable),
        *assumed_at_home(measured, firm.settings.creditor.country),
        *stale(opened.job.files, opened.job.as_of),
        *strangers(firm, opened.customers),
        *languages.remarks(letter.customer for letter in letters),
        *routes.remarks(letters),
    )
    lost = missed(history, opened.intake, measured.as_of, opened.job.kept)
    skips = SpooledSkips(chain(decided.skips, small, waiting, lost))
    changes = changes_of(account.standing(measured), opened.intake, history, opened.job.kept)
    return Planned(opened, letters, skips, remarks, account, changes)
