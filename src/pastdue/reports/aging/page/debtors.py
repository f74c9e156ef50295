"""The debtors that fit on the page: the largest of each currency, then the number and debt of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pastdue.model.money import Money
from pastdue.model.money import total as sum_of
from pastdue.reports.aging.aged import AgedCurrency, AgedCustomer, Aging
from pastdue.reports.aging.page.figures import Line
from pastdue.reports.aging.page.words import AgingWords


@dataclass(frozen=True, slots=True)
class _Group:
    """The customers of one currency, largest first: `start` is where they begin in the aging's customers."""

    total: AgedCurrency
    start: int


def debtor_lines(aging: Aging, totals: Sequence[AgedCurrency], rows: int, words: AgingWords) -> list[Line]:
    """At most `rows` lines: per currency of `totals` its largest customers, and a line for those left out.

    Currencies take turns, the ones with most invoices first, so each shows its largest customers before another
    shows its smallest. Currencies for which not even one customer fits are named as left out.
    """
    groups = _groups(aging, totals)
    headed = len(groups) > 1
    busiest = sorted(range(len(groups)), key=lambda n: -groups[n].total.invoices)
    shown = [0] * len(groups)

    def cost(counts: Sequence[int]) -> int:
        pairs = zip(counts, groups, strict=True)
        others = 0 in counts or len(groups) < len(aging.totals)
        return others + sum(n + headed + (n < group.total.customers) for n, group in pairs if n)

    grew = True
    while grew:
        grew = False
        for n in busiest:
            group = groups[n]
            more = [*shown[:n], shown[n] + 1, *shown[n + 1 :]]
            if shown[n] < group.total.customers and cost(more) <= rows:
                shown, grew = more, True
    return _drawn(aging, groups, shown, words)


def _drawn(aging: Aging, groups: list[_Group], shown: list[int], words: AgingWords) -> list[Line]:
    lines: list[Line] = []
    for count, group in zip(shown, groups, strict=True):
        if count:
            lines += [Line(group.total.currency, strong=True)] if len(groups) > 1 else []
            lines += _lines(aging.customers[group.start : group.start + count], group.total, words)
    if shown.count(0) or len(groups) < len(aging.totals):
        lines.append(Line(words.say("other_currencies"), quiet=True))
    return lines


def _groups(aging: Aging, totals: Sequence[AgedCurrency]) -> list[_Group]:
    groups, start = [], 0
    for total in aging.totals:
        if total in totals:
            groups.append(_Group(total, start))
        start += total.customers
    return groups


def _lines(customers: Sequence[AgedCustomer], total: AgedCurrency, words: AgingWords) -> list[Line]:
    lines = []
    for c in customers:
        detail = c.customer_id if c.customer_id != c.customer else ""
        lines.append(Line(c.customer, (*c.buckets, c.disputed, c.total, c.oldest_days), detail))
    left = total.customers - len(customers)
    if left:
        lines.append(Line(words.counted("more_customers", left), (*_rest(customers, total), ""), quiet=True))
    return lines


def _rest(customers: Sequence[AgedCustomer], total: AgedCurrency) -> tuple[Money, ...]:
    shown = zip(*((*c.buckets, c.disputed, c.total) for c in customers), strict=True)
    whole = (*total.buckets, total.disputed, total.total)
    return tuple(amount - sum_of(column, total.currency) for amount, column in zip(whole, shown, strict=True))
