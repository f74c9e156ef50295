"""Credits that an earlier run saw and that are gone or smaller, while nothing else of their customer became less.

A credit that was set off takes as much off other invoices. Where it only vanished, by a row left out or a slip, the
customer's letters would ask for more than before without a new invoice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pastdue.book import Measured, known_day
from pastdue.ladder.earlier.contradictions import Known, used_again
from pastdue.model.kept import Seen
from pastdue.model.messages import Message, Names
from pastdue.model.money import Money

Whose = tuple[str, str]
"""A customer's id and a currency."""
_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class LostCredits:
    """`doubts` says by customer and currency which credits are gone unexplained, and `unexplained` has their numbers;
    `set_off` are the numbers of those that other invoices of their customer explain."""

    doubts: Mapping[Whose, Message] = field(default_factory=dict)
    unexplained: Mapping[Whose, frozenset[str]] = field(default_factory=dict)
    set_off: frozenset[str] = frozenset()


def lost_credits(measured: Measured, for_charges: Mapping[str, int], known: Known) -> LostCredits:
    """The credits that were lost since earlier runs saw them; none on a day before the last of these.

    `measured` is the book as it stands, `for_charges` what was paid for charges by number, in minor units: that counts
    as come in like all else.
    """
    if known.on is None or measured.as_of < known.on:
        return LostCredits()
    credits_ = [one for one in known.seen.values() if one.beyond_question < 0 and known.closing(one) is None]
    now = {number: min(0, owed) for number, owed in _open_now(measured, for_charges, credits_).items()}
    lost: dict[Whose, list[Seen]] = defaultdict(list)
    for one in credits_:
        if now[one.invoice] > _trusted(one):
            lost[one.customer_id, one.currency].append(one)
    if not lost:
        return LostCredits()
    others = [one for one in known.seen.values() if one.open_minor > 0 and one.present and _whose(one) in lost]
    owed = _open_now(measured, for_charges, others)
    less: dict[Whose, int] = defaultdict(int)
    for one in others:
        less[_whose(one)] += max(0, one.open_minor - one.charges_paid_minor - owed[one.invoice])
    for whose, settled in _settled_of_new(measured, known, lost):
        less[whose] += settled
    doubts, unexplained, set_off = dict[Whose, Message](), dict[Whose, frozenset[str]](), set[str]()
    for whose, own in lost.items():
        missed = sum(now[one.invoice] - _trusted(one) for one in own)
        if missed > less[whose]:
            doubts[whose] = _said(own, Money.of_minor(missed - less[whose], whose[1]))
            unexplained[whose] = frozenset(one.invoice for one in own)
        else:
            set_off.update(one.invoice for one in own)
    return LostCredits(doubts, unexplained, frozenset(set_off))


def _whose(one: Seen) -> Whose:
    return one.customer_id, one.currency


def _trusted(one: Seen) -> int:
    """The credit beyond question, below zero, with what of it paid charges."""
    return one.beyond_question - one.charges_paid_minor


def _open_now(measured: Measured, for_charges: Mapping[str, int], known: Iterable[Seen]) -> dict[str, int]:
    """The amount open on each today, in minor units, less what paid charges; 0 where it is not in
    the book, or its number is another's now."""
    by_number = {one.invoice: one for one in known}
    found = dict.fromkeys(by_number, 0)
    columns = {name: measured.frame[name].to_numpy() for name in ("customer_id", "currency", "issued", "open_minor")}
    for number, row in measured.rows_of(by_number).items():
        one = by_number[number]
        ours = (str(columns["customer_id"][row]), str(columns["currency"][row])) == _whose(one)
        if ours and not used_again(known_day(int(columns["issued"][row])), one):
            found[number] = int(columns["open_minor"][row]) - for_charges.get(number, 0)
    return found


def _settled_of_new(measured: Measured, known: Known, whose: Container[Whose]) -> Iterator[tuple[Whose, int]]:
    """The settled part of each invoice of these customers that no run had seen, in minor units: a credit may have been
    set off against an invoice issued since."""
    for number, customer_id, currency, total, owed in measured.each(
        "invoice", "customer_id", "currency", "total_minor", "open_minor"
    ):
        if (customer_id, currency) in whose and number not in known.seen and total > 0:
            yield (customer_id, currency), max(0, total - max(0, owed))


def _said(own: Iterable[Seen], missed: Money) -> Message:
    """The doubt about the customer's letters, with the credits that were lost."""
    numbers = Names(tuple(sorted(one.invoice for one in own)), _NAMED_AT_MOST)
    return Message.of("credits_lost", credits=numbers, missed=missed)
