"""Credits that an earlier run saw and that are gone or smaller, while nothing else of their customer became less.

A credit that was set off takes as much off other invoices. Where it only vanished, by a row left out or a slip, the
customer's letters would ask for more than before without a new invoice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pastdue.book import Measured, known_day
from pastdue.ladder.earlier.contradictions import Known
from pastdue.model import Whose
from pastdue.model.kept import Seen
from pastdue.model.messages import Message, Names
from pastdue.model.money import Money
from pastdue.model.wording import quoted

_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class LostCredits:
    """`doubts` says by customer and currency which credits are gone unexplained; `unexplained` has those as they were
    seen, each with the part of it that invoices explain by now, in minor units; `set_off` are those that other invoices
    of their customer explain whole."""

    doubts: Mapping[Whose, Message] = field(default_factory=dict)
    unexplained: Mapping[Whose, Mapping[Seen, int]] = field(default_factory=dict)
    set_off: frozenset[Seen] = frozenset()


def lost_credits(measured: Measured, for_charges: Mapping[str, int], known: Known) -> LostCredits:
    """The credits that were lost since earlier runs saw them; none on a day before the last of these.

    `measured` is the book as it stands, `for_charges` what was paid for charges by number, in minor units: that counts
    as come in like all else.
    """
    if known.on is None or measured.as_of < known.on:
        return LostCredits()
    credits_ = [
        one for own in known.seen.values() for one in (own, *own.former)
        if one.beyond_question < 0 and known.closing(one) is None
    ]  # fmt: skip
    missed: dict[Whose, dict[Seen, int]] = defaultdict(dict)
    by_number = sorted(zip(credits_, _open_now(measured, for_charges, credits_), strict=True), key=_number)
    for one, owed in by_number:
        if min(0, owed) > _trusted(one):
            missed[one.whose][one] = min(0, owed) - _trusted(one)
    if not missed:
        return LostCredits()
    less = _less_open(measured, for_charges, known, missed)
    doubts, unexplained, set_off = dict[Whose, Message](), dict[Whose, Mapping[Seen, int]](), set[Seen]()
    for whose, own in missed.items():
        if (left := sum(own.values()) - less[whose]) > 0:
            theirs = (one.invoice for one in own if one is known.seen[one.invoice])
            away = measured.book.lacks(number for number in theirs if number not in known.elsewhere)
            doubts[whose] = _said(
                whose.customer_id, [one.invoice for one in own], away, Money.of_minor(left, whose.currency)
            )
            unexplained[whose] = _shared(own, less[whose])
        else:
            set_off.update(own)
    return LostCredits(doubts, unexplained, frozenset(set_off))


def _number(credit: tuple[Seen, int]) -> str:
    return credit[0].invoice


def _shared(missed: Mapping[Seen, int], less: int) -> dict[Seen, int]:
    """The part of each amount that `less` explains, one after the other.

    >>> first, second = (Seen(number, "7", "EUR", 0) for number in ("G-1", "G-2"))
    >>> [*_shared({first: 300, second: 200}, 400).values()]
    [300, 100]
    """
    found = {}
    for one, amount in missed.items():
        found[one] = min(amount, less)
        less -= found[one]
    return found


def _less_open(
    measured: Measured, for_charges: Mapping[str, int], known: Known, missed: Mapping[Whose, Mapping[Seen, int]]
) -> Mapping[Whose, int]:
    """By how much less is open on the invoices of these customers than the last run saw, in minor units, and the
    settled part of those that no run had seen: a credit may have been set off against either. What is another
    customer's now did not become less by that. A credit that no run had seen may be the one that is gone, under another
    number.

    A payment listed since the last run is money and sets nothing off, unless it comes to just what is `missed` of one
    credit or of all.
    """
    others = [one for one in known.seen.values() if one.open_minor > 0 and one.present and one.whose in missed]
    others = [one for one in others if not _is_anothers(measured, known, one)]
    owed = _open_now(measured, for_charges, others)
    less, last = defaultdict[Whose, int](int), known.on or measured.as_of
    set_off = {whose: {*own.values(), sum(own.values())} for whose, own in missed.items()}

    def settled(whose: Whose, number: str, amount: int) -> None:
        book = measured.book
        every = (*book.payments.get(number, ()), *book.away.get(number, ()))
        money = sum(
            each.amount.minor for each in every
            if each.amount.minor not in set_off[whose] and each.on and last < each.on <= measured.as_of
        )  # fmt: skip
        less[whose] += max(0, amount - money)

    for one, left in zip(others, owed, strict=True):
        settled(one.whose, one.invoice, one.open_minor - one.charges_paid_minor - left)
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


def _is_anothers(measured: Measured, known: Known, one: Seen) -> bool:
    """True when the invoice's number is another customer's now, in this part of the export or in another one."""
    row = measured.rows_of([one.invoice]).get(one.invoice)
    if row is None:
        return one.invoice in known.elsewhere
    return str(measured.frame["customer_id"].iloc[row]) != one.customer_id


def _trusted(one: Seen) -> int:
    """The credit beyond question, below zero, with what of it paid charges."""
    return one.beyond_question - one.charges_paid_minor


def _open_now(measured: Measured, for_charges: Mapping[str, int], known: Sequence[Seen]) -> list[int]:
    """The amount open on each today, in minor units, less what paid charges; 0 where it is not in
    the book, or its number is another's now."""
    columns = {name: measured.frame[name].to_numpy() for name in ("customer_id", "currency", "issued", "open_minor")}
    rows = measured.rows_of(one.invoice for one in known)

    def owed(one: Seen) -> int:
        row = rows.get(one.invoice)
        if row is None:
            return 0
        whose, issued = (str(columns["customer_id"][row]), str(columns["currency"][row])), columns["issued"][row]
        if not is_still(one, *whose, known_day(int(issued))):
            return 0
        return int(columns["open_minor"][row]) - for_charges.get(one.invoice, 0)

    return [owed(one) for one in known]


def is_still(one: Seen, customer_id: str, currency: str, issued: date | None) -> bool:
    """True when the invoice of this customer, in this currency, issued on that day, is the `one` that had its number
    before."""
    return (customer_id, currency) == one.whose and not one.is_older_than(issued)


def _said(customer: str, lost: Sequence[str], away: Sequence[str], missed: Money) -> Message:
    """The doubt about the customer's letters, with the credits that were `lost`, and what ends it: those that are
    `away` can be closed."""
    credits_, approve = Names(tuple(lost), _NAMED_AT_MOST), f"--approve {quoted(customer)}"
    if not away:
        return Message.of("credits_less", credits=credits_, missed=missed, approve=approve)
    close = f"pastdue close {quoted(away[0])} --why other"
    return Message.of("credits_lost", credits=credits_, missed=missed, approve=approve, close=close)
