"""The amounts of an aging: open by age, per currency and per customer; with disputed ones they add up to the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload

from pastdue.model.countries import CalendarName
from pastdue.model.kept import Seen
from pastdue.model.money import Money, half_up
from pastdue.model.money import total as sum_of
from pastdue.reports.aging.buckets import Bucket

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pastdue.reports.months.moves import MonthMoves
    from pastdue.reports.months.trend import TrendPoint


@dataclass(frozen=True, slots=True)
class AgedCurrency:
    """The open amounts in one currency; `buckets` in the order of the labels, disputed amounts apart.

    `invoices` counts every open item, credits included; `late_invoices` and `late_days` (in the buckets' days) those
    that are late by their due date, neither disputed nor credits. `overdue` is the sum of the late ones, on
    `overdue_invoices`, with disputed invoices but without credits.
    """

    currency: str
    buckets: tuple[Money, ...]
    disputed: Money
    total: Money
    overdue: Money
    invoices: int
    late_invoices: int
    late_days: int
    customers: int
    overdue_invoices: int

    @property
    def overdue_undisputed(self) -> Money:
        """The undisputed sum late by due date: every bucket but the first, credits included."""
        return sum_of(self.buckets[1:], self.currency)

    @property
    def average_days_late(self) -> Decimal | None:
        """Days late as the buckets count them, the mean over the late invoices, half-up to one digit; None: none is."""
        if not self.late_invoices:
            return None
        return half_up(Decimal(self.late_days) / self.late_invoices, 1)

    def share(self, amount: Money) -> Decimal | None:
        """`amount` in percent of the total, half-up to one digit; None when nothing, or less, is owed."""
        if self.total.amount <= 0:
            return None
        return half_up(100 * amount.amount / self.total.amount, 1)


@dataclass(frozen=True, slots=True)
class AgedCustomer:
    """The open amounts of one customer in one currency; `buckets` in the order of the labels.

    `oldest_days` is the age of the oldest open invoice, counted as the buckets are; 0 when none is late.
    """

    customer_id: str
    customer: str
    currency: str
    buckets: tuple[Money, ...]
    disputed: Money
    total: Money
    oldest_days: int


@dataclass(frozen=True, slots=True)
class CustomerColumns:
    """The customers of an aging as columns; `minor` has one per bucket and a last one for disputed amounts."""

    ids: Sequence[str]
    names: Sequence[str]
    currencies: Sequence[str]
    minor: npt.NDArray[Any]
    oldest: npt.NDArray[np.int64]


class AgedCustomers(Sequence[AgedCustomer]):
    """The customers of an aging by currency, largest total first; each value is made when it is read.

    A million invoices may have a hundred thousand customers, of whom a report shows thirty.
    """

    __slots__ = ("_columns",)

    def __init__(self, columns: CustomerColumns) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns.ids)

    @overload
    def __getitem__(self, at: int) -> AgedCustomer: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[AgedCustomer, ...]: ...
    def __getitem__(self, at: int | slice) -> AgedCustomer | tuple[AgedCustomer, ...]:
        if isinstance(at, slice):
            return tuple(self[n] for n in range(len(self))[at])
        columns, n = self._columns, range(len(self))[at]
        currency, minors = columns.currencies[n], columns.minor[n].tolist()
        *buckets, disputed, total = (Money.of_minor(minor, currency) for minor in (*minors, sum(minors)))
        return AgedCustomer(
            columns.ids[n],
            columns.names[n],
            currency,
            tuple(buckets),
            disputed,
            total,
            int(columns.oldest[n]),
        )


@dataclass(frozen=True, slots=True)
class Aging:
    """Open amounts by age on the day `as_of`. `basis` says in words what the ages count; `calendar` names the place
    whose business days these are, None where they are calendar days."""

    as_of: date
    basis: str
    by_due: bool
    groups: tuple[Bucket, ...]
    totals: tuple[AgedCurrency, ...]
    customers: Sequence[AgedCustomer]
    calendar: CalendarName | None = None
    missing: tuple[Seen, ...] = ()
    """Invoices that earlier runs saw open and the file lacks, as last known; in no bucket and no total."""
    movement: MonthMoves | None = None
    """The changes since an earlier run; None where there was none, or none was asked for."""
    trend: tuple[TrendPoint, ...] = ()
    """The measures of how fast customers paid, run by run, by currency and day, this day last."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The buckets' names, youngest first."""
        return tuple(map(str, self.groups))
