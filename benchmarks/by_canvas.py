"""The letter by a bare reportlab canvas: drawString at computed places, `simpleSplit` to break lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import BinaryIO

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks import sheet
from pastdue.model.letters import Grid, Letter

_SANS, _BOLD = "Plain", "Plain-Bold"
_BLACK = (0, 0, 0)


class ByCanvas:
    """Letters drawn on reportlab's canvas with our two faces embedded; reportlab's own defaults otherwise."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(TTFont(_SANS, str(sheet.REGULAR)))
        pdfmetrics.registerFont(TTFont(_BOLD, str(sheet.BOLD)))

    def one(self, letter: Letter) -> bytes:
        """The letter as a PDF of its own."""
        target = BytesIO()
        self.merged([letter], target)
        return target.getvalue()

    def merged(self, letters: Iterable[Letter], target: BinaryIO) -> None:
        """All letters in one PDF, each with a bookmark."""
        canvas = Canvas(target, pagesize=(sheet.WIDTH, sheet.HEIGHT))
        for letter in letters:
            canvas.setTitle(letter.title)
            canvas.setAuthor(letter.author)
            canvas.bookmarkPage(letter.number)
            canvas.addOutlineEntry(letter.number, letter.number)
            _Page(canvas).letter(letter)
            canvas.showPage()
        canvas.save()


class _Page:
    """One page in the making; `y` runs down from the top."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._y = sheet.TEXT_TOP

    def letter(self, letter: Letter) -> None:
        self._head(letter)
        self._foot(letter)
        self._prose(letter.subject, _BOLD)
        for text in (letter.salutation, *letter.opening):
            self._prose(text)
        self._grid(letter.grid)
        self._payment(letter)
        for text in (*letter.closing, letter.farewell):
            self._prose(text)
        self._y += 40
        for line in letter.signature:
            self._words(sheet.LEFT, self._y, sheet.TEXT, line)
            self._y += sheet.LEADING

    def _head(self, letter: Letter) -> None:
        name, *lines = letter.head.sender
        self._words(sheet.LEFT, sheet.SENDER_TOP + 12, 15, name, _BOLD)
        for n, line in enumerate(lines):
            self._words(sheet.LEFT, sheet.SENDER_TOP + 27 + n * 11, sheet.SMALL, line)
        self._pairs(letter.head.sender_details, sheet.ASIDE, sheet.SENDER_TOP + 8)
        self._rule(sheet.LEFT, sheet.RULE, sheet.RIGHT, 0.75, sheet.ACCENT)
        self._words(sheet.LEFT, sheet.RETURN_LINE, 7.5, letter.head.return_line, colour=sheet.QUIET)
        for n, line in enumerate(letter.head.recipient):
            self._words(sheet.LEFT, sheet.ADDRESS + 9 + n * 12, 10, line)
        self._words(sheet.ASIDE, sheet.DATE + 7, 9.5, letter.head.place_and_date)
        self._pairs(letter.head.references, sheet.ASIDE, sheet.REFERENCES + 7)
        for height, long in sheet.FOLDS:
            self._rule(5 * sheet.MM, height * sheet.MM, (5 + long) * sheet.MM, 0.5, sheet.QUIET)

    def _foot(self, letter: Letter) -> None:
        lines = [part for line in letter.footer for part in simpleSplit(line, _SANS, 7.5, sheet.FULL - 24 * sheet.MM)]
        for n, line in enumerate(lines):
            self._words(sheet.LEFT, sheet.FOOT - (len(lines) - 1 - n) * 9.5, 7.5, line, colour=sheet.QUIET)
        self._words(sheet.RIGHT, sheet.FOOT, 7.5, letter.page_label.format(page=1, pages=1), colour=sheet.QUIET, to="r")

    def _grid(self, grid: Grid) -> None:
        edges = [sheet.LEFT + sum(sheet.COLUMNS[:n]) for n in range(len(sheet.COLUMNS) + 1)]
        heads = [head.split(" ", 1) for head in grid.headings]
        for line in range(2):
            self._row(
                [head[line + len(head) - 2] if line + len(head) >= 2 else "" for head in heads], edges, grid, _BOLD
            )
        for row in grid.rows:
            self._rule(sheet.LEFT, self._y - 9, sheet.RIGHT, 0.4, sheet.QUIET)
            self._row(row, edges, grid, _SANS)
        self._rule(sheet.LEFT, self._y - 9, sheet.RIGHT, 0.75, sheet.QUIET)
        for label, amount in grid.totals:
            self._words(sheet.RIGHT - 80, self._y, 9, label, _BOLD, to="r")
            self._words(sheet.RIGHT, self._y, 9, amount, _BOLD, to="r")
            self._y += sheet.LEADING
        self._y += 4

    def _row(self, cells: Sequence[str], edges: list[float], grid: Grid, face: str) -> None:
        for n, (cell, align) in enumerate(zip(cells, grid.align, strict=True)):
            self._words(edges[n] if align == "l" else edges[n + 1], self._y, 8, cell, face, to=align)
        self._y += 12

    def _payment(self, letter: Letter) -> None:
        height = 9 + 17 + 13 * len(letter.payment.rows) + sheet.LEADING + 10
        self._canvas.setFillColorRGB(*sheet.shade(sheet.TINT))
        self._canvas.rect(sheet.LEFT, sheet.HEIGHT - self._y - height, sheet.FULL, height, stroke=0, fill=1)
        self._rule(sheet.LEFT, self._y, sheet.RIGHT, 0.75, sheet.ACCENT)
        self._words(sheet.LEFT + 9, self._y + 18, 9.5, letter.payment.title, _BOLD, sheet.ACCENT)
        for n, (label, value) in enumerate(letter.payment.rows):
            self._words(sheet.LEFT + 9, self._y + 35 + 13 * n, 9.5, label, colour=sheet.QUIET)
            self._words(sheet.LEFT + 80, self._y + 35 + 13 * n, 9.5, value)
        self._words(sheet.LEFT + 9, self._y + height - 9, sheet.TEXT, letter.payment.pay_line, _BOLD)
        self._y += height + 1.4 * sheet.LEADING

    def _prose(self, text: str, face: str = _SANS) -> None:
        for line in simpleSplit(text, face, sheet.TEXT, sheet.MEASURE):
            self._words(sheet.LEFT, self._y, sheet.TEXT, line, face)
            self._y += sheet.LEADING
        self._y += sheet.LEADING * 0.8

    def _pairs(self, pairs: Iterable[tuple[str, str]], x: float, y: float) -> None:
        for n, (label, value) in enumerate(pairs):
            self._words(x, y + n * sheet.SMALL_LEADING, sheet.SMALL, label, colour=sheet.QUIET)
            self._words(x + 62, y + n * sheet.SMALL_LEADING, sheet.SMALL, value)

    def _words(
        self, x: float, y: float, points: float, text: str, face: str = _SANS,
        colour: tuple[int, int, int] = _BLACK, to: str = "l",
    ) -> None:  # fmt: skip
        self._canvas.setFillColorRGB(*sheet.shade(colour))
        self._canvas.setFont(face, points)
        draw = self._canvas.drawRightString if to == "r" else self._canvas.drawString
        draw(x, sheet.HEIGHT - y, text)

    def _rule(self, x: float, y: float, until: float, weight: float, colour: tuple[int, int, int]) -> None:
        self._canvas.setStrokeColorRGB(*sheet.shade(colour))
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, sheet.HEIGHT - y, until, sheet.HEIGHT - y)
