"""The widths of a table's columns and the size of its type.

A column is as wide as its content where all of them fit, and as its heading on one line where there is room for every
one. Where they do not fit, the type gets a little smaller; then text columns give way, the widest first, to two lines,
then to their longest word, then to less, and last of all headings are broken within a word. A figure is never broken. A
text with empty columns at its right reaches over them and makes its own no wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Grid
from pastdue.model.messages import Message
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import broken
from pastdue.typeset.ink.look import Type

Steps = Sequence[tuple[float, float]]
AT_EASE: Steps = ((9.0, 12.5), (8.5, 11.8), (8.0, 11.0))
"""Type size and leading, tried in turn: 8 points are the least that is read with ease."""
CLOSE: Steps = ((8.5, 11.0), (8.0, 10.6))
"""The same where a table must save room."""
_SMALLER = ((7.5, 10.3), (7.0, 9.6))
"""For amounts so wide that the letter could not be sent otherwise."""
GAP = 10.0
"""Between two columns, 3.5 mm."""
_LEAST_GAP = 9.0
_MAY_BE_PARTED = 4
"""A table of fewer rows is never cut by the end of a page."""
_LEAST_TEXT = 30.0
"""The least width of a column of text in points, about five characters, however wide the amounts are."""
SLACK = 0.01
"""The excess over its column's width that a line may have, in points, for figures rounded on the way."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, by left edge and width in points, and the type they are set in."""

    left: tuple[float, ...]
    widths: tuple[float, ...]
    points: float
    leading: float


def reach(row: Sequence[str], n: int, align: str) -> int:
    """The last column that the text in column `n` of `row` may stand over: as far as nothing stands at its right.

    >>> reach(("Late fee", "", "", "40.00"), 0, "lllr"), reach(("A-1", "1 May", "", "40.00"), 0, "lllr")
    (2, 0)
    """
    if align[n] == "r":
        return n
    while n + 1 < len(row) and not row[n + 1]:
        n += 1
    return n


def fitted(grids: Sequence[Grid], width: float, faces: Type, steps: Steps = AT_EASE) -> Columns:
    """Columns that suit all of `grids`, which have the same ones, in a table `width` points wide."""
    whole = _whole(grids, width, faces, steps)
    if whole is not None:
        return whole
    natural, least = _wanted(tuple(grids), faces)
    for points, leading in steps:
        wide = [w * points / 1000 for w in natural]
        bare = [w * points / 1000 for w in least]
        for gap in (GAP, _LEAST_GAP):
            room = width - gap * (len(wide) - 1)
            if sum(bare) <= room:
                widths = wide if sum(wide) <= room else _used(grids, _shrunk(wide, bare, room), faces, points)
                return _placed(widths, width, points, leading)
    room = width - _LEAST_GAP * (len(natural) - 1)
    for bare_of in (least, _figures(grids, faces)):
        for points, leading in (steps[-1], *_SMALLER):
            cut = [
                min(w * points / 1000, _LEAST_TEXT) if side == "l" else w * points / 1000
                for w, side in zip(bare_of, grids[0].align, strict=True)
            ]
            if sum(cut) <= room:
                return _placed(_shrunk([w * points / 1000 for w in natural], cut, room), width, points, leading)
    raise CannotPrint(Message.of("table_too_wide"), Message.of("send_by_hand"))


def weighted(grid: Grid, weights: Sequence[float], width: float, faces: Type) -> Columns:
    """Columns that share `width` (points) in the parts `weights`; none is narrower than its longest word or figure, and
    the others give up the width it needs beyond its part."""
    _, least = _wanted((grid,), faces)
    room = width - GAP * (len(least) - 1)
    for points, leading in (*AT_EASE, *_SMALLER):
        bare = [w * points / 1000 for w in least]
        if sum(bare) <= room:
            return _placed(_shared(weights, bare, room), width, points, leading)
    return fitted([grid], width, faces)


def _shared(weights: Sequence[float], bare: Sequence[float], room: float) -> list[float]:
    """Widths that fill `room` in the parts `weights`, each at least as wide as in `bare`, whose sum fits."""
    held: dict[int, float] = {}
    while True:
        left, parts = room - sum(held.values()), sum(w for n, w in enumerate(weights) if n not in held)
        share = {n: left * w / parts for n, w in enumerate(weights) if n not in held}
        short = [n for n, wide in share.items() if wide < bare[n]]
        if not short:
            return [held.get(n, share.get(n, 0.0)) for n in range(len(weights))]
        held |= {n: bare[n] for n in short}


def _whole(grids: Sequence[Grid], width: float, faces: Type, steps: Steps) -> Columns | None:
    """Columns in which no text needs more than one line, or else two, in type that is not small; None if none do."""
    natural, _ = _wanted(tuple(grids), faces)
    points, leading = steps[0]
    headed = [w * points / 1000 for w in _with_whole_heads(grids, natural, faces)]
    if sum(headed) <= width - GAP * (len(headed) - 1):
        return _placed(headed, width, points, leading)
    halved: list[float] | None = None
    for lines in (1, 2):
        if lines == 2:
            halved = _halved(grids, natural, faces)
        for points, leading in steps:
            bare = [w * points / 1000 for w in halved or natural]
            for gap in (GAP, _LEAST_GAP):
                room = width - gap * (len(bare) - 1)
                if sum(bare) <= room:
                    wide = [w * points / 1000 for w in natural]
                    widths = bare if lines == 1 else _used(grids, _shrunk(wide, bare, room), faces, points)
                    return _placed(widths, width, points, leading)
    return None


