"""The invoices behind an aging: each with its days late, its open amount, and the last letter about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pastdue.book import known_day
from pastdue.book.columns import values
from pastdue.model import Column, Issued, Table
from pastdue.model.kept import Seen
from pastdue.model.money import Money
from pastdue.model.spans import day_of
from pastdue.model.tables import ColumnsOf
from pastdue.reports.aging.buckets import Bucket, Buckets
from pastdue.reports.aging.opened import Open, opened

if TYPE_CHECKING:
    from pastdue.book import Measured

_LISTED_AT_MOST = 50_000
"""More rows than a person looks through, and more than a spreadsheet opens quickly."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An invoice with something open on it, or a customer's money on account, which has no number and no due day.

    `age` is counted as the buckets are, `days_late` from the due day; a disputed one is in no bucket. `last` is the
    last letter about it.
    """

    number: str | None
    customer_id: str
    customer: str
    issued: date | None
    due: date | None
    days_late: int
    age: int
    bucket: Bucket | None
    open: Money
    last: Issued | None


@dataclass(frozen=True, slots=True)
class OpenItems:
    """All items that are open on a day: how many, and each one, unless they are too many to list."""

    count: int
    listed: tuple[OpenItem, ...]


def last_letters(issued: Iterable[Issued]) -> dict[str, Issued]:
    """The last letter of each invoice that `issued` names."""
    last: dict[str, Issued] = {}
    for one in issued:
        if one.invoice not in last or one.on >= last[one.invoice].on:
            last[one.invoice] = one
    return last


def open_items(measured: Measured, buckets: Buckets, letters: Mapping[str, Issued]) -> OpenItems:
    """The items that the aging by those `buckets` counts, by currency, customer and due day; money on account last of
    each customer's. More than 50,000 are not listed. `letters` has the last one of each invoice."""
    rows = opened(measured, buckets)
    count = len(rows.rows)
    return OpenItems(
        count, tuple(sorted(_items(measured, rows, buckets, letters), key=_order)) if count <= _LISTED_AT_MOST else ()
    )


_MISSING = ColumnsOf[Seen]({
    Column("invoice", "Invoice"): lambda one: one.invoice,
    Column("customer_id", "Id"): lambda one: one.customer_id,
    Column("customer", "Customer"): lambda one: one.customer,
    Column("issued", "Issued", date): lambda one: one.issued,
    Column("due", "Due", date): lambda one: one.due,
    Column("currency", "Currency"): lambda one: one.currency,
    Column("last_known", "Last known open", Money): lambda one: one.open,
})  # fmt: skip


def missing_table(missing: Iterable[Seen], as_of: date) -> Table:
    """A row for each invoice that is no longer in the file, with its last known open amount, which no sum of the aging
    includes; by currency, customer and number."""
    ordered = sorted(missing, key=lambda one: (one.currency, one.customer, one.invoice))
    return _MISSING.table(f"Missing on {as_of}, no longer in the file", ordered, summed=True)


def _order(item: OpenItem) -> tuple[str, str, bool, str, str]:
    return item.open.currency, item.customer, item.due is None, str(item.due), item.number or ""


def _items(measured: Measured, book: Open, buckets: Buckets, letters: Mapping[str, Issued]) -> Iterator[OpenItem]:
    frame, groups = measured.frame, (*buckets.groups, None)
    own = [values(frame, name) for name in ("invoice", "issued", "due", "days")]
    owed = list(zip(*(values(book.frame, name) for name in ("customer_id", "customer", "currency")), strict=True))
    counted = zip(book.rows.tolist(), book.amounts.tolist(), book.bucket.tolist(), book.age.tolist(), strict=True)
    dated = measured.due_known
    for row, minor, bucket, age in counted:
        customer_id, customer, currency = owed[row]
        number: str | None = None
        on: date | None = None
        due: date | None = None
        days = 0
        if row < len(frame):
            number, issued, falls_due, late = (column[row] for column in own)
            on, due, days = known_day(issued), day_of(falls_due) if dated[row] else None, max(0, late)
        amount = Money.of_minor(int(minor), currency)
        last = letters.get(number) if number is not None else None
        yield OpenItem(number, customer_id, customer, on, due, days, age, groups[bucket], amount, last)
