"""Payment speed from run to run: days sales outstanding and average days late, by currency.

Days sales outstanding are the open amount of invoices, in days of the sales of the last 90 days: open / sales x 90.
Average days late count, for every invoice with something open past its due date, the calendar days since that date.
Money on account is in neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from pastdue.book import known_day
from pastdue.model import Column, Table
from pastdue.model.kept import Seen, SeenOn, SeenSum
from pastdue.model.money import Money, half_up
from pastdue.model.spans import day_of
from pastdue.model.tables import ColumnsOf

if TYPE_CHECKING:
    from pastdue.book import Measured

SALES_DAYS = 90
"""So many days of sales, the as-of day among them."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One currency on the day of one run."""

    on: date
    currency: str
    open: Money
    sales: Money
    late_invoices: int
    late_days: int

    @property
    def dso(self) -> Decimal | None:
        """Days sales outstanding, to a tenth; None without sales in the last 90 days."""
        if self.sales.amount <= 0:
            return None
        return half_up(self.open.amount * SALES_DAYS / self.sales.amount, 1)

    @property
    def average_days_late(self) -> Decimal | None:
        """To a tenth; None where nothing is late."""
        return half_up(Decimal(self.late_days) / self.late_invoices, 1) if self.late_invoices else None


def points(on: date, sums: Iterable[SeenSum]) -> Iterator[TrendPoint]:
    """The figures of the day `on`, a point a currency by code; `sums` are all invoices as they stood then."""
    first = on - timedelta(days=SALES_DAYS - 1)
    opened: dict[str, int] = defaultdict(int)
    sales: dict[str, int] = defaultdict(int)
    late: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in sums:
        if one.issued is not None and one.issued > on:
            continue
        opened[one.currency] += one.open_minor
        if one.issued is not None and one.issued >= first:
            sales[one.currency] += one.total_minor
        if one.due is not None and one.due < on and one.open_invoices:
            late[one.currency][0] += one.open_invoices
            late[one.currency][1] += one.open_invoices * (on - one.due).days
    for code in sorted({*opened, *sales}):
        if opened[code] or sales[code]:
            counts = late[code]
            yield TrendPoint(
                on, code, Money.of_minor(opened[code], code), Money.of_minor(sales[code], code), counts[0], counts[1]
            )


def sums_of(measured: Measured) -> Iterator[SeenSum]:
    """The invoices of a measured book, those of one currency, issue date and due date together."""
    for currency, issued, due, owed, total, count in measured.sums():
        yield SeenSum(currency, known_day(issued), day_of(due), owed, total, count)


def trend(earlier: Iterable[SeenOn], measured: Measured, seen: Mapping[str, Seen]) -> tuple[TrendPoint, ...]:
    """The points of the `earlier` runs before the measured day, and that of this day, by currency and day. What earlier
    runs have `seen` and the file no longer has was sold all the same."""
    found = [point for run in earlier if run.on < measured.as_of for point in points(run.on, run.sums)]
    gone = (seen[number] for number in measured.book.lacks(seen))
    sold = (SeenSum(one.currency, one.issued, one.due, 0, _total(one), 0) for one in gone)
    found += points(measured.as_of, (*sums_of(measured), *sold))
    return tuple(sorted(found, key=lambda point: (point.currency, point.on)))


def _total(one: Seen) -> int:
    """The invoice's total in minor units, or its open amount where an old ledger has no total."""
    return one.open_minor if one.total_minor is None else one.total_minor


_COLUMNS = ColumnsOf[TrendPoint]({
    Column("currency", "Currency"): lambda one: one.currency,
    Column("as_of", "As of", date): lambda one: one.on,
    Column("open", "Open", Money): lambda one: one.open,
    Column("sales", f"Sales, {SALES_DAYS} days", Money): lambda one: one.sales,
    Column("dso", "DSO, days", Decimal): lambda one: one.dso,
    Column("late_invoices", "Late", int): lambda one: one.late_invoices,
    Column("average_days_late", "Avg. days late, disputed too", Decimal): lambda one: one.average_days_late,
})  # fmt: skip


def trend_table(found: Iterable[TrendPoint]) -> Table:
    """A row for each currency and run."""
    return _COLUMNS.table("From run to run", found)


def trend_json(found: Iterable[TrendPoint]) -> list[dict[str, object]]:
    """The points, figures as text, null where there is none."""
    return [
        {
            "as_of": p.on.isoformat(),
            "currency": p.currency,
            "open": p.open.plain,
            "sales": p.sales.plain,
            "dso": None if p.dso is None else str(p.dso),
            "late_invoices": p.late_invoices,
            "average_days_late": None if p.average_days_late is None else str(p.average_days_late),
        }
        for p in found
    ]
