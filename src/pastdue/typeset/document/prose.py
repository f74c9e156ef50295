"""The words of a document as blocks: headings, paragraphs, lists, labels with their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pastdue.typeset.document.document import Heading, Items, KeyValues, Paragraph, Tone
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import broken, paragraph, width_of
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import BLACK, PALE, QUIET, Mark, Tint, Words
from pastdue.typeset.letter.blocks import TextBlock
from pastdue.typeset.letter.body import Area

_BASELINE = 0.72
_INDENT = 18.0
_LABEL_GAP, _LABELS_AT_MOST = 14.0, 0.42
_EDGE, _INSIDE = 3.0, 9.0
_KEPT_WHOLE = 12
"""So many lines of labels and values are never parted."""


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a type and its leading, and the space above its first line, all in points."""

    points: float
    leading: float
    space: float


TITLE, SUBTITLE = Size(18.0, 23.0, 0.0), Size(10.5, 14.0, 2.0)
_HEADINGS = {1: Size(13.0, 17.0, 24.0), 2: Size(10.5, 14.0, 15.0)}
_TEXT, _SMALL, _LABEL = Size(10.0, 13.6, 7.0), Size(8.5, 11.5, 5.0), Size(9.5, 13.0, 1.5)


class DocumentProse:
    """Sets a document's words in one area; the accent is the colour of headings and of the edge of a box."""

    def __init__(self, area: Area, faces: Type, accent: str) -> None:
        self._area, self._faces, self._accent = area, faces, accent

    def title(self, text: str, subtitle: str) -> list[TextBlock]:
        """The title and what stands under it."""
        bold, width = self._faces.body_bold, self._area.width
        blocks = self._lines(paragraph(text, bold, TITLE.points, width), bold, TITLE, BLACK)
        if subtitle:
            sans = self._faces.sans
            under = paragraph(subtitle, sans, SUBTITLE.points, width)
            blocks += _kept(self._lines(under, sans, SUBTITLE, QUIET))
        return blocks

    def heading(self, heading: Heading) -> list[TextBlock]:
        """A heading; the block after it is to be kept with it."""
        size, bold = _HEADINGS[heading.level], self._faces.body_bold
        lines = paragraph(heading.text, bold, size.points, self._area.width)
        colour = self._accent if heading.level == 1 else BLACK
        first, *more = self._lines(lines, bold, size, colour)
        return [first._replace(glued=False), *_kept(more)]

    def paragraph(self, part: Paragraph) -> list[TextBlock]:
        """Running text; in a box it is never parted."""
        if part.tone is Tone.BOXED:
            return [self._boxed(part.text)]
        size = _SMALL if part.tone is Tone.QUIET else _TEXT
        face = self._faces.sans if part.tone is Tone.QUIET else self._faces.body
        face = self._faces.body_bold if part.tone is Tone.STRONG else face
        colour = QUIET if part.tone is Tone.QUIET else BLACK
        lines = _broken(part.text, lambda text: paragraph(text, face, size.points, self._area.measure))
        return self._lines(lines, face, size, colour)

    def items(self, items: Items) -> list[TextBlock]:
        """A list, each item behind its mark."""
        blocks = list[TextBlock]()
        for number, text in enumerate(items.texts, items.first):
            mark = f"{number}." if items.numbered else "–"
            blocks += self._item(mark, text, _TEXT if number == items.first else replace(_TEXT, space=3.5))
        return blocks

    def _item(self, mark: str, text: str, size: Size) -> list[TextBlock]:
        body = self._faces.body
        indent = max(_INDENT, width_of(mark, body, _TEXT.points) + 5)
        lines = _broken(text, lambda part: paragraph(part, body, _TEXT.points, self._area.measure - indent))
        found = self._lines(lines, body, size, BLACK, indent)
        found[0].marks.append(Words(self._area.x, _TEXT.leading * _BASELINE, body, _TEXT.points, mark, QUIET))
        return found

    def key_values(self, facts: KeyValues) -> list[TextBlock]:
        """Labels and values, each value beside its label and in line with the others."""
        sans, points, x = self._faces.sans, _LABEL.points, self._area.x
        widest = max((width_of(label, sans, points) for label, _ in facts.pairs), default=0.0)
        indent = min(widest + _LABEL_GAP, self._area.width * _LABELS_AT_MOST)
        blocks: list[TextBlock] = []
        for number, (label, value) in enumerate(facts.pairs):
            labels = broken(label, sans, points, indent - _LABEL_GAP)
            values = _broken(value, lambda text: broken(text, sans, points, self._area.width - indent))
            tall = max(len(labels), len(values))
            for line in range(tall):
                y, marks = _LABEL.leading * _BASELINE, list[Mark]()
                marks += [Words(x, y, sans, points, labels[line], QUIET)] if line < len(labels) else []
                marks += [Words(x + indent, y, sans, points, values[line])] if line < len(values) else []
                space = 0.0 if line else (_LABEL.space if number else 7.0)
                blocks.append(TextBlock(_LABEL.leading, marks, space, glued=bool(line) or number == 1))
        return [*blocks[:1], *_kept(blocks[1:])] if len(blocks) <= _KEPT_WHOLE else blocks

    def _boxed(self, text: str) -> TextBlock:
        """A paragraph in a pale box with a coloured edge."""
        face, size, x = self._faces.body_bold, _TEXT, self._area.x + _EDGE + _INSIDE
        measure = self._area.width - _EDGE - 2 * _INSIDE
        lines = _broken(text, lambda part: paragraph(part, face, size.points, measure))
        tall = len(lines) * size.leading + 2 * _INSIDE
        marks: list[Mark] = [
            Tint(self._area.x, 0, self._area.width, tall, PALE),
            Tint(self._area.x, 0, _EDGE, tall, self._accent),
        ]
        for n, line in enumerate(lines):
            marks.append(Words(x, _INSIDE + (n + _BASELINE) * size.leading, face, size.points, line))
        return TextBlock(tall, marks, space=10.0)

    def _lines(self, lines: Sequence[str], face: Face, size: Size, colour: str, indent: float = 0.0) -> list[TextBlock]:
        """A block a line; neither the first nor the last of them is left alone on a page."""
        x, last = self._area.x + indent, len(lines) - 1
        return [
            TextBlock(
                size.leading,
                [Words(x, size.leading * _BASELINE, face, size.points, line, colour)],
                space=0.0 if n else size.space,
                glued=n > 0 and n in (1, last),
            )
            for n, line in enumerate(lines)
        ]


def _broken(text: str, into: Callable[[str], Sequence[str]]) -> list[str]:
    """The lines of a text that may have line breaks of its own."""
    return [line for part in text.split("\n") for line in into(part)]


def _kept(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """`blocks`, none of which begins a page."""
    return [block._replace(glued=True) for block in blocks]
