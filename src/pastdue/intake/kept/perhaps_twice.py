"""Payments of today's list that may be those entered by hand: alike but for a reference that one of two lacks, some
days or the account they are on, or one that several come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pastdue.intake.beside.payments import Received
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.kept.shown import fits, shows_twice
from pastdue.model.kept import KeptPayment
from pastdue.model.messages import Message, Names
from pastdue.model.money import Money

_SUMS_AT_MOST = 4_096
"""The sums of several payments of one invoice that are looked at."""
_DAYS = 10
"""The most calendar days between the day of a payment as it is noted by hand and as a bank books it."""
_ACCOUNT = _DAYS + 1
"""The distance of payments of which one is on account, in days: more than that of two of one invoice."""


@dataclass(slots=True)
class _Payments:
    """The payments entered by hand that no row of today's list says word for word, those that are `kept`, entered or
    listed, and today's new ones."""

    entered: list[KeptPayment] = field(default_factory=list)
    kept: list[KeptPayment] = field(default_factory=list)
    new: list[KeptPayment] = field(default_factory=list)

    @property
    def listed(self) -> list[KeptPayment]:
        """Those kept of earlier lists."""
        return [each for each in self.kept if each.file and each.payment.on]


def perhaps_twice(
    kept: Sequence[KeptPayment], received: Received, again: Ints, table: InvoiceTable
) -> Iterator[Message]:
    """A remark on each payment of `received`, but for those at the positions `again`, which are kept already, that may
    be among those entered by hand, and on each entry that several of them may be: all count, and only the user can
    tell.

    One is of the amount and the invoice or customer of an entry, and of a day at most ten days from it; several come to
    the amount of one; and their references do not tell them apart. Where the export calls as much paid as both, they
    are two.
    """
    if all(each.file for each in kept):
        return
    owners = {table.texts["invoice"].at(owner): owner for owner in received.invoice.tolist()}
    ours = [each for each in kept if each.invoice not in owners or fits(each, table, owners[each.invoice])]
    every = _sorted(ours, _rows(received, table), frozenset(again.tolist()))
    of = {each.invoice: _Payments() for each in every.entered if each.invoice}
    for each in every.entered:
        if each.invoice:
            of[each.invoice].entered.append(each)
    for each in every.kept:
        if each.invoice in of:
            of[each.invoice].kept.append(each)
    met = _pairs(every)
    for at, each in enumerate(every.new):
        if (entry := met.get(at)) is not None:
            own, owner = of.get(each.invoice, _Payments()).kept, owners.get(each.invoice)
            if owner is None or each.invoice != entry.invoice or not shows_twice(entry, own, table, owner):
                yield _of_one(entry, each)
        elif each.invoice in of:
            of[each.invoice].new.append(each)
    for each_ in of.values():
        yield from _said(each_)


def _sorted(ours: Sequence[KeptPayment], rows: Sequence[KeptPayment], again: Container[int]) -> _Payments:
    """The payments by where they stand: `ours` are kept, `rows` are today's."""
    said = {_word_for_word(each) for each in rows}
    known = {_word_for_word(each) for each in ours}
    entered = [each for each in ours if not each.file and each.payment.on and _word_for_word(each) not in said]
    new = [
        each for at, each in enumerate(rows) if at not in again and (each.invoice or _word_for_word(each) not in known)
    ]
    return _Payments(entered, list(ours), new)


def _word_for_word(each: KeptPayment) -> object:
    return each.invoice or (each.customer_id,), each.payment


def _rows(received: Received, table: InvoiceTable) -> list[KeptPayment]:
    """Today's payments: those of invoices, of invoices that the export lacks, and on account."""
    numbers, ids, currency = (table.texts[name] for name in ("invoice", "customer_id", "currency"))
    found = [
        KeptPayment(numbers.at(owner), ids.at(owner), received.payment(at, currency))
        for at, owner in enumerate(received.invoice.tolist())
    ]
    found += received.absent
    return [*found, *(KeptPayment("", one.customer_id, one.payment) for one in received.on_account)]


def _pairs(every: _Payments) -> dict[int, KeptPayment]:
    """The entry that each of the new payments may be, by the position of that: the nearest in days, each entry for one
    payment alone, also of those that were listed before."""
    alike: dict[tuple[Money, str, str], list[int]] = defaultdict(list)
    for n, entry in enumerate(every.entered):
        alike[entry.payment.amount, entry.invoice, "" if entry.invoice else entry.customer_id].append(n)
        if entry.invoice:
            alike[entry.payment.amount, "", entry.customer_id].append(n)
    listed = every.listed
    near = [
        (apart, n, at)
        for at, each in enumerate([*listed, *every.new], -len(listed))
        for n in {
            *alike.get((each.payment.amount, each.invoice, ""), ()),
            *alike.get((each.payment.amount, "", each.customer_id), ()),
        }
        if (apart := _apart(every.entered[n], each)) is not None
    ]
    taken, found = set[int](), dict[int, KeptPayment]()
    for _, n, at in sorted(near):
        if n not in taken and at not in found:
            taken.add(n)
            found[at] = every.entered[n]
    return found


