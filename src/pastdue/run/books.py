"""Every invoice as a run saw it, for the ledger, and invoices that are missing since an earlier run saw them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from pastdue.book import Measured, known_day
from pastdue.book.columns import values
from pastdue.firm import Firm
from pastdue.intake import Intake
from pastdue.ladder import Known, lost_credits, with_former
from pastdue.ladder.earlier import LostCredits, is_still
from pastdue.ledger import Access, History, Ledger, RunState
from pastdue.model import OnAccount, Skip, Why
from pastdue.model.kept import Approval, Kept, KeptPayment, Seen
from pastdue.model.messages import Message
from pastdue.model.money import total as sum_of
from pastdue.model.remarks import Remark
from pastdue.model.wording import quoted
from pastdue.reports.aging.buckets import Buckets
from pastdue.reports.changes import Before, Changes, changes_since
from pastdue.reports.months.moves import MonthMoves, month_moves
from pastdue.reports.months.trend import TrendPoint, trend
from pastdue.run.remarks import NOT_PAID


def seen(
    measured: Measured, for_charges: Mapping[str, int], history: History, approved: tuple[str, ...] = ()
) -> Iterator[Seen]:
    """Every invoice of today's file as it stands on the day; those whose rows were rejected are not among them.

    What is owed beyond question rises only where the invoice is new or `approved`, or is a credit that was set off, or
    is lost and was answered for by an approval; `for_charges` is what was paid for charges, by number.
    Such a credit that is gone is among them as missing, nothing of it beyond question any more. One that is not
    answered for is kept: with its number, where that is another customer's or another invoice's now.
    """
    frame, agreed, earlier = measured.frame, frozenset(approved), with_former(known(history), measured)
    lost = lost_credits(measured, for_charges, earlier)
    accepted = _accepted(lost, measured, agreed)
    over = {one.invoice for one in lost.set_off | accepted if one is history.seen[one.invoice]}
    asked = _asked(lost, accepted)
    names = ("invoice", "customer_id", "currency", "open_minor", "customer", "issued", "due", "total_minor")
    days = {day: known_day(day) for name in ("issued", "due") for day in set(values(frame, name))}
    dated = measured.due_known.tolist()
    for row, (number, customer_id, currency, owed, customer, issued, due, total) in enumerate(measured.each(*names)):
        now = Seen(number, customer_id, currency, owed, customer, days[issued], days[due] if dated[row] else None,
                   total, charges_paid_minor=for_charges.get(number, 0))  # fmt: skip
        credits_ = asked.get(number, ())
        own = next((one for one in credits_ if is_still(one.seen, customer_id, currency, now.issued)), None)
        if own is not None:
            now = replace(now, trusted_minor=own.left)
        elif number not in agreed and customer_id not in agreed:
            lettered = any(notice.is_of(customer_id, now.issued) for notice in history.issued(number))
            confirmed = earlier.confirmed(now, lettered)
            trusted = min(owed, max(confirmed, 0) if number in over or credits_ else confirmed)
            now = now if trusted == owed else replace(now, trusted_minor=trusted)
        yield replace(now, former=_former(credits_, own)) if credits_ else now
    yield from _away(measured, history, over, asked)


class _Asked(NamedTuple):
    """A lost credit nobody has answered for, as it was seen, and what of it is not explained, below zero."""

    seen: Seen
    left: int


def _asked(lost: LostCredits, accepted: Set[Seen]) -> dict[str, list[_Asked]]:
    found = defaultdict[str, list[_Asked]](list)
    for own in lost.unexplained.values():
        for one, part in own.items():
            if one not in accepted:
                found[one.invoice].append(_Asked(one, one.beyond_question + part))
    return found


def _former(credits_: Iterable[_Asked], own: _Asked | None) -> tuple[Seen, ...]:
    """The credits of a number as it is noted with another invoice: all but the invoice's `own`."""
    return tuple(replace(one.seen, trusted_minor=one.left, former=()) for one in credits_ if one is not own)


def _away(
    measured: Measured, history: History, over: Set[str], asked: Mapping[str, Sequence[_Asked]]
) -> Iterator[Seen]:
    """The invoices that are not in today's file with what is new of credits that had their numbers: some were set off
    or answered for (`over`: those of the invoice itself), others are `asked` about."""
    with_former = (number for number, one in history.seen.items() if one.former)
    for number in sorted(measured.book.lacks({*over, *asked, *with_former})):
        before, credits_ = history.seen[number], asked.get(number, ())
        own = next((one for one in credits_ if one.seen is before), None)
        trusted = 0 if number in over else before.trusted_minor if own is None else own.left
        present = before.present and not before.open_minor and own is None and number not in over
        yield replace(before, present=present, trusted_minor=trusted, former=_former(credits_, own))


def _accepted(lost: LostCredits, measured: Measured, agreed: Container[str]) -> frozenset[Seen]:
    """The lost credits that are answered for: a letter of their customer, in their currency, was approved."""
    if not lost.unexplained:
        return frozenset()
    rows = measured.each("invoice", "customer_id", "currency")
    whose = {(customer, currency) for number, customer, currency in rows if number in agreed or customer in agreed}
    return frozenset(one for theirs, own in lost.unexplained.items() if theirs in whose for one in own)


