"""The letter by reportlab's Platypus, as people write it: paragraphs, tables and spacers in a template."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from benchmarks import sheet
from pastdue.model.letters import Letter

_SANS, _BOLD = "Plain", "Plain-Bold"
_QUIET, _ACCENT, _TINT = (Color(*sheet.shade(c)) for c in (sheet.QUIET, sheet.ACCENT, sheet.TINT))
_TOP = sheet.SENDER_TOP


class ByPlatypus:
    """Letters built with SimpleDocTemplate and our two faces embedded; reportlab's own defaults otherwise."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(TTFont(_SANS, str(sheet.REGULAR)))
        pdfmetrics.registerFont(TTFont(_BOLD, str(sheet.BOLD)))
        self._styles = {
            "name": ParagraphStyle("name", fontName=_BOLD, fontSize=15, leading=18),
            "small": ParagraphStyle("small", fontName=_SANS, fontSize=sheet.SMALL, leading=11),
            "return": ParagraphStyle("return", fontName=_SANS, fontSize=7.5, leading=9, textColor=_QUIET),
            "address": ParagraphStyle("address", fontName=_SANS, fontSize=10, leading=12),
            "subject": ParagraphStyle("subject", fontName=_BOLD, fontSize=sheet.TEXT, leading=14, spaceAfter=11),
            "text": ParagraphStyle("text", fontName=_SANS, fontSize=sheet.TEXT, leading=14, spaceAfter=11),
        }

    def one(self, letter: Letter) -> bytes:
        """The letter as a PDF of its own."""
        target = BytesIO()
        template = _template(target, letter)
        template.build(self._story(letter), onFirstPage=lambda canvas, _: _head_and_foot(canvas, letter))
        return target.getvalue()

    def merged(self, letters: Iterable[Letter], target: BinaryIO) -> None:
        """All letters in one PDF, each with a bookmark: one story with page breaks."""
        story: list[Flowable] = []
        furnish: list[Letter] = []
        for letter in letters:
            story += [*self._story(letter), PageBreak()]
            furnish.append(letter)

        def page(canvas: Canvas, document: Any) -> None:
            letter = furnish[document.page - 1]
            canvas.bookmarkPage(letter.number)
            canvas.addOutlineEntry(letter.number, letter.number)
            _head_and_foot(canvas, letter)

        _template(target, furnish[0]).build(story, onFirstPage=page, onLaterPages=page)

    def _story(self, letter: Letter) -> list[Flowable]:
        name, *lines = letter.head.sender
        own = [self._p(name, "name"), *(self._p(line, "small") for line in lines)]
        to = [
            self._p(letter.head.return_line, "return"),
            Spacer(0, 4),
            *(self._p(w, "address") for w in letter.head.recipient),
        ]
        dated = ((letter.head.place_and_date, ""), ("", ""), *letter.head.references)
        return [
            _beside(own, letter.head.sender_details, sheet.RULE - _TOP),
            _beside(to, dated, sheet.TEXT_TOP - sheet.RULE - 11, top=28),
            self._p(letter.subject, "subject"),
            *(self._p(text, "text") for text in (letter.salutation, *letter.opening)),
            _grid(letter),
            Spacer(0, 14),
            _payment(letter),
            Spacer(0, 18),
            *(self._p(text, "text") for text in (*letter.closing, letter.farewell)),
            Spacer(0, 30),
            *(self._p(line, "address") for line in letter.signature),
        ]

    def _p(self, text: str, style: str) -> Paragraph:
        return Paragraph(escape(text), self._styles[style])


def _template(target: BinaryIO, letter: Letter) -> SimpleDocTemplate:
    return SimpleDocTemplate(
        target, pagesize=(sheet.WIDTH, sheet.HEIGHT), leftMargin=sheet.LEFT - 6, rightMargin=20 * sheet.MM - 6,
        topMargin=_TOP - 6, bottomMargin=14 * sheet.MM, title=letter.title, author=letter.author,
    )  # fmt: skip


def _head_and_foot(canvas: Canvas, letter: Letter) -> None:
    """Rules, fold marks, legal line and page number, drawn on the canvas as the guide shows it."""
    canvas.saveState()
    canvas.setStrokeColor(_ACCENT)
    canvas.line(sheet.LEFT, sheet.HEIGHT - sheet.RULE, sheet.RIGHT, sheet.HEIGHT - sheet.RULE)
    canvas.setStrokeColor(_QUIET)
    canvas.setLineWidth(0.5)
    for height, long in sheet.FOLDS:
        y = sheet.HEIGHT - height * sheet.MM
        canvas.line(5 * sheet.MM, y, (5 + long) * sheet.MM, y)
    canvas.setFillColor(_QUIET)
    canvas.setFont(_SANS, 7.5)
    for line in letter.footer:
        canvas.drawString(sheet.LEFT, sheet.HEIGHT - sheet.FOOT, line)
    canvas.drawRightString(sheet.RIGHT, sheet.HEIGHT - sheet.FOOT, letter.page_label.format(page=1, pages=1))
    canvas.restoreState()


def _beside(left: list[Flowable], pairs: Iterable[tuple[str, str]], height: float, top: float = 0) -> Table:
    """`left` in the left column, `pairs` in the right one, in a row of this height."""
    style = [
        ("FONT", (0, 0), (-1, -1), _SANS, sheet.SMALL, sheet.SMALL_LEADING),
        ("TEXTCOLOR", (0, 0), (0, -1), _QUIET),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ]
    right = Table([list(pair) for pair in pairs], colWidths=[62, None], hAlign="LEFT", style=TableStyle(style))
    outer = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), top),
    ]
    widths = [sheet.ASIDE - sheet.LEFT, sheet.RIGHT - sheet.ASIDE]
    return Table([[left, right]], colWidths=widths, rowHeights=[height], style=TableStyle(outer))


def _grid(letter: Letter) -> Table:
    grid = letter.grid
    first = len(grid.rows) + 1
    rows = [[head.replace(" ", "\n") for head in grid.headings], *map(list, grid.rows)]
    rows += [[""] * (len(grid.headings) - 4) + [label, "", "", amount] for label, amount in grid.totals]
    style = [
        ("FONT", (0, 0), (-1, 0), _BOLD, 8, 9.5),
        ("FONT", (0, 1), (-1, -1), _SANS, 8, 9.5),
        ("FONT", (0, first), (-1, -1), _BOLD, 9, 11),
        ("ALIGN", (grid.align.index("r"), 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEABOVE", (0, 1), (-1, -1), 0.4, _QUIET),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return Table(rows, colWidths=sheet.COLUMNS, repeatRows=1, style=TableStyle(style))


def _payment(letter: Letter) -> Table:
    rows = [[letter.payment.title, ""], *map(list, letter.payment.rows), [letter.payment.pay_line, ""]]
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), _TINT),
        ("LINEABOVE", (0, 0), (-1, 0), 0.75, _ACCENT),
        ("FONT", (0, 0), (-1, -1), _SANS, 9.5, 12),
        ("FONT", (0, 0), (-1, 0), _BOLD, 9.5, 12),
        ("FONT", (0, -1), (-1, -1), _BOLD, sheet.TEXT, 13),
        ("TEXTCOLOR", (0, 0), (-1, 0), _ACCENT),
        ("TEXTCOLOR", (0, 1), (0, -2), _QUIET),
        ("SPAN", (0, -1), (-1, -1)),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 7),
    ]
    return Table(rows, colWidths=[80, sheet.FULL - 80], style=TableStyle(style))
