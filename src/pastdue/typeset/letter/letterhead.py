"""The letterhead: the sender's name and address, and the logo they make room for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pastdue.model.letters import LetterHead
from pastdue.typeset.ink.columns import DESCENT, SMALL, Place, cap_height, column, no_room
from pastdue.typeset.ink.lines import broken
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import POINTS_PER_MM, Mark, Pasted
from pastdue.typeset.ink.pictures import Artwork
from pastdue.typeset.layouts import Layout

_SIZES = ((8.5, 10.8), *SMALL)
_NAME_STEPS = (1.0, 0.9, 0.8, 0.7)
_WHOLE = 3
"""The steps by which a name is set smaller rather than in two lines: no GmbH stands alone under the rest."""
_NAME_BY_LOGO = (10.5, 9.5, 8.5)
_NAME_LEADING = 1.15
_SQUARE = 1.8
_UNDER_LOGO, _BESIDE_LOGO = 2.6 * POINTS_PER_MM, 5.0 * POINTS_PER_MM


class _Setting(NamedTuple):
    """One way to set the letterhead: the logo, the place left for the words, the sizes of the name, and the height
    the words are centred on (None: they hang from the top of their place)."""

    logo: list[Mark]
    words: Place
    names: tuple[float, ...]
    middle: float | None = None


class Letterhead:
    """Sets the letterhead of one layout. A wide logo stands above the sender's words, a square one beside them, or the
    other way round where there is no room; where it has a frame of its own the words stay where they are."""

    def __init__(self, layout: Layout, faces: Type, logo: Artwork | None) -> None:
        self._faces = faces
        self._set = lru_cache(maxsize=8)(self._of)
        words, largest = Place.of(layout.sender), float(layout.name_points)
        names = tuple(largest * step for step in _NAME_STEPS)
        if logo is None:
            self._settings = [_Setting([], words, names)]
        elif not layout.logo.meets(layout.sender):
            room = Place.of(layout.logo)
            picture = logo.within(room.width, room.height)
            placed = Pasted(room.x, room.y + room.height - picture.height, picture)
            self._settings = [_Setting([placed], words, names)]
        else:
            ways = [_above(logo, Place.of(layout.logo), words), _beside(logo, Place.of(layout.logo), words)]
            self._settings = ways if logo.aspect >= _SQUARE else ways[::-1]

    def marks(self, head: LetterHead) -> list[Mark]:
        """Logo, name and address lines; refuses what does not fit. A firm's letters share them, set once."""
        return list(self._set(head.sender))

    def _of(self, sender: tuple[str, ...]) -> tuple[Mark, ...]:
        """The marks of `sender`'s letterhead. A way that leaves the lines 8 points is better."""
        for sizes in (_SIZES[:2], _SIZES[2:]):
            for setting in self._settings:
                found = self._words(sender, setting, sizes)
                if found:
                    return *setting.logo, *found
        raise no_room("sender", sender)

    def _words(self, sender: Sequence[str], setting: _Setting, sizes: tuple[tuple[float, float], ...]) -> list[Mark]:
        """The sender's name and the lines of the address under it, as large as they fit; none when they do not."""
        place, sans, bold = setting.words, self._faces.sans, self._faces.sans_bold
        name, *lines = sender
        whole = [size for size in setting.names[:_WHOLE] if len(broken(name, bold, size, place.width)) == 1]
        for size in (*whole, *setting.names):
            names = broken(name, bold, size, place.width)
            for points, leading in sizes:
                head = cap_height(bold, size) + (len(names) - 1) * size * _NAME_LEADING
                under = [part for line in lines for part in broken(line, sans, points, place.width)]
                gap = leading + size * 0.22
                tall = head + (gap + (len(under) - 1) * leading if lines else 0.0) + DESCENT * points
                if len(names) <= 2 and tall <= place.height:
                    y = _hung(place, tall, setting.middle)
                    marks = column(names, (place.x, y), bold, (size, size * _NAME_LEADING))
                    first = y + head + gap - cap_height(sans, points)
                    return marks + column(under, (place.x, first), sans, (points, leading))
        return []


def _above(logo: Artwork, room: Place, words: Place) -> _Setting:
    """The logo at the top of `room`, the words under it."""
    picture = logo.within(room.width, room.height * 0.45)
    y = room.y + picture.height + _UNDER_LOGO
    left = Place(words.x, y, words.width, max(0.0, words.y + words.height - y))
    return _Setting([Pasted(room.x, room.y, picture)], left, _NAME_BY_LOGO)


def _beside(logo: Artwork, room: Place, words: Place) -> _Setting:
    """The logo at the left of `room`, half-way up beside the words' place, the words to its right."""
    picture = logo.within(room.width * 0.42, room.height * 0.68)
    x = room.x + picture.width + _BESIDE_LOGO
    y = max(room.y, min(room.y + room.height, words.y + (words.height + picture.height) / 2) - picture.height)
    left = Place(x, words.y, max(1.0, words.x + words.width - x), words.height)
    return _Setting([Pasted(room.x, y, picture)], left, _NAME_BY_LOGO, y + picture.height / 2)


def _hung(place: Place, tall: float, middle: float | None) -> float:
    """The y at which words of the height `tall` begin: at the top of `place`, or around `middle` as far as it fits
    there."""
    if middle is None:
        return place.y
    return max(place.y, min(middle - tall / 2, place.y + place.height - tall))
