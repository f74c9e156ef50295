"""How does the customer see at a glance where to pay, how much and until when? In one box that is never cut."""

from __future__ import annotations

from collections.abc import Sequence

from pastdue.letters.letter import Letter
from pastdue.letters.typeset.lines import broken, width_of
from pastdue.letters.typeset.look import Type
from pastdue.letters.typeset.marks import QUIET, Mark, Rule, Tint, Words
from pastdue.letters.typeset.slabs import Slab

_PAD = 9.0
_POINTS, _LEADING = 9.5, 13.0
_TITLE = 17.0
_LABEL_GAP = 14.0
_BETWEEN = 18.0
_LABELS_AT_MOST = 0.45
_WORTH_HALVING = 4


class PaymentBox:
    """Sets payment boxes `width` points wide from `x`, the line that asks for payment in `size` (points, leading)."""

    def __init__(self, x: float, width: float, faces: Type, accent: str, size: tuple[float, float]) -> None:
        self._x = x
        self._width = width
        self._faces = faces
        self._accent = accent
        self._points, self._leading = size

    def slab(self, letter: Letter, halved: bool) -> Slab:
        """The box; where `halved`, its rows stand in two columns if all of them are short enough."""
        x, inner = self._x + _PAD, self._width - 2 * _PAD
        marks: list[Mark] = []
        y = _PAD
        if letter.payment_title:
            bold = self._faces.sans_bold
            marks.append(Words(x, y + 9, bold, _POINTS, letter.payment_title, self._accent))
            y += _TITLE
        rows, tall = self._rows(letter.payment, y, halved)
        marks += rows
        y += tall
        if letter.pay_line:
            y += 4 if letter.payment else 0
            for line in broken(letter.pay_line, self._faces.sans_bold, self._points, inner):
                marks.append(Words(x, y + 10, self._faces.sans_bold, self._points, line))
                y += self._leading
        height = y + _PAD - 3
        box: list[Mark] = [
            Tint(self._x, 0, self._width, height),
            Rule(self._x, 0, self._x + self._width, 0.75, self._accent),
        ]
        return Slab(height, [*box, *marks], space=self._leading * 1.3)

    def _rows(self, pairs: Sequence[tuple[str, str]], y: float, halved: bool) -> tuple[list[Mark], float]:
        """Labels and values from `y` on, and how tall they are."""
        x, inner = self._x + _PAD, self._width - 2 * _PAD
        middle = (len(pairs) + 1) // 2
        first, second = self._natural(pairs[:middle]), self._natural(pairs[middle:])
        if halved and len(pairs) >= _WORTH_HALVING and first + _BETWEEN + second <= inner:
            start = max(first + _BETWEEN, min(inner / 2, inner - second))
            left, tall = self._column(pairs[:middle], x, start - _BETWEEN, y)
            right, _ = self._column(pairs[middle:], x + start, inner - start, y)
            return [*left, *right], tall
        return self._column(pairs, x, inner, y)

    def _natural(self, pairs: Sequence[tuple[str, str]]) -> float:
        """How wide labels and values are when no line is broken."""
        values = max((width_of(value, self._faces.sans, _POINTS) for _, value in pairs), default=0.0)
        return self._labels(pairs) + values + 0.1

    def _labels(self, pairs: Sequence[tuple[str, str]]) -> float:
        return max((width_of(label, self._faces.sans, _POINTS) for label, _ in pairs), default=0.0) + _LABEL_GAP

    def _column(self, pairs: Sequence[tuple[str, str]], x: float, width: float, y: float) -> tuple[list[Mark], float]:
        sans = self._faces.sans
        indent = self._labels(pairs)
        if indent > width * _LABELS_AT_MOST and self._natural(pairs) > width:
            indent = width * _LABELS_AT_MOST
        marks: list[Mark] = []
        top = y
        for label, value in pairs:
            labels = broken(label, sans, _POINTS, indent - _LABEL_GAP + 0.01)
            values = broken(value, sans, _POINTS, width - indent)
            marks += [Words(x, y + 9 + n * _LEADING, sans, _POINTS, line, QUIET) for n, line in enumerate(labels)]
            marks += [Words(x + indent, y + 9 + n * _LEADING, sans, _POINTS, line) for n, line in enumerate(values)]
            y += max(len(labels), len(values)) * _LEADING
        return marks, y - top
