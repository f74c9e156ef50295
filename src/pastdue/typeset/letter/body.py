"""The parts of a letter in their order, with the space between them, as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from pastdue.model.letters import AnnexPart, Letter
from pastdue.typeset.ink.codes import Art
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import broken, paragraph
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import BLACK, POINTS_PER_MM, QUIET, Pasted, Words
from pastdue.typeset.ink.parts import TextPart
from pastdue.typeset.ink.pictures import Picture
from pastdue.typeset.letter.blocks import TextBlock, read_as
from pastdue.typeset.letter.grid import TableSetter
from pastdue.typeset.letter.paybox import PaymentBox
from pastdue.typeset.letter.widths import AT_EASE, CLOSE, Columns, fitted

_NOTE_POINTS, _NOTE_LEADING = 8.5, 11.5
_INTRO_POINTS, _INTRO_LEADING = 9.0, 12.0
SUBJECT_POINTS, _SUBJECT_LEADING = 12.0, 15.5
TOTAL_POINTS = 10.5
"""The subject and the total stand out from text of 10.5 and tables of 9 points."""
_BASELINE = 0.72
_KEPT_WHOLE = 9
_SIGN_HERE = 14 * POINTS_PER_MM

SIGNATURE = (55 * POINTS_PER_MM, 11 * POINTS_PER_MM)
"""The largest width and height of a signature's picture, in points: as high as the room to sign when it is squeezed."""


class Area(NamedTuple):
    """The area of a letter's text, in points: its left edge `x`, tables `width` wide, lines of prose at most
    `measure`."""

    x: float
    width: float
    measure: float


class Prose(NamedTuple):
    """The size and leading of running text and of the line that asks for payment, and whether the payment box and the
    annex save room too."""

    points: float
    leading: float
    pay_line: tuple[float, float]
    tight: bool


NORMAL = Prose(10.5, 14.0, (12.5, 16.5), tight=False)
TIGHT = Prose(10.0, 13.2, (12.0, 15.5), tight=True)


class BoxPlace(NamedTuple):
    """The place of a payment box: `after` so many paragraphs that follow the table, with the code in one of two ways or
    (None) without it."""

    after: int
    way: int | None


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter's text, and where its payment box may stand. `coded` is that box with a code, in two ways."""

    opening: list[TextBlock]
    paying: list[TextBlock]
    closing: list[list[TextBlock]]
    signed: list[TextBlock]
    coded: tuple[TextBlock, ...]

    @property
    def plain(self) -> list[BoxPlace]:
        """The places of the payment box without a code: right after the table first, before the farewell last."""
        return [BoxPlace(after, None) for after in range(len(self.closing) + 1)]

    @property
    def with_code(self) -> list[BoxPlace]:
        """The places of the payment box with a code, in both ways; none when there is no code."""
        return [BoxPlace(after, way) for after in range(len(self.closing) + 1) for way in range(len(self.coded))]

    def box(self, place: BoxPlace) -> list[TextBlock]:
        """The payment box as it stands at `place`; nothing where the letter has none."""
        return self.paying if place.way is None else [self.coded[place.way]]

    def at(self, place: BoxPlace) -> list[TextBlock]:
        """The whole text with the payment box at `place`."""
        paragraphs = [*self.closing[: place.after], self.box(place), *self.closing[place.after :]]
        return [*self.opening, *chain.from_iterable(paragraphs), *self.signed]


