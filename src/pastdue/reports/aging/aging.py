"""Open amounts by age, per customer and currency, on one day.

Column work on the whole book, exact: sums are int64 in smallest units, or Python integers where int64 could
run over. What is counted: every invoice issued on or before the day with something open on it. Credits stand,
negative, in the bucket of their age; a disputed invoice stands in no bucket but under `disputed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pastdue.book.columns import numbered, values
from pastdue.model import Column, Table
from pastdue.model.kept import Seen
from pastdue.model.money import Money
from pastdue.model.tables import ColumnsOf, OneByOne, Rank
from pastdue.reports.aging.aged import AgedCurrency, AgedCustomer, AgedCustomers, Aging, CustomerColumns
from pastdue.reports.aging.buckets import Basis, Bucket, BucketColumn, Buckets, Count
from pastdue.reports.aging.opened import Ints, Open, opened, sums

if TYPE_CHECKING:
    from pastdue.book import Measured

__all__ = [
    "AgedCurrency",
    "AgedCustomer",
    "Aging",
    "Basis",
    "Buckets",
    "Count",
    "age",
    "aging_json",
    "aging_table",
    "totals_table",
]


def age(measured: Measured, buckets: Buckets) -> Aging:
    """The open amounts on the measured day, by age; currencies by code, customers by currency and falling total.

    Ages by `buckets.basis`: days late, or days since the invoice was issued. An invoice that is late, but on no
    open day yet, is 0 business days old. Customers of equal total stay in the file's order.
    """
    by_due = buckets.basis == Basis.DUE
    business = buckets.days == Count.BUSINESS
    rows = opened(measured, buckets)
    groups = _grouped(rows)
    return Aging(
        as_of=measured.as_of,
        basis=("due date, " if by_due else "invoice date, ")
        + (f"business days of {measured.calendar.name}" if business else "calendar days"),
        by_due=by_due,
        groups=buckets.groups,
        totals=_totals(rows, groups, len(buckets.labels)),
        customers=_customers(rows, groups, len(buckets.labels)),
        calendar=measured.calendar.name if business else None,
    )


@dataclass(frozen=True, slots=True)
class _Groups:
    """Rows by customer and currency: each row's group and currency, each group's first row, all the codes."""

    group: Ints
    currency: Ints
    first: Ints
    codes: list[str]


def _coded(column: pd.Series) -> tuple[Ints, list[str]]:
    """Each row's value as a number from 0, and the values in that order."""
    if isinstance(column.array, pd.Categorical):
        return np.asarray(column.array.codes, dtype=np.int64), list(map(str, column.array.categories.tolist()))
    codes, values = column.factorize()
    return np.asarray(codes, dtype=np.int64), list(map(str, values))


def _grouped(book: Open) -> _Groups:
    customer, _ = _coded(book.frame["customer_id"])
    currency, codes = _coded(book.frame["currency"])
    customer, currency = customer[book.rows], currency[book.rows]
    group, first = numbered(customer * len(codes) + currency)
    return _Groups(group, currency, first, codes)


def _customers(book: Open, groups: _Groups, buckets: int) -> AgedCustomers:
    size, width = len(groups.first), buckets + 1
    minor = sums(groups.group * width + book.bucket, book.amounts, size * width).reshape(size, width)
    oldest = np.zeros(size, dtype=np.int64)
    owed = book.amounts > 0
    np.maximum.at(oldest, groups.group[owed], book.age[owed])
    rank = np.argsort(np.argsort(np.array(groups.codes, dtype=object)))
    order = np.argsort(-minor.sum(axis=1), kind="stable")
    order = order[np.argsort(rank[groups.currency[groups.first[order]]], kind="stable")]
    rows = book.rows[groups.first[order]]
    ids, names, currencies = (values(book.frame, name, rows) for name in ("customer_id", "customer", "currency"))
    return AgedCustomers(
        CustomerColumns(
            ids=ids,
            names=names,
            currencies=currencies,
            minor=minor[order],
            oldest=oldest[order],
        )
    )


def _totals(book: Open, groups: _Groups, buckets: int) -> tuple[AgedCurrency, ...]:
    size, width = len(groups.codes), buckets + 1
    minor = sums(groups.currency * width + book.bucket, book.amounts, size * width).reshape(size, width)
    invoices = np.bincount(groups.currency, minlength=size)
    customers = np.bincount(groups.currency[groups.first], minlength=size)
    late_invoices = np.bincount(groups.currency[book.late_days > 0], minlength=size)
    late_days = sums(groups.currency, book.late_days, size)
    overdue_invoices = np.bincount(groups.currency[book.overdue], minlength=size)
    overdue = sums(groups.currency[book.overdue], book.amounts[book.overdue], size)
    totals = []
    for n in sorted(range(size), key=groups.codes.__getitem__):
        if not invoices[n]:
            continue  # a category of the column that no open row has
        *amounts, disputed = (Money.of_minor(value, groups.codes[n]) for value in minor[n].tolist())
        whole = Money.of_minor(sum(minor[n].tolist()), groups.codes[n])
        counts = (int(c[n]) for c in (invoices, late_invoices, late_days, customers, overdue_invoices))
        late = Money.of_minor(int(overdue[n]), groups.codes[n])
        totals.append(AgedCurrency(groups.codes[n], tuple(amounts), disputed, whole, late, *counts))
    return tuple(totals)


