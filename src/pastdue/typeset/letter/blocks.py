"""How is a column of text cut into pages? Slab by slab, never where two slabs belong together.

A slab is an indivisible strip: a line of text, a row of a table, a whole payment box. `glued` ones never start a
page, which is how widows, orphans, lone headings and lone signatures are ruled out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pastdue.typeset.ink.marks import Mark, moved

_SMALL_SPACE = 8.0
_AT_MOST = 8.5


@dataclass(frozen=True, slots=True)
class Slab:
    """A strip `height` points tall, `space` points below the one before it (dropped at the top of a page).

    `glued`: no page break before it. `head`: what is set again above it when it starts a page. `flat`: from where to
    where, from its top, the sheet must not be folded.
    """

    height: float
    marks: list[Mark]
    space: float = 0.0
    glued: bool = False
    head: Slab | None = None
    flat: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """The slabs of one page, `height` points in all."""

    slabs: list[Slab]
    height: float

    def marks(self, top: float) -> list[Mark]:
        """Every mark of this column when it hangs from `top`."""
        found: list[Mark] = []
        y = top
        for number, slab in enumerate(self.slabs):
            y += slab.space if number else 0.0
            found += moved(slab.marks, y)
            y += slab.height
        return found

    def folded(self, top: float, folds: Sequence[float], margin: float) -> bool:
        """Whether one of `folds` crosses, or comes nearer than `margin` to, what must stay flat."""
        y = top
        for number, slab in enumerate(self.slabs):
            y += slab.space if number else 0.0
            if slab.flat is not None:
                since, until = y + slab.flat[0] - margin, y + slab.flat[1] + margin
                if any(since < fold < until for fold in folds):
                    return True
            y += slab.height
        return False


def height_of(slabs: Sequence[Slab]) -> float:
    """How tall `slabs` are as one column."""
    return sum(slab.height + (slab.space if number else 0.0) for number, slab in enumerate(slabs))


@dataclass(frozen=True, slots=True)
class Squeeze:
    """How far the larger spaces between slabs are cut to save a page that would hold little: to `part` of what they
    are, by no more than `at_most` points (so that there is still room to sign) and to no less than `least`."""

    part: float
    at_most: float = _AT_MOST
    least: float = _SMALL_SPACE


def squeezed(slabs: Sequence[Slab], by: Squeeze) -> list[Slab]:
    """`slabs` with the spaces between them cut."""
    return [
        replace(slab, space=max(by.least, slab.space * by.part, slab.space - by.at_most))
        if slab.space > by.least
        else slab
        for slab in slabs
    ]


def paged(slabs: Sequence[Slab], rooms: Sequence[float]) -> list[Column]:
    """`slabs` as pages, at least one, each as tall as its room; the last of `rooms` is that of all further pages.

    Each page takes as many slabs as it can hold and then gives back those that belong to the next ones.
    A group too tall for any page is cut where it must be.
    """
    columns: list[Column] = []
    start = 0
    while start < len(slabs):
        end, opening = _end(slabs, start, rooms[min(len(columns), len(rooms) - 1)])
        page = [*opening, *slabs[start:end]]
        columns.append(Column(page, height_of(page)))
        start = end
    return columns or [Column([], 0.0)]


def _end(slabs: Sequence[Slab], start: int, room: float) -> tuple[int, list[Slab]]:
    """Where the page that begins with slab `start` ends (excluded), and what is repeated at its top."""
    head = slabs[start].head
    opening = [head] if head is not None else []
    used = height_of([*opening, slabs[start]])
    end = start + 1
    while end < len(slabs) and used + slabs[end].space + slabs[end].height <= room:
        used += slabs[end].space + slabs[end].height
        end += 1
    if end == len(slabs):
        return end, opening
    kept = end
    while kept > start and slabs[kept].glued:
        kept -= 1
    return (kept if kept > start else end), opening
