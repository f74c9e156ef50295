"""The data of the review page: the values of run.json and of the aging, and the book's facts about skipped invoices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from itertools import islice

from pastdue.book import Measured, known_day
from pastdue.book.columns import values
from pastdue.model import Skip, Why
from pastdue.model.kept import Seen
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.reports.aging.aged import Aging
from pastdue.reports.changes import Changes
from pastdue.reports.outcome import Outcome
from pastdue.reports.review.commands import Invocation
from pastdue.tasks import Task

LISTED_AT_MOST, TO_DECIDE_AT_MOST = 500, 2_000
"""The number of invoices the page lists for each reason, and for a reason that a person must look at."""
_AT_ONCE = 1 << 16
"""The number of skips held at once."""


@dataclass(frozen=True, slots=True)
class SkippedInvoice:
    """An invoice without a notice: the reason, its customer, its due day and its open amount.

    `due` and `open` are None where they are not known, as where the row lacks them; `issued` is the day of issue of a
    missing one whose number other invoices have or had.
    """

    skip: Skip
    customer: str
    due: date | None = None
    open: Money | None = None
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class SkipReason:
    """The invoices that got no notice for one reason: their number, their open amounts by currency, and the first of
    them."""

    why: Why
    count: int
    sums: tuple[Money, ...]
    listed: tuple[SkippedInvoice, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that the page tells. Without an outcome it is the page of an aging alone.

    `accent` is the colour of the firm's letters, dark enough for text.
    """

    firm: str
    accent: str
    as_of: date
    aging: Aging
    outcome: Outcome | None = None
    changes: Changes | None = None
    reasons: tuple[SkipReason, ...] = ()
    asked: Invocation = field(default_factory=Invocation)

    tasks: tuple[Task, ...] | None = ()
    """The tasks beside the letters; None where there are too many to list."""

    @property
    def issued(self) -> bool:
        """True when the page is of a run, whose letters are in its folder, and not of a plan."""
        return self.outcome is not None and bool(self.outcome.run)


def reasons(skips: Iterable[Skip], measured: Measured, missing: Iterable[Seen]) -> tuple[SkipReason, ...]:
    """The skips by reason, in the order of the reasons; `missing` are the invoices missing now as last known, in the
    order of their skips."""
    found: dict[Why, SkipReason] = {}
    every, lost = iter(skips), tuple(missing)
    of_numbers = Counter((*(one.invoice for one in lost), *measured.rows_of(one.invoice for one in lost)))
    known = ((one, one.issued if of_numbers[one.invoice] > 1 else None) for one in lost)
    while some := [*islice(every, _AT_ONCE)]:
        by_why: dict[Why, list[Skip]] = defaultdict(list)
        for skip in some:
            by_why[skip.why].append(skip)
        rows = measured.rows_of(skip.invoice for skip in some if skip.why is not Why.MISSING)
        for why, own in by_why.items():
            new = _lost(own, known) if why is Why.MISSING else _reason(own, measured, rows)
            found[why] = _together(found[why], new) if why in found else new
    return tuple(found[why] for why in Why if why in found)


def _together(one: SkipReason, other: SkipReason) -> SkipReason:
    """The skips of both for one reason, those of `one` before those of `other`."""
    sums = _by_currency((*one.sums, *other.sums))
    listed = (*one.listed, *other.listed)
    if one.why is not Why.MISSING:
        listed = tuple(sorted(listed, key=_by_customer))
    return SkipReason(one.why, one.count + other.count, sums, listed[: _most(one.why)])


def _most(why: Why) -> int:
    return TO_DECIDE_AT_MOST if why.needs_a_person or why is Why.MISSING else LISTED_AT_MOST


def _by_customer(one: SkippedInvoice) -> tuple[str, str, str]:
    return one.customer, one.skip.customer_id, one.skip.invoice


def _lost(skips: Sequence[Skip], known: Iterator[tuple[Seen, date | None]]) -> SkipReason:
    """Those that are missing from the file, with the next of the `known`: each as last seen, with its day of issue
    where its number does not say which invoice it is."""
    every = [
        SkippedInvoice(skip, one.customer, one.due, one.open, issued)
        for skip, (one, issued) in zip(skips, known, strict=False)
    ]
    sums = _by_currency(one.open for one in every if one.open is not None)
    return SkipReason(Why.MISSING, len(skips), sums, tuple(every[:TO_DECIDE_AT_MOST]))


def _reason(skips: Sequence[Skip], measured: Measured, rows: Mapping[str, int]) -> SkipReason:
    """Those of one reason, whose rows in the book are `rows`; of many the first are found without sorting all."""
    why = skips[0].why
    places = [rows[skip.invoice] for skip in skips]
    minors, currencies, names, due = (
        values(measured.frame, name, places) for name in ("open_minor", "currency", "customer", "due")
    )
    sums: dict[str, int] = defaultdict(int)
    for minor, currency in zip(minors, currencies, strict=True):
        sums[currency] += minor
    order = ((name, skip.customer_id, skip.invoice, n) for n, (name, skip) in enumerate(zip(names, skips, strict=True)))
    listed = tuple(
        SkippedInvoice(skips[n], name, known_day(due[n]), Money.of_minor(minors[n], currencies[n]))
        for name, _, _, n in nsmallest(_most(why), order)
    )
    totals = tuple(Money.of_minor(minor, currency) for currency, minor in sorted(sums.items()))
    return SkipReason(why, len(skips), totals, listed)


def _by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    found: dict[str, list[Money]] = defaultdict(list)
    for amount in amounts:
        found[amount.currency].append(amount)
    sums: Iterator[Money] = (sum_of(own, currency) for currency, own in sorted(found.items()))
    return tuple(sums)
