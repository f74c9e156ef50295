"""Contradictions: where an invoice is no longer what a letter named or the last run saw, so that a person must look.

A slip in a spreadsheet must not become a letter. What an approval let go out is the new measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pastdue.model import Invoice, Issued, Overdue
from pastdue.model.kept import Approval, Closing, Seen
from pastdue.model.messages import APART, Message, Names
from pastdue.model.money import Money
from pastdue.model.wording import quoted


class _Facts(NamedTuple):
    """The facts compared about an invoice: its customer, its due day, and the amount open on it."""

    customer_id: str
    due: date
    open: Money


@dataclass(frozen=True, slots=True)
class Former:
    """The invoices that are `missing` and that a new one may have been before; none where all of them were closed, one
    since a run asked about the new one, which answers that question and no other. `taken` are the numbers among theirs
    that other invoices have, or have had."""

    missing: tuple[Seen, ...]
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """The knowledge of earlier runs about invoices, by number; `on` is the day of the last run, None before the
    first. `former` has the invoices of today's book that may have had another number, `elsewhere` the numbers that
    another part of the export has, with the customer and the day of issue where a run saw another day."""

    seen: Mapping[str, Seen] = field(default_factory=dict)
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    closings: Mapping[str, tuple[Closing, ...]] = field(default_factory=dict)
    on: date | None = None
    former: Mapping[str, Former] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[str, date | None] | None] = field(default_factory=dict)

    def contradictions(self, overdue: Overdue, issued: tuple[Issued, ...]) -> Message | None:
        """The contradictions that speak against writing to the customer, both values of each; None for none.

        Compared are customer, due date, currency and what is owed with the last letter or a later approval, and what
        is owed with what the last run saw. Nothing contradicts a day before that run.
        """
        if self.on is not None and overdue.as_of < self.on:
            return None
        invoice = overdue.invoice
        found = *self._named(invoice, overdue.open, issued), *self._grown(invoice, overdue.open, bool(issued))
        return Message.of("parts", parts=Names(found, separator=APART)) if found else None

    def _named(self, invoice: Invoice, owed: Money, issued: tuple[Issued, ...]) -> list[Message]:
        """The differences from the last letter about the invoice, or from a later approval."""
        if not issued or (invoice.issued is not None and invoice.issued > issued[-1].on):
            return []  # a number used again: no letter has named this invoice
        last, approval = issued[-1], self.approvals.get(invoice.number)
        if approval is not None and approval.on >= last.on:
            named = Message.of("approved_on", on=approval.on)
            return _differences(named, _Facts(approval.customer_id, approval.due, approval.open), invoice, owed)
        of_another_currency = last.total.currency != invoice.currency
        if last.due is None or (last.open is None and not of_another_currency):
            return []
        named, open_ = Message.of("the_letter", letter=last.letter), last.total if last.open is None else last.open
        return _differences(named, _Facts(last.customer_id, last.due, open_), invoice, owed)

    def _grown(self, invoice: Invoice, owed: Money, lettered: bool) -> list[Message]:
        """A contradiction where more is owed than the last run saw or than a closing left, or where the number is
        another debt's or the debt another number's; empty where not. One that letters named (`lettered`) has its
        number from before."""
        known, number = self.seen.get(invoice.number), invoice.number
        if known is not None and (closing := self.closing(known)) and not known.is_older_than(invoice.issued):
            ended = Message.of(f"ended_{closing.outcome}")
            return [Message.of("closed_and_back", on=closing.on, outcome=ended, open=owed)]
        former = self.former.get(number)
        if former and former.missing:
            return [_renumbered(number, former)]
        if other := self.taken(number, invoice.customer.id, invoice.issued):
            days = {"then": other.issued or "", "now": invoice.issued or ""}
            who = quoted(other.customer_id)
            return [] if lettered else [Message.of("number_of_another", customer=who, open=other.open, **days)]
        if known is None or known.currency != invoice.currency:
            return []
        if known.is_older_than(invoice.issued):
            asked = self.may_be_the_same(known, invoice.customer.id, invoice.total.minor)
            days = {"then": known.issued or "", "now": invoice.issued or ""}
            return [Message.of("number_used_again", open=known.open, **days)] if asked else []
        if not lettered and self.moved(number, invoice.customer.id, invoice.customer.name, invoice.issued):
            then = quoted(known.customer_id)
            return [Message.of("customer_since_run", then=then, now=quoted(invoice.customer.id))]
        if owed <= known.trusted:
            return _total_grown(known, invoice.total, owed)
        if known.in_doubt and former:
            return []
        if known.in_doubt:
            return [Message.of("unanswered", on=known.on or "", open=owed)]
        return [Message.of("more_since_run", then=known.trusted, now=owed)]

    def doubts(self, invoice: Invoice) -> tuple[Message, ...]:
        """The doubts about what is open on the invoice, each by itself; without those about payments of it when it was
        another customer's or in another currency, where it was approved as it is since."""
        if invoice.doubt is None:
            return ()
        own = dict(invoice.doubt.values).get("parts") if invoice.doubt.key == "parts" else None
        doubts = [one for one in own.items if isinstance(one, Message)] if isinstance(own, Names) else [invoice.doubt]
        approval = self.approvals.get(invoice.number)
        answered = approval is not None and invoice.whose == (approval.customer_id, approval.open.currency)
        return tuple(one for one in doubts if not (answered and one.key == "payment_of_former"))

    def confirmed(self, now: Seen, lettered: bool) -> int:
        """The part of what is open on an invoice `now` that earlier runs confirm, in minor units: all of one that is
        new, or another one under its number, nothing of one that is asked about, else what was confirmed before.
        `lettered`: letters named it."""
        before, former = self.seen.get(now.invoice), self.former.get(now.invoice)
        if former and former.missing:
            return 0
        if self.taken(now.invoice, now.customer_id, now.issued):
            return now.open_minor if lettered else 0
        if not lettered and self.moved(now.invoice, now.customer_id, now.customer, now.issued):
            return 0
        if before is None or before.currency != now.currency or (former and before.in_doubt):
            return now.open_minor
        if before.is_older_than(now.issued):
            return 0 if self.may_be_the_same(before, now.customer_id, now.total_minor or 0) else now.open_minor
        if self.closing(before):
            return 0
        for_charges = now.charges_paid_minor - before.charges_paid_minor  # what pays charges is no credit any more
        return before.still_owed(now.total_minor or 0, now.open_minor) + for_charges

    def taken(self, number: str, customer_id: str, issued: date | None) -> Seen | None:
        """The other customer's invoice that a run saw under this number when the one issued on that day was there
        already: no two have a number at once. None where there is none, or days are not known."""
        known = self.seen.get(number)
        if known is None or known.customer_id == customer_id or None in (issued, known.issued, known.on, self.on):
            return None
        last = self.on if known.present and known.open_minor else known.on
        assert issued is not None and last is not None
        return known if known.issued != issued and issued <= last else None

    def moved(self, number: str, customer_id: str, customer: str, issued: date | None) -> bool:
        """True when a run saw this very invoice as another customer's, by number and by name."""
        known = self.seen.get(number)
        if known is None or known.customer_id == customer_id or known.customer in ("", customer):
            return False
        another = known.is_older_than(issued) or self.taken(number, customer_id, issued)
        return not another and self.closing(known) is None

    def may_be_the_same(self, known: Seen, customer_id: str, total: int) -> bool:
        """True when an invoice issued since under a number may be the one known under it with another day: that is
        open still, of this customer, and comes to this total in minor units."""
        ours = (known.customer_id, known.total_minor) == (customer_id, total)
        return ours and known.open_minor > 0 and self.closing(known) is None

    def closing(self, seen: Seen) -> Closing | None:
        """The closing by hand of a missing invoice since a run first missed it; None where there is none."""
        return next((one for one in reversed(self.closings.get(seen.invoice, ())) if one.ends(seen)), None)


