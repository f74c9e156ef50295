"""Scales with ticks, level and upright, to hold a ruler against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import width_of
from pastdue.typeset.ink.marks import BLACK, POINTS_PER_MM, QUIET, Mark, Tint, Words

_HAIRLINE = 0.35
_POINTS = 6.5
_INCH = 25.4 * POINTS_PER_MM


class Scale(NamedTuple):
    """`ticks` steps of `step` points; a longer tick and a number, `unit` a step, after every `labelled` of them."""

    step: float
    ticks: int
    labelled: int
    unit: float
    name: str


HUNDRED_MM = Scale(POINTS_PER_MM, 100, 10, 1, "mm")
FOUR_INCHES = Scale(_INCH / 8, 32, 8, 1 / 8, "in")


def level(scale: Scale, x: float, y: float, face: Face) -> list[Mark]:
    """`scale` from `x` to the right, its ticks standing on `y`, its numbers under it."""
    marks: list[Mark] = [Tint(x, y, scale.step * scale.ticks, _HAIRLINE, BLACK)]
    for at, tall, label in _ticks(scale):
        marks.append(Tint(x + at - _HAIRLINE / 2, y - tall, _HAIRLINE, tall, BLACK))
        if label:
            middle = width_of(label, face, _POINTS) / 2
            marks.append(Words(x + at - middle, y + 8, face, _POINTS, label, QUIET))
    return marks


def upright(scale: Scale, x: float, y: float, face: Face) -> list[Mark]:
    """`scale` from `y` down, its ticks ending at `x`, its numbers left of them."""
    marks: list[Mark] = [Tint(x, y, _HAIRLINE, scale.step * scale.ticks, BLACK)]
    for at, long, label in _ticks(scale):
        marks.append(Tint(x - long, y + at - _HAIRLINE / 2, long, _HAIRLINE, BLACK))
        if label:
            wide = width_of(label, face, _POINTS)
            marks.append(Words(x - 16 - wide, y + at + _POINTS * 0.36, face, _POINTS, label, QUIET))
    return marks


def _ticks(scale: Scale) -> Iterator[tuple[float, float, str]]:
    """Each tick: how far along, how long, and the number it bears, which may be none."""
    for n in range(scale.ticks + 1):
        if n % scale.labelled == 0:
            number = f"{n * scale.unit:g}"
            yield n * scale.step, 14.0, f"{number} {scale.name}" if n == scale.ticks else number
        else:
            yield n * scale.step, 10.0 if n * 2 % scale.labelled == 0 else 6.0, ""
