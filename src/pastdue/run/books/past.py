"""Changes since an earlier run, and how fast payments came in from run to run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pastdue.book import Measured
from pastdue.intake import Intake
from pastdue.ladder import Known
from pastdue.ladder.earlier import displaced
from pastdue.ledger import History, Ledger, RunState
from pastdue.model import OnAccount
from pastdue.model.kept import Kept, KeptPayment
from pastdue.reports.aging.buckets import Buckets
from pastdue.reports.changes import Before, Changes, changes_since
from pastdue.reports.months.moves import MonthMoves, month_moves
from pastdue.reports.months.trend import TrendPoint, trend
from pastdue.run.books.missing import unreadable
from pastdue.run.books.seen import known


def changes_of(measured: Measured, intake: Intake, history: History, kept: Kept) -> Changes | None:
    """The changes since the last run; None before the first, and on a day before it."""
    last = history.last_run_on
    if last is None or measured.as_of < last:
        return None
    accounts = kept.on_account
    if accounts is None:
        before = (each for each in kept.payments if each.was_known_to(kept.last_run))
        accounts = _accounts(intake, (*before, *kept.taken_back), last)
    other = _displaced(known(history), intake)
    return changes_since(Before(last, history.seen, other, accounts, unreadable(intake), _waiting(intake)), measured)


def changes_of_day(changes: Changes | None, measured: Measured, intake: Intake, ledger: Ledger) -> Changes | None:
    """The changes since the last run of an earlier day, where those found are since a run of the measured day."""
    if changes is None or changes.since < measured.as_of:
        return changes
    before = before_by(ledger, intake, measured.as_of - timedelta(days=1))
    return changes if before is None else changes_since(replace(before, kept=_waiting(intake)), measured)


def _waiting(intake: Intake) -> tuple[KeptPayment, ...]:
    """The payments handed in today of invoices that are not in the export."""
    away = frozenset(intake.book.lacks(each.invoice for each in intake.handed_in.payments if each.invoice))
    return tuple(each for each in intake.handed_in.payments if each.invoice in away)


@dataclass(frozen=True, slots=True)
class Past:
    """The comparison with earlier runs: the changes since one of them, None before there was one, and payment speed
    from run to run."""

    movement: MonthMoves | None = None
    trend: tuple[TrendPoint, ...] = ()


def past_of(ledger: Ledger, intake: Intake, measured: Measured, buckets: Buckets, day: date | None = None) -> Past:
    """The comparison of the measured day with the last run by the end of `day`; None: of a day before the measured
    one."""
    before = before_by(ledger, intake, day or measured.as_of - timedelta(days=1))
    found = None
    if before is not None:
        found = month_moves(before, changes_since(before, measured), measured, buckets)
    return Past(found, trend(ledger.seen_sums(), measured, ledger.history().seen))


def before_by(ledger: Ledger, intake: Intake, day: date) -> Before | None:
    """The last run that counts by the end of `day`, as the changes are measured from it; None where there was none."""
    days = [run.as_of for run in ledger.runs() if run.state in (RunState.RECORDED, RunState.RELEASED)]
    last = max((on for on in days if on <= day), default=None)
    if last is None:
        return None
    seen = ledger.seen_by(last)
    other, accounts = _displaced(Known(seen, on=last), intake), ledger.on_account_by(last)
    if accounts is None:
        accounts = _accounts(intake, ledger.kept_by(last), last)
    return Before(last, seen, other, accounts, unreadable(intake))


def _displaced(earlier: Known, intake: Intake) -> frozenset[str]:
    """The numbers of debts that are other invoices today."""
    return frozenset(one.invoice for one in displaced(earlier, intake.book) if one is earlier.seen[one.invoice])


def _accounts(intake: Intake, kept: Iterable[KeptPayment], day: date) -> tuple[OnAccount, ...]:
    """The money on account that was there by the end of `day`, and that `kept` has from then, for an older ledger that
    does not say what runs left of it; what was taken back since is called by its customer's id."""
    names = {one.customer_id: one.customer for one in intake.book.on_account}
    known = ((each.customer_id, each.payment) for each in kept if not each.invoice)
    found = (OnAccount(id_, names.get(id_, id_), payment) for id_, payment in known)
    return tuple(one for one in found if one.by(day))