class Body:
    """Sets the text of letters in one area and size."""

    def __init__(
        self, area: Area, faces: Type, accent: str, prose: Prose = NORMAL, signature: Picture | None = None
    ) -> None:
        self._x, self._width, self._measure = area
        self._faces = faces
        self._accent = accent
        self._signature = signature
        self._points, self._leading, self._tight = prose.points, prose.leading, prose.tight
        self._box = PaymentBox(area.x, area.width, faces, accent, prose.pay_line)

    def table(self, letter: Letter) -> list[TextBlock]:
        """The table of invoices, its head first; nothing where there is none. It does not depend on the size of the
        running text."""
        if not letter.grid.rows:
            return []
        columns = fitted([letter.grid], self._width, self._faces)
        return TableSetter(letter.grid, columns, self._x, self._width, self._faces, TOTAL_POINTS).blocks()

    def parts(self, letter: Letter, table: Sequence[TextBlock], art: Art | None) -> Parts:
        """The letter from its subject to its enclosures around its `table`, and the payment box with `art` in it where
        there is one."""
        blocks = self._prose(letter.service, self._faces.body_bold, 0.0)
        blocks += self._subject(letter.subject, self._leading if blocks else 0.0)
        for text in (letter.salutation, *letter.opening):
            blocks += self._prose(text, self._faces.body, self._leading)
        if table:
            head, *rows = table
            blocks += [TextBlock(head.height, head.marks, self._leading, glued=True), *rows]
        paying = [self._box.block(letter, halved=self._tight)] if letter.payment or letter.pay_line else []
        closing = [
            self._prose(text, self._faces.body, self._leading if number else self._leading * 1.2)
            for number, text in enumerate(letter.closing)
        ]
        coded = self._box.blocks(letter, self._tight, art) if art is not None else ()
        return Parts(blocks, paying, closing, self._signed(letter), coded)

    def annex(self, letter: Letter) -> list[TextBlock]:
        """The annex: title, introduction, and each part with its heading kept by its first rows."""
        if not letter.annex:
            return []
        blocks = self._lines([letter.annex_title], self._faces.body_bold, self._points, self._leading, 0.0)
        blocks = read_as(blocks, "H2")
        sans = self._faces.sans
        for n, text in enumerate(_run_on(letter.annex_intro) if self._tight else letter.annex_intro):
            points, leading = (_NOTE_POINTS, _NOTE_LEADING) if self._tight else (_INTRO_POINTS, _INTRO_LEADING)
            lines = paragraph(text, sans, points, self._width if self._tight else self._measure)
            blocks += self._lines(lines, sans, points, leading, 2.0 if n else 5.0, keep=True)
        columns = self._annex_columns(letter)
        for part, placed in zip(letter.annex, columns, strict=True):
            blocks += self._part(part, placed, first=part is letter.annex[0])
        return blocks

    def _annex_columns(self, letter: Letter) -> list[Columns]:
        """The columns of each part; parts that have the same headings stand under one another."""
        alike: dict[tuple[tuple[str, ...], str], list[AnnexPart]] = {}
        for part in letter.annex:
            alike.setdefault((part.grid.headings, part.grid.align), []).append(part)
        steps = CLOSE if self._tight else AT_EASE
        placed = {key: fitted([p.grid for p in parts], self._width, self._faces, steps) for key, parts in alike.items()}
        return [placed[part.grid.headings, part.grid.align] for part in letter.annex]

    def _part(self, part: AnnexPart, columns: Columns, first: bool) -> list[TextBlock]:
        bold, sans = self._faces.sans_bold, self._faces.sans
        heading = broken(part.heading, bold, 9.5, self._width)
        blocks = self._lines(heading, bold, 9.5, 12.5, self._leading if first else self._leading * 1.5)
        blocks = [block._replace(glued=first or n > 0) for n, block in enumerate(read_as(blocks, "H3"))]
        head, *rows = TableSetter(part.grid, columns, self._x, self._width, self._faces).blocks()
        if len(rows) <= _KEPT_WHOLE:
            rows = [row._replace(glued=True) for row in rows]
        blocks += [TextBlock(head.height, head.marks, 4.0, glued=True), *rows]
        for n, note in enumerate(part.notes):
            lines = paragraph(note, sans, _NOTE_POINTS, self._width if self._tight else self._measure)
            found = self._lines(lines, sans, _NOTE_POINTS, _NOTE_LEADING, 1.0 if n else 5.0, colour=QUIET)
            blocks += [block._replace(glued=True) for block in found]
        return blocks

    def _subject(self, text: str, space: float) -> list[TextBlock]:
        """The subject line, larger than the text."""
        bold = self._faces.body_bold
        lines = paragraph(text, bold, SUBJECT_POINTS, self._measure)
        return read_as(self._lines(lines, bold, SUBJECT_POINTS, _SUBJECT_LEADING, space, keep=True), "H1")

    def _prose(self, text: str, face: Face, space: float) -> list[TextBlock]:
        if not text:
            return []
        return self._lines(paragraph(text, face, self._points, self._measure), face, self._points, self._leading, space)

    def _lines(
        self,
        lines: Sequence[str],
        face: Face,
        points: float,
        leading: float,
        space: float,
        keep: bool = False,
        colour: str = BLACK,
    ) -> list[TextBlock]:
        """A block a line; neither the first nor the last of them is left alone on a page."""
        last, part = len(lines) - 1, TextPart("P")
        return [
            TextBlock(
                leading,
                [Words(self._x, leading * _BASELINE, face, points, line, colour, part)],
                space=0.0 if n else space,
                glued=keep or (n > 0 and n in (1, last)),
            )
            for n, line in enumerate(lines)
        ]

    def _signed(self, letter: Letter) -> list[TextBlock]:
        """Farewell, room to sign, the signature and the enclosures, never apart from the lines before them."""
        blocks = self._prose(letter.farewell, self._faces.body, self._leading)
        for n, line in enumerate(letter.signature):
            blocks += self._lines([line], self._faces.body, self._points, self._leading, 0.0 if n else _SIGN_HERE)
            if self._signature is not None and n == 0:
                blocks[-1].marks.append(Pasted(self._x, 1 - self._signature.height, self._signature))
        if letter.enclosures:
            sans = self._faces.sans
            lines = paragraph(letter.enclosures, sans, 9.0, self._measure)
            blocks += self._lines(lines, sans, 9.0, 12.0, self._leading)
        return [block._replace(glued=True) for block in blocks]


def _run_on(texts: Sequence[str]) -> list[str]:
    """`texts` with every one that follows a whole sentence joined to it.

    >>> _run_on(("One.", "Two.", "Rate: 8%", "Three."))
    ['One. Two. Rate: 8%', 'Three.']
    """
    joined: list[str] = []
    for text in texts:
        if joined and joined[-1].endswith("."):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined
