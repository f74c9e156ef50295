"""A foreign page on the letter's paper: upright, whole, in the middle, never enlarged."""

from __future__ import annotations

from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]

_TURNS: dict[int, Matrix] = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, -1, 1, 0, 0, 1),
    180: (-1, 0, 0, -1, 1, 1),
    270: (0, 1, -1, 0, 1, 0),
}
"""The matrices that turn a page clockwise by so many degrees; their last two numbers count in sides of the turned
page."""


class PageBox(NamedTuple):
    """A rectangle in the units of its page, left < right and bottom < top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> tuple[float, float]:
        return self.right - self.left, self.top - self.bottom


def placed(box: PageBox, turn: int, unit: float, area: PageBox) -> Matrix:
    """The matrix that moves the content of `box` into `area` of the paper (points, from its lower left corner).

    `turn` is the page's own rotation, clockwise, a multiple of 90; `unit` is the size of its units in points. A page
    that does not fit is made smaller; a broad one is laid on its side, its top to the left, where it stays larger so.
    """
    wide, high = box.size
    if turn % 180:
        wide, high = high, wide
    across, down = area.size
    upright = min(1.0, across / (wide * unit), down / (high * unit))
    lying = min(1.0, across / (high * unit), down / (wide * unit))
    if lying > upright:
        turn, wide, high = turn + 270, high, wide
    scale = unit * max(upright, lying)
    a, b, c, d, right, up = _TURNS[turn % 360]
    x = right * wide - a * box.left - c * box.bottom
    y = up * high - b * box.left - d * box.bottom
    return (
        a * scale,
        b * scale,
        c * scale,
        d * scale,
        x * scale + area.left + (across - wide * scale) / 2,
        y * scale + area.bottom + (down - high * scale) / 2,
    )
