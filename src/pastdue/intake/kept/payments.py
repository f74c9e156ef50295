"""Payments that earlier runs were handed in, laid over today's invoices as far as the export does not show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from pastdue.book import NO_DAY
from pastdue.intake.beside.payments import Received
from pastdue.intake.file.structure import Ints
from pastdue.intake.invoices.table import InvoiceTable
from pastdue.intake.kept.days_shown import dated
from pastdue.intake.kept.for_charges import for_charges
from pastdue.intake.kept.on_account import OpenToday, perhaps_booked
from pastdue.intake.kept.shown import beyond, fits, issued_of, not_shown, stated_of, stated_then
from pastdue.model import OnAccount, Payment
from pastdue.model.errors.problems import Source
from pastdue.model.kept import Kept, KeptPayment
from pastdue.model.messages import Message
from pastdue.model.money import Money
from pastdue.model.spans import day_number


@dataclass(frozen=True, slots=True)
class Unshown:
    """The kept payments beside the export: by the position of their invoice those the export does not show, and how
    much of its paid amount are kept payments (minor units); money on account; and those the export shows, by `days`."""

    payments: dict[int, tuple[Payment, ...]] = field(default_factory=dict)
    shown: dict[int, int] = field(default_factory=dict)
    on_account: tuple[OnAccount, ...] = ()
    told: tuple[Message, ...] = ()
    days: dict[int, tuple[Payment, ...]] = field(default_factory=dict)


def lay_kept(
    kept: Sequence[KeptPayment],
    received: Received | None,
    table: InvoiceTable,
    of_strangers: Sequence[KeptPayment] = (),
) -> Unshown:
    """The kept payments laid over the invoices of `table`; those of other invoices or customers are left out. Those
    `of_strangers` are on accounts that are kept elsewhere: they only speak of invoices that were these customers'."""
    asked = kept or of_strangers
    owners = {number: at for at, number in reversed(list(enumerate(table.texts["invoice"].all())))} if asked else {}
    of: dict[int, list[KeptPayment]] = defaultdict(list)
    former: dict[int, list[KeptPayment]] = defaultdict(list)
    accounts: list[OnAccount] = []
    for each in kept:
        at = owners.get(each.invoice)
        if not each.invoice:
            accounts.append(_on_account(each, table))
        elif at is not None and fits(each, table, at):
            of[at].append(each)
            former.pop(at, None)  # entered since for the invoice as it is now
        elif at is not None and each.is_of(issued_of(table, at)):
            former[at].append(each)
    for at, account in _of_renumbered([*kept, *of_strangers], received, table, owners):
        former[at].append(account)
    uncounted = [said for at, earlier in former.items() for said in _doubt_former(earlier, received, table, at)]
    found, shown, days = {}, {}, dict[int, tuple[Payment, ...]]()
    for at, own in of.items():
        found[at] = _left(own, table, at)
        if said := dated(own, found[at], table.sheet.dialect.as_of):
            days[at] = said
        shown[at] = sum(each.payment.amount.minor for each in own) - sum(one.amount.minor for one in found[at])
    known = {(one.customer_id, one.payment) for one in (received.on_account if received else ())}
    rest = tuple(one for one in accounts if (one.customer_id, one.payment) not in known)
    today = OpenToday(table, table.sheet.clean(), owners, found)
    listed = _listed(received, table) if accounts and received else {}
    return Unshown(found, shown, rest, (*uncounted, *perhaps_booked(kept, today, listed)), days)


def _of_renumbered(
    kept: Iterable[KeptPayment], received: Received | None, table: InvoiceTable, owners: Mapping[str, int]
) -> Iterator[tuple[int, KeptPayment]]:
    """The kept payments on account of customers whom the export does not have, with the positions of what were their
    invoices, and of customers whose invoices are in another currency now; without those that are on the account of
    the one who has the invoice as well."""
    accounts = [each for each in kept if not each.invoice]
    ids = set(table.texts["customer_id"].used) if accounts else set()
    entered = [each.payment for each in accounts if each.customer_id in ids]
    entered += [each.payment for each in received.on_account] if received else []
    for each in accounts:
        currency, gone = each.payment.amount.currency, each.customer_id not in ids
        theirs = [then for then in each.then if then.invoice in owners and then.currency == currency]
        positions = ((owners[one.invoice], one) for one in theirs)
        for at in (at for at, one in positions if not one.is_older_than(issued_of(table, at))):
            customer, code = (table.texts[name].at(at) for name in ("customer_id", "currency"))
            if (gone and each.payment not in entered) or (customer == each.customer_id and code != currency):
                yield at, each


def _doubt_former(
    kept: Iterable[KeptPayment], received: Received | None, table: InvoiceTable, at: int
) -> Iterator[Message]:
    """Put a doubt on an invoice that has another customer or currency than when payments came in, unless the export
    calls as much paid or today's list has the payment again: in another currency any of the invoice, for nothing of it
    can be compared. The remarks say the same: a letter that is not due yet asks nothing."""
    currency, left = table.texts["currency"].at(at), int(table.settlement.paid[at])
    again = _listed_of(received, table, at)
    for each in kept:
        paid, key = each.payment.amount, (each.payment.on, each.payment.amount.minor)
        if again[key] or (again and currency != paid.currency):
            again[key] -= again[key] > 0
            continue
        if currency == paid.currency and left >= paid.minor:
            left -= paid.minor
            continue
        then = Message.of("customer_and_currency", customer=each.customer_id, currency=paid.currency)
        now = Message.of("customer_and_currency", customer=table.texts["customer_id"].at(at), currency=currency)
        table.doubt(at, Message.of("payment_of_former", amount=paid, then=then, now=now))
        yield Message.of("not_counted", amount=paid, invoice=each.invoice or table.texts["invoice"].at(at),
                         then=then, now=now)  # fmt: skip


