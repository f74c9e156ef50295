"""Blocks of text and how they are cut into pages, never where two of them belong together.

A block is an indivisible strip: a line of text, a row of a table, a whole payment box. `glued` ones never start a
page, which is how widows, orphans, lone headings and lone signatures are ruled out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import paragraph
from pastdue.typeset.ink.marks import BLACK, Mark, Words, moved
from pastdue.typeset.ink.parts import TextPart

_SMALL_SPACE = 8.0
"""Spaces up to this many points are within a part of the letter, and are never cut."""
_AT_MOST = 8.5
"""The room to sign, 14 mm, keeps 11: a signature needs that."""
_BASELINE = 0.72
_KEPT = 1 << 9
"""The number of paragraphs kept, far more than a letter has."""


class TextBlock(NamedTuple):
    """A strip `height` points tall, `space` points below the one before it (dropped at the top of a page).

    `glued`: no page break before it. `head`: what is set again above it when it starts a page. `carried`: the sums set
    under it, and again above the next block, when the page ends there. `flat`: from where to where, from its top, the
    sheet must not be folded.
    """

    height: float
    marks: list[Mark]
    space: float = 0.0
    glued: bool = False
    head: TextBlock | None = None
    carried: Carried | None = None
    flat: tuple[float, float] | None = None


class ParagraphStyle(NamedTuple):
    """The setting of a paragraph: its type, the measure of its lines (None: one line, whatever it says), and its role
    for a screen reader. None of its lines begins a page where it is `kept` by what stands above it."""

    face: Face
    points: float
    leading: float
    measure: float | None
    kept: bool = False
    colour: str = BLACK
    role: str = "P"


class Paragraphs:
    """Sets paragraphs whose lines begin at `x` (points)."""

    def __init__(self, x: float) -> None:
        self._x = x
        self.set = lru_cache(maxsize=_KEPT)(self._set)
        """As `_set`, from the paragraphs kept if it is among them."""

    def _set(
        self,
        text: str,
        style: ParagraphStyle,
        space: float,
        place: str,  # noqa: ARG002 - it tells paragraphs apart
    ) -> tuple[TextBlock, ...]:
        """A block for each line of `text`, the first `space` points below what stands above it; no first or last line
        is left alone on a page. No two paragraphs of a letter have the same `place`: each is read as one of its own,
        even if they say the same."""
        face, points, leading, measure, kept, colour, role = style
        lines = (text,) if measure is None else paragraph(text, face, points, measure)
        last, part = len(lines) - 1, TextPart(role)
        return tuple([
            TextBlock(
                leading,
                [Words(self._x, leading * _BASELINE, face, points, line, colour, part)],
                space=0.0 if n else space,
                glued=kept or (n > 0 and n in (1, last)),
            )
            for n, line in enumerate(lines)
        ])  # fmt: skip


class Carried:
    """The sums of a table so far: `forward` ends a page, `brought` begins the next under the table's head. They are set
    by `setting`, in this order, when a page may end there."""

    def __init__(self, setting: Callable[[], tuple[TextBlock, TextBlock]]) -> None:
        self._setting = setting

    @cached_property
    def _blocks(self) -> tuple[TextBlock, TextBlock]:
        return self._setting()

    @property
    def forward(self) -> TextBlock:
        return self._blocks[0]

    @property
    def brought(self) -> TextBlock:
        return self._blocks[1]


@dataclass(frozen=True, slots=True)
class TextColumn:
    """The blocks of one page, `height` points in all."""

    blocks: list[TextBlock]
    height: float

    def marks(self, top: float) -> list[Mark]:
        """Every mark of this column when it hangs from `top`."""
        found: list[Mark] = []
        y = top
        for number, block in enumerate(self.blocks):
            y += block.space if number else 0.0
            found += moved(block.marks, y)
            y += block.height
        return found

    def folded(self, top: float, folds: Sequence[float], margin: float) -> bool:
        """True when one of `folds` crosses, or comes nearer than `margin` to, what must stay flat."""
        y = top
        for number, block in enumerate(self.blocks):
            y += block.space if number else 0.0
            if block.flat is not None:
                since, until = y + block.flat[0] - margin, y + block.flat[1] + margin
                if any(since < fold < until for fold in folds):
                    return True
            y += block.height
        return False


def height_of(blocks: Sequence[TextBlock], squeeze: Squeeze | None = None) -> float:
    """The height of `blocks` as one column, in points, the spaces between them cut by `squeeze`."""
    if squeeze is not None:
        spaces = [block.space for block in blocks[1:]]
        larger = [space for space in spaces if space > squeeze.least]
        cut = sum(larger) - sum(map(squeeze.left_of, larger))
        return sum([block.height for block in blocks]) + sum(spaces) - cut
    return sum([block.height + (block.space if n else 0.0) for n, block in enumerate(blocks)])


@dataclass(frozen=True, slots=True)
class Squeeze:
    """The cut of the larger spaces between blocks, to save a page that would hold little: to `part` of their size, by
    at most `at_most` points (which leaves room to sign) and to at least `least` points."""

    part: float
    at_most: float = _AT_MOST
    least: float = _SMALL_SPACE

    def left_of(self, space: float) -> float:
        """The points that are left of a `space`."""
        if space <= self.least:
            return space
        return max(self.least, space * self.part, space - self.at_most)


def squeezed(blocks: Sequence[TextBlock], by: Squeeze) -> list[TextBlock]:
    """`blocks` with the spaces between them cut."""
    return [block._replace(space=by.left_of(block.space)) if block.space > by.least else block for block in blocks]


def paged(blocks: Sequence[TextBlock], rooms: Sequence[float]) -> list[TextColumn]:
    """`blocks` as pages, at least one, each as tall as its room; the last of `rooms` is that of all further pages.

    Each page takes as many blocks as it can hold and then gives back those that belong to the next ones.
    A group too tall for any page is cut where it must be.
    """
    columns: list[TextColumn] = []
    start = 0
    while start < len(blocks):
        room = rooms[min(len(columns), len(rooms) - 1)]
        opening = _opening(blocks, start)
        end = _end(blocks, start, room - height_of(opening) - (blocks[start].space if opening else 0.0))
        page = [*opening, *blocks[start:end], *_ending(blocks, end)]
        columns.append(TextColumn(page, height_of(page)))
        start = end
    return columns or [TextColumn([], 0.0)]


def _opening(blocks: Sequence[TextBlock], start: int) -> list[TextBlock]:
    """The blocks repeated above block `start` when it starts a page: the head of its table, and the sums brought
    forward."""
    head = blocks[start].head
    if head is None:
        return []
    before = blocks[start - 1].carried if start and blocks[start - 1].head is head else None
    return [head, before.brought] if before is not None else [head]


def _ending(blocks: Sequence[TextBlock], end: int) -> list[TextBlock]:
    """The blocks added under the last block of a page that ends before block `end`: the sums carried forward."""
    if end == len(blocks) or blocks[end].head is None or blocks[end].head is not blocks[end - 1].head:
        return []
    carried = blocks[end - 1].carried
    return [carried.forward] if carried is not None else []


def _end(blocks: Sequence[TextBlock], start: int, room: float) -> int:
    """The end (excluded) of a page with `room` points that begins with block `start`."""
    used, end = blocks[start].height, len(blocks)
    for number in range(start + 1, end):
        block = blocks[number]
        if used + block.space + block.height > room:
            end = number
            break
        used += block.space + block.height
    if end == len(blocks):
        return end
    kept = end
    while kept > start and (blocks[kept].glued or used + _tall(_ending(blocks, kept)) > room):
        kept -= 1
        used -= blocks[kept].space + blocks[kept].height
    return kept if kept > start else end


def _tall(blocks: Sequence[TextBlock]) -> float:
    """The height `blocks` add to a column that has others above them, in points."""
    return sum(block.space + block.height for block in blocks)
