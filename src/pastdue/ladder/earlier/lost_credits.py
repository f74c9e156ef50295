"""Credits that an earlier run saw and that are gone or smaller, while nothing else of their customer became less.

A credit that was set off takes as much off other invoices. Where it only vanished, by a row left out or a slip, the
customer's letters would ask for more than before without a new invoice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pastdue.book import Measured, known_day
from pastdue.ladder.earlier.contradictions import Known, used_again
from pastdue.model import Whose
from pastdue.model.kept import Seen
from pastdue.model.messages import Message, Names
from pastdue.model.money import Money
from pastdue.model.wording import quoted

_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class LostCredits:
    """`doubts` says by customer and currency which credits are gone unexplained; `unexplained` has their numbers, each
    with the part of it that invoices explain by now, in minor units; `set_off` are the numbers of those that other
    invoices of their customer explain whole."""

    doubts: Mapping[Whose, Message] = field(default_factory=dict)
    unexplained: Mapping[Whose, Mapping[str, int]] = field(default_factory=dict)
    set_off: frozenset[str] = frozenset()

    @property
    def explained(self) -> Mapping[str, int]:
        """The part of each unexplained credit that invoices explain by now, by its number."""
        return {number: part for own in self.unexplained.values() for number, part in own.items()}


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
            lost[one.whose].append(one)
    if not lost:
        return LostCredits()
    missed = {
        whose: {one.invoice: now[one.invoice] - _trusted(one) for one in sorted(own, key=_number)}
        for whose, own in lost.items()
    }
    less = _less_open(measured, for_charges, known, missed)
    doubts, unexplained, set_off = dict[Whose, Message](), dict[Whose, Mapping[str, int]](), set[str]()
    for whose, own in missed.items():
        if (left := sum(own.values()) - less[whose]) > 0:
            doubts[whose] = _said(
                whose.customer_id, list(own), measured.book.lacks(own), Money.of_minor(left, whose.currency)
            )
            unexplained[whose] = _shared(own, less[whose])
        else:
            set_off.update(own)
    return LostCredits(doubts, unexplained, frozenset(set_off))


def _number(one: Seen) -> str:
    return one.invoice


def _shared(missed: Mapping[str, int], less: int) -> dict[str, int]:
    """The part of each amount that `less` explains, one after the other.

    >>> _shared({"G-1": 300, "G-2": 200}, 400)
    {'G-1': 300, 'G-2': 100}
    """
    found = {}
    for number, amount in missed.items():
        found[number] = min(amount, less)
        less -= found[number]
    return found


def _less_open(
    measured: Measured, for_charges: Mapping[str, int], known: Known, missed: Mapping[Whose, Mapping[str, int]]
) -> Mapping[Whose, int]:
    """By how much less is open on the invoices of these customers than the last run saw, in minor units, and the
    settled part of those that no run had seen: a credit may have been set off against either. A credit that no run had
    seen may be the one that is gone, under another number.

    A payment listed since the last run is money and sets nothing off, unless it comes to just what is `missed` of one
    credit or of all.
    """
    others = [one for one in known.seen.values() if one.open_minor > 0 and one.present and one.whose in missed]
    owed = _open_now(measured, for_charges, others)
    less, last = defaultdict[Whose, int](int), known.on or measured.as_of
    set_off = {whose: {*own.values(), sum(own.values())} for whose, own in missed.items()}

    def settled(whose: Whose, number: str, amount: int) -> None:
        listed = (each for each in measured.book.payments.get(number, ()) if each.amount.minor not in set_off[whose])
        money = sum(each.amount.minor for each in listed if each.on and last < each.on <= measured.as_of)
        less[whose] += max(0, amount - money)

    for one in others:
        settled(one.whose, one.invoice, one.open_minor - one.charges_paid_minor - owed[one.invoice])
    columns = ("invoice", "customer_id", "currency", "total_minor", "open_minor")
    for number, customer_id, currency, total, left in measured.each(*columns):
        whose = Whose(customer_id, currency)
        if whose not in missed or number in known.seen:
            continue
        if left < 0:
            less[whose] -= left
        elif total > 0:
            settled(whose, number, total - left)
    return less


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
        ours = (str(columns["customer_id"][row]), str(columns["currency"][row])) == one.whose
        if ours and not used_again(known_day(int(columns["issued"][row])), one):
            found[number] = int(columns["open_minor"][row]) - for_charges.get(number, 0)
    return found


def _said(customer: str, lost: Sequence[str], away: Sequence[str], missed: Money) -> Message:
    """The doubt about the customer's letters, with the credits that were `lost`, and what ends it: those that are
    `away` can be closed."""
    credits_, approve = Names(tuple(lost), _NAMED_AT_MOST), f"--approve {quoted(customer)}"
    if not away:
        return Message.of("credits_less", credits=credits_, missed=missed, approve=approve)
    close = f"pastdue close {quoted(away[0])} --why other"
    return Message.of("credits_lost", credits=credits_, missed=missed, approve=approve, close=close)
