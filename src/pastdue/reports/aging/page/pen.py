"""The pen a report's page is drawn with: text by the baseline, plain, in embedded faces, in points from the top left.

It gathers the marks that letters are made of, too. Nothing here reads markup. A character the typefaces lack becomes
`[?]` and is remembered: a report, unlike a letter, is better with a marked gap than not at all.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO

from pastdue.reports.aging.page.words import AgingWords
from pastdue.typeset.ink.check import printable
from pastdue.typeset.ink.colours import operands
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import width_of
from pastdue.typeset.ink.look import Look, Type
from pastdue.typeset.ink.marks import POINTS_PER_MM, Hatching, Mark, RuledLine, Tint
from pastdue.typeset.ink.marks import Words as Run
from pastdue.typeset.pdf.drawing import drawn
from pastdue.typeset.pdf.printfile import PdfFile
from pastdue.typeset.pdf.xmp import FileFacts

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
        return (210 * POINTS_PER_MM, 297 * POINTS_PER_MM) if self is Page.A4 else (612.0, 792.0)


INK, MUTED, RULE = "1F2933", "5F6C7B", "C9D1DA"


def code_point(char: str) -> str:
    """A character by its Unicode number, as `U+6771`."""
    return f"U+{ord(char):04X}"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The look of a piece of text: size in points, weight and colour."""

    size: float
    bold: bool = False
    colour: str = INK


def _ink(colour: str) -> str:
    """The colour written as `1F2933`, as the page has it."""
    return operands(f"#{colour}")


class Pen:
    """A PDF being drawn, page after page; the same strokes give the same bytes."""

    def __init__(self, page: Page, words: AgingWords, fallback: Face | None = None) -> None:
        self.words = words
        self.width, self.height = page.size
        self._faces = Type.of(Look(fallback=fallback))
        self._known = printable((self._faces.sans, self._faces.sans_bold))
        self._marks: list[Mark] = []
        self._pages = [self._marks]
        self._gaps: dict[str, None] = {}

    @property
    def gaps(self) -> tuple[str, ...]:
        """The characters drawn as `[?]`, each once."""
        return tuple(self._gaps)

    def readable(self, text: str) -> str:
        """`text` on one line, with `[?]` for characters that no letter can show either: those that the typefaces lack,
        that are invisible, or that are written from right to left."""
        line = unicodedata.normalize("NFC", " ".join(text[:_LONGEST].split()))
        lacking = {c for c in line if c not in self._known or not c.isprintable()}
        self._gaps |= dict.fromkeys(c for c in line if c in lacking)
        return "".join(GAP if c in lacking else c for c in line)

    def wide(self, text: str, style: TextStyle) -> float:
        """The width of `text`, in points."""
        return width_of(text, self._face(style), style.size)

    def fitted(self, text: str, width: float, style: TextStyle) -> str:
        """`text`, cut with … where it is wider than `width`."""
        if self.wide(text, style) <= width:
            return text
        kept = text
        while kept and self.wide(kept + "…", style) > width:
            kept = kept[:-1]
        return kept.rstrip() + "…"

    def text(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Draw `text` from `x` on, its baseline `y` below the top; refuses (ValueError) what has no glyph.

        So nothing vanishes in silence: what comes from a file goes through `readable` first.
        """
        face = self._face(style)
        lacking = [char for char in text if char not in face.known]
        if lacking:
            raise ValueError(f"{face.name} cannot show {lacking}")
        if text:
            self._marks.append(Run(x, y, face, style.size, text, _ink(style.colour)))

    def right(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Draw `text` ending at `x`."""
        self.text(x - self.wide(text, style), y, text, style)

    def centred(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Draw `text` with its middle at `x`."""
        self.text(x - self.wide(text, style) / 2, y, text, style)

    def rule(self, x: float, y: float, until: float, weight: float = 0.5) -> None:
        """Draw a level line from `x` to `until`."""
        self._marks.append(RuledLine(x, y, until, weight, _ink(RULE if weight < 0.75 else INK)))

    def box(self, x: float, y: float, size: tuple[float, float], colour: str) -> None:
        """Fill a box of `size` (width, height) whose top left corner is at `x`, `y`."""
        self._marks.append(Tint(x, y, *size, _ink(colour)))

    def hatched(self, x: float, y: float, size: tuple[float, float]) -> None:
        """Draw a box of slanted lines, which can be told from the coloured ones without colour."""
        self._marks.append(Hatching(x, y, *size, 0.5, _ink(MUTED)))

    def turn(self) -> None:
        """Go on, on a new page."""
        self._marks = []
        self._pages.append(self._marks)

    def finished(self, title: str, author: str, on: date) -> bytes:
        """The PDF, of that title, author and day."""
        target = BytesIO()
        file = PdfFile(target, (self.width, self.height))
        for sheet in drawn(self._pages, self.height):
            file.add(sheet)
        file.close(FileFacts(title, author, language=self.words.voice.locale, on=on))
        return target.getvalue()

    def _face(self, style: TextStyle) -> Face:
        return self._faces.sans_bold if style.bold else self._faces.sans
