"""Movement since an earlier run, by customer and by bucket, adding up from the old total to the new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.model.tables import ColumnsOf
from pastdue.reports.aging.buckets import Basis, Buckets
from pastdue.reports.aging.opened import by_age, opened, places_on
from pastdue.reports.changes import Before, Change, Changes, Moved, changes_json

if TYPE_CHECKING:
    from pastdue.book import Measured

Whose = tuple[str, str]
"""A customer's id and a currency."""


@dataclass(frozen=True, slots=True)
class CustomerMoves:
    """One customer's change in one currency, from the open amount then to that of now; `moved` by kind of change."""

    customer_id: str
    customer: str
    currency: str
    then: Money
    moved: Mapping[Moved, Money]
    now: Money

    def by(self, *kinds: Moved) -> Money:
        """The sum of the changes of these kinds."""
        return sum_of((self.moved[kind] for kind in kinds if kind in self.moved), self.currency)


@dataclass(frozen=True, slots=True)
class BucketMoves:
    """One bucket's way in one currency: what grew older moved out of it and into it (at what was open then), and what
    was paid, credited, is new or otherwise changed. Ages alone count: a disputed invoice stands in the bucket of its
    age, too."""

    currency: str
    label: str
    then: Money
    moved_in: Money
    moved_out: Money
    changed: Money
    now: Money


@dataclass(frozen=True, slots=True)
class MonthMoves:
    """Everything that moved since a run: invoice by invoice, by customer and by bucket."""

    changes: Changes
    customers: tuple[CustomerMoves, ...] = ()
    buckets: tuple[BucketMoves, ...] = ()


def month_moves(before: Before, changes: Changes, measured: Measured, buckets: Buckets) -> MonthMoves:
    """The `changes` since `before`, summed by customer, and what moved from bucket to bucket."""
    return MonthMoves(changes, tuple(_customers(before, changes.changes)), tuple(_buckets(before, measured, buckets)))


def _customers(before: Before, changes: Sequence[Change]) -> Iterator[CustomerMoves]:
    """Each customer with something open then or moved since, by currency and name."""
    then: dict[Whose, int] = defaultdict(int)
    names: dict[str, str] = {}
    for number in before.seen:
        known = before.counted(number)
        if known is not None and known.open_minor:
            then[known.customer_id, known.currency] += known.open_minor
            names[known.customer_id] = known.customer or names.get(known.customer_id, "")
    for one in before.on_account:
        then[one.customer_id, one.payment.amount.currency] -= one.payment.amount.minor
        names.setdefault(one.customer_id, one.customer)
    moved: dict[Whose, dict[Moved, int]] = defaultdict(lambda: defaultdict(int))
    for change in changes:
        names[change.customer_id] = change.customer or names.get(change.customer_id, "")
        for who, amount in _sides(before, change):
            moved[who, amount.currency][change.kind] += amount.minor
    for who, currency in sorted({*then, *moved}, key=lambda key: (key[1], names.get(key[0], ""), key[0])):
        own = moved[who, currency]
        sums = {kind: Money.of_minor(own[kind], currency) for kind in Moved if own.get(kind)}
        begun = Money.of_minor(then[who, currency], currency)
        now = begun + Money.of_minor(sum(own.values()), currency)
        if begun or now or sums:
            yield CustomerMoves(who, names.get(who, ""), currency, begun, sums, now)


def _sides(before: Before, change: Change) -> Iterator[tuple[str, Money]]:
    """The amounts a change takes off the account that had the invoice then, and adds to the one that has it now."""
    if change.before is not None:
        known = None if change.account else before.seen.get(change.invoice)
        yield known.customer_id if known is not None else change.customer_id, -change.before
    if change.after is not None:
        yield change.customer_id, change.after


@dataclass(slots=True)
class _Sums:
    then: int = 0
    moved_in: int = 0
    moved_out: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Aged:
    """Open amounts on a day, in minor units, and their buckets, by a key that begins with the currency."""

    minor: dict[tuple[str, ...], int] = field(default_factory=dict)
    bucket: dict[tuple[str, ...], int] = field(default_factory=dict)

    def put(self, key: tuple[str, ...], minor: int, bucket: int) -> None:
        self.minor[key] = self.minor.get(key, 0) + minor
        self.bucket[key] = bucket


def _buckets(before: Before, measured: Measured, buckets: Buckets) -> Iterator[BucketMoves]:
    then, now = _aged_then(before, measured, buckets), _aged_now(measured, buckets)
    sums: dict[str, list[_Sums]] = defaultdict(lambda: [_Sums() for _ in buckets.labels])
    for key in {*then.minor, *now.minor}:
        own, was, is_ = sums[key[0]], then.minor.get(key, 0), now.minor.get(key, 0)
        old, new = then.bucket.get(key), now.bucket.get(key)
        if old is not None:
            own[old].then += was
        if old is not None and new is not None:
            if old != new:
                own[old].moved_out += was
                own[new].moved_in += was
            own[new].changed += is_ - was
        elif new is not None:
            own[new].changed += is_
        elif old is not None:
            own[old].changed -= was
    for currency in sorted(sums):
        for label, one in zip(buckets.labels, sums[currency], strict=True):
            parts = one.then, one.moved_in, one.moved_out, one.changed
            begun, into, out, changed = (Money.of_minor(part, currency) for part in parts)
            yield BucketMoves(currency, label, begun, into, out, changed, begun + into - out + changed)


