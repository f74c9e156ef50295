"""Payment speed from run to run: days sales outstanding and average days late, with a bar for each run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pastdue.reports.charts import svg
from pastdue.reports.charts.bars import lengths
from pastdue.reports.months.trend import TrendPoint
from pastdue.reports.review.words import PageWords, ShownFigure

RUNS_AT_MOST = 12
"""The number of runs of a currency the page shows, the day of the page among them."""


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One run: the open amount, days sales outstanding, average days late."""

    on: ShownFigure | None
    open: ShownFigure | None
    dso: ShownFigure
    late: ShownFigure
    bar: str


@dataclass(frozen=True, slots=True)
class CurrencyTrend:
    """The runs of a currency, the earliest first."""

    currency: str
    rows: tuple[TrendRow, ...]


def trends(points: Sequence[TrendPoint], words: PageWords) -> tuple[CurrencyTrend, ...]:
    """The last 12 runs of each currency that has more than one."""
    found: dict[str, list[TrendPoint]] = defaultdict(list)
    for point in points:
        found[point.currency].append(point)
    several = {currency: own[-RUNS_AT_MOST:] for currency, own in found.items() if len(own) > 1}
    return tuple(CurrencyTrend(currency, tuple(_rows(own, words))) for currency, own in several.items())


def _rows(points: Sequence[TrendPoint], words: PageWords) -> Iterator[TrendRow]:
    bars = lengths([point.average_days_late or Decimal(0) for point in points])
    drawn = {part.of: svg.bar((part,), ["whole"] * len(points)) for part in bars}
    for n, point in enumerate(points):
        dso, late = (_days(figure, words) for figure in (point.dso, point.average_days_late))
        yield TrendRow(words.day(point.on), words.amount(point.open), dso, late, drawn.get(n, ""))


def _days(figure: Decimal | None, words: PageWords) -> ShownFigure:
    return ShownFigure(words.report.figure(figure), "" if figure is None else str(figure))