def _total_grown(known: Seen, total: Money, owed: Money) -> list[Message]:
    """A contradiction where no more is owed than the run saw only because payments hide that the total rose, since then
    or before."""
    if known.total_minor is None or owed.minor <= known.still_owed(total.minor, owed.minor):
        return []
    if total.minor <= known.total_minor:
        return [Message.of("unanswered", on=known.on or "", open=owed)]
    return [Message.of("total_grown", then=Money.of_minor(known.total_minor, known.currency), now=total, open=owed)]


def _renumbered(number: str, former: Former) -> Message:
    """The doubt about an invoice that may have had another number, with what ends it."""
    names, first = Names(tuple(_called(one, former) for one in former.missing), 3), former.missing[0]
    which = f" --issued {first.issued}" if first.invoice in former.taken and first.issued else ""
    close = f"pastdue close {quoted(first.invoice)}{which} --why other"
    return Message.of("perhaps_renumbered", former=names, close=close, approve=f"--approve {quoted(number)}")


def _called(one: Seen, former: Former) -> str | Message:
    if one.invoice not in former.taken or one.issued is None:
        return one.invoice
    return Message.of("number_issued", invoice=one.invoice, issued=one.issued)


def _differences(named: Message, before: _Facts, invoice: Invoice, owed: Money) -> list[Message]:
    """The differences between the invoice with `owed` open and the facts `before` it, called `named`; less owed is
    none."""
    customer_id, due, open_ = before
    found = []
    if customer_id != invoice.customer.id:
        found.append(Message.of("customer_differs", named=named, then=customer_id, now=invoice.customer.id))
    if due != invoice.due:
        found.append(Message.of("due_differs", named=named, then=due, now=invoice.due))
    if open_.currency != invoice.currency:
        found.append(Message.of("currency_differs", named=named, then=open_.currency, now=invoice.currency))
    elif owed > open_:
        found.append(Message.of("more_is_open", named=named, then=open_, now=owed))
    return found
