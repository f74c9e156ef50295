"""In which order and with what space do the parts of a letter follow one another? The letter as slabs."""

from __future__ import annotations

from typing import NamedTuple

from pastdue.letters.letter import AnnexPart, Letter
from pastdue.letters.typeset.face import Face
from pastdue.letters.typeset.grid import Columns, fitted, table
from pastdue.letters.typeset.lines import broken, paragraph, width_of
from pastdue.letters.typeset.look import Type
from pastdue.letters.typeset.marks import BLACK, POINTS_PER_MM, QUIET, Mark, Rule, Tint, Words
from pastdue.letters.typeset.slabs import Slab

_NOTE_POINTS, _NOTE_LEADING = 8.5, 11.5
_BASELINE = 0.72
_SIGN_HERE = 14 * POINTS_PER_MM
_PAD = 9.0
_LABEL_GAP = 14.0


class Area(NamedTuple):
    """Where text stands: from `x` on, tables `width` wide, lines of prose at most `measure` (points)."""

    x: float
    width: float
    measure: float


class Prose(NamedTuple):
    """The size of running text, and from one line to the next."""

    points: float
    leading: float


NORMAL = Prose(10.5, 14.0)
SMALLER = Prose(10.0, 13.2)


class Body:
    """Sets the text of letters in one area and size."""

    def __init__(self, area: Area, faces: Type, accent: str, prose: Prose = NORMAL) -> None:
        self._x, self._width, self._measure = area
        self._faces = faces
        self._accent = accent
        self._points, self._leading = prose

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
            slabs.append(self._payment(letter))
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

    def _payment(self, letter: Letter) -> Slab:
        """The payment box, all of it in one piece."""
        sans, bold = self._faces.sans, self._faces.sans_bold
        x, inner = self._x + _PAD, self._width - 2 * _PAD
        marks: list[Mark] = []
        y = _PAD
        if letter.payment_title:
            marks.append(Words(x, y + 9, bold, 9.5, letter.payment_title, self._accent))
            y += 17
        indent = max((width_of(label, sans, 9.5) for label, _ in letter.payment), default=0.0) + _LABEL_GAP
        for label, value in letter.payment:
            marks.append(Words(x, y + 9, sans, 9.5, label, QUIET))
            for line in broken(value, sans, 9.5, inner - indent):
                marks.append(Words(x + indent, y + 9, sans, 9.5, line))
                y += 13
        if letter.pay_line:
            y += 4 if letter.payment else 0
            for line in broken(letter.pay_line, bold, self._points, inner):
                marks.append(Words(x, y + 10, bold, self._points, line))
                y += self._leading
        height = y + _PAD - 3
        box: list[Mark] = [
            Tint(self._x, 0, self._width, height),
            Rule(self._x, 0, self._x + self._width, 0.75, self._accent),
        ]
        return Slab(height, [*box, *marks], space=self._leading * 1.3)
