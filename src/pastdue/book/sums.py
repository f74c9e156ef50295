"""The sums of a measured book by currency, exact, in one pass over its rows."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from pastdue.book.columns import coded
from pastdue.book.table import Measured
from pastdue.model.spans import day_number


class CurrencySums(NamedTuple):
    """The invoices of one currency that were issued by the day, in its smallest unit: their number and total, what is
    open on how many of them, what is overdue, credits left out, and the credits, above zero, with their number."""

    currency: str
    invoices: int
    total: int
    open_invoices: int
    open: int
    overdue: int
    open_credits: int
    credits: int


def sums_by_currency(measured: Measured) -> Iterator[CurrencySums]:
    """The sums of each currency that an issued invoice has, by its code."""
    frame, rows = measured.frame, np.flatnonzero(measured.issued)
    codes, currencies = coded(frame, "currency")
    own, size = codes[rows], len(currencies)
    open_, total = (frame[name].to_numpy(np.int64)[rows] for name in ("open_minor", "total_minor"))
    late = (frame["due"].to_numpy()[rows] < day_number(measured.as_of)) & (open_ > 0)
    given = open_ < 0
    sums = np.zeros((4, size), np.int64)
    for at, (of, minor) in enumerate(
        ((own, total), (own, open_), (own[late], open_[late]), (own[given], open_[given]))
    ):
        np.add.at(sums[at], of, minor)
    counts = [np.bincount(of, minlength=size).tolist() for of in (own, own[open_ != 0], own[given])]
    for code, currency in sorted(enumerate(map(str, currencies)), key=itemgetter(1)):
        invoices, with_open, credits_ = (each[code] for each in counts)
        if invoices:
            whole, left, overdue, owed = sums[:, code].tolist()
            yield CurrencySums(currency, invoices, whole, with_open, left, overdue, credits_, -owed)
