"""The aging on a page for the board: key figures, a chart, totals, the largest debtors, in the firm's language.

What does not fit on the page is counted and summed on it; what moved since the last run is at its foot or on the next.
Amounts keep
their cents while they fit, else the page says that they are in whole units, thousands or millions.
"""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.letters.language.voice import Voice
from pastdue.model.money import Money
from pastdue.reports.aging.aged import AgedCurrency, Aging
from pastdue.reports.aging.page.bars import Chart
from pastdue.reports.aging.page.debtors import debtor_lines
from pastdue.reports.aging.page.figures import ROW, FigureSheet, Line, total_lines
from pastdue.reports.aging.page.pen import MUTED, Page, Pen, TextStyle, code_point
from pastdue.reports.aging.page.second import (
    draw_largest,
    draw_moved,
    room_for_largest,
    room_for_moved,
    runs_of,
)
from pastdue.reports.aging.page.words import AgingWords
from pastdue.typeset.ink.face import Face

MARGIN = 42.0
_MOST_BARS = 8
_MOST_TOTALS = 14
_FOOTER = 55.0
_TABLE_HEAD = 33.0
_APART = 14.0
"""The space above what moved at the foot of the page."""


@dataclass(frozen=True, slots=True)
class AgingPage:
    """The PDF, and the characters it shows as `[?]` because the typefaces lack them or they are invisible."""

    pdf: bytes
    gaps: tuple[str, ...]


def aging_page(aging: Aging, firm: str, voice: Voice, page: Page = Page.A4, fallback: Face | None = None) -> AgingPage:
    """The aging of `firm` as a PDF in the language of `voice`; the same aging gives the same bytes.
    `fallback` is the face for characters that ours lack.

    One page; where there was a run before, what moved and days late from run to run stand at its foot, or, where it has
    no room for them, with the largest debtors in bars on one or two more. With more than 8 currencies the charts show
    the 8 with most invoices, and the table 14 of them.
    """
    words = AgingWords(voice)
    pen = Pen(page, words, fallback)
    left, right = MARGIN, pen.width - MARGIN
    y = _header(pen, aging, firm)
    busiest = sorted(aging.totals, key=lambda total: -total.invoices)
    if not aging.totals:
        pen.text(left, y + 20, words.say("nothing"), TextStyle(11))
    else:
        if len(aging.totals) == 1:
            y = _key_figures(pen, y, aging)
        y = _heading(pen, y, words.say("share"))
        y = Chart(aging, left, right).draw(pen, y + 7, _kept(aging, busiest[:_MOST_BARS])) + 4
        totals = _kept(aging, busiest[:_MOST_TOTALS])
        y = _tables(pen, y, aging, totals)
    shown = _kept(aging, busiest[:_MOST_BARS])
    before = bool(aging.totals) and (aging.movement is not None or bool(runs_of(aging)))
    fits = y + _APART + room_for_moved(aging, shown) <= pen.height - MARGIN - _FOOTER
    if before and fits:
        draw_moved(pen, y + _APART, aging, shown, 1.0)
    _footer(pen, aging)
    if before and not fits:
        pen.turn()
        y = draw_moved(pen, _header(pen, aging, firm), aging, shown)
        if y + room_for_largest(shown) > pen.height - MARGIN:
            pen.turn()
            y = _header(pen, aging, firm)
        draw_largest(pen, y, aging, shown)
    return AgingPage(pen.finished(f"{words.say('title')} {aging.as_of}", firm, aging.as_of), pen.gaps)


def _kept(aging: Aging, some: list[AgedCurrency]) -> tuple[AgedCurrency, ...]:
    return tuple(total for total in aging.totals if total in some)


def _header(pen: Pen, aging: Aging, firm: str) -> float:
    """The firm, the title and the day, the title as large as they leave it room; returns where the rule stands."""
    left, right, words = MARGIN, pen.width - MARGIN, pen.words
    name, title = TextStyle(9.5, bold=True, colour=MUTED), TextStyle(22, bold=True)
    pen.text(left, MARGIN + 8, pen.fitted(pen.readable(firm), right - left, name), name)
    beside = (
        (words.say("as_of", date=words.voice.written.day(aging.as_of)), TextStyle(11, bold=True)),
        (words.basis(aging), TextStyle(8, colour=MUTED)),
    )
    room = right - left - max(pen.wide(text, style) for text, style in beside) - 14
    size = min(title.size, title.size * room / pen.wide(words.say("title"), title))
    pen.text(left, MARGIN + 36, words.say("title"), TextStyle(size, bold=True))
    for line, (text, style) in enumerate(beside):
        pen.right(right, MARGIN + 25 + 12 * line, text, style)
    pen.rule(left, MARGIN + 47, right, 1.2)
    return MARGIN + 47


