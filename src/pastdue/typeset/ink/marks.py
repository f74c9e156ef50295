"""Marks on a page: words, rules, tints, outlines, pictures and codes, at places in points.

`y` runs down, from the top of whatever holds the mark: a block or the page.
"""

from __future__ import annotations

from typing import NamedTuple

from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.parts import TextPart
from pastdue.typeset.ink.pictures import Picture
from pastdue.typeset.pdf.appended import Appended

POINTS_PER_MM = 72 / 25.4

BLACK = "0 0 0"
QUIET = "0.36 0.37 0.39"
HAIR = "0.62 0.63 0.65"
FAINT = "0.93 0.93 0.93"
PALE = "0.965 0.967 0.972"
WHITE = "1 1 1"


class Words(NamedTuple):
    """A run of text in one face, size and colour; `y` is its baseline. Words in one line without a `part` are a
    paragraph of their own."""

    x: float
    y: float
    face: Face
    points: float
    text: str
    colour: str = BLACK
    part: TextPart | None = None


class RuledLine(NamedTuple):
    """A straight level rule from `x` to `until`, `weight` points thick around `y`."""

    x: float
    y: float
    until: float
    weight: float
    colour: str = HAIR


class Tint(NamedTuple):
    """A filled rectangle whose top is `y`."""

    x: float
    y: float
    width: float
    height: float
    colour: str = PALE


class Outline(NamedTuple):
    """The outline of a rectangle whose top is `y`, `weight` points thick, in dashes of `dash` points (0: solid)."""

    x: float
    y: float
    width: float
    height: float
    weight: float
    colour: str
    dash: float = 0.0


class Hatching(NamedTuple):
    """A rectangle whose top is `y`, outlined and filled with lines at 45 degrees, all of them `weight` points thick."""

    x: float
    y: float
    width: float
    height: float
    weight: float
    colour: str


class Pasted(NamedTuple):
    """A picture in its own size, whose top is `y`."""

    x: float
    y: float
    picture: Picture


class Slanted(NamedTuple):
    """Large text across the page at 45 degrees around the point (`x`, `y`)."""

    x: float
    y: float
    face: Face
    points: float
    text: str
    colour: str = FAINT


class Mosaic(NamedTuple):
    """The dark modules of a code, each `module` points wide and tall, whose top left one is at (`x`, `y`).

    `runs` are dark modules side by side: the first one's column, their row, and how many they are.
    """

    x: float
    y: float
    module: float
    runs: tuple[tuple[int, int, int], ...]


class Leaf(NamedTuple):
    """A whole page of a document that follows the letter, under all other ink; `page` is counted from 0."""

    x: float
    y: float
    width: float
    height: float
    copy: Appended
    page: int


Mark = Words | RuledLine | Tint | Outline | Hatching | Pasted | Slanted | Mosaic | Leaf


def moved(marks: list[Mark], dy: float) -> list[Mark]:
    """`marks`, `dy` points further down. Each begins with its `x` and `y`."""
    return [tuple.__new__(mark.__class__, (mark[0], mark[1] + dy, *mark[2:])) for mark in marks]