def _cells(grids: Sequence[Grid]) -> list[set[str]]:
    """The texts of each column that reach over no other, the largest sum carried forward among them."""
    cells: list[set[str]] = [set() for _ in grids[0].align]
    for grid in grids:
        may_be_parted = len(grid.rows) >= _MAY_BE_PARTED and grid.running
        carried = [(label, *grid.running[-1][1:]) for label in grid.carried] if may_be_parted else []
        for row in (*grid.rows, *carried):
            last = len(row) - 1
            for n, text in enumerate(row):
                if n == last or row[n + 1] or reach(row, n, grid.align) == n:
                    cells[n].add(text)
    return cells


def _with_whole_heads(grids: Sequence[Grid], natural: Sequence[float], faces: Type) -> list[float]:
    """The widths at which no heading needs a second line."""
    heads = zip(*(_headings(grid.headings, faces.sans_bold) for grid in grids), strict=True)
    return [max(width, *[head.whole for head in own]) for width, own in zip(natural, heads, strict=True)]


def _halved(grids: Sequence[Grid], natural: Sequence[float], faces: Type) -> list[float]:
    """The widths at which no text needs more than two lines."""
    halved, cells = list(natural), _cells(grids)
    for n, side in enumerate(grids[0].align):
        if side == "l":
            heads = (_in_two_lines(grid.headings[n], faces.sans_bold) for grid in grids)
            halved[n] = max(*heads, *(_in_two_lines(cell, faces.sans) for cell in cells[n]), 0.0)
    return halved


@lru_cache(maxsize=8)
def _wanted(grids: tuple[Grid, ...], faces: Type) -> tuple[Sequence[float], Sequence[float]]:
    """The natural and the least width of each column, in thousandths of the type size. The tables of one letter are
    asked about for each way of setting it."""
    natural: list[float] = []
    least: list[float] = []
    heads = zip(*(_headings(grid.headings, faces.sans_bold) for grid in grids), strict=True)
    for side, cells, own in zip(grids[0].align, _cells(grids), heads, strict=True):
        whole = max(map(faces.sans.width, cells), default=0.0)
        words = whole
        if side == "l":
            words = max([_longest_word(cell, faces.sans) for cell in cells], default=0.0)
        natural.append(max(whole, *[head.in_two_lines for head in own]))
        least.append(max(words, *[head.longest_word for head in own]))
    return natural, least


class _Heading(NamedTuple):
    """The widths of a column's heading in thousandths of the type size: on one line, on two, and of its longest
    word."""

    whole: float
    in_two_lines: float
    longest_word: float


@lru_cache(maxsize=1 << 6)
def _headings(headings: tuple[str, ...], face: Face) -> tuple[_Heading, ...]:
    """The widths of all `headings`, which are the same in most letters of a run."""
    return tuple(_Heading(face.width(text), _in_two_lines(text, face), _longest_word(text, face)) for text in headings)


def _figures(grids: Sequence[Grid], faces: Type) -> list[float]:
    """The least width of each column whatever its heading says, in thousandths of the type size: that of its figures,
    or of the longest word of its texts."""
    found = []
    for side, cells in zip(grids[0].align, _cells(grids), strict=True):
        wide = (_longest_word(cell, faces.sans) if side == "l" else faces.sans.width(cell) for cell in cells)
        found.append(max(wide, default=0.0))
    return found


@lru_cache(maxsize=1 << 10)
def _in_two_lines(text: str, face: Face) -> float:
    """The least width in which `text` needs no more than two lines."""
    words = text.split(" ")
    cuts = range(1, len(words) + 1)
    return min(max(face.width(" ".join(words[:cut])), face.width(" ".join(words[cut:]))) for cut in cuts)


@lru_cache(maxsize=1 << 10)
def _longest_word(text: str, face: Face) -> float:
    return max(map(face.width, text.split(" ")))


def _shrunk(wide: Sequence[float], bare: Sequence[float], room: float) -> list[float]:
    """Widths from `bare` to `wide` that fill `room`: the widest give first, so that dates and numbers stay whole."""
    widths = list(wide)
    while (excess := sum(widths) - room) > 0.01:
        giving = [n for n, width in enumerate(widths) if width > bare[n] + 0.001]
        if not giving:
            break
        top = max(widths[n] for n in giving)
        widest = [n for n in giving if widths[n] == top]
        below = max((widths[n] for n in giving if widths[n] < top), default=0.0)
        floor = max([below, top - excess / len(widest)])
        for n in widest:
            widths[n] = max(bare[n], floor)
    return widths


def _used(grids: Sequence[Grid], widths: list[float], faces: Type, points: float) -> list[float]:
    """`widths` less what a column that has become narrower leaves empty beside its broken lines."""
    used, cells = list(widths), _cells(grids)
    for n, side in enumerate(grids[0].align):
        if side == "l":
            lines = [line for cell in cells[n] for line in broken(cell, faces.sans, points, widths[n] + SLACK)]
            heads = (_longest_word(grid.headings[n], faces.sans_bold) for grid in grids)
            used[n] = max([*map(faces.sans.width, lines), *heads]) * points / 1000
    return used


def _placed(widths: Sequence[float], width: float, points: float, leading: float) -> Columns:
    """`widths` side by side over the whole table, the same gap between any two."""
    gap = (width - sum(widths)) / max(1, len(widths) - 1)
    left: list[float] = []
    x = 0.0
    for wide in widths:
        left.append(x)
        x += wide + gap
    return Columns(tuple(left), tuple(widths), points, leading)
