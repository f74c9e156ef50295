"""The letter by fpdf2: the same faces and words; cells and multi_cells at the same places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fpdf import FPDF, XPos, YPos
from fpdf.enums import Align

from benchmarks import sheet
from pastdue.model.letters import Grid, Letter

_BLACK = (0, 0, 0)


class ByFpdf:
    """Letters by fpdf2. A document takes its fonts anew, so each letter reads and subsets both files: its own way."""

    def one(self, letter: Letter) -> bytes:
        """The letter as a PDF of its own."""
        pdf = FPDF(unit="pt", format="A4")
        pdf.set_auto_page_break(False)
        pdf.set_margins(sheet.LEFT, 0, 20 * sheet.MM)
        pdf.c_margin = 0
        pdf.add_font("Plain", "", sheet.REGULAR)
        pdf.add_font("Plain", "B", sheet.BOLD)
        pdf.set_title(letter.title)
        pdf.set_author(letter.author)
        pdf.add_page()
        _Page(pdf).letter(letter)
        return bytes(pdf.output())


class _Page:
    """One page in the making; places are those of the top edge of a line."""

    def __init__(self, pdf: FPDF) -> None:
        self._pdf = pdf

    def letter(self, letter: Letter) -> None:
        pdf = self._pdf
        self._head(letter)
        self._foot(letter)
        pdf.set_xy(sheet.LEFT, sheet.TEXT_TOP - 10)
        self._prose(letter.subject, "B")
        for text in (letter.salutation, *letter.opening):
            self._prose(text)
        self._grid(letter.grid)
        self._payment(letter)
        for text in (*letter.closing, letter.farewell):
            self._prose(text)
        pdf.set_y(pdf.get_y() + 30)
        self._lines(letter.signature, sheet.LEFT, pdf.get_y(), sheet.TEXT, sheet.LEADING)

    def _head(self, letter: Letter) -> None:
        name, *lines = letter.head.sender
        self._lines([name], sheet.LEFT, sheet.SENDER_TOP, 15, 18, style="B")
        self._lines(lines, sheet.LEFT, sheet.SENDER_TOP + 18, sheet.SMALL, 11)
        self._pairs(letter.head.sender_details, sheet.ASIDE, sheet.SENDER_TOP, 62, sheet.SMALL, sheet.SMALL_LEADING)
        self._rule(sheet.RULE, 0.75, sheet.ACCENT)
        self._lines([letter.head.return_line], sheet.LEFT, sheet.RETURN_LINE - 8, 7.5, 9, sheet.QUIET)
        self._lines(letter.head.recipient, sheet.LEFT, sheet.ADDRESS, 10, 12)
        self._lines([letter.head.place_and_date], sheet.ASIDE, sheet.DATE, 9.5, 12)
        self._pairs(letter.head.references, sheet.ASIDE, sheet.REFERENCES, 62, sheet.SMALL, sheet.SMALL_LEADING)
        for height, long in sheet.FOLDS:
            self._rule(height * sheet.MM, 0.5, sheet.QUIET, 5 * sheet.MM, (5 + long) * sheet.MM)

    def _foot(self, letter: Letter) -> None:
        self._lines(letter.footer, sheet.LEFT, sheet.FOOT - 7, 7.5, 9.5, sheet.QUIET)
        self._pdf.set_xy(sheet.LEFT, sheet.FOOT - 7)
        self._pdf.cell(sheet.FULL, 9.5, letter.page_label.format(page=1, pages=1), align=Align.R)

    def _grid(self, grid: Grid) -> None:
        heads = [head.split(" ", 1) for head in grid.headings]
        for line in range(2):
            self._row([head[line + len(head) - 2] if line + len(head) >= 2 else "" for head in heads], grid, "B")
        for row in grid.rows:
            self._rule(self._pdf.get_y(), 0.4, sheet.QUIET)
            self._row(row, grid, "")
        self._rule(self._pdf.get_y(), 0.75, sheet.QUIET)
        for label, amount in grid.totals:
            self._font("B", 9)
            self._pdf.cell(sheet.FULL - 80, sheet.LEADING, label, align=Align.R)
            self._pdf.cell(80, sheet.LEADING, amount, align=Align.R, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._pdf.set_y(self._pdf.get_y() + 14)

    def _row(self, cells: Sequence[str], grid: Grid, style: str) -> None:
        self._font(style, 8)
        for cell, align, width in zip(cells, grid.align, sheet.COLUMNS, strict=True):
            self._pdf.cell(width, 12, cell, align=Align.R if align == "r" else Align.L)
        self._pdf.ln(12)

    def _payment(self, letter: Letter) -> None:
        top, height = self._pdf.get_y(), 9 + 17 + 13 * len(letter.payment.rows) + sheet.LEADING + 10
        self._pdf.set_fill_color(*sheet.TINT)
        self._pdf.rect(sheet.LEFT, top, sheet.FULL, height, style="F")
        self._rule(top, 0.75, sheet.ACCENT)
        self._lines([letter.payment.title], sheet.LEFT + 9, top + 9, 9.5, 13, sheet.ACCENT, "B")
        self._pairs(letter.payment.rows, sheet.LEFT + 9, top + 26, 71, 9.5, 13)
        self._lines([letter.payment.pay_line], sheet.LEFT + 9, top + height - 20, sheet.TEXT, sheet.LEADING, style="B")
        self._pdf.set_xy(sheet.LEFT, top + height + sheet.LEADING)

    def _prose(self, text: str, style: str = "") -> None:
        self._font(style, sheet.TEXT)
        self._pdf.multi_cell(sheet.MEASURE, sheet.LEADING, text, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._pdf.set_y(self._pdf.get_y() + sheet.LEADING * 0.8)

    def _pairs(
        self, pairs: Iterable[tuple[str, str]], x: float, y: float, indent: float, points: float, leading: float
    ) -> None:
        for n, (label, value) in enumerate(pairs):
            self._lines([label], x, y + n * leading, points, leading, sheet.QUIET)
            self._lines([value], x + indent, y + n * leading, points, leading)

    def _lines(
        self, lines: Iterable[str], x: float, y: float, points: float, leading: float,
        colour: tuple[int, int, int] = _BLACK, style: str = "",
    ) -> None:  # fmt: skip
        self._font(style, points, colour)
        for n, line in enumerate(lines):
            self._pdf.set_xy(x, y + n * leading)
            self._pdf.cell(0, leading, line)

    def _font(self, style: str, points: float, colour: tuple[int, int, int] = _BLACK) -> None:
        self._pdf.set_text_color(*colour)
        self._pdf.set_font("Plain", style, points)

    def _rule(
        self, y: float, weight: float, colour: tuple[int, int, int], x: float = sheet.LEFT, until: float = sheet.RIGHT
    ) -> None:
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(weight)
        self._pdf.line(x, y, until, y)