def _aged_now(measured: Measured, buckets: Buckets) -> _Aged:
    rows = opened(measured, buckets)
    found, frame = _Aged(), rows.frame
    numbers = measured.frame["invoice"].tolist()
    currencies = frame["currency"].astype(str).tolist()
    places = by_age(rows.age, buckets)
    accounts = iter(measured.on_account)
    for row, minor, place in zip(rows.rows.tolist(), rows.amounts.tolist(), places.tolist(), strict=True):
        if row < len(numbers):
            found.put((currencies[row], numbers[row]), int(minor), int(place))
        else:
            one = next(accounts)
            found.put((currencies[row], "", one.customer_id, one.label), int(minor), int(place))
    return found


def _aged_then(before: Before, measured: Measured, buckets: Buckets) -> _Aged:
    """The open amounts then, aged as of that day. An invoice of an old ledger that has no day for it is not late."""
    found = _Aged()
    known = [one for n in before.seen if (one := before.counted(n)) is not None and one.open_minor]
    by_due = buckets.basis == Basis.DUE
    days = [(one.due if by_due else one.issued) or before.on for one in known]
    for one, place in zip(known, places_on(days, before.on, measured, buckets), strict=True):
        older = ("older",) if one.invoice in before.displaced else ()
        found.put((one.currency, one.invoice, *older), one.open_minor, place)
    accounts = [one.payment.on or before.on for one in before.on_account]
    for paid, place in zip(before.on_account, places_on(accounts, before.on, measured, buckets), strict=True):
        amount = paid.payment.amount
        found.put((amount.currency, "", paid.customer_id, paid.label), -amount.minor, place)
    return found


_OTHER = (Moved.GROWN, Moved.CHANGED, Moved.BACK, Moved.MISSING, Moved.REJECTED)


_BY_CUSTOMER = ColumnsOf[CustomerMoves]({
    Column("customer_id", "Id"): lambda one: one.customer_id,
    Column("customer", "Customer"): lambda one: one.customer,
    Column("currency", "Currency"): lambda one: one.currency,
    Column("then", "Open then", Money): lambda one: one.then,
    Column("new", "New", Money): lambda one: one.by(Moved.NEW),
    Column("paid", "Paid", Money): lambda one: one.by(Moved.PAID, Moved.PART_PAID),
    Column("credited", "Credited", Money): lambda one: one.by(Moved.CREDITED),
    Column("other", "Other", Money): lambda one: one.by(*_OTHER),
    Column("now", "Open now", Money): lambda one: one.now,
})  # fmt: skip
_BY_BUCKET = ColumnsOf[BucketMoves]({
    Column("currency", "Currency"): lambda one: one.currency,
    Column("bucket", "Bucket"): lambda one: one.label,
    Column("then", "Open then", Money): lambda one: one.then,
    Column("moved_in", "Moved in", Money): lambda one: one.moved_in,
    Column("moved_out", "Moved out", Money): lambda one: -one.moved_out,
    Column("changed", "Changed", Money): lambda one: one.changed,
    Column("now", "Open now", Money): lambda one: one.now,
})  # fmt: skip


def customer_moves_table(found: MonthMoves | None) -> Table:
    """A row for each customer and currency: the open amount then, its changes by kind, and the open amount now."""
    title = f"By customer since the run of {found.changes.since}" if found else "By customer since the last run"
    return _BY_CUSTOMER.table(title, found.customers if found else (), summed=True)


def bucket_moves_table(found: MonthMoves) -> Table:
    """A row for each currency and bucket: the sum then, the sums that aged into and out of it, and other changes."""
    return _BY_BUCKET.table(f"By bucket since the run of {found.changes.since}", found.buckets)


def movement_json(found: MonthMoves | None) -> dict[str, object] | None:
    """The changes in the aging's JSON: as a run's changes, and by customer and bucket; null where none were asked for,
    or there was no run to compare with."""
    changes = changes_json(found.changes) if found is not None else None
    if found is None or changes is None:
        return None
    customers = [
        {
            "customer_id": one.customer_id,
            "customer": one.customer,
            "currency": one.currency,
            "then": one.then.plain,
            "moved": {kind.value: amount.plain for kind, amount in one.moved.items()},
            "now": one.now.plain,
        }
        for one in found.customers
    ]
    buckets = [
        {
            "currency": one.currency,
            "bucket": one.label,
            "then": one.then.plain,
            "moved_in": one.moved_in.plain,
            "moved_out": one.moved_out.plain,
            "changed": one.changed.plain,
            "now": one.now.plain,
        }
        for one in found.buckets
    ]
    return {**changes, "by_customer": customers, "by_bucket": buckets}
