"""Invoices that are missing since an earlier run saw them open: their rows are gone, or have become other invoices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pastdue.book import known_day
from pastdue.intake import Intake
from pastdue.ladder.earlier import displaced
from pastdue.ledger import History
from pastdue.model import Skip, Why
from pastdue.model.kept import Kept, KeptPayment, Seen
from pastdue.model.messages import Message
from pastdue.model.money import total as sum_of
from pastdue.model.remarks import Remark
from pastdue.model.wording import quoted
from pastdue.run.books.seen import known
from pastdue.run.remarks import NOT_PAID


def unreadable(intake: Intake) -> frozenset[str]:
    """The numbers of the invoices whose rows were rejected: they are in the file, so none of them is missing."""
    return frozenset(r.invoice for r in intake.rejected_records if r.invoice and intake.is_own(r.source))


class MissingInvoice(NamedTuple):
    """An invoice that is missing, as last seen; `issued` is the day of issue where others have its number, or had it,
    and `taken` says that one of them is in today's file. `paid` are its payments since, `perhaps` those that count for
    the other one and may be its own."""

    seen: Seen
    issued: date | None = None
    taken: bool = False
    paid: tuple[KeptPayment, ...] = ()
    perhaps: tuple[KeptPayment, ...] = ()

    @property
    def named(self) -> str:
        """The invoice as `pastdue close` takes it."""
        return f"{quoted(self.seen.invoice)}{f' --issued {self.issued}' if self.issued else ''}"


def gone(history: History, intake: Intake) -> tuple[MissingInvoice, ...]:
    """The invoices that were open when a run last saw them and are not in today's file, as they were, by number; of one
    number the oldest first.

    One whose row is there and was rejected is not gone, and neither is one that was closed by hand.
    """
    here, seen, earlier = unreadable(intake), history.seen, known(history)
    owed = (number for number, one in seen.items() if (one.open_minor or one.former) and number not in here)
    found = [MissingInvoice(one, one.issued, taken=True) for one in displaced(earlier, intake.book)]
    for number in intake.book.lacks(owed):
        own, debts = seen[number], [one for one in seen[number].former if one.open_minor > 0]
        found += [MissingInvoice(one, one.issued) for one in debts if earlier.closing(one) is None]
        if own.open_minor and earlier.closing(own) is None:
            found.append(MissingInvoice(own, own.issued if debts else None))
    return tuple(sorted(found, key=lambda one: one.seen.invoice))


def missed(history: History, intake: Intake, as_of: date, kept: Kept) -> Iterator[Skip]:
    """A skip for each invoice that is missing on the day, with its last known state and the payments since."""
    if not _is_past(history, as_of):
        for one in _with_payments(gone(history, intake), intake, kept):
            yield Skip(one.seen.invoice, one.seen.customer_id, Why.MISSING, None, missing_since(history, one))


def missing(history: History, intake: Intake, kept: Kept, of: frozenset[str] | None = None) -> tuple[Remark, ...]:
    """A remark for each missing invoice `of` these customers (None: of all): gone is not paid; the last one says what
    to do about them."""
    ours = (one for one in gone(history, intake) if of is None or one.seen.customer_id in of)
    remarks = [
        Remark(missing_since(history, one), one.seen.invoice, warns=True) for one in _with_payments(ours, intake, kept)
    ]
    return (*remarks[:-1], *(replace(last, remedy=NOT_PAID) for last in remarks[-1:]))


def _with_payments(missing_: Iterable[MissingInvoice], intake: Intake, kept: Kept) -> Iterator[MissingInvoice]:
    """The missing invoices, each with the payments of it that no run has counted yet, handed in since one last saw it;
    and with those of another invoice of its number that it may have been meant for."""
    of: dict[str, list[KeptPayment]] = defaultdict(list)
    for each in (*kept.payments, *intake.handed_in.payments):
        of[each.invoice].append(each)
    every = tuple(missing_)
    rows = intake.book.rows_of(one.seen.invoice for one in every if one.taken)
    issued, customers = intake.book.frame["issued"].to_numpy(), intake.book.frame["customer_id"]
    for one in every:
        number, known = one.seen.invoice, one.seen
        last, others = kept.seen.get(number, known), list[KeptPayment]()
        if one.taken:
            now, id_ = known_day(int(issued[rows[number]])), str(customers.iloc[rows[number]])
            others = [each for each in of[number] if now is not None and _counts_for(each, now, id_)]
        others += [each for each in of[number] if each not in others and known.is_of_another(each, last)]
        paid = (each for each in of[number] if known.is_since(each))
        yield one._replace(
            paid=tuple(each for each in paid if each not in others),
            perhaps=tuple(each for each in others if known.may_have(each.payment.amount)),
        )


def _counts_for(each: KeptPayment, issued: date, customer_id: str) -> bool:
    """True when the payment counts for the invoice of its number that this customer has in the book, issued on that
    day."""
    if each.of is not None and each.of[0] != issued:
        return each.is_of_newer(issued, customer_id)
    return each.customer_id in ("", customer_id)


def missing_on(history: History, intake: Intake, as_of: date) -> tuple[Seen, ...]:
    """The invoices that are missing on the day, as last known; none before the last run, which knew them."""
    return () if _is_past(history, as_of) else tuple(one.seen for one in gone(history, intake))


def _is_past(history: History, as_of: date) -> bool:
    return history.last_run_on is None or as_of < history.last_run_on


def missing_since(history: History, one: MissingInvoice) -> Message:
    """Since when an invoice that is not in today's file is missing, what was open on it, and what was paid since."""
    known = one.seen
    run = history.last_run_on if known.present else known.on
    said = Message.of("missing_since" if known.present else "missing_longer", run=run or "", open=known.open)
    if one.taken:
        said = Message.of("missing_and_taken", missing=said, invoice=known.invoice)
    sum_ = sum_of((each.payment.amount for each in one.paid), known.currency)
    if sum_ >= known.open and sum_.minor > 0:
        return Message.of("missing_and_paid", missing=said, paid=sum_, invoice=one.named)
    if sum_.minor > 0:
        said = Message.of("missing_part_paid", missing=said, paid=sum_)
    if not one.taken:
        return said
    said = Message.of("missing_to_close", missing=said, close=f"pastdue close {one.named} --why paid")
    if not one.perhaps:
        return said
    last = one.perhaps[-1]
    paid, day = last.payment.amount, last.payment.on or ""
    return Message.of("missing_perhaps_paid", missing=said, paid=paid, day=day, undo=last.taken_back)
