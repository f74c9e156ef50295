"""The rows of the book that are open on a day, each with its age and its bucket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pastdue.book import NO_DAY
from pastdue.model.errors import SettingsError
from pastdue.model.spans import day_number
from pastdue.model.wording import counted
from pastdue.reports.aging.buckets import Basis, Buckets, Count

if TYPE_CHECKING:
    from pastdue.book import Measured

Ints = npt.NDArray[np.int64]
Amounts = npt.NDArray[Any]
"""int64, or Python integers as objects."""


@dataclass(frozen=True, slots=True)
class Open:
    """The rows that count: where they stand in `frame`, which has their customers and currencies, their amounts,
    buckets (one past the last is for what is disputed), ages in the days the buckets count, whether something is owed
    on them past its due date, and days late (0 for a disputed one and when not late), business days where the buckets
    count these."""

    frame: pd.DataFrame
    rows: Ints
    amounts: Amounts
    bucket: Ints
    age: Ints
    overdue: npt.NDArray[np.bool_]
    late_days: Ints


def opened(measured: Measured, buckets: Buckets) -> Open:
    """The rows issued on or before the measured day with something open on it, aged as `buckets` say; refused as in
    `check_dated`."""
    check_dated(measured, buckets)
    frame, rows = measured.frame, _counted(measured)
    minor = frame["open_minor"].to_numpy(dtype=np.int64)
    amounts, disputed = minor[rows], frame["disputed"].to_numpy(dtype=bool)[rows]
    days = frame["days"].to_numpy(dtype=np.int64)[rows]
    ages = _ages(measured, rows, buckets)
    bucket = by_age(ages, buckets)
    bucket[disputed] = len(buckets.labels)
    overdue = (days > 0) & (amounts > 0)
    late = measured.business_days[rows] if buckets.days == Count.BUSINESS else days
    late = np.where(overdue & ~disputed, late, 0)
    if not measured.on_account:
        return Open(frame, rows, _roomy(amounts), bucket, ages, overdue, late)
    return _with_accounts(measured, buckets, Open(frame, rows, amounts, bucket, ages, overdue, late))


def by_age(ages: Ints, buckets: Buckets) -> Ints:
    """The bucket of each age, counted from 0."""
    found = np.zeros(len(ages), dtype=np.int64)
    for edge in buckets.lower:
        found += ages > edge
    return found


def places_on(days: Sequence[date], on: date, measured: Measured, buckets: Buckets) -> list[int]:
    """The bucket of each of `days` on the day `on`: due dates, moved as those of `measured` are, or dates of issue,
    as the buckets count."""
    numbers, today = np.array([day_number(day) for day in days], np.int64), day_number(on)
    if buckets.basis == Basis.DUE:
        numbers = measured.calendar.roll_many(numbers, measured.roll).astype(np.int64)
    business = buckets.days == Count.BUSINESS
    ages = measured.calendar.business_days_many(numbers, today) if business else today - numbers
    return [int(place) for place in by_age(np.asarray(ages, np.int64), buckets)]


def check_dated(measured: Measured, buckets: Buckets) -> None:
    """Refuse (SettingsError) to count age from the invoice date where an open invoice has none."""
    refuse_undated(undated(measured, buckets))


def undated(measured: Measured, buckets: Buckets) -> int:
    """The number of open invoices that the buckets cannot age, for want of the date that ages are counted from."""
    if buckets.basis != Basis.ISSUED:
        return 0
    return int((measured.frame["issued"].to_numpy()[_counted(measured)] == NO_DAY).sum())


def refuse_undated(number: int) -> None:
    """Refuse (SettingsError) so many open invoices without an invoice date, where ages are counted from it."""
    if number:
        have = "has" if number == 1 else "have"
        raise SettingsError(
            f"{counted(number, 'open invoice')} {have} no invoice date and cannot be aged by it",
            'age from the due date, with --basis due or [aging] basis = "due", or add the column issued',
        )


def _counted(measured: Measured) -> Ints:
    """The rows issued on or before the measured day with something open; one without a day of issue is among them."""
    frame = measured.frame
    issued, minor = frame["issued"].to_numpy(), frame["open_minor"].to_numpy(dtype=np.int64)
    return np.flatnonzero((issued <= day_number(measured.as_of)) & (minor != 0))


def _with_accounts(measured: Measured, buckets: Buckets, invoices: Open) -> Open:
    """The same with a row for all money on account: a credit as old as the day it came in, of age 0 where that day is
    not known."""
    accounts = measured.on_account
    named = {
        "customer_id": [one.customer_id for one in accounts],
        "customer": [one.customer for one in accounts],
        "currency": [one.payment.amount.currency for one in accounts],
    }
    frame = pd.concat([invoices.frame[list(named)].astype(str), pd.DataFrame(named)], ignore_index=True)
    today = day_number(measured.as_of)
    days = np.array([day_number(one.payment.on or measured.as_of) for one in accounts], np.int64)
    business = buckets.days == Count.BUSINESS
    ages = measured.calendar.business_days_many(days, today) if business else today - days
    bucket = sum((ages > edge).astype(np.int64) for edge in buckets.lower)
    amounts = np.array([-one.payment.amount.minor for one in accounts], np.int64)
    none = np.zeros(len(accounts), np.int64)
    return Open(
        frame,
        np.concatenate([invoices.rows, len(invoices.frame) + np.arange(len(accounts))]),
        _roomy(np.concatenate([invoices.amounts, amounts])),
        np.concatenate([invoices.bucket, bucket]),
        np.concatenate([invoices.age, ages]),
        np.concatenate([invoices.overdue, none.astype(np.bool_)]),
        np.concatenate([invoices.late_days, none]),
    )


def _ages(measured: Measured, rows: Ints, buckets: Buckets) -> Ints:
    today, business = day_number(measured.as_of), buckets.days == Count.BUSINESS
    if buckets.basis == Basis.DUE:
        days = measured.business_days if business else measured.frame["days"].to_numpy(dtype=np.int64)
        return np.asarray(days[rows])
    issued = measured.frame["issued"].to_numpy(dtype=np.int64)[rows]
    return measured.calendar.business_days_many(issued, today) if business else np.asarray(today - issued)


def _roomy(amounts: Ints) -> Amounts:
    """`amounts`, as Python integers where a sum of them could leave int64."""
    if not len(amounts) or max(int(amounts.max()), -int(amounts.min())) * len(amounts) < 2**63:
        return amounts
    return amounts.astype(object)


def sums(groups: Ints, amounts: Amounts, size: int) -> Amounts:
    """The sum of `amounts` in each of `size` groups, exact; `groups` says which one each is in."""
    out = np.zeros(size, dtype=amounts.dtype)
    np.add.at(out, groups, amounts)
    return out
