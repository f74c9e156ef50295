"""The grid of the page's tables of figures: one for all of them, as small as the widest figure asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pastdue.reports.aging.aged import AgedCurrency
from pastdue.reports.aging.page.pen import INK, MUTED, Pen, TextStyle
from pastdue.reports.aging.page.words import AgingWords, Cell, FigureUnit

ROW = 13.0
_SIZES = (7.8, 7.4, 7.0, 6.6, 6.2)
_GAP = 9.0
_LABEL_AT_LEAST, _LABEL_AT_MOST = 118.0, 205.0


Heads = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures: a label, a muted word after it, one cell a column; `quiet` for shares and remainders."""

    label: str
    cells: tuple[Cell | str, ...] = ()
    detail: str = ""
    strong: bool = False
    quiet: bool = False


def total_lines(totals: Iterable[AgedCurrency], shares: bool, words: AgingWords) -> list[Line]:
    """A strong line a currency, and with `shares` a quiet one under it with each amount in percent."""
    lines = []
    for total in totals:
        detail = words.counted("invoices", total.invoices)
        cells = (*total.buckets, total.disputed, total.total, total.average_days_late)
        lines.append(Line(total.currency, cells, detail, strong=True))
        if shares:
            parts = (words.percent(total.share(m)) if m else "" for m in (*total.buckets, total.disputed, total.total))
            lines.append(Line("", (*parts, ""), quiet=True))
    return lines


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """The grid: where each column ends, in which size figures are set, and the unit they are in."""

    x: float
    until: float
    label: float
    ends: tuple[float, ...]
    size: float
    unit: FigureUnit

    @classmethod
    def fitting(cls, pen: Pen, lines: Sequence[Line], heads: Heads, sides: tuple[float, float]) -> FigureSheet:
        """The grid between `sides` in the largest size that fits `lines` and leaves names 118 points."""
        x, until = sides
        for unit in FigureUnit:
            for size in _SIZES:
                widths = _widths(pen, lines, heads, (size, unit))
                if sum(widths) <= until - x - _LABEL_AT_LEAST:
                    return cls._spread(widths, sides, (size, unit))
        squeeze = (until - x - _LABEL_AT_LEAST) / sum(widths)
        return cls._spread([w * squeeze for w in widths], sides, (_SIZES[-1] * squeeze, unit))

    @classmethod
    def _spread(
        cls, widths: Sequence[float], sides: tuple[float, float], figures: tuple[float, FigureUnit]
    ) -> FigureSheet:
        x, until = sides
        spare = max(0.0, until - x - _LABEL_AT_MOST - sum(widths)) / len(widths)
        label = until - x - sum(widths) - spare * len(widths)
        ends, at = [], x + label
        for width in widths:
            at += width + spare
            ends.append(at)
        return cls(x, until, label, tuple(ends), *figures)

    def heading(self, pen: Pen, y: float, heads: Heads) -> float:
        """Draw the column heads, two lines each, over a rule; returns where it stands."""
        style = TextStyle(min(7.0, self.size), colour=MUTED)
        for end, (upper, lower) in zip(self.ends, heads, strict=True):
            pen.right(end, y + 8, upper, style)
            pen.right(end, y + 17, lower, style)
        pen.rule(self.x, y + 22, self.until, 0.75)
        return y + 22

    def line(self, pen: Pen, y: float, line: Line) -> float:
        """Draw `line` under `y`; returns where it ends."""
        base, colour = y + ROW - 3.6, MUTED if line.quiet else INK
        style = TextStyle(self.size, line.strong, colour)
        size = TextStyle(self.size + (0.4 if line.strong else 0), line.strong, colour)
        detail = TextStyle(min(6.8, self.size), colour=MUTED)
        text = pen.readable(line.label)
        tail = pen.fitted(pen.readable(line.detail), self.label * 0.45, detail) if line.detail else ""
        room = (self.label if line.cells else self.until - self.x) - _GAP - (pen.wide(tail, detail) + 6 if tail else 0)
        text = pen.fitted(text, room, size)
        pen.text(self.x, base, text, size)
        pen.text(self.x + pen.wide(text, size) + 6, base, tail, detail)
        for end, cell in zip(self.ends, line.cells, strict=False):
            figure = pen.words.figure(cell, self.unit)
            pen.right(end, base, figure, TextStyle(self.size, colour=MUTED) if figure == "–" else style)
        return y + ROW


def _widths(pen: Pen, lines: Sequence[Line], heads: Heads, figures: tuple[float, FigureUnit]) -> list[float]:
    size, unit = figures
    small = TextStyle(min(7.0, size))
    widths = [max(pen.wide(upper, small), pen.wide(lower, small), 22.0) for upper, lower in heads]
    for line in lines:
        style = TextStyle(size, line.strong)
        cells = (pen.wide(pen.words.figure(cell, unit), style) for cell in line.cells)
        widths = [max(pair) for pair in zip(widths, cells, strict=False)] if line.cells else widths
    return [width + _GAP for width in widths]
