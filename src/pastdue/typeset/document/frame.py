"""The frame of a document's pages: what stands above and under its text, and how much room that leaves."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.typeset.document.document import Document, PostedTo
from pastdue.typeset.ink.lines import broken, width_of
from pastdue.typeset.ink.look import Look, Type
from pastdue.typeset.ink.marks import HAIR, POINTS_PER_MM, QUIET, Mark, Pasted, RuledLine, Slanted, Words
from pastdue.typeset.layouts import Layout
from pastdue.typeset.letter.body import Area
from pastdue.typeset.letter.first_page import FirstPage
from pastdue.typeset.letter.letterhead import Letterhead

_POINTS, _LEADING = 8.0, 10.0
_FOOT = 11 * POINTS_PER_MM
_ABOVE_FOOT = 14.0
_HEAD_BASELINE, _HEAD_RULE, _TOP = 16 * POINTS_PER_MM, 18.5 * POINTS_PER_MM, 25.5 * POINTS_PER_MM
_FIRST_RULE, _FIRST_TOP = 24.0 * POINTS_PER_MM, 33.0 * POINTS_PER_MM
_LOGO = (60 * POINTS_PER_MM, 12 * POINTS_PER_MM)
_FIRM = 9.5


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of a document's pages where it is part of a larger file: of the first, and of the last page of all;
    alone a document begins at 1 and ends with itself."""

    first: int = 1
    of: int | None = None

    def label(self, text: str, page: int, pages: int) -> str:
        """The line at the foot of `page` (from 1) of the document's `pages`, in the words `text`."""
        return text.format(page=self.first + page - 1, pages=self.of or pages)


class DocumentFrame:
    """Head and foot of a document's pages in one layout and look. All lengths are points."""

    def __init__(self, layout: Layout, look: Look, faces: Type) -> None:
        self._layout, self._look, self._faces = layout, look, faces
        self.size = (float(layout.paper[0]) * POINTS_PER_MM, float(layout.paper[1]) * POINTS_PER_MM)
        text = layout.text
        self.area = Area(*(float(mm) * POINTS_PER_MM for mm in (text.left, text.width, text.measure)))
        self._right = self.area.x + self.area.width
        self._letterhead = Letterhead(layout, faces, look.logo)
        self._first_page = FirstPage(layout, faces, look.accent_operands)

    def top(self, document: Document, number: int) -> float:
        """The y at which the text of page `number` begins, in points."""
        if number > 1:
            return _TOP
        return float(self._layout.text.top) * POINTS_PER_MM if document.post else _FIRST_TOP

    def room(self, document: Document, number: int) -> float:
        """The height the text of page `number` may take, in points."""
        foot = self.size[1] - _FOOT - _ABOVE_FOOT
        if number == 1 and document.post:
            foot -= len(self._legal(document.post)) * _LEADING
            foot = min(foot, float(self._layout.text.foot) * POINTS_PER_MM)
        return foot - _LEADING - self.top(document, number)

    def marks(self, document: Document, number: int, label: str) -> list[Mark]:
        """All that stands around the text of page `number`, `label` as its number."""
        marks = self._draft()
        if number > 1:
            marks += self._running_head(document)
        elif document.post:
            marks += self._letterhead.marks(document.post.head)
            marks += self._first_page.marks(document.post.head)
        else:
            marks += self._head(document)
        return marks + self._foot(document, number, label)

    def _head(self, document: Document) -> list[Mark]:
        """The firm above the accent's rule, its logo at the right."""
        sans, left, base = self._faces.sans_bold, self.area.x, _FIRST_RULE - 6
        marks: list[Mark] = [RuledLine(left, _FIRST_RULE, self._right, 0.75, self._look.accent_operands)]
        room = self.area.width
        if self._look.logo is not None:
            logo = self._look.logo.within(*_LOGO)
            marks.append(Pasted(self._right - logo.width, _FIRST_RULE - 4 - logo.height, logo))
            room -= logo.width + 12
        lines = broken(document.firm, sans, _FIRM, room)
        return marks + [
            Words(left, base - (len(lines) - 1 - n) * _FIRM * 1.25, sans, _FIRM, line, QUIET)
            for n, line in enumerate(lines)
        ]

    def _running_head(self, document: Document) -> list[Mark]:
        """The document's title, and what stands under it, cut to one line."""
        text = " · ".join(part for part in (document.title, document.subtitle) if part)
        whole, *more = broken(text, self._faces.sans, _POINTS, self.area.width - 6)
        return [
            RuledLine(self.area.x, _HEAD_RULE, self._right, 0.4, HAIR),
            Words(self.area.x, _HEAD_BASELINE, self._faces.sans, _POINTS, f"{whole}…" if more else whole, QUIET),
        ]

    def _foot(self, document: Document, number: int, label: str) -> list[Mark]:
        """The firm's name and the page's number; on the first page of a posted document the legal lines instead."""
        sans, base = self._faces.sans, self.size[1] - _FOOT
        lines = self._legal(document.post) if document.post and number == 1 else []
        if not lines:
            room = self.area.width - width_of(label, sans, _POINTS) - 12
            lines = [broken(document.firm, sans, _POINTS, room)[0]]
        marks: list[Mark] = [
            Words(self.area.x, base - (len(lines) - 1 - n) * _LEADING, sans, _POINTS, line, QUIET)
            for n, line in enumerate(lines)
        ]
        right = self._right - width_of(label, sans, _POINTS)
        return [*marks, Words(right, base, sans, _POINTS, label, QUIET)]

    def _legal(self, post: PostedTo) -> list[str]:
        """The legal lines, broken so that they leave room for the page's number."""
        width = self.area.width - 24 * POINTS_PER_MM
        return [part for line in post.footer for part in broken(line, self._faces.sans, _POINTS, width)]

    def _draft(self) -> list[Mark]:
        """The mark of a draft across the page, where the look has one."""
        text, bold = self._look.draft_mark, self._faces.sans_bold
        if not text:
            return []
        size = min(110.0, 400_000 / bold.width(text))
        return [Slanted(self.size[0] / 2, self.size[1] / 2, bold, size, text)]
