"""How is a column of text cut into pages? Slab by slab, never where two slabs belong together.

A slab is an indivisible strip: a line of text, a row of a table, a whole payment box. `glued` ones never start a
page, which is how widows, orphans, lone headings and lone signatures are ruled out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pastdue.letters.typeset.marks import Mark, moved

_SMALL_SPACE = 8.0
_AT_MOST = 8.5


@dataclass(frozen=True, slots=True)
class Slab:
    """A strip `height` points tall, `space` points below the one before it (dropped at the top of a page).

    `glued`: no page break before it. `head`: what is set again above it when it starts a page.
    """

    height: float
    marks: list[Mark]
    space: float = 0.0
    glued: bool = False
    head: Slab | None = None


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


def height_of(slabs: Sequence[Slab]) -> float:
    """How tall `slabs` are as one column."""
    return sum(slab.height + (slab.space if number else 0.0) for number, slab in enumerate(slabs))


def squeezed(slabs: Sequence[Slab], part: float) -> list[Slab]:
    """`slabs` with the larger spaces between them cut to `part`, to save a page that would hold little.

    No space loses more than `_AT_MOST` points, so that there is still room to sign.
    """
    return [
        replace(slab, space=max(_SMALL_SPACE, slab.space * part, slab.space - _AT_MOST))
        if slab.space > _SMALL_SPACE
        else slab
        for slab in slabs
    ]


def paged(slabs: Sequence[Slab], first: float, later: float) -> list[Column]:
    """`slabs` as pages, the first `first` points tall and the others `later`; at least one page.

    Each page takes as many slabs as it can hold and then gives back those that belong to the next ones.
    A group too tall for any page is cut where it must be.
    """
    columns: list[Column] = []
    start = 0
    while start < len(slabs):
        end, opening = _end(slabs, start, first if not columns else later)
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