def _listed_of(received: Received | None, table: InvoiceTable, at: int) -> Counter[tuple[date | None, int]]:
    """Today's listed payments of the invoice in that position, by day and amount."""
    rows = [] if received is None else np.flatnonzero(received.invoice == at).tolist()
    listed = [received.payment(row, table.texts["currency"]) for row in rows] if received is not None else []
    return Counter((payment.on, payment.amount.minor) for payment in listed)


def _listed(received: Received, table: InvoiceTable) -> Mapping[str, int]:
    """The sum of the listed payments of each invoice, in minor units."""
    found: Counter[str] = Counter()
    for at, minor in zip(received.invoice.tolist(), received.minor.tolist(), strict=True):
        if at >= 0:
            found[table.texts["invoice"].at(at)] += minor
    return found


def _left(own: Sequence[KeptPayment], table: InvoiceTable, at: int) -> tuple[Payment, ...]:
    """Those of the invoice's `own` payments that the export does not show, the oldest of them in part, by day."""
    charges = for_charges(own, table, at)
    rest, shown = [each for each in own if each is not charges], stated_of(table, at)
    paid = 0 if charges is None else charges.payment.amount.minor
    beyond_ = min(paid, beyond(table, at) or 0)
    left = not_shown(shown - beyond_, [(stated_then(each, table, at), each.payment.amount.minor) for each in rest])
    found = _newest([each.payment for each in rest], left)
    return found if charges is None else _by_day([*found, *_newest([charges.payment], paid - beyond_)])


def _newest(payments: list[Payment], left: int) -> tuple[Payment, ...]:
    """The newest of the payments that come to so much, the oldest of them in part, by day; those without one first."""
    taken: list[Payment] = []
    for payment in reversed(payments):
        part = min(payment.amount.minor, left) if payment.amount.minor > 0 else payment.amount.minor
        if left > 0 and part:
            taken.append(replace(payment, amount=Money.of_minor(part, payment.amount.currency)))
            left -= part
    return _by_day(taken)


def _by_day(payments: Iterable[Payment]) -> tuple[Payment, ...]:
    return tuple(sorted(payments, key=lambda payment: NO_DAY if payment.on is None else day_number(payment.on)))


def _on_account(each: KeptPayment, table: InvoiceTable) -> OnAccount:
    ids = table.texts["customer_id"].all()
    at = ids.index(each.customer_id) if each.customer_id in ids else -1
    name = table.texts["customer"].at(at) if at >= 0 else each.customer_id
    return OnAccount(each.customer_id, name, each.payment, Source(each.file or "entered by hand", 0))


def repeated(kept: Iterable[KeptPayment], received: Received, table: InvoiceTable) -> Ints:
    """The positions of those received payments that are kept already: for the same customer, or for an older invoice
    under the number."""
    owned: dict[tuple[str, Payment], list[KeptPayment]] = defaultdict(list)
    for each in kept:
        owned[each.invoice, each.payment].append(each)
    numbers, currency = table.texts["invoice"], table.texts["currency"]
    found = [
        at for at, owner in enumerate(received.invoice.tolist() if owned else ())
        if any(_known(each, table, owner) for each in owned[numbers.at(owner), received.payment(at, currency)])
    ]  # fmt: skip
    return np.array(found, np.int64)


def new_ones(payments: Iterable[KeptPayment], kept: Iterable[KeptPayment]) -> tuple[KeptPayment, ...]:
    """Those of the `payments` of absent invoices that are not kept already."""
    known = {(each.invoice, each.customer_id, each.payment) for each in kept}
    return tuple(each for each in payments if (each.invoice, each.customer_id, each.payment) not in known)


def payments_of_absent(
    kept: Kept, listed: Iterable[KeptPayment], numbers: Iterable[str]
) -> dict[str, tuple[Payment, ...]]:
    """The payments, kept and `listed` today, of invoices as runs saw them that are none of these `numbers`."""
    found: dict[str, tuple[Payment, ...]] = {}
    known, here = kept.seen, frozenset(numbers) if kept.seen else frozenset[str]()
    for each in (*kept.payments, *listed):
        if each.invoice not in here and each.invoice in known and known[each.invoice].has(each):
            found[each.invoice] = (*found.get(each.invoice, ()), each.payment)
    return found


def _known(each: KeptPayment, table: InvoiceTable, at: int) -> bool:
    return fits(each, table, at) or not each.is_of(issued_of(table, at))


def handed_in(received: Received, table: InvoiceTable) -> tuple[KeptPayment, ...]:
    """The payments of a file, for the ledger: each with what the export calls paid without it."""
    numbers, ids, currency = (table.texts[name] for name in ("invoice", "customer_id", "currency"))
    file, found = received.sheet.header.file, list[KeptPayment]()
    for at in range(len(received.row)):
        owner = int(received.invoice[at])
        total, paid = (int(table.numbers[name][owner]) for name in ("total_minor", "paid_minor"))
        stated = Money.of_minor(paid - total if table.settlement.from_balance[owner] else paid, currency.at(owner))
        payment = received.payment(at, currency)
        found.append(KeptPayment(numbers.at(owner), ids.at(owner), payment, stated, file))
    found += [KeptPayment("", one.customer_id, one.payment, None, file) for one in received.on_account]
    return (*found, *received.absent)
