"""The bars of the aging, at the foot of its page or on a second: changes since a run, days late from run to run, the
largest debtors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pastdue.model.money import Money
from pastdue.reports.aging.aged import AgedCurrency, AgedCustomer, Aging
from pastdue.reports.aging.page.bars import Chart
from pastdue.reports.aging.page.pen import INK, MUTED, Pen, TextStyle
from pastdue.reports.changes import Bridge, Changes
from pastdue.reports.charts.bars import Part, lengths, scaled, stacked, steps
from pastdue.reports.charts.palette import palette
from pastdue.reports.months.trend import TrendPoint

MARGIN = 42.0
_ROW, _HEAD, _BAR, _TITLE = 13.0, 26.0, 7.0, 24.0
_LABEL, _FIGURE, _SHARE = 190.0, 280.0, 318.0
"""The ends, in points from the left margin, of a row's name and count, of its amount, and of its share, after which the
bar begins."""
_WHOLE, _MORE, _LESS = "122B47", "9A3412", "2F6B4F"
_FOR_CHANGES = 0.65
"""The share of the page that changes may take."""
_RUNS = 6
"""The number of runs shown, today's among them."""
_DEBTORS = 8
"""The number of customers of a currency shown at most."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row of the page: a name, its amount with what follows it, and the parts of its bar with their colours."""

    name: str
    amount: str
    share: str
    parts: tuple[Part, ...]
    colours: tuple[str, ...]
    strong: bool = False


def runs_of(aging: Aging) -> dict[str, list[TrendPoint]]:
    """For each currency the last runs' days sales outstanding and days late; none before the second run."""
    found: dict[str, list[TrendPoint]] = {}
    for point in aging.trend:
        found.setdefault(point.currency, []).append(point)
    return {currency: points[-_RUNS:] for currency, points in found.items() if len(points) > 1}


def room_for_moved(aging: Aging, totals: Sequence[AgedCurrency]) -> float:
    """The height, in points, that all of what `draw_moved` draws takes."""
    shown, runs, tall = {total.currency for total in totals}, runs_of(aging), 0.0
    if aging.movement is not None:
        bridges = aging.movement.changes.bridges
        groups = [2 + len(bridge.moved) for bridge in bridges if bridge.currency in shown]
        tall += _TITLE + sum(_HEAD + rows * _ROW for rows in groups) + (_ROW if len(groups) < len(bridges) else 0.0)
    if runs:
        tall += 6 + _TITLE + sum(_HEAD + len(points) * _ROW for code, points in runs.items() if code in shown)
    return tall


def draw_moved(
    pen: Pen, y: float, aging: Aging, totals: Sequence[AgedCurrency], for_changes: float = _FOR_CHANGES
) -> float:
    """Draw from `y` down what moved, on at most the share `for_changes` of the page below, and how late customers pay
    from run to run, for the currencies of `totals`; returns where it ends."""
    bottom = pen.height - MARGIN
    if aging.movement is not None:
        y = _changes(pen, y, y + (bottom - y) * for_changes, aging.movement.changes, totals)
    return _trend(pen, y, bottom, aging, totals)


def room_for_largest(totals: Sequence[AgedCurrency]) -> float:
    """The height the largest debtors take on the page, in points, at most 8 of a currency."""
    return 60 + sum(_HEAD + min(_DEBTORS, total.customers) * _ROW for total in totals)


def _trend(pen: Pen, y: float, until: float, aging: Aging, totals: Sequence[AgedCurrency]) -> float:
    """Draw the average days late of the last runs as bars, with the days sales outstanding, for as many currencies as
    fit, those with most invoices before others, in the order of `totals`; returns where it ends."""
    runs = runs_of(aging)
    if not runs:
        return y
    y = end = _title(pen, y + 6, pen.words.voice.say("months.trend"))
    fitting: set[str] = set()
    for total in sorted(totals, key=lambda total: -total.invoices):
        tall = _HEAD + len(runs.get(total.currency, [])) * _ROW
        if total.currency in runs and end + tall <= until:
            fitting.add(total.currency)
            end += tall
    for total in totals:
        if total.currency in fitting:
            y = _group(pen, y, total.currency, list(_runs(runs[total.currency], pen)))
    return y


def _runs(points: Sequence[TrendPoint], pen: Pen) -> Iterator[BarRow]:
    late = [point.average_days_late or Decimal(0) for point in points]
    bars = {part.of: part for part in lengths(late)}
    for n, point in enumerate(points):
        said = f"{pen.words.figure(point.dso)} / {pen.words.figure(point.average_days_late)}"
        parts = (bars[n],) if n in bars else ()
        yield BarRow(pen.words.voice.written.short_day(point.on), said, "", parts, (_WHOLE,) * len(parts))


def _changes(pen: Pen, y: float, until: float, changes: Changes, totals: Sequence[AgedCurrency]) -> float:
    """Draw the steps from the open amount then to that of now for each currency that fits, and count the others;
    returns where it ends."""
    shown = {total.currency for total in totals}
    bridges = [bridge for bridge in changes.bridges if bridge.currency in shown]
    day = pen.words.voice.written.day(changes.since)
    y = _title(pen, y, pen.words.voice.say("review.moved", {"date": day}))
    left = len(changes.bridges)
    for bridge in bridges:
        rows = list(_steps(bridge, day, pen))
        if y + _HEAD + len(rows) * _ROW > until:
            continue
        y, left = _group(pen, y, bridge.currency, rows), left - 1
    return _quiet(pen, y, pen.words.counted("more_currencies", left)) if left else y


def draw_largest(pen: Pen, y: float, aging: Aging, totals: Sequence[AgedCurrency]) -> float:
    """Draw the largest debtors of each currency as parts of the open amount, as many as fit; returns where it ends."""
    y = _title(pen, y + 6, pen.words.say("debtors"))
    y = Chart(aging, MARGIN - 34, pen.width - MARGIN).legend(pen, y + 6) - 6
    bottom = pen.height - MARGIN - _ROW
    here = min(len(totals), int((bottom - y) // (_HEAD + _ROW)))
    each = min(_DEBTORS, int(((bottom - y) / here - _HEAD) // _ROW)) if here else 0
    shown = sorted(totals, key=lambda total: -total.invoices)[:here]
    start = 0
    for total in aging.totals:
        largest = aging.customers[start : start + min(each, total.customers)]
        start += total.customers
        if total in shown:
            y = _group(pen, y, total.currency, list(_debtors(pen, largest, total)))
    return _quiet(pen, y, pen.words.say("other_currencies")) if here < len(aging.totals) else y


def _steps(bridge: Bridge, day: str, pen: Pen) -> Iterator[BarRow]:
    voice, levels = pen.words.voice, bridge.levels
    then, *between, now = steps(levels)
    amount = voice.written.amount
    yield BarRow(voice.say("review.open_on", {"date": day}), amount(bridge.then), "", (then,), (_WHOLE,), strong=True)
    for part, (kind, (count, money)) in zip(between, bridge.moved.items(), strict=True):
        said = f"{voice.say(f'review.moved_{kind.value}')}, {pen.words.counted('invoices', count)}"
        plus = "+" if money.amount > 0 else ""
        yield BarRow(said, plus + amount(money), "", (part,), (_MORE if money.amount > 0 else _LESS,))
    yield BarRow(voice.say("review.open_now"), amount(bridge.now), "", (now,), (_WHOLE,), strong=True)


def _debtors(pen: Pen, largest: Sequence[AgedCustomer], total: AgedCurrency) -> Iterator[BarRow]:
    colours = (*palette(len(total.buckets)), "")
    most: Money = largest[0].total
    for one in largest:
        parts = scaled(stacked((*one.buckets, one.disputed)), one.total, most)
        amount, share = pen.words.voice.written.amount(one.total), pen.words.percent(total.share(one.total))
        yield BarRow(one.customer, amount, share, parts, tuple(colours[part.of] for part in parts))


def _title(pen: Pen, y: float, text: str) -> float:
    pen.text(MARGIN, y + 21, text, TextStyle(10.5, bold=True))
    return y + _TITLE


def _quiet(pen: Pen, y: float, text: str) -> float:
    pen.text(MARGIN, y + 9, text, TextStyle(7.8, colour=MUTED))
    return y + _ROW


def _group(pen: Pen, y: float, currency: str, rows: Sequence[BarRow]) -> float:
    """Draw the rows of one currency on one scale; returns where they end."""
    pen.text(MARGIN, y + 14, currency, TextStyle(8, bold=True, colour=MUTED))
    pen.rule(MARGIN, y + 18, pen.width - MARGIN, 0.75)
    y += 18
    for row in rows:
        _row(pen, y, row)
        y += _ROW
    return y + 8


def _row(pen: Pen, y: float, row: BarRow) -> None:
    style = TextStyle(7.8, row.strong, INK)
    name = pen.fitted(pen.readable(row.name), _LABEL - 6, style)
    pen.text(MARGIN, y + _ROW - 3.6, name, style)
    pen.right(MARGIN + _FIGURE, y + _ROW - 3.6, row.amount, style)
    pen.right(MARGIN + _SHARE, y + _ROW - 3.6, row.share, TextStyle(7.8, colour=MUTED))
    start = MARGIN + _SHARE + 10
    room = pen.width - MARGIN - start
    for part, colour in zip(row.parts, row.colours, strict=True):
        if part.length:
            size = (max(0.5, float(part.length) / 100 * room), _BAR)
            x = start + float(part.start) / 100 * room
            if colour:
                pen.box(x, y + 3.2, size, colour)
            else:
                pen.hatched(x, y + 3.2, size)
