"""The open amounts on the day: by age in each currency, and of the largest debtors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.reports.aging.aged import AgedCurrency, AgedCustomer, Aging
from pastdue.reports.charts import svg
from pastdue.reports.charts.bars import scaled, stacked
from pastdue.reports.review.words import PageWords, ShownFigure

DEBTORS_AT_MOST = 20
"""The number of customers of a currency the page lists."""


@dataclass(frozen=True, slots=True)
class AgeRow:
    """A currency's ages: an amount and a share for each bucket, then the disputed sum and the total."""

    currency: str
    bar: str
    amounts: tuple[ShownFigure, ...]
    shares: tuple[ShownFigure, ...]
    invoices: ShownFigure
    average: ShownFigure
    overdue: str


@dataclass(frozen=True, slots=True)
class DebtorRow:
    """A customer: what they owe, how much of the currency's total that is, and since when; the last row of a currency
    may be the rest of them together, which has no id, no age and no bar."""

    customer: str
    customer_id: str
    total: ShownFigure
    share: ShownFigure
    oldest: ShownFigure | None
    bar: str


@dataclass(frozen=True, slots=True)
class Debtors:
    """The largest debtors of a currency."""

    currency: str
    rows: tuple[DebtorRow, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """The open amounts; `legend` has each part of a bar by its name and its class, disputed amounts last."""

    basis: str
    legend: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    ages: tuple[AgeRow, ...]
    debtors: tuple[Debtors, ...]


def owed(aging: Aging, words: PageWords) -> Owed:
    """The aging as the page shows it: the values of aging.json, of customers the 20 largest a currency."""
    kinds = part_kinds(len(aging.labels))
    disputed = words.report.say("disputed")
    legend = zip([*map(words.report.bucket, aging.groups), disputed], kinds, strict=True)
    heads = (*map(words.report.range, aging.groups), ("", disputed), ("", words.report.say("total")))
    return Owed(
        words.report.basis(aging),
        tuple(legend),
        heads,
        tuple(_ages(total, kinds, words) for total in aging.totals),
        tuple(_debtors(aging, kinds, words)),
    )


def part_kinds(buckets: int) -> tuple[str, ...]:
    """The classes of a bar's parts: one for each bucket, youngest first, then that of disputed amounts."""
    return (*(f"k{n}" for n in range(buckets)), "apart")


def _ages(total: AgedCurrency, kinds: Sequence[str], words: PageWords) -> AgeRow:
    parts = (*total.buckets, total.disputed)
    whole = (*parts, total.total)
    average = total.average_days_late
    return AgeRow(
        total.currency,
        svg.bar(stacked(parts), kinds),
        tuple(_figure(money, words) for money in whole),
        tuple(words.percent(total.share(money)) for money in whole),
        words.number(total.invoices),
        ShownFigure(words.report.figure(average), "" if average is None else str(average)),
        words.report.say("percent_overdue", percent=words.report.percent(total.share(total.overdue_undisputed))),
    )


def _debtors(aging: Aging, kinds: Sequence[str], words: PageWords) -> Iterator[Debtors]:
    start = 0
    for total in aging.totals:
        largest = aging.customers[start : start + min(DEBTORS_AT_MOST, total.customers)]
        yield Debtors(total.currency, tuple(_rows(largest, total, kinds, words)))
        start += total.customers


def _rows(
    largest: Sequence[AgedCustomer], total: AgedCurrency, kinds: Sequence[str], words: PageWords
) -> Iterator[DebtorRow]:
    for one in largest:
        parts = scaled(stacked((*one.buckets, one.disputed)), one.total, largest[0].total)
        yield DebtorRow(
            one.customer,
            one.customer_id if one.customer_id != one.customer else "",
            _figure(one.total, words),
            words.percent(total.share(one.total)),
            words.number(one.oldest_days),
            svg.bar(parts, kinds),
        )
    if left := total.customers - len(largest):
        rest = total.total - sum_of((one.total for one in largest), total.currency)
        said = words.report.counted("more_customers", left)
        yield DebtorRow(said, "", _figure(rest, words), words.percent(total.share(rest)), None, "")


def _figure(money: Money, words: PageWords) -> ShownFigure:
    return ShownFigure(words.voice.written.amount(money), money.plain)
