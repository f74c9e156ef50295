"""The plan of a run: the letters it would send, the credits deducted from them, and the skips with their reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from pastdue.book import Measured
from pastdue.ladder import (
    CustomerAccounts,
    Known,
    account_of,
    booked_in,
    decide,
    lost_credits,
    reviewed,
    with_former,
    with_others,
    worth_posting,
)  # fmt: skip
from pastdue.ledger import History
from pastdue.letters.grouping import group
from pastdue.model import Notice, Skip, Why
from pastdue.model.kept import Approval
from pastdue.model.letters import PlannedLetter
from pastdue.model.remarks import Remark
from pastdue.reports.changes import Changes
from pastdue.run.books.missing import missed, missing
from pastdue.run.books.past import changes_of
from pastdue.run.books.seen import approvals, known
from pastdue.run.customers import strangers
from pastdue.run.email.drafts import check_sender
from pastdue.run.email.routes import Routes
from pastdue.run.languages import Languages
from pastdue.run.opened import OpenedJob
from pastdue.run.parts.spooled import SpooledSkips
from pastdue.run.remarks import (
    assumed_at_home,
    at_home,
    few,
    first_above,
    idle_holds,
    no_claims,
    nothing_read,
    on_notices,
    stale,
    too_old,
    undelivered,
    unknown,
    unpayable,
    unusable_follow_ups,
)
from pastdue.tasks import Collected


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
    approved: tuple[Approval, ...] = ()
    """The approved invoices as they stand on the day."""
    collectable: tuple[Collected, ...] | None = None
    """The invoices without a letter that a person may have to collect, where they are known already."""

    @property
    def standing(self) -> Measured:
        """The measured book with what customers owe on the invoices, without what paid charges."""
        return self.account.standing(self.opened.measured)

    @property
    def notices(self) -> Iterator[Notice]:
        """The notices of all letters, in the order of the letters."""
        return (notice for letter in self.letters for notice in letter.notices)

    @property
    def decisions(self) -> dict[str, Notice | Skip]:
        """The notice or the skip of each invoice of the file, by its number."""
        skips = {skip.invoice: skip for skip in self.skips if skip.why is not Why.MISSING}
        return skips | {one.invoice.number: one for one in self.notices}


def known_by_then(opened: OpenedJob, history: History) -> History:
    """The history of the file's invoices at the end of the job's day, without other invoices under the same numbers."""
    by_then = history.by(opened.job.as_of).about(opened.measured.whose(history.numbers))
    if not history.bookings:
        return by_then
    told = {notice.letter: notice.on for own in history.notices.values() for notice in own}
    return by_then.with_booked(booked_in(opened.measured, history.bookings, told))


def accounts(opened: OpenedJob, history: History, earlier: Known | None = None) -> CustomerAccounts:
    """The accounts of the customers on the job's day; `history` is that of the file's invoices by then, `earlier` what
    runs knew of them, where that is at hand."""
    rulebook, measured = opened.rulebook, opened.measured
    rules = replace(rulebook.rules, known=earlier or with_former(known(history), measured))
    return account_of(measured, history, rulebook.charges_for(history), rules.questioned, rules.collect_after_payment)


def standing(opened: OpenedJob, history: History) -> Measured:
    """The measured book with what customers owe on the invoices: what paid charges that letters named is no credit."""
    return accounts(opened, known_by_then(opened, history)).standing(opened.measured)


@dataclass(frozen=True, slots=True)
class Judged:
    """The decisions on one book, before anything is told of them: the letters in their order; the skips in the order of
    the book, and those of letters that ask for too little or wait for review, in the order of the letters; the accounts
    of its customers; those taken to be in the creditor's country; and the approved invoices as they stand."""

    letters: tuple[PlannedLetter, ...]
    skips: tuple[Skip, ...]
    small: tuple[Skip, ...]
    waiting: tuple[Skip, ...]
    account: CustomerAccounts
    at_home: frozenset[str]
    approved: tuple[Approval, ...]


def plan(opened: OpenedJob, history: History) -> Planned:
    """The letters a run on the job's day would send, and a skip with its reason for every other invoice."""
    found = judged(opened, known_by_then(opened, history))
    skips = SpooledSkips(found.skips)
    return told(opened, history, replace(found, skips=()), skips)


def judged(opened: OpenedJob, history: History) -> Judged:
    """The decisions on every invoice of the book; `history` is that of its invoices by the job's day."""
    measured, rulebook, firm = opened.measured, opened.rulebook, opened.job.firm
    charges_for, languages, routes = rulebook.charges_for(history), Languages(firm), Routes(firm)
    earlier = with_former(known(history), measured)
    account = accounts(opened, history, earlier)
    rules = replace(
        rulebook.rules, known=earlier, unreachable=routes.unreachable, selection=opened.job.selection,
        doubts=lost_credits(account.standing(measured), account.for_charges, earlier).doubts,
    )  # fmt: skip
    decided = decide(measured, history, rules, charges_for, account)
    grouped = group(decided.notices, firm.settings.dunning.per, languages.of, routes.route)
    least = rulebook.rules.least
    worth, small = worth_posting(grouped, least.letter, measured.balances() if least.asks_for_balances else {})
    due, waiting = reviewed(worth, rulebook.rules)
    return Judged(
        with_others(due, measured, firm.settings.letters.also_shows),
        decided.skips,
        tuple(small),
        tuple(waiting),
        account,
        at_home(measured, firm.settings.creditor.country),
        tuple(approvals(measured, opened.job.approved)),
    )


def told(opened: OpenedJob, history: History, found: Judged, skips: SpooledSkips) -> Planned:
    """The plan that was `found`, with its remarks and what changed since the last run; `skips` are those in the order
    of the book, and get the others behind them."""
    measured, rulebook, firm, letters = opened.measured, opened.rulebook, opened.job.firm, found.letters
    languages, routes = Languages(firm), Routes(firm)
    skips.add(chain(found.small, found.waiting, missed(history, opened.intake, measured.as_of, opened.job.kept)))
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
        *undelivered(history, notices),
        *few(missing(history, opened.intake, opened.job.kept)),
        *no_claims(rulebook, notices),
        *too_old(skips.whys, rulebook.rules.max_age),
        *first_above(rulebook.rules.ladder, notices),
        *unpayable(measured, rulebook.rules.payable),
        *assumed_at_home(found.at_home, firm.settings.creditor.country),
        *stale(opened.job.files, opened.job.as_of),
        *strangers(firm, opened.customers),
        *languages.remarks(letter.customer for letter in letters),
        *routes.remarks(letters),
    )
    changes = changes_of(found.account.standing(measured), opened.intake, history, opened.job.kept)
    return Planned(opened, letters, skips, remarks, found.account, changes, found.approved)