def _apart(entry: KeptPayment, each: KeptPayment) -> int | None:
    """The distance in days of a listed payment from an entry that it may be; None where it cannot be."""
    one, other = entry.payment, each.payment
    same = entry.invoice == each.invoice
    if not same and entry.invoice and each.invoice:
        return None
    if not (same and entry.invoice) and entry.customer_id != each.customer_id:
        return None
    days = _DAYS if one.on is None or other.on is None else abs((one.on - other.on).days)
    if days > _DAYS or (one.reference and other.reference and one.reference != other.reference):
        return None
    return days + (0 if same else _ACCOUNT)


def may_be_one(entry: KeptPayment, each: KeptPayment) -> bool:
    """True when a listed payment of the entry's amount may be the entry, by invoice or customer, day and reference."""
    return entry.payment.amount == each.payment.amount and _apart(entry, each) is not None


def _of_one(entry: KeptPayment, each: KeptPayment) -> Message:
    paid, other = entry.payment, each.payment
    if (entry.invoice, paid.on) == (each.invoice, other.on):
        return Message.of(
            "perhaps_twice", amount=paid.amount, invoice=_for(entry), day=paid.on or "", command=entry.taken_back
        )
    row = Message.of("amount_undated", amount=other.amount) if other.on is None else _of_day(each)
    return Message.of("perhaps_twice_near", amount=paid.amount, day=paid.on or "", invoice=_for(entry), other=row,
                      target=_for(each), command=entry.taken_back)  # fmt: skip


def _of_day(each: KeptPayment) -> Message:
    return Message.of("amount_of_day", amount=each.payment.amount, day=each.payment.on or "")


def _for(each: KeptPayment) -> Message | str:
    return each.invoice or Message.of("account_of", customer=each.customer_id)


def _said(own: _Payments) -> Iterator[Message]:
    """The remarks on several payments of one invoice that may be one, where some are new."""
    if not own.new:
        return
    sums = coming_to(own.entered, {each.payment.amount.minor for each in own.new})
    for each in own.new:
        if (entries := sums.get(each.payment.amount.minor)) and _lack_one(each, *entries):
            yield _of_several("perhaps_twice_entries", each, entries, entries)
    sums = coming_to([*own.new, *own.listed], {each.payment.amount.minor for each in own.entered}, len(own.new))
    for entry in own.entered:
        if (rows := sums.get(entry.payment.amount.minor)) and _lack_one(entry, *rows):
            yield _of_several("perhaps_twice_rows", entry, rows, (entry,))


def _lack_one(*payments: KeptPayment) -> bool:
    """True when not each of the payments has a reference, so that they may be one."""
    return not all(each.payment.reference for each in payments)


def coming_to(
    payments: Sequence[KeptPayment], sums: Collection[int], first: int | None = None
) -> Mapping[int, tuple[KeptPayment, ...]]:
    """For each of the `sums`, in minor units, several of the payments that come to it, where a bounded search finds
    them; with `first` one at least of the first so many."""
    most, several = max(sums, default=0), dict[int, tuple[int, ...]]()
    single: dict[int, tuple[int, ...]] = {}
    for at, each in enumerate(payments):
        minor = each.payment.amount.minor
        if not 0 < minor <= most:
            continue
        for before, taken in [*several.items(), *single.items()]:
            if before + minor <= most and len(several) < _SUMS_AT_MOST and (first is None or taken[0] < first):
                several.setdefault(before + minor, (*taken, at))
        single.setdefault(minor, (at,))
    return {sum_: tuple(payments[at] for at in several[sum_]) for sum_ in sums if sum_ in several}


def _of_several(key: str, one: KeptPayment, several: Sequence[KeptPayment], entries: Sequence[KeptPayment]) -> Message:
    """The remark that `several` payments come to the `one`, with the commands that take the `entries` back."""
    parts = Names(tuple(_of_day(each) for each in several))
    commands = Names(tuple(Message.of("as_typed", command=each.taken_back) for each in entries))
    paid = one.payment
    return Message.of(key, amount=paid.amount, day=paid.on or "", invoice=one.invoice, parts=parts, commands=commands)
