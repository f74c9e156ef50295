"""In which order and with what space do the parts of a letter follow one another? The letter as slabs."""

from __future__ import annotations

from typing import NamedTuple

from pastdue.letters.letter import AnnexPart, Letter
from pastdue.letters.typeset.face import Face
from pastdue.letters.typeset.grid import Columns, fitted, table
from pastdue.letters.typeset.lines import broken, paragraph
from pastdue.letters.typeset.look import Type
from pastdue.letters.typeset.marks import BLACK, POINTS_PER_MM, QUIET, Words
from pastdue.letters.typeset.paybox import PaymentBox
from pastdue.letters.typeset.slabs import Slab

_NOTE_POINTS, _NOTE_LEADING = 8.5, 11.5
_BASELINE = 0.72
_SIGN_HERE = 14 * POINTS_PER_MM


class Area(NamedTuple):
    """Where text stands: from `x` on, tables `width` wide, lines of prose at most `measure` (points)."""

    x: float
    width: float
    measure: float


class Prose(NamedTuple):
    """The size of running text, from one line to the next, and whether the payment box saves room too."""

    points: float
    leading: float
    tight: bool


NORMAL = Prose(10.5, 14.0, tight=False)
TIGHT = Prose(10.0, 13.2, tight=True)


class Body:
    """Sets the text of letters in one area and size."""

    def __init__(self, area: Area, faces: Type, accent: str, prose: Prose = NORMAL) -> None:
        self._x, self._width, self._measure = area
        self._faces = faces
        self._accent = accent
        self._points, self._leading, self._tight = prose
        self._box = PaymentBox(area.x, area.width, faces, accent, (prose.points, prose.leading))

    def main(self, letter: Letter) -> list[Slab]:
        """The letter from its subject to its enclosures."""
        slabs = self._prose(letter.subject, self._faces.body_bold, 0.0)
        for text in (letter.salutation, *letter.opening):
            slabs += self._prose(text, self._faces.body, self._leading)
        if letter.grid.rows:
            columns = fitted([letter.grid], self._width, self._faces, letter.number)
            head, *rows = table(letter.grid, columns, self._x, self._width, self._faces)
            slabs += [Slab(head.height, head.marks, self._leading, glued=True), *rows]
        if letter.payment or letter.pay_line:
            slabs.append(self._box.slab(letter, halved=self._tight))
        for number, text in enumerate(letter.closing):
            slabs += self._prose(text, self._faces.body, self._leading if number else self._leading * 1.2)
        return slabs + self._signed(letter)

    def annex(self, letter: Letter) -> list[Slab]:
        """The annex: title, introduction, and each part with its heading kept by its first rows."""
        if not letter.annex:
            return []
        slabs = self._lines([letter.annex_title], self._faces.body_bold, self._points, self._leading, 0.0)
        intro = paragraph(letter.annex_intro, self._faces.body, self._points, self._measure)
        if letter.annex_intro:
            slabs += self._lines(intro, self._faces.body, self._points, self._leading, self._leading * 0.5, keep=True)
        columns = self._annex_columns(letter)
        for part, placed in zip(letter.annex, columns, strict=True):
            slabs += self._part(part, placed, first=part is letter.annex[0])
        return slabs

    def _annex_columns(self, letter: Letter) -> list[Columns]:
        """The columns of each part; parts that have the same headings stand under one another."""
        alike: dict[tuple[tuple[str, ...], str], list[AnnexPart]] = {}
        for part in letter.annex:
            alike.setdefault((part.grid.headings, part.grid.align), []).append(part)
        placed = {
            key: fitted([p.grid for p in parts], self._width, self._faces, letter.number)
            for key, parts in alike.items()
        }
        return [placed[part.grid.headings, part.grid.align] for part in letter.annex]

    def _part(self, part: AnnexPart, columns: Columns, first: bool) -> list[Slab]:
        bold, sans = self._faces.sans_bold, self._faces.sans
        heading = broken(part.heading, bold, 9.5, self._width)
        slabs = self._lines(heading, bold, 9.5, 12.5, self._leading if first else self._leading * 1.5)
        slabs = [Slab(s.height, s.marks, s.space, glued=first or n > 0) for n, s in enumerate(slabs)]
        head, *rows = table(part.grid, columns, self._x, self._width, self._faces)
        slabs += [Slab(head.height, head.marks, 4.0, glued=True), *rows]
        for n, note in enumerate(part.notes):
            lines = broken(note, sans, _NOTE_POINTS, self._measure)
            found = self._lines(lines, sans, _NOTE_POINTS, _NOTE_LEADING, 1.0 if n else 5.0, colour=QUIET)
            slabs += [Slab(s.height, s.marks, s.space, glued=True) for s in found]
        return slabs

    def _prose(self, text: str, face: Face, space: float) -> list[Slab]:
        if not text:
            return []
        return self._lines(paragraph(text, face, self._points, self._measure), face, self._points, self._leading, space)

    def _lines(
        self,
        lines: list[str],
        face: Face,
        points: float,
        leading: float,
        space: float,
        keep: bool = False,
        colour: str = BLACK,
    ) -> list[Slab]:
        """A slab a line; neither the first nor the last of them is left alone on a page."""
        last = len(lines) - 1
        return [
            Slab(
                leading,
                [Words(self._x, leading * _BASELINE, face, points, line, colour)],
                space=0.0 if n else space,
                glued=keep or (n > 0 and n in (1, last)),
            )
            for n, line in enumerate(lines)
        ]

    def _signed(self, letter: Letter) -> list[Slab]:
        """Farewell, room to sign, the signature and the enclosures, never apart from the lines before them."""
        slabs = self._prose(letter.farewell, self._faces.body, self._leading)
        for n, line in enumerate(letter.signature):
            slabs += self._lines([line], self._faces.body, self._points, self._leading, 0.0 if n else _SIGN_HERE)
        if letter.enclosures:
            sans = self._faces.sans
            lines = paragraph(letter.enclosures, sans, 9.0, self._measure)
            slabs += self._lines(lines, sans, 9.0, 12.0, self._leading)
        return [Slab(slab.height, slab.marks, slab.space, glued=True) for slab in slabs]