def _key_figures(pen: Pen, y: float, aging: Aging) -> float:
    """The one currency's figures in large print."""
    (total,), words = aging.totals, pen.words

    def part(money: Money) -> str:
        share = total.share(money)
        return "" if share is None else words.say("of_open", percent=words.percent(share))

    owing = words.counted("customers", total.customers)
    figures = [(words.say("open", currency=total.currency), words.exact(total.total), owing)]
    if aging.by_due:
        late = total.overdue_undisputed
        figures.append((words.say("overdue"), words.exact(late), part(late)))
    last = total.buckets[-1]
    figures.append((words.bucket(aging.groups[-1]), words.exact(last), part(last)))
    figures.append((words.say("disputed"), words.exact(total.disputed), part(total.disputed)))
    late_count = words.counted("late_invoices", total.late_invoices)
    figures.append((words.say("average"), words.figure(total.average_days_late), late_count))
    width = (pen.width - 2 * MARGIN) / len(figures)
    widest = max(pen.wide(figure, TextStyle(15, bold=True)) for _, figure, _ in figures)
    size = min(15.0, 15 * (width - 8) / widest)
    for n, (what, figure, detail) in enumerate(figures):
        x = MARGIN + n * width
        pen.text(x, y + 18, what, TextStyle(7.5, colour=MUTED))
        pen.text(x, y + 36, figure, TextStyle(size, bold=True))
        pen.text(x, y + 47, detail, TextStyle(7, colour=MUTED))
    pen.rule(MARGIN, y + 57, pen.width - MARGIN)
    return y + 57


def _heading(pen: Pen, y: float, text: str, unit: str = "") -> float:
    pen.text(MARGIN, y + (19 if unit else 21), text, TextStyle(10.5, bold=True))
    pen.text(MARGIN, y + 28, unit, TextStyle(7, colour=MUTED))
    return y + 23


def _tables(pen: Pen, y: float, aging: Aging, totals: tuple[AgedCurrency, ...]) -> float:
    """Totals, then as many debtors as there is room for above the footer."""
    left, right = MARGIN, pen.width - MARGIN
    bottom = pen.height - MARGIN - _FOOTER
    words, heads = pen.words, _heads(aging, pen.words)
    average = (words.say("average_upper"), words.say("average_lower"))
    oldest = (words.say("oldest_upper"), words.say("oldest_lower"))
    sums = total_lines(totals, len(totals) <= 3, words)
    hidden = len(aging.totals) - len(totals)
    if hidden:
        sums.append(Line(words.counted("more_currencies", hidden), quiet=True))
    room = bottom - (y + 2 * _TABLE_HEAD + len(sums) * ROW + 6)
    owing = debtor_lines(aging, totals, int(room // ROW), words)
    sheet = FigureSheet.fitting(pen, [*sums, *owing], (*heads, average), (left, right))
    y = _heading(pen, y, words.say("totals"), words.unit(sheet.unit))
    y = sheet.heading(pen, y - 14, (*heads, average))
    for line in sums:
        y = sheet.line(pen, y, line)
    y = _heading(pen, y + 6, words.say("debtors"), words.unit(sheet.unit))
    y = sheet.heading(pen, y - 14, (*heads, oldest))
    for n, line in enumerate(owing):
        if line.strong and n:
            pen.rule(left, y, right)
        y = sheet.line(pen, y, line)
    return y


def _heads(aging: Aging, words: AgingWords) -> tuple[tuple[str, str], ...]:
    return (*map(words.range, aging.groups), ("", words.say("disputed")), ("", words.say("total")))


def _footer(pen: Pen, aging: Aging) -> None:
    words = pen.words
    below = any(money.amount < 0 for t in aging.totals for money in (*t.buckets, t.disputed))
    average = "note_average" if aging.calendar is None else "note_average_business"
    notes = [
        words.say("note_due" if aging.by_due else "note_issued"),
        words.say("note_percent"),
        words.say(average),
        words.say("note_currencies") + (" " + words.say("note_below") if below else ""),
    ]
    if pen.gaps:
        notes.append(words.say("note_gaps", signs=", ".join(map(code_point, pen.gaps))))
    y, style = pen.height - MARGIN - 9 * (len(notes) - 1), TextStyle(6.8, colour=MUTED)
    pen.rule(MARGIN, y - 12, pen.width - MARGIN)
    for note in notes:
        pen.text(MARGIN, y, pen.fitted(note, pen.width - 2 * MARGIN, style), style)
        y += 9
