"""The parts of a letter in their order, with the space between them, as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from pastdue.model.letters import AnnexPart, Letter
from pastdue.typeset.ink.codes import Art
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import POINTS_PER_MM, QUIET, Pasted
from pastdue.typeset.ink.pictures import Picture
from pastdue.typeset.letter.blocks import Paragraphs, ParagraphStyle, TextBlock
from pastdue.typeset.letter.grid import TableSetter
from pastdue.typeset.letter.paybox import PaymentBox
from pastdue.typeset.letter.widths import AT_EASE, CLOSE, Columns, fitted

_NOTE_POINTS, _NOTE_LEADING = 8.5, 11.5
_INTRO_POINTS, _INTRO_LEADING = 9.0, 12.0
SUBJECT_POINTS, _SUBJECT_LEADING = 12.0, 15.5
TOTAL_POINTS = 10.5
"""The subject and the total stand out from text of 10.5 and tables of 9 points."""
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


class _Styles(NamedTuple):
    """The styles of a letter's paragraphs."""

    service: ParagraphStyle
    subject: ParagraphStyle
    text: ParagraphStyle
    farewell: ParagraphStyle
    signature: ParagraphStyle
    enclosures: ParagraphStyle
    annex_title: ParagraphStyle
    intro: ParagraphStyle
    heading: ParagraphStyle
    note: ParagraphStyle

    @classmethod
    def of(cls, faces: Type, prose: Prose, area: Area) -> _Styles:
        """The styles of running text set as `prose`."""
        size, measure = (prose.points, prose.leading), area.measure
        noted = area.width if prose.tight else measure
        text = ParagraphStyle(faces.body, *size, measure)
        small = (_NOTE_POINTS, _NOTE_LEADING)
        return cls(
            service=text._replace(face=faces.body_bold),
            subject=ParagraphStyle(faces.body_bold, SUBJECT_POINTS, _SUBJECT_LEADING, measure, kept=True, role="H1"),
            text=text,
            farewell=text._replace(kept=True),
            signature=text._replace(measure=None, kept=True),
            enclosures=ParagraphStyle(faces.sans, 9.0, 12.0, measure, kept=True),
            annex_title=ParagraphStyle(faces.body_bold, *size, None, role="H2"),
            intro=ParagraphStyle(
                faces.sans, *(small if prose.tight else (_INTRO_POINTS, _INTRO_LEADING)), noted, kept=True
            ),
            heading=ParagraphStyle(faces.sans_bold, 9.5, 12.5, area.width, kept=True, role="H3"),
            note=ParagraphStyle(faces.sans, *small, noted, kept=True, colour=QUIET),
        )


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
    closing: list[Sequence[TextBlock]]
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
        self._leading, self._tight = prose.leading, prose.tight
        self._box = PaymentBox(area.x, area.width, faces, accent, prose.pay_line)
        self._paragraph = Paragraphs(area.x).set
        self._styles = _Styles.of(faces, prose, area)

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
        styles, leading = self._styles, self._leading
        blocks = [*self._prose(letter.head.service, styles.service, 0.0, "service")]
        blocks += self._paragraph(letter.subject, styles.subject, leading if blocks else 0.0, "subject")
        for n, text in enumerate((letter.salutation, *letter.opening)):
            blocks += self._prose(text, styles.text, leading, f"opening {n}")
        if table:
            head, *rows = table
            blocks += [TextBlock(head.height, head.marks, leading, glued=True), *rows]
        paying = [self._box.block(letter, halved=self._tight)] if letter.payment.rows or letter.payment.pay_line else []
        closing = [
            self._prose(text, styles.text, leading if n else leading * 1.2, f"closing {n}")
            for n, text in enumerate(letter.closing)
        ]
        coded = self._box.blocks(letter, self._tight, art) if art is not None else ()
        return Parts(blocks, paying, closing, self._signed(letter), coded)

    def annex(self, letter: Letter) -> list[TextBlock]:
        """The annex: title, introduction, and each part with its heading kept by its first rows."""
        if not letter.annex.parts:
            return []
        blocks = [*self._paragraph(letter.annex.title, self._styles.annex_title, 0.0, "annex")]
        for n, text in enumerate(_run_on(letter.annex.intro) if self._tight else letter.annex.intro):
            blocks += self._paragraph(text, self._styles.intro, 2.0 if n else 5.0, f"intro {n}")
        columns = self._annex_columns(letter)
        for number, (part, placed) in enumerate(zip(letter.annex.parts, columns, strict=True)):
            blocks += self._part(part, placed, number)
        return blocks

    def _annex_columns(self, letter: Letter) -> list[Columns]:
        """The columns of each part; parts that have the same headings stand under one another."""
        alike: dict[tuple[tuple[str, ...], str], list[AnnexPart]] = {}
        for part in letter.annex.parts:
            alike.setdefault((part.grid.headings, part.grid.align), []).append(part)
        steps = CLOSE if self._tight else AT_EASE
        placed = {key: fitted([p.grid for p in parts], self._width, self._faces, steps) for key, parts in alike.items()}
        return [placed[part.grid.headings, part.grid.align] for part in letter.annex.parts]

    def _part(self, part: AnnexPart, columns: Columns, number: int) -> list[TextBlock]:
        """The part of the annex with that number, from 0: its heading, its table and its notes."""
        leading = self._leading * (1.5 if number else 1)
        first, *more = self._paragraph(part.heading, self._styles.heading, leading, f"heading {number}")
        blocks = [first._replace(glued=not number), *more]
        head, *rows = TableSetter(part.grid, columns, self._x, self._width, self._faces).blocks()
        if len(rows) <= _KEPT_WHOLE:
            rows = [row._replace(glued=True) for row in rows]
        blocks += [TextBlock(head.height, head.marks, 4.0, glued=True), *rows]
        for n, note in enumerate(part.notes):
            blocks += self._paragraph(note, self._styles.note, 1.0 if n else 5.0, f"note {number} {n}")
        return blocks

    def _prose(self, text: str, style: ParagraphStyle, space: float, place: str) -> Sequence[TextBlock]:
        """The lines of a paragraph of the letter; nothing where it says nothing."""
        return self._paragraph(text, style, space, place) if text else ()

    def _signed(self, letter: Letter) -> list[TextBlock]:
        """Farewell, room to sign, the signature and the enclosures, never apart from the lines before them."""
        styles = self._styles
        blocks = [*self._prose(letter.farewell, styles.farewell, self._leading, "farewell")]
        for n, line in enumerate(letter.signature):
            blocks += self._paragraph(line, styles.signature, 0.0 if n else _SIGN_HERE, f"signature {n}")
            if self._signature is not None and n == 0:
                picture = Pasted(self._x, 1 - self._signature.height, self._signature)
                blocks[-1] = blocks[-1]._replace(marks=[*blocks[-1].marks, picture])
        return [*blocks, *self._prose(letter.enclosed.line, styles.enclosures, self._leading, "enclosures")]


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
