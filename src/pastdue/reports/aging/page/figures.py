"""How do the page's tables of figures line up? One grid for all of them, as small as the widest figure asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from pastdue.model.money import Money, half_up
from pastdue.reports.aging.buckets import AgedCurrency
from pastdue.reports.aging.page.bars import percent
from pastdue.reports.aging.page.pen import INK, MUTED, Pen, Style

ROW = 13.0
_SIZES = (7.8, 7.4, 7.0, 6.6, 6.2)
_GAP = 9.0
_LABEL_AT_LEAST, _LABEL_AT_MOST = 118.0, 205.0


class Unit(IntEnum):
    """What the figures are in, when their cents do not fit."""

    CENTS = 0
    WHOLE = 1
    THOUSANDS = 1_000
    MILLIONS = 1_000_000

    @property
    def said(self) -> str:
        """How the page says it; nothing for exact figures."""
        return {0: "", 1: "in whole units", 1_000: "in thousands", 1_000_000: "in millions"}[self]


Cell = Money | Decimal | int | None
Heads = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures: a label, a muted word after it, one cell a column; `quiet` for shares and remainders."""

    label: str
    cells: tuple[Cell | str, ...] = ()
    detail: str = ""
    strong: bool = False
    quiet: bool = False


def total_lines(totals: Iterable[AgedCurrency], shares: bool) -> list[Line]:
    """A strong line a currency, and with `shares` a quiet one under it with each amount in percent."""
    lines = []
    for total in totals:
        detail = f"{total.invoices:,} invoice{'s' if total.invoices != 1 else ''}"
        cells = (*total.buckets, total.disputed, total.total, total.average_days_late)
        lines.append(Line(total.currency, cells, detail, strong=True))
        if shares:
            parts = (percent(total.share(m)) if m else "" for m in (*total.buckets, total.disputed, total.total))
            lines.append(Line("", (*parts, ""), quiet=True))
    return lines


def said(cell: Cell | str, unit: Unit = Unit.CENTS) -> str:
    """A figure as print wants it: 1,234.50, a dash for nothing, in a `unit` rounded half-up.

    Minus is an en dash, for Noto Sans has no U+2212.

    >>> said(Money.parse("-1234.50 EUR")), said(Money.parse("1234.50 EUR"), Unit.WHOLE), said(None)
    ('–1,234.50', '1,235', '–')
    """
    match cell:
        case str():
            return cell
        case Money() if cell:
            amount = half_up(cell.amount / unit, 0) if unit else Decimal(cell.plain)
            return f"{amount:,f}".replace("-", "–")
        case Decimal() | int() if cell:
            return f"{cell:,}"
        case _:
            return "–"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The grid: where each column ends, in which size figures are set, and the unit they are in."""

    x: float
    until: float
    label: float
    ends: tuple[float, ...]
    size: float
    unit: Unit

    @classmethod
    def fitting(cls, pen: Pen, lines: Sequence[Line], heads: Heads, x: float, until: float) -> Sheet:
        """The grid from `x` to `until` in the largest size that fits `lines` and leaves names 118 points."""
        for unit in Unit:
            for size in _SIZES:
                widths = _widths(pen, lines, heads, (size, unit))
                if sum(widths) <= until - x - _LABEL_AT_LEAST:
                    return cls._spread(widths, x, until, (size, unit))
        squeeze = (until - x - _LABEL_AT_LEAST) / sum(widths)
        return cls._spread([w * squeeze for w in widths], x, until, (_SIZES[-1] * squeeze, unit))

    @classmethod
    def _spread(cls, widths: Sequence[float], x: float, until: float, figures: tuple[float, Unit]) -> Sheet:
        spare = max(0.0, until - x - _LABEL_AT_MOST - sum(widths)) / len(widths)
        label = until - x - sum(widths) - spare * len(widths)
        ends, at = [], x + label
        for width in widths:
            at += width + spare
            ends.append(at)
        return cls(x, until, label, tuple(ends), *figures)

    def heading(self, pen: Pen, y: float, heads: Heads) -> float:
        """Draw the column heads, two lines each, over a rule; returns where it stands."""
        style = Style(min(7.0, self.size), colour=MUTED)
        for end, (upper, lower) in zip(self.ends, heads, strict=True):
            pen.right(end, y + 8, upper, style)
            pen.right(end, y + 17, lower, style)
        pen.rule(self.x, y + 22, self.until, 0.75)
        return y + 22

    def line(self, pen: Pen, y: float, line: Line) -> float:
        """Draw `line` under `y`; returns where it ends."""
        base, colour = y + ROW - 3.6, MUTED if line.quiet else INK
        style = Style(self.size, line.strong, colour)
        size = Style(self.size + (0.4 if line.strong else 0), line.strong, colour)
        detail = Style(min(6.8, self.size), colour=MUTED)
        text = pen.readable(line.label)
        tail = pen.fitted(pen.readable(line.detail), self.label * 0.45, detail) if line.detail else ""
        room = (self.label if line.cells else self.until - self.x) - _GAP - (pen.wide(tail, detail) + 6 if tail else 0)
        text = pen.fitted(text, room, size)
        pen.text(self.x, base, text, size)
        pen.text(self.x + pen.wide(text, size) + 6, base, tail, detail)
        for end, cell in zip(self.ends, line.cells, strict=False):
            figure = said(cell, self.unit)
            pen.right(end, base, figure, Style(self.size, colour=MUTED) if figure == "–" else style)
        return y + ROW


def _widths(pen: Pen, lines: Sequence[Line], heads: Heads, figures: tuple[float, Unit]) -> list[float]:
    size, unit = figures
    small = Style(min(7.0, size))
    widths = [max(pen.wide(upper, small), pen.wide(lower, small), 22.0) for upper, lower in heads]
    for line in lines:
        style = Style(size, line.strong)
        cells = (pen.wide(said(cell, unit), style) for cell in line.cells)
        widths = [max(pair) for pair in zip(widths, cells, strict=False)] if line.cells else widths
    return [width + _GAP for width in widths]
