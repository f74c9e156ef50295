"""How does the aging look on one page for the board? Key figures, a chart, totals, the largest debtors.

Always one page: what does not fit is counted and summed on it. Amounts keep their cents while they fit, else the
page says that they are in whole units, thousands or millions. English, figures as 1,234.50.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pastdue.model.money import Money
from pastdue.reports.aging.buckets import AgedCurrency, Aging
from pastdue.reports.aging.page.bars import Chart, overdue, percent, spoken
from pastdue.reports.aging.page.debtors import debtor_lines
from pastdue.reports.aging.page.figures import ROW, Line, Sheet, said, total_lines
from pastdue.reports.aging.page.pen import MUTED, Page, Pen, Style

MARGIN = 42.0
_MOST_BARS = 8
_MOST_TOTALS = 14
_FOOTER = 46.0
_TABLE_HEAD = 33.0
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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
        y = Chart(aging, left, right).draw(pen, y + 7, _kept(aging, busiest[:_MOST_BARS])) + 4
        totals = _kept(aging, busiest[:_MOST_TOTALS])
        y = _tables(pen, y, aging, totals)
    _footer(pen, aging)
    return AgingPage(pen.finished(), pen.gaps)


def _kept(aging: Aging, some: list[AgedCurrency]) -> tuple[AgedCurrency, ...]:
    return tuple(total for total in aging.totals if total in some)


def _header(pen: Pen, aging: Aging, firm: str) -> float:
    left, right = MARGIN, pen.width - MARGIN
    name = Style(9.5, bold=True, colour=MUTED)
    pen.text(left, MARGIN + 8, pen.fitted(pen.readable(firm), right - left, name), name)
    pen.text(left, MARGIN + 36, "Aging report", Style(22, bold=True))
    pen.right(right, MARGIN + 25, f"as of {_long(aging.as_of)}", Style(11, bold=True))
    pen.right(right, MARGIN + 37, f"by {aging.basis}", Style(8, colour=MUTED))
    pen.rule(left, MARGIN + 47, right, 1.2)
    return MARGIN + 47


def _key_figures(pen: Pen, y: float, aging: Aging) -> float:
    """The one currency's figures in large print."""
    (total,) = aging.totals
    late_count, owing = _counted(total.late_invoices, "late invoice"), _counted(total.customers, "customer")
    figures = [(f"open, {total.currency}", _exact(total.total), owing)]
    if aging.by_due:
        late = overdue(total)
        figures.append(("overdue", _exact(late), percent(total.share(late)) + " of what is open"))
    last = total.buckets[-1]
    figures.append((spoken(aging.labels[-1]), _exact(last), percent(total.share(last)) + " of what is open"))
    figures.append(("disputed", _exact(total.disputed), percent(total.share(total.disputed)) + " of what is open"))
    figures.append(("average days late", said(total.average_days_late), late_count))
    width = (pen.width - 2 * MARGIN) / len(figures)
    widest = max(pen.wide(figure, Style(15, bold=True)) for _, figure, _ in figures)
    size = min(15.0, 15 * (width - 8) / widest)
    for n, (what, figure, detail) in enumerate(figures):
        x = MARGIN + n * width
        pen.text(x, y + 18, what, Style(7.5, colour=MUTED))
        pen.text(x, y + 36, figure, Style(size, bold=True))
        pen.text(x, y + 47, detail, Style(7, colour=MUTED))
    pen.rule(MARGIN, y + 57, pen.width - MARGIN)
    return y + 57


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'s' if count != 1 else ''}"


def _exact(money: Money) -> str:
    return said(money) if money else money.plain


def _heading(pen: Pen, y: float, text: str, unit: str = "") -> float:
    pen.text(MARGIN, y + (19 if unit else 21), text, Style(10.5, bold=True))
    pen.text(MARGIN, y + 28, unit, Style(7, colour=MUTED))
    return y + 23


def _tables(pen: Pen, y: float, aging: Aging, totals: tuple[AgedCurrency, ...]) -> float:
    """Totals, then as many debtors as there is room for above the footer."""
    left, right, bottom = MARGIN, pen.width - MARGIN, pen.height - MARGIN - _FOOTER
    sums = total_lines(totals, shares=len(totals) <= 3)
    hidden = len(aging.totals) - len(totals)
    if hidden:
        sums.append(
            Line(
                f"and {hidden} more currenc{'ies' if hidden > 1 else 'y'}, for which there is no room here", quiet=True
            )
        )
    heads = _heads(aging)
    room = bottom - (y + 2 * _TABLE_HEAD + len(sums) * ROW + 6)
    owing = debtor_lines(aging, totals, int(room // ROW))
    sheet = Sheet.fitting(pen, [*sums, *owing], (*heads, ("avg. days", "late")), left, right)
    y = _heading(pen, y, "Totals", sheet.unit.said)
    y = sheet.heading(pen, y - 14, (*heads, ("avg. days", "late")))
    for line in sums:
        y = sheet.line(pen, y, line)
    y = _heading(pen, y + 6, "Largest debtors", sheet.unit.said)
    y = sheet.heading(pen, y - 14, (*heads, ("oldest,", "days")))
    for n, line in enumerate(owing):
        if line.strong and n:
            pen.rule(left, y, right)
        y = sheet.line(pen, y, line)
    return y


def _heads(aging: Aging) -> tuple[tuple[str, str], ...]:
    buckets = ((label.replace("-", "–"), "days") if label != "not due" else ("", label) for label in aging.labels)
    return (*buckets, ("", "disputed"), ("", "total"))


def _footer(pen: Pen, aging: Aging) -> None:
    counted = (
        "Late days run from the due date, moved to an open day where the terms or the law say so; due today is not due."
        if aging.by_due
        else "Ages run from the invoice date."
    )
    below, unit = "", "business" if aging.business else "calendar"
    if any(money.amount < 0 for t in aging.totals for money in (*t.buckets, t.disputed)):
        below = " A bar leaves out a group below zero."
    notes = [
        counted + " Currencies are never added or converted.",
        "Percentages are of the total. Disputed invoices stand in no age group. Credits lower the group of their age.",
        f"Average days late: {unit} days, the mean over undisputed late invoices." + below,
    ]
    if pen.gaps:
        notes.append("[?] stands for characters the typeface lacks: " + ", ".join(gap.split()[-1] for gap in pen.gaps))
    y, style = pen.height - MARGIN - 9 * (len(notes) - 1), Style(6.8, colour=MUTED)
    pen.rule(MARGIN, y - 12, pen.width - MARGIN)
    for note in notes:
        pen.text(MARGIN, y, pen.fitted(note, pen.width - 2 * MARGIN, style), style)
        y += 9


def _long(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
