"""The invoices behind an aging: each with its days late, its open amount, and the last letter about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pastdue.book import known_day
from pastdue.model import Column, Issued, Table
from pastdue.model.kept import Seen
from pastdue.model.money import Money
from pastdue.model.spans import day_of
from pastdue.reports.aging.buckets import Buckets
from pastdue.reports.aging.opened import Open, opened

if TYPE_CHECKING:
    from pastdue.book import Measured

_COLUMNS = (
    Column("invoice", "Invoice"), Column("customer_id", "Id"), Column("customer", "Customer"),
    Column("issued", "Issued", date), Column("due", "Due", date), Column("days_late", "Days late", int),
    Column("age", "Age, days", int), Column("bucket", "Bucket"), Column("currency", "Currency"),
    Column("open", "Open", Money), Column("disputed", "Disputed", Money), Column("stage", "Stage"),
    Column("last_letter", "Last letter"), Column("letter_on", "Letter of", date),
)  # fmt: skip


ON_ACCOUNT = "on account"
"""The entry in the place of an invoice number for a customer's money that settles no invoice."""
_LISTED_AT_MOST = 50_000
"""More rows than a person looks through, and more than a spreadsheet opens quickly."""


@dataclass(frozen=True, slots=True)
class LastLetter:
    """The last letter that named an invoice: its stage, its number, its day."""

    stage: str
    number: str
    on: date


def last_letters(issued: Iterable[Issued]) -> dict[str, LastLetter]:
    """The last letter of each invoice that `issued` names."""
    last: dict[str, Issued] = {}
    for one in issued:
        if one.invoice not in last or one.on >= last[one.invoice].on:
            last[one.invoice] = one
    return {n: LastLetter(one.stage.value, one.letter, one.on) for n, one in last.items()}


def invoices_table(measured: Measured, buckets: Buckets, letters: Mapping[str, LastLetter]) -> Table:
    """A row for each invoice with an open amount, by currency, customer and due day; money on account last of each
    customer's. What is disputed stands in a column of its own and in no bucket, as in the aging. The amounts may be
    added up within a currency. More than 50,000 invoices are not listed."""
    title, book = f"Open invoices on {measured.as_of}", opened(measured, buckets)
    if len(book.rows) > _LISTED_AT_MOST:
        return Table(title, _COLUMNS, (), (f"{len(book.rows):,} invoices are open: too many to list here",))
    rows = sorted(_rows(measured, book, buckets, letters), key=_order)
    return Table(title, _COLUMNS, tuple(rows), summed=True)


_MISSING = (
    Column("invoice", "Invoice"), Column("customer_id", "Id"), Column("customer", "Customer"),
    Column("issued", "Issued", date), Column("due", "Due", date), Column("currency", "Currency"),
    Column("last_known", "Last known open", Money),
)  # fmt: skip


def missing_table(missing: Iterable[Seen], as_of: date) -> Table:
    """A row for each invoice that is no longer in the file, with its last known open amount, which no sum of the aging
    includes; by currency, customer and number."""
    rows = [(k.invoice, k.customer_id, k.customer, k.issued, k.due, k.currency, k.open) for k in missing]
    rows.sort(key=lambda row: (row[5], row[2], row[0]))
    return Table(f"Missing on {as_of}, no longer in the file", _MISSING, tuple(rows), summed=True)


_Row = tuple[str | int | date | Money | None, ...]


def _order(row: _Row) -> tuple[str, str, bool, str, str]:
    number, _, customer, _, due, *_ = row
    return str(row[8]), str(customer), due is None, str(due), str(number)


def _rows(measured: Measured, book: Open, buckets: Buckets, letters: Mapping[str, LastLetter]) -> Iterator[_Row]:
    frame, disputed = measured.frame, len(buckets.labels)
    own = [frame[name].tolist() for name in ("invoice", "issued", "due", "days")]
    named = zip(
        *(book.frame[name].astype(str).tolist() for name in ("customer_id", "customer", "currency")), strict=True
    )
    owed = list(named)
    counted = zip(book.rows.tolist(), book.amounts.tolist(), book.bucket.tolist(), book.age.tolist(), strict=True)
    for row, minor, bucket, age in counted:
        customer_id, customer, currency = owed[row]
        amount = Money.of_minor(int(minor), currency)
        amounts = (None, amount) if bucket == disputed else (amount, None)
        label = "" if bucket == disputed else buckets.labels[bucket]
        number, days = ON_ACCOUNT, 0
        dates: tuple[date | None, date | None] = (None, None)
        if row < len(frame):
            number, issued, due, late = (column[row] for column in own)
            dates, days = (known_day(issued), day_of(due)), max(0, late)
        last = letters.get(number)
        told = (None, None, None) if last is None else (last.stage, last.number, last.on)
        yield (number, customer_id, customer, *dates, days, age, label, currency, *amounts, *told)