def aging_table(aging: Aging) -> Table:
    """A row for each customer and currency, largest total first within a currency."""
    columns = ColumnsOf[AgedCustomer]({
        Column("customer_id", "Id", rank=Rank.KEY): lambda one: one.customer_id,
        Column("customer", "Customer"): lambda one: one.customer,
        **_amounts(aging.groups),
        Column("oldest_days", "Oldest, days", int): lambda one: one.oldest_days,
    })  # fmt: skip
    title = f"Open by customer on {aging.as_of}, by {aging.basis}"
    return columns.table_one_by_one(title, aging.customers, summed=True)


_MISSING_AT_MOST = 5
"""The number of missing invoices the table names."""


def totals_table(aging: Aging) -> Table:
    """A row for each currency: its buckets, the disputed sum, the total, and the average days late."""
    notes = tuple(
        f"overdue, with what is disputed: {t.overdue:,} on {t.overdue_invoices} of {t.invoices} invoices"
        for t in aging.totals
    )
    apart = tuple(f"apart, missing from the file: {_lost(known)}" for known in aging.missing[:_MISSING_AT_MOST])
    more = len(aging.missing) - _MISSING_AT_MOST
    rest = (f"apart, {more} more are missing from the file: see --format json",) if more > 0 else ()
    columns = totals_columns(aging.groups)
    return columns.table(f"Open on {aging.as_of}, by {aging.basis}", aging.totals, (*notes, *apart, *rest))


def totals_columns(groups: Iterable[Bucket]) -> ColumnsOf[AgedCurrency]:
    """The columns of the totals, in which an aging has a row for each currency."""
    return ColumnsOf[AgedCurrency]({
        **_amounts(groups),
        Column("invoices", "Invoices", int): lambda one: one.invoices,
        Column("average_days_late", "Avg. days late", Decimal): lambda one: one.average_days_late,
    })  # fmt: skip


def _lost(known: Seen) -> str:
    return f"{known.invoice} of customer {known.customer_id}, last known {known.open:,}"


_Amounts = dict[Column, Callable[[AgedCustomer | AgedCurrency], object]]


def _amounts(groups: Iterable[Bucket]) -> _Amounts:
    """The columns of what is open by age, of a customer or of all."""
    buckets: _Amounts = {BucketColumn.of(bucket): _in_bucket(n) for n, bucket in enumerate(groups)}
    return {
        Column("currency", "Currency", rank=Rank.KEY): lambda one: one.currency,
        **buckets,
        Column("disputed", "Disputed", Money, rank=Rank.EXTRA): lambda one: one.disputed,
        Column("total", "Total", Money, rank=Rank.KEY): lambda one: one.total,
    }


def _in_bucket(n: int) -> Callable[[AgedCustomer | AgedCurrency], object]:
    return lambda one: one.buckets[n]


def aging_json(aging: Aging) -> dict[str, object]:
    """The aging as `aging --format json` prints it; amounts and percentages are strings, see docs/json.md."""
    from pastdue.reports.months.moves import movement_json  # here, so that other forms need not wait for them
    from pastdue.reports.months.trend import trend_json

    return {
        "schema": 1,
        "as_of": aging.as_of.isoformat(),
        "basis": aging.basis,
        "buckets": list(aging.labels),
        "missing": [
            {
                "invoice": known.invoice,
                "customer_id": known.customer_id,
                "currency": known.currency,
                "last_known": known.open.plain,
            }
            for known in aging.missing
        ],
        "totals": [_total_json(aging.labels, total) for total in aging.totals],
        "customers": OneByOne(partial(_customer_json, aging.labels), aging.customers),
        "compare": movement_json(aging.movement),
        "trend": trend_json(aging.trend),
    }


def _customer_json(labels: tuple[str, ...], customer: AgedCustomer) -> dict[str, object]:
    return {
        "customer_id": customer.customer_id,
        "customer": customer.customer,
        "currency": customer.currency,
        "buckets": {label: m.plain for label, m in zip(labels, customer.buckets, strict=True)},
        "disputed": customer.disputed.plain,
        "total": customer.total.plain,
        "oldest_days": customer.oldest_days,
    }


def _total_json(labels: tuple[str, ...], total: AgedCurrency) -> dict[str, object]:
    def percent(amount: Decimal | None) -> str | None:
        return None if amount is None else str(amount)

    buckets = dict(zip(labels, total.buckets, strict=True))
    return {
        "currency": total.currency,
        "buckets": {label: money.plain for label, money in buckets.items()},
        "disputed": total.disputed.plain,
        "total": total.total.plain,
        "share": {label: percent(total.share(money)) for label, money in buckets.items()},
        "disputed_share": percent(total.share(total.disputed)),
        "average_days_late": percent(total.average_days_late),
        "overdue": total.overdue.plain,
        "overdue_invoices": total.overdue_invoices,
        "invoices": total.invoices,
        "customers": total.customers,
    }
