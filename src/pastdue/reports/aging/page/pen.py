"""The pen a report's page is drawn with: text by the baseline, plain, in embedded faces, in points from the top left.

Nothing here reads markup. A character our faces cannot show becomes `[?]` and is remembered: a report, unlike a
letter, is better with a marked gap than not at all.
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pastdue.reports.aging.page.words import Words
from pastdue.typeset.ink import fonts as faces

GAP = "[?]"
_LONGEST = 300


class Page(StrEnum):
    """The sheets a report can be drawn on."""

    A4 = "a4"
    LETTER = "letter"

    @classmethod
    def of(cls, country: str) -> Page:
        """The sheet offices of `country` print on (ISO 216 nearly everywhere, Letter in North America)."""
        return cls.LETTER if country in ("US", "CA", "MX") else cls.A4

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        width, height = A4 if self is Page.A4 else LETTER
        return float(width), float(height)


def tint(colour: str) -> Color:
    """The colour written as `1F2933`."""
    return Color(*(int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)))


INK, MUTED, RULE = "1F2933", "5F6C7B", "C9D1DA"


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text looks."""

    size: float
    bold: bool = False
    colour: str = INK


class Pen:
    """A one-page PDF being drawn; the same strokes give the same bytes."""

    def __init__(self, page: Page, title: str, author: str, words: Words) -> None:
        self.words = words
        self.width, self.height = page.size
        self._faces = faces.family()
        self._buffer = io.BytesIO()
        self._gaps: dict[str, None] = {}
        self._canvas = Canvas(
            self._buffer, pagesize=page.size, invariant=1, pageCompression=1,
            initialFontName=self._faces.regular, lang=words.voice.wording.language,
        )  # fmt: skip
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("pastdue")
        self._canvas.setProducer("pastdue")

    @property
    def gaps(self) -> tuple[str, ...]:
        """The characters drawn as `[?]`, each once, as `'東' U+6771`."""
        return tuple(self._gaps)

    def readable(self, text: str) -> str:
        """`text` on one line, with `[?]` for what our faces cannot show or no reader can see."""
        line = unicodedata.normalize("NFC", " ".join(text[:_LONGEST].split()))
        lacking = set(faces.missing(line, self._faces.regular, self._faces.bold))
        lacking |= {c for c in line if not c.isprintable()}
        for char in (c for c in line if c in lacking):
            shown = f"{char!r} " if char.isprintable() else ""
            self._gaps[f"{shown}U+{ord(char):04X}"] = None
        return "".join(GAP if c in lacking else c for c in line)

    def wide(self, text: str, style: Style) -> float:
        """How wide `text` is, in points."""
        return float(stringWidth(text, self._face(style), style.size))

    def fitted(self, text: str, width: float, style: Style) -> str:
        """`text`, cut with … where it is wider than `width`."""
        if self.wide(text, style) <= width:
            return text
        kept = text
        while kept and self.wide(kept + "…", style) > width:
            kept = kept[:-1]
        return kept.rstrip() + "…"

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw `text` from `x` on, its baseline `y` below the top; refuses (ValueError) what has no glyph.

        So nothing vanishes in silence: what comes from a file goes through `readable` first.
        """
        lacking = faces.missing(text, self._face(style))
        if lacking:
            raise ValueError(f"{self._face(style)} cannot show {lacking}")
        self._canvas.setFont(self._face(style), style.size)
        self._canvas.setFillColor(tint(style.colour))
        self._canvas.drawString(x, self.height - y, text)

    def right(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw `text` ending at `x`."""
        self.text(x - self.wide(text, style), y, text, style)

    def centred(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw `text` with its middle at `x`."""
        self.text(x - self.wide(text, style) / 2, y, text, style)

    def rule(self, x: float, y: float, until: float, weight: float = 0.5) -> None:
        """Draw a level line from `x` to `until`."""
        self._canvas.setStrokeColor(tint(RULE if weight < 0.75 else INK))
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, self.height - y, until, self.height - y)

    def box(self, x: float, y: float, size: tuple[float, float], colour: str) -> None:
        """Fill a box of `size` (width, height) whose top left corner is at `x`, `y`."""
        self._canvas.setFillColor(tint(colour))
        self._canvas.rect(x, self.height - y - size[1], size[0], size[1], stroke=0, fill=1)

    def hatched(self, x: float, y: float, size: tuple[float, float]) -> None:
        """Draw a box of slanted lines: what stands apart, and can be told apart without colour."""
        width, height = size
        c, bottom = self._canvas, self.height - y - height
        c.saveState()
        path = c.beginPath()
        path.rect(x, bottom, width, height)
        c.setStrokeColor(tint(MUTED))
        c.setLineWidth(0.5)
        c.clipPath(path, stroke=1, fill=0)
        at = x - height
        while at < x + width:
            c.line(at, bottom, at + height, bottom + height)
            at += 3
        c.restoreState()

    def finished(self) -> bytes:
        """The PDF."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()

    def _face(self, style: Style) -> str:
        return self._faces.bold if style.bold else self._faces.regular
