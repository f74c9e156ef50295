"""Every invoice as a run saw it, for the ledger, and the approvals of those that a person let go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pastdue.book import Measured, known_day
from pastdue.book.columns import values
from pastdue.firm import Firm
from pastdue.ladder import Known, lost_credits, with_former
from pastdue.ladder.earlier import LostCredits, debts_before, is_still
from pastdue.ledger import Access, History
from pastdue.model.kept import Approval, Kept, Seen


def seen(
    measured: Measured, for_charges: Mapping[str, int], history: History, approved: tuple[str, ...] = ()
) -> Iterator[Seen]:
    """Every invoice of today's file as it stands on the day; those whose rows were rejected are not among them.

    What is owed beyond question rises only where the invoice is new or `approved`, or is a credit that was set off, or
    is lost and was answered for by an approval; `for_charges` is what was paid for charges, by number.
    Such a credit that is gone is among them as missing, nothing of it beyond question any more. One that is not
    answered for is kept: with its number, where that is another customer's or another invoice's now; so is a debt.
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
        debts = _debts(earlier, now)
        yield (
            replace(now, former=(*_former(credits_, own), *_as_missing(debts, measured.as_of)))
            if credits_ or debts
            else now
        )
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


def _debts(known: Known, now: Seen) -> tuple[Seen, ...]:
    """The debts that had the number before the invoice has it `now`."""
    before = known.seen.get(now.invoice)
    if before is None or not (before.former or before.issued != now.issued):
        return ()
    return debts_before(known, now.invoice, now.customer_id, now.issued)


def _as_missing(debts: Iterable[Seen], as_of: date) -> Iterator[Seen]:
    """The debts as they are noted with another invoice of their number: missing since a run first saw that there."""
    return (
        replace(one, present=False, on=as_of, former=()) if one.present else replace(one, former=()) for one in debts
    )


def _away(
    measured: Measured, history: History, over: Set[str], asked: Mapping[str, Sequence[_Asked]]
) -> Iterator[Seen]:
    """The invoices that are not in today's file with what is new of credits that had their numbers: some were set off
    or answered for (`over`: those of the invoice itself), others are `asked` about. Debts that had their numbers stay
    with them, closed ones too: a new row would say that the last one is missing only since today."""
    with_former = (number for number, one in history.seen.items() if one.former)
    for number in sorted(measured.book.lacks({*over, *asked, *with_former})):
        before, credits_ = history.seen[number], asked.get(number, ())
        own = next((one for one in credits_ if one.seen is before), None)
        trusted = 0 if number in over else before.trusted_minor if own is None else own.left
        present = before.present and not before.open_minor and own is None and number not in over
        debts = (one for one in before.former if one.open_minor > 0)
        yield replace(before, present=present, trusted_minor=trusted, former=(*_former(credits_, own), *debts))


def _accepted(lost: LostCredits, measured: Measured, agreed: Container[str]) -> frozenset[Seen]:
    """The lost credits that are answered for: a letter of their customer, in their currency, was approved."""
    if not lost.unexplained:
        return frozenset()
    rows = measured.each("invoice", "customer_id", "currency")
    whose = {(customer, currency) for number, customer, currency in rows if number in agreed or customer in agreed}
    return frozenset(one for theirs, own in lost.unexplained.items() if theirs in whose for one in own)


def approvals(measured: Measured, approved: tuple[str, ...]) -> Iterator[Approval]:
    """Every approved invoice of the file, and all of an approved customer, as it stands on the day."""
    agreed = frozenset(approved)
    for row, (number, customer_id) in enumerate(measured.each("invoice", "customer_id") if agreed else ()):
        if number in agreed or customer_id in agreed:
            overdue = measured.overdue(row)
            invoice = overdue.invoice
            yield Approval(number, measured.as_of, invoice.customer.id, invoice.due, overdue.open)


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
