"""A few short lines in a frame: under one another from its top, as large as they fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.messages import Message
from pastdue.typeset.ink.check import part_of
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.marks import BLACK, POINTS_PER_MM, Mark, Words
from pastdue.typeset.layouts import Frame

SMALL = ((8.0, 10.5), (7.5, 9.5), (7.0, 8.5))
"""Type size and leading of small print, tried in turn."""

DESCENT = 0.24
"""The depth of letters below their line, as a part of the type size."""


class Place(NamedTuple):
    """A frame in points."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, frame: Frame) -> Place:
        return cls(*(float(side) * POINTS_PER_MM for side in (frame.x, frame.y, frame.width, frame.height)))


def column(
    lines: Sequence[str], at: tuple[float, float], face: Face, size: tuple[float, float], colour: str = BLACK
) -> list[Mark]:
    """`lines` under one another in `size` (points, leading), the capitals of the first hanging from `at`."""
    x, y = at
    points, leading = size
    baseline = y + cap_height(face, points)
    return [Words(x, baseline + n * leading, face, points, line, colour) for n, line in enumerate(lines)]


def cap_height(face: Face, points: float) -> float:
    """From the top of the capitals to the baseline."""
    return face.cap_height * points / 1000


def no_room(field: str, lines: Sequence[str]) -> CannotPrint:
    """The refusal of a letter whose `field` does not fit its frame."""
    what = Message.of("no_room", part=part_of(field), text=" / ".join(lines)[:120])
    return CannotPrint(what, Message.of("shorten_or_layout"))
