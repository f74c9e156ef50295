"""Payments of today's list that may be those entered by hand: alike but for a reference that one of two lacks, or one
that several come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pastdue.intake.beside.payments import Received
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.model.kept import KeptPayment
from pastdue.model.messages import Message, Names
from pastdue.model.spans import day_of

_SUMS_AT_MOST = 4_096
"""The sums of several payments of one invoice that are looked at."""


@dataclass(slots=True)
class _Payments:
    """The payments of one invoice: those entered by hand, the listed ones that are kept already, and today's."""

    entered: list[KeptPayment] = field(default_factory=list)
    listed: list[KeptPayment] = field(default_factory=list)
    new: list[KeptPayment] = field(default_factory=list)


def perhaps_twice(kept: Iterable[KeptPayment], received: Received, table: InvoiceTable) -> Iterator[Message]:
    """A remark on each payment of `received`, none of which is kept already, that may be among those entered by hand,
    and on each entry that several of them may be: all count, and only the user can tell.

    One is of the invoice, day and amount of an entry, several come to the amount of one; and not all of them have a
    reference.
    """
    found: dict[str, _Payments] = defaultdict(_Payments)
    for each in kept:
        if each.invoice and each.payment.on:
            of = found[each.invoice]
            (of.listed if each.file else of.entered).append(each)
    numbers, ids, currency = (table.texts[name] for name in ("invoice", "customer_id", "currency"))
    owners: dict[str, int] = {}
    for at, owner in enumerate(received.invoice.tolist() if any(one.entered for one in found.values()) else ()):
        if (number := numbers.at(owner)) in found:
            found[number].new.append(KeptPayment(number, ids.at(owner), received.payment(at, currency)))
            owners[number] = owner
    for number, owner in owners.items():
        own = found[number]
        whose, issued = (ids.at(owner), currency.at(owner)), day_of(int(table.numbers["issued"][owner]))
        for every in (own.entered, own.listed):
            every[:] = [each for each in every if _is_of(each, whose) and each.is_of(issued)]
        yield from _said(own)


def _is_of(each: KeptPayment, whose: tuple[str, str]) -> bool:
    return each.customer_id in ("", whose[0]) and each.payment.amount.currency == whose[1]


def _said(own: _Payments) -> Iterator[Message]:
    """The remarks on the payments of one invoice."""
    alike = {_without_reference(each): each for each in reversed(own.entered)}
    alone = list[KeptPayment]()
    for each in own.new:
        entry = alike.get(_without_reference(each))
        if entry is None or not _may_be_one(each, entry):
            alone.append(each)
            continue
        paid = entry.payment
        yield Message.of(
            "perhaps_twice", amount=paid.amount, invoice=entry.invoice, day=paid.on or "", command=entry.taken_back
        )
    sums = coming_to(own.entered, {each.payment.amount.minor for each in alone})
    for each in alone:
        if (entries := sums.get(each.payment.amount.minor)) and _may_be_one(each, *entries):
            yield _of_several("perhaps_twice_entries", each, entries, entries)
    sums = coming_to([*alone, *own.listed], {each.payment.amount.minor for each in own.entered}, len(alone))
    for entry in own.entered:
        if (rows := sums.get(entry.payment.amount.minor)) and _may_be_one(entry, *rows):
            yield _of_several("perhaps_twice_rows", entry, rows, (entry,))


def _without_reference(each: KeptPayment) -> object:
    return replace(each.payment, reference="")


def _may_be_one(*payments: KeptPayment) -> bool:
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
    parts = Names(tuple(Message.of("amount_of_day", amount=each.payment.amount, day=each.payment.on or "")
                        for each in several))  # fmt: skip
    commands = Names(tuple(Message.of("as_typed", command=each.taken_back) for each in entries))
    paid = one.payment
    return Message.of(key, amount=paid.amount, day=paid.on or "", invoice=one.invoice, parts=parts, commands=commands)
