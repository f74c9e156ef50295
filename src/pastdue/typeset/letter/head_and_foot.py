"""Head and foot of every page: running head, legal lines, page number, draft mark."""

from __future__ import annotations

from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Letter
from pastdue.model.messages import Message
from pastdue.typeset.ink.lines import broken, width_of
from pastdue.typeset.ink.look import Look, Type
from pastdue.typeset.ink.marks import HAIR, POINTS_PER_MM, QUIET, Mark, RuledLine, Slanted, Words
from pastdue.typeset.ink.parts import ARTIFACT, TextPart
from pastdue.typeset.layouts import Layout

_POINTS, _LEADING = 8.0, 10.0
FOOT = 11 * POINTS_PER_MM
_HEAD_BASELINE = 16 * POINTS_PER_MM
_HEAD_RULE = 18.5 * POINTS_PER_MM
_LATER_TOP = 25.5 * POINTS_PER_MM
_ABOVE_FOOT = 12.0


class HeadAndFoot:
    """Head and foot of each page, and how much room they leave for the text (points)."""

    def __init__(self, layout: Layout, look: Look, faces: Type) -> None:
        self._faces = faces
        self._draft = look.draft_mark
        self._page_width, self._page_height = (float(side) * POINTS_PER_MM for side in layout.paper)
        self._left = float(layout.text.left) * POINTS_PER_MM
        self._width = float(layout.text.width) * POINTS_PER_MM
        self._first_top = float(layout.text.top) * POINTS_PER_MM
        self._first_foot = float(layout.text.foot) * POINTS_PER_MM

    def top(self, number: int) -> float:
        """The y at which the text of page `number` begins, in points."""
        return self._first_top if number == 1 else _LATER_TOP

    def room(self, letter: Letter, number: int) -> float:
        """The height the text of page `number` may take, in points."""
        if number > 1:
            return self._page_height - FOOT - _LEADING - _ABOVE_FOOT - _LATER_TOP
        lines = self._footer(letter)
        foot = self._page_height - FOOT - len(lines) * _LEADING - _ABOVE_FOOT
        return min(foot, self._first_foot) - self._first_top

    def head(self, letter: Letter, number: int) -> list[Mark]:
        """The marks at the head of page `number`: from the second on, the letter's number and customer; across it a
        draft mark."""
        marks: list[Mark] = []
        if self._draft:
            middle = (self._first_top + self._page_height - FOOT) / 2
            size = min(110.0, 400_000 / self._faces.sans_bold.width(self._draft))
            marks.append(Slanted(self._page_width / 2, middle, self._faces.sans_bold, size, self._draft))
        return marks if number == 1 else marks + self._running_head(letter)

    def foot(self, letter: Letter, number: int, of: int) -> list[Mark]:
        """The marks at the foot of page `number` of `of`: on the first the legal lines, on each its number."""
        base, sans = self._page_height - FOOT, self._faces.sans
        lines, part = self._footer(letter) if number == 1 else [], TextPart("P")
        marks: list[Mark] = [
            Words(self._left, base - (len(lines) - 1 - n) * _LEADING, sans, _POINTS, line, QUIET, part)
            for n, line in enumerate(lines)
        ]
        label = letter.page_label.format(page=number, pages=of)
        right = self._left + self._width
        return [*marks, Words(right - width_of(label, sans, _POINTS), base, sans, _POINTS, label, QUIET, ARTIFACT)]

    def _footer(self, letter: Letter) -> list[str]:
        """The legal lines, broken so that they leave room for the page label."""
        width = self._width - 24 * POINTS_PER_MM
        lines = [part for line in letter.footer for part in broken(line, self._faces.sans, _POINTS, width)]
        if len(lines) > 6:
            raise CannotPrint(Message.of("footer_too_long"), Message.of("shorten_in_settings"))
        return lines

    def _running_head(self, letter: Letter) -> list[Mark]:
        """The line that says which letter this page belongs to, should it come apart from the first."""
        text = letter.continued_label or f"{letter.number} · {letter.head.recipient[0]}"
        sans, right = self._faces.sans, self._left + self._width
        whole, *more = broken(text, sans, 8.0, self._width - 6.0)
        head = f"{whole}…" if more else whole
        return [
            RuledLine(self._left, _HEAD_RULE, right, 0.4, HAIR),
            Words(self._left, _HEAD_BASELINE, sans, 8.0, head, QUIET, ARTIFACT),
        ]
