"""The payment box: the account, the reference to quote, and in larger type the sum and the day. It is never cut.

A payment code stands at its right, with a word under it; the same data stand beside it in plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pastdue.model.letters import Letter
from pastdue.typeset.ink.codes import Art
from pastdue.typeset.ink.lines import broken, paragraph, width_of
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import QUIET, Mark, RuledLine, Tint, Words
from pastdue.typeset.ink.parts import TextPart
from pastdue.typeset.letter.blocks import TextBlock

_ABOVE = 18.0
"""From the text before the box to its upper edge."""
_PAD = 9.0
_POINTS = 9.5
_LABEL_GAP = 14.0
_BETWEEN = 18.0
_LABELS_AT_MOST = 0.45
_WORTH_HALVING = 4
_CODE_PAD = 7.0
_CODE_GAP = 14.0
_CAPTION = 9.5
_CAPTIONS = (8.0, 7.5, 7.0)


class _Spacing(NamedTuple):
    """The heights in a box: above the title, from it to the rows, from row to row, under the last line."""

    above: float
    title: float
    leading: float
    below: float


_EASY = _Spacing(9.0, 17.0, 13.0, 6.0)
_CLOSE = _Spacing(6.5, 15.5, 11.0, 4.5)


class PaymentBox:
    """Sets payment boxes `width` points wide from `x`, the line that asks for payment in `size` (points, leading)."""

    def __init__(self, x: float, width: float, faces: Type, accent: str, size: tuple[float, float]) -> None:
        self._x = x
        self._width = width
        self._faces = faces
        self._accent = accent
        self._points, self._leading = size

    def block(self, letter: Letter, halved: bool) -> TextBlock:
        """The box; where `halved`, its rows stand in two columns if all of them are short enough."""
        inner = self._width - 2 * _PAD
        marks, y = self._rows(letter, inner, _EASY, halved)
        line, y = self._pay_line(letter, y, inner)
        return self._boxed([*marks, *line], y + _EASY.below)

    def blocks(self, letter: Letter, close: bool, art: Art) -> tuple[TextBlock, TextBlock]:
        """The box with a code at its right, which hangs from its top or, where there is room, stands at its foot; with
        its rows `close` it is hardly taller than the code."""
        whole = self._width - 2 * _PAD
        inner = whole - art.side - _CODE_GAP
        spacing = _CLOSE if close else _EASY
        marks, y = self._rows(letter, inner, spacing, halved=False)
        line, end = self._pay_line(letter, y, inner)
        under = _CODE_PAD + art.side + _CAPTION
        longer, sooner = self._pay_line(letter, max(y, under - 4), whole)
        beside = sooner >= end
        if not beside:
            line, end = longer, sooner
        tall = max(end + spacing.below, under + _CODE_PAD - 3)
        lower = tall - under - _CODE_PAD + 3 if beside else 0.0
        text = [*marks, *line]
        return self._coded(letter, text, (tall, 0.0), art), self._coded(letter, text, (tall, lower), art)

    def _coded(self, letter: Letter, marks: list[Mark], place: tuple[float, float], art: Art) -> TextBlock:
        """The box of a height with the code so far below its top."""
        height, down = place
        caption = letter.payment.code.caption if letter.payment.code else ""
        left, top = self._x + self._width - _CODE_PAD - art.side, _CODE_PAD + down
        sans = self._faces.sans
        points = next((p for p in _CAPTIONS if width_of(caption, sans, p) <= art.side + _CODE_PAD), _CAPTIONS[-1])
        middle = left + (art.side - width_of(caption, sans, points)) / 2
        word = Words(middle, top + art.side + _CAPTION - 1, sans, points, caption, QUIET)
        flat = (top + art.inset, top + art.side - art.inset)
        return self._boxed([*marks, *art.marks(left, top), word], height)._replace(flat=flat)

    def _boxed(self, marks: list[Mark], height: float) -> TextBlock:
        box: list[Mark] = [
            Tint(self._x, 0, self._width, height),
            RuledLine(self._x, 0, self._x + self._width, 0.75, self._accent),
        ]
        return TextBlock(height, [*box, *marks], space=_ABOVE)

    def _pay_line(self, letter: Letter, y: float, inner: float) -> tuple[list[Mark], float]:
        """The line that asks for payment, broken to fit `inner`, and where it ends."""
        if not letter.payment.pay_line:
            return [], y
        bold = self._faces.sans_bold
        y += 5 if letter.payment.rows else 0
        lines, part = paragraph(letter.payment.pay_line, bold, self._points, inner), TextPart("P")
        marks: list[Mark] = [
            Words(self._x + _PAD, y + self._points + n * self._leading, bold, self._points, line, part=part)
            for n, line in enumerate(lines)
        ]
        return marks, y + len(lines) * self._leading

    def _rows(self, letter: Letter, inner: float, spacing: _Spacing, halved: bool) -> tuple[list[Mark], float]:
        """The title and the labelled rows in a box `inner` wide, and where they end."""
        x, leading, pairs = self._x + _PAD, spacing.leading, letter.payment.rows
        marks: list[Mark] = []
        y = spacing.above
        if letter.payment.title:
            bold = self._faces.sans_bold
            marks.append(Words(x, y + 9, bold, _POINTS, letter.payment.title, self._accent, TextPart("H2")))
            y += spacing.title
        if halved and len(pairs) >= _WORTH_HALVING:
            middle = (len(pairs) + 1) // 2
            first, second = self._natural(pairs[:middle]), self._natural(pairs[middle:])
            if first + _BETWEEN + second <= inner:
                start = max(first + _BETWEEN, min(inner / 2, inner - second))
                left, tall = self._column(pairs[:middle], (x, y), start - _BETWEEN, leading)
                right, _ = self._column(pairs[middle:], (x + start, y), inner - start, leading)
                return [*marks, *left, *right], y + tall
        rows, tall = self._column(pairs, (x, y), inner, leading)
        return [*marks, *rows], y + tall

    def _natural(self, pairs: Sequence[tuple[str, str]]) -> float:
        """The width of labels and values without line breaks, in points."""
        values = max((width_of(value, self._faces.sans, _POINTS) for _, value in pairs), default=0.0)
        return self._labels(pairs) + values + 0.1

    def _labels(self, pairs: Sequence[tuple[str, str]]) -> float:
        return max((width_of(label, self._faces.sans, _POINTS) for label, _ in pairs), default=0.0) + _LABEL_GAP

    def _column(
        self, pairs: Sequence[tuple[str, str]], start: tuple[float, float], width: float, leading: float
    ) -> tuple[list[Mark], float]:
        sans = self._faces.sans
        indent = self._labels(pairs)
        if indent > width * _LABELS_AT_MOST and self._natural(pairs) > width:
            indent = width * _LABELS_AT_MOST
        marks: list[Mark] = []
        x, top = start
        y = top
        for label, value in pairs:
            labels = broken(label, sans, _POINTS, indent - _LABEL_GAP + 0.01)
            values = broken(value, sans, _POINTS, width - indent)
            marks += [Words(x, y + 9 + n * leading, sans, _POINTS, line, QUIET) for n, line in enumerate(labels)]
            marks += [Words(x + indent, y + 9 + n * leading, sans, _POINTS, line) for n, line in enumerate(values)]
            y += max(len(labels), len(values)) * leading
        return marks, y - top
