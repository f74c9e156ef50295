"""The check that a window shows nothing but addresses, made on the finished marks of each letter.

Page one alone can be seen: its front panel faces the windows, folded so that its back lies against the back of the
next panel, and every other sheet lies behind it. So whatever may be exposed there must be an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.messages import Message
from pastdue.typeset.ink.marks import POINTS_PER_MM, Mark, Mosaic, Pasted, RuledLine, Slanted, Words
from pastdue.typeset.layouts import Frame, Layout

_ABOVE, _BELOW = 0.95, 0.25
_TOLERANCE, _ACCENT = 0.5, 3.0


class Box(NamedTuple):
    """The room a mark takes, in points."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, frame: Frame) -> Box:
        return cls(*(float(side) * POINTS_PER_MM for side in (frame.x, frame.y, frame.right, frame.bottom)))

    def meets(self, other: Box) -> bool:
        """True when the two overlap; a shared edge is no overlap."""
        return (
            self.top < other.bottom and other.top < self.bottom and self.left < other.right and other.left < self.right
        )

    def inside(self, other: Box) -> bool:
        """True when this lies in `other`, give or take half a point; an accent on its first line may stand out."""
        return (
            self.left >= other.left - _TOLERANCE
            and self.right <= other.right + _TOLERANCE
            and self.top >= other.top - _ACCENT
            and self.bottom <= other.bottom + _TOLERANCE
        )


class Exposure:
    """The parts of the sheet that one layout's windows may show, and those they are meant to show."""

    def __init__(self, layout: Layout) -> None:
        self._zones = [Box.of(zone) for zone in layout.exposed_frames]
        self._meant = [Box.of(frame) for frame in layout.shown_frames]
        self._from = min(zone.top for zone in self._zones)
        self._to = max(zone.bottom for zone in self._zones)
        self._right = max(zone.right for zone in self._zones)

    def check(self, marks: Iterable[Mark]) -> None:
        """Nothing when only addresses may be seen; else refuses the letter (CannotPrint)."""
        since, until, right = self._from, self._to, self._right
        for mark in marks:
            # Most words stand well above or below every window, or at its right.
            if isinstance(mark, Words) and (
                mark.x >= right or not since - mark.points <= mark.y <= until + mark.points
            ):
                continue
            box = box_of(mark)
            if box.bottom <= since or box.top >= until:
                continue
            if any(box.meets(zone) for zone in self._zones) and not any(box.inside(frame) for frame in self._meant):
                raise CannotPrint(_would_show(mark), Message.of("layout_or_shorten"))


def _would_show(mark: Mark) -> Message:
    if isinstance(mark, Words | Slanted):
        return Message.of("would_show", text=repr(mark.text))
    return Message.of("drawing_would_show", kind=type(mark).__name__.lower())


def box_of(mark: Mark) -> Box:
    """The room `mark` takes, ascenders and descenders included."""
    if isinstance(mark, Words):
        wide = mark.face.width(mark.text) * mark.points / 1000
        return Box(mark.x, mark.y - _ABOVE * mark.points, mark.x + wide, mark.y + _BELOW * mark.points)
    if isinstance(mark, RuledLine):
        return Box(mark.x, mark.y - mark.weight / 2, mark.until, mark.y + mark.weight / 2)
    if isinstance(mark, Pasted):
        return Box(mark.x, mark.y, mark.x + mark.picture.width, mark.y + mark.picture.height)
    if isinstance(mark, Mosaic):
        wide, tall = _extent(mark.runs)
        return Box(mark.x, mark.y, mark.x + wide * mark.module, mark.y + tall * mark.module)
    if isinstance(mark, Slanted):
        half = (mark.face.width(mark.text) / 1000 + 1) * mark.points * 0.36
        return Box(mark.x - half, mark.y - half, mark.x + half, mark.y + half)
    return Box(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)


def _extent(runs: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """The number of columns and rows that `runs` reach."""
    return max(column + wide for column, _, wide in runs), max(row for _, row, _ in runs) + 1
