"""The aging as a chart: a bar per currency, its buckets as shares of the open amount, darker with age.

Bars are as long as each other: amounts in different currencies are never measured on one scale.
"""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.reports.aging.aged import AgedCurrency, Aging
from pastdue.reports.aging.page.pen import INK, MUTED, Pen, TextStyle
from pastdue.reports.charts.bars import stacked
from pastdue.reports.charts.palette import palette

_LABEL = 34.0
_SAID = 74.0
ROW = 21.0
_BAR = 14.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart with its left and right edge on the page, in points, and the aging it shows."""

    aging: Aging
    x: float
    until: float

    def draw(self, pen: Pen, y: float, totals: tuple[AgedCurrency, ...]) -> float:
        """Draw the legend and the bars from `y` down; returns where they end."""
        colours = palette(len(self.aging.labels))
        y = self.legend(pen, y)
        for total in totals:
            self._bar(pen, y, total, colours)
            y += ROW
        return y

    def legend(self, pen: Pen, y: float) -> float:
        """Draw the legend of the buckets' colours; returns the y at which it ends, in points."""
        style, x, colours = TextStyle(7, colour=MUTED), self.x + _LABEL, palette(len(self.aging.labels))
        groups = zip(self.aging.groups, colours, strict=True)
        entries = [(pen.words.bucket(bucket), colour) for bucket, colour in groups]
        if any(total.disputed for total in self.aging.totals):
            entries.append((pen.words.say("disputed"), ""))
        for said, colour in entries:
            width = 11.5 + pen.wide(said, style)
            if x + width > self.until:
                x, y = self.x + _LABEL, y + 12
            if colour:
                pen.box(x, y, (8, 8), colour)
            else:
                pen.hatched(x, y, (8, 8))
            pen.text(x + 11.5, y + 6.8, said, style)
            x += width + 14
        return y + 17

    def _bar(self, pen: Pen, y: float, total: AgedCurrency, colours: tuple[str, ...]) -> None:
        pen.text(self.x, y + 10.2, total.currency, TextStyle(9, bold=True))
        amounts = (*total.buckets, total.disputed)
        start, room = self.x + _LABEL, self.until - _SAID - self.x - _LABEL
        for part in stacked(amounts):
            x, width = start + float(part.start) / 100 * room, float(part.length) / 100 * room
            size = (max(0.4, width - 0.8), _BAR)
            if part.of == len(colours):
                pen.hatched(x, y, size)
                continue
            colour, share = colours[part.of], pen.words.percent(total.share(amounts[part.of]))
            pen.box(x, y, size, colour)
            self._inside(pen, (x + size[0] / 2, y + 9.6), share, (size[0], colour))
        late = total.share(total.overdue_undisputed)
        if self.aging.by_due and late is not None:
            said = pen.words.say("percent_overdue", percent=pen.words.percent(late))
            pen.right(self.until, y + 10, said, TextStyle(8, colour=INK))

    @staticmethod
    def _inside(pen: Pen, at: tuple[float, float], said: str, size: tuple[float, str]) -> None:
        width, colour = size
        style = TextStyle(7, colour="FFFFFF" if int(colour[2:4], 16) < 0xA0 else INK)
        if pen.wide(said, style) + 5 <= width:
            pen.centred(at[0], at[1], said, style)