def unreadable(intake: Intake) -> frozenset[str]:
    """The numbers of the invoices whose rows were rejected: they are in the file, so none of them is missing."""
    return frozenset(r.invoice for r in intake.rejected_records if r.invoice and intake.is_own(r.source))


def gone(history: History, intake: Intake) -> tuple[Seen, ...]:
    """The invoices that were open when a run last saw them and are not in today's file, as they were, by number.

    One whose row is there and was rejected is not gone, and neither is one that was closed by hand.
    """
    here, seen = unreadable(intake), history.seen
    absent = intake.book.lacks(number for number, known in seen.items() if known.open_minor and number not in here)
    return tuple(seen[number] for number in sorted(absent) if known(history).closing(seen[number]) is None)


def missed(history: History, intake: Intake, as_of: date, kept: Kept) -> Iterator[Skip]:
    """A skip for each invoice that is missing on the day, with its last known state and the payments since."""
    paid = came_in(intake, kept)
    for known in missing_on(history, intake, as_of):
        detail = missing_since(history, known, paid.get(known.invoice, ()))
        yield Skip(known.invoice, known.customer_id, Why.MISSING, None, detail)


def missing(history: History, intake: Intake, kept: Kept, of: frozenset[str] | None = None) -> tuple[Remark, ...]:
    """A remark for each missing invoice `of` these customers (None: of all): gone is not paid; the last one says what
    to do about them."""
    paid = came_in(intake, kept)
    remarks = [
        Remark(missing_since(history, known, paid.get(known.invoice, ())), known.invoice, warns=True)
        for known in gone(history, intake)
        if of is None or known.customer_id in of
    ]
    return (*remarks[:-1], *(replace(last, remedy=NOT_PAID) for last in remarks[-1:]))


def came_in(intake: Intake, kept: Kept) -> dict[str, tuple[KeptPayment, ...]]:
    """The payments of each invoice that no run has counted yet: handed in since one last saw it."""
    found: dict[str, tuple[KeptPayment, ...]] = {}
    for each in (*kept.payments, *intake.handed_in.payments):
        known = kept.seen.get(each.invoice)
        if known is not None and known.is_since(each):
            found[each.invoice] = (*found.get(each.invoice, ()), each)
    return found


def missing_on(history: History, intake: Intake, as_of: date) -> tuple[Seen, ...]:
    """The invoices that are missing on the day, as last known; none before the last run, which knew them."""
    return () if history.last_run_on is None or as_of < history.last_run_on else gone(history, intake)


def missing_since(history: History, known: Seen, paid: Sequence[KeptPayment] = ()) -> Message:
    """Since when an invoice that is not in today's file is missing, what was open on it, and what was `paid` since."""
    run = history.last_run_on if known.present else known.on
    said = Message.of("missing_since" if known.present else "missing_longer", run=run or "", open=known.open)
    sum_ = sum_of((each.payment.amount for each in paid), known.currency)
    if sum_.minor <= 0:
        return said
    if sum_ >= known.open:
        return Message.of("missing_and_paid", missing=said, paid=sum_, invoice=quoted(known.invoice))
    return Message.of("missing_part_paid", missing=said, paid=sum_)


def approvals(measured: Measured, approved: tuple[str, ...]) -> Iterator[Approval]:
    """Every approved invoice of the file, and all of an approved customer, as it stands on the day."""
    agreed = frozenset(approved)
    for row, (number, customer_id) in enumerate(measured.each("invoice", "customer_id") if agreed else ()):
        if number in agreed or customer_id in agreed:
            overdue = measured.overdue(row)
            invoice = overdue.invoice
            yield Approval(number, measured.as_of, invoice.customer.id, invoice.due, overdue.open)


def changes_of(measured: Measured, intake: Intake, history: History, kept: Kept) -> Changes | None:
    """The changes since the last run; None before the first, and on a day before it."""
    last = history.last_run_on
    if last is None or measured.as_of < last:
        return None
    before = (each for each in kept.payments if each.was_known_to(kept.last_run))
    accounts = _accounts(intake, (*before, *kept.taken_back), last)
    away = frozenset(intake.book.lacks(each.invoice for each in intake.handed_in.payments if each.invoice))
    waiting = tuple(each for each in intake.handed_in.payments if each.invoice in away)
    return changes_since(Before(last, history.seen, accounts, unreadable(intake), waiting), measured)


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
    return Before(last, ledger.seen_by(last), _accounts(intake, ledger.kept_by(last), last), unreadable(intake))


def _accounts(intake: Intake, kept: Iterable[KeptPayment], day: date) -> tuple[OnAccount, ...]:
    """The money on account that was there by the end of `day`, and that `kept` has from then; what was taken back since
    is called by its customer's id."""
    names = {one.customer_id: one.customer for one in intake.book.on_account}
    known = ((each.customer_id, each.payment) for each in kept if not each.invoice)
    found = (OnAccount(id_, names.get(id_, id_), payment) for id_, payment in known)
    return tuple(one for one in found if one.by(day))


def known(history: History) -> Known:
    """The invoices as earlier runs knew them, for the ladder to compare with."""
    return Known(history.seen, history.approvals, history.closings, history.last_run_on, elsewhere=history.elsewhere)


def kept_by(firm: Firm) -> Kept:
    """The lists handed in to earlier runs of the firm that still count; empty where it has no ledger yet."""
    place = firm.ledger_place
    if not place.exists():
        return Kept()
    with place.open(Access.READ) as ledger:
        return ledger.kept()
