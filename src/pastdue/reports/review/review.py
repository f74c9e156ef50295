"""What the page is made from: the values of run.json and of the aging, and what the book says of invoices left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from pastdue.book import Measured, known_day
from pastdue.model import Skip, Why
from pastdue.model.kept import Seen
from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.reports.aging.buckets import Aging
from pastdue.reports.changes import Changes
from pastdue.reports.outcome import Outcome
from pastdue.reports.review.commands import Invocation
from pastdue.tasks import Task

LISTED_AT_MOST = 500
"""How many invoices the page lists for each reason; those that a person must look at are listed whole."""


@dataclass(frozen=True, slots=True)
class SkippedInvoice:
    """An invoice without a notice: why, whose it is, when it is due and what is open on it.

    `due` and `open` are None where nobody knows, as for one whose row does not say it.
    """

    skip: Skip
    customer: str
    due: date | None = None
    open: Money | None = None


@dataclass(frozen=True, slots=True)
class SkipReason:
    """The invoices that got no notice for one reason: how many, what is open on them by currency, the first of them."""

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
    """What a person must do beside the letters; None where there would be too many to list."""

    @property
    def issued(self) -> bool:
        """Whether it tells of a run, whose letters lie in its folder."""
        return self.outcome is not None and bool(self.outcome.run)


def reasons(skips: Iterable[Skip], measured: Measured, seen: Mapping[str, Seen]) -> tuple[SkipReason, ...]:
    """The skips by reason, in the order of the reasons; `seen` is what earlier runs saw, for what is missing now."""
    by_why: dict[Why, list[Skip]] = defaultdict(list)
    for skip in skips:
        by_why[skip.why].append(skip)
    return tuple(_reason(why, by_why[why], measured, seen) for why in Why if why in by_why)


def _reason(why: Why, skips: Sequence[Skip], measured: Measured, seen: Mapping[str, Seen]) -> SkipReason:
    most = len(skips) if why.needs_a_person or why is Why.MISSING else LISTED_AT_MOST
    if why is Why.MISSING:
        known = {skip.invoice: seen[skip.invoice] for skip in skips if skip.invoice in seen}
        amounts = [one.open for one in known.values()]
        return SkipReason(why, len(skips), _by_currency(amounts), tuple(_missing(skip, known) for skip in skips))
    rows = measured.rows_of(skip.invoice for skip in skips)
    frame = measured.frame.iloc[list(rows.values())]
    pairs = zip(frame["open_minor"].tolist(), frame["currency"].tolist(), strict=True)
    open_ = {number: Money.of_minor(minor, code) for number, (minor, code) in zip(rows, pairs, strict=True)}
    names = dict(zip(rows, frame["customer"].tolist(), strict=True))
    days = dict(zip(rows, frame["due"].tolist(), strict=True))
    listed = (
        SkippedInvoice(skip, names[skip.invoice], known_day(days[skip.invoice]), open_[skip.invoice])
        for skip in sorted(skips, key=lambda skip: (names[skip.invoice], skip.customer_id, skip.invoice))
    )
    return SkipReason(why, len(skips), _by_currency(open_.values()), tuple(islice(listed, most)))


def _missing(skip: Skip, known: Mapping[str, Seen]) -> SkippedInvoice:
    one = known.get(skip.invoice)
    return SkippedInvoice(skip, one.customer, one.due, one.open) if one is not None else SkippedInvoice(skip, "")


def _by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    found: dict[str, list[Money]] = defaultdict(list)
    for amount in amounts:
        found[amount.currency].append(amount)
    sums: Iterator[Money] = (sum_of(own, currency) for currency, own in sorted(found.items()))
    return tuple(sums)
