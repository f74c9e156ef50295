"""How does the aging look on one page for the board? Key figures, a chart, totals, the largest debtors.

Always one page: what does not fit is counted and summed on it. Amounts keep their cents while they fit, else the
page says that they are whole units. English, figures as 1,234.50.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pastdue.money import Money
from pastdue.reports.aged import AgedCurrency, Aging
from pastdue.tables.bars import ROW, Chart, overdue, percent, spoken
from pastdue.tables.debtors import debtor_lines
from pastdue.tables.figures import Line, Sheet, said, total_lines
from pastdue.tables.pen import INK, MUTED, Page, Pen, Style

MARGIN = 42.0
_MOST_BARS = 8
_MOST_TOTALS = 14


@dataclass(frozen=True, slots=True)
class AgingPage:
    """The PDF, and the characters it shows as `[?]` because our faces lack them (each as `'東' U+6771`)."""

    pdf: bytes
    gaps: tuple[str, ...]


def aging_page(aging: Aging, firm: str, page: Page = Page.A4) -> AgingPage:
    """The aging of `firm` as a one-page PDF; the same aging gives the same bytes.

    With more than 8 currencies the chart shows the 8 with most invoices, and the table 14 of them.
    """
    pen = Pen(page, f"Aging report {aging.as_of}", firm)
    left, right = MARGIN, pen.width - MARGIN
    y = _header(pen, aging, firm)
    busiest = sorted(aging.totals, key=lambda total: -total.invoices)
    if not aging.totals:
        pen.text(left, y + 20, "Nothing is open on this day.", Style(11))
    else:
        if len(aging.totals) == 1:
            y = _key_figures(pen, y, aging)
        y = _heading(pen, y, "Share of what is open, by age")
        y = Chart(aging, left, right).draw(pen, y + 7, _kept(aging, busiest[:_MOST_BARS])) + 14
        totals = _kept(aging, busiest[:_MOST_TOTALS])
        y = _tables(pen, y, aging, totals)
    _footer(pen, aging)
    return AgingPage(pen.finished(), pen.gaps)


def _kept(aging: Aging, some: list[AgedCurrency]) -> tuple[AgedCurrency, ...]:
    return tuple(total for total in aging.totals if total in some)
