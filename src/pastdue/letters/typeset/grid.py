"""How is a table of words set? Columns as wide as their content, hairlines only, figures flush right.

When the content is wider than the table, text columns give way, the widest first, down to their longest word;
then the type gets smaller. A figure is never broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pastdue.errors import CannotPrint
from pastdue.letters.letter import Grid
from pastdue.letters.typeset.face import Face
from pastdue.letters.typeset.lines import broken
from pastdue.letters.typeset.look import Type
from pastdue.letters.typeset.marks import BLACK, HAIR, QUIET, Mark, Rule, Words
from pastdue.letters.typeset.slabs import Slab

_STEPS = ((9.0, 12.5), (8.5, 11.8), (8.0, 11.0), (7.5, 10.3), (7.0, 9.6))
_GAP = 10.0
_LEAST_GAP = 7.0
_BETWEEN_ROWS = 1.5
_LEAST_TEXT = 30.0
_HAIRLINE = 0.4
_RISE = 0.3
_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand (left edge and width of each) and in which type they are set."""

    left: tuple[float, ...]
    widths: tuple[float, ...]
    points: float
    leading: float


def fitted(grids: Sequence[Grid], width: float, faces: Type, letter: str) -> Columns:
    """Columns that suit all of `grids`, which have the same ones, in a table `width` points wide; `letter` names
    the letter in a refusal."""
    natural, least = _wanted(grids, faces)
    for points, leading in _STEPS:
        wide = [w * points / 1000 for w in natural]
        bare = [w * points / 1000 for w in least]
        for gap in (_GAP, _LEAST_GAP):
            room = width - gap * (len(wide) - 1)
            if sum(bare) <= room:
                widths = wide if sum(wide) <= room else _used(grids, _shrunk(wide, bare, room), faces, points)
                return _placed(widths, width, points, leading)
    room = width - _LEAST_GAP * (len(natural) - 1)
    points, leading = _STEPS[-1]
    cut = [
        min(w * points / 1000, _LEAST_TEXT) if side == "l" else w * points / 1000
        for w, side in zip(least, grids[0].align, strict=True)
    ]
    if sum(cut) > room:
        raise CannotPrint(f"{letter}: the table's amounts are wider than the page", "send this letter by hand")
    return _placed(_shrunk([w * points / 1000 for w in natural], cut, room), width, points, leading)


def _wanted(grids: Sequence[Grid], faces: Type) -> tuple[list[float], list[float]]:
    """The natural and the least width of each column, in thousandths of the type size."""
    natural: list[float] = []
    least: list[float] = []
    for n, side in enumerate(grids[0].align):
        cells = {row[n] for grid in grids for row in grid.rows}
        headings = {grid.headings[n] for grid in grids}
        word = max(_longest_word(heading, faces.sans_bold) for heading in headings)
        head = max(_in_two_lines(heading, faces.sans_bold) for heading in headings)
        whole = max(map(faces.sans.width, cells), default=0.0)
        words = whole
        if side == "l":
            words = max((_longest_word(cell, faces.sans) for cell in cells), default=0.0)
        natural.append(max(head, whole))
        least.append(max(word, words))
    for grid in grids:
        amounts = max((faces.sans_bold.width(amount) for _, amount in grid.totals), default=0.0)
        natural[-1], least[-1] = max(natural[-1], amounts), max(least[-1], amounts)
    return natural, least


def _in_two_lines(text: str, face: Face) -> float:
    """The least width in which `text` needs no more than two lines."""
    words = text.split(" ")
    cuts = range(1, len(words) + 1)
    return min(max(face.width(" ".join(words[:cut])), face.width(" ".join(words[cut:]))) for cut in cuts)


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
    used = list(widths)
    for n, side in enumerate(grids[0].align):
        if side == "l":
            cells = {row[n] for grid in grids for row in grid.rows}
            lines = [line for cell in cells for line in broken(cell, faces.sans, points, widths[n] + _SLACK)]
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


def table(grid: Grid, columns: Columns, x: float, width: float, faces: Type) -> list[Slab]:
    """The slabs of `grid` from `x`: its head (repeated on each page), its rows, its totals.

    The head keeps two rows with it, and the totals the last two.
    """
    head = _head(grid, columns, x, width, faces)
    slabs = [head]
    last = len(grid.rows) - 1
    for number, row in enumerate(grid.rows):
        glued = number < 2 or (number == last and bool(grid.totals))
        slabs.append(_row(row, grid.align, columns, x, faces, head, glued))
    if grid.totals:
        slabs += _totals(grid, columns, x, width, faces)
    else:
        slabs[-1] = _closed(slabs[-1], x, width)
    return slabs


def _head(grid: Grid, columns: Columns, x: float, width: float, faces: Type) -> Slab:
    """The headings, standing on the rule that parts them from the rows."""
    leading = columns.points * 1.2
    cells = [
        broken(text, faces.sans_bold, columns.points, wide + _SLACK)
        for text, wide in zip(grid.headings, columns.widths, strict=True)
    ]
    tall = max(map(len, cells))
    height = tall * leading + 7
    marks: list[Mark] = [Rule(x, 0, x + width, _HAIRLINE, HAIR), Rule(x, height, x + width, _HAIRLINE, HAIR)]
    for n, lines in enumerate(cells):
        for line, text in enumerate(lines):
            baseline = 3.5 + (tall - len(lines) + line + 0.8) * leading
            marks.append(_cell(text, n, grid.align[n], columns, x, baseline, faces.sans_bold, BLACK))
    return Slab(height, marks)


def _row(row: Sequence[str], align: str, columns: Columns, x: float, faces: Type, head: Slab, glued: bool) -> Slab:
    marks: list[Mark] = []
    baseline, tall = columns.leading * (1 - _RISE), 1
    for n, text in enumerate(row):
        lines = [text]
        if align[n] == "l":
            lines = broken(text, faces.sans, columns.points, columns.widths[n] + _SLACK)
        for line, part in enumerate(lines):
            if part:
                y = baseline + line * columns.points * 1.22
                marks.append(_cell(part, n, align[n], columns, x, y, faces.sans, BLACK))
        tall = max(tall, len(lines))
    height = columns.leading + (tall - 1) * columns.points * 1.22 + (_BETWEEN_ROWS if tall > 1 else 0)
    return Slab(height, marks, space=_BETWEEN_ROWS, glued=glued, head=head)


def _cell(text: str, n: int, side: str, columns: Columns, x: float, y: float, face: Face, colour: str) -> Words:
    left = x + columns.left[n]
    if side == "r":
        left += columns.widths[n] - face.width(text) * columns.points / 1000
    return Words(left, y, face, columns.points, text, colour)


def _totals(grid: Grid, columns: Columns, x: float, width: float, faces: Type) -> list[Slab]:
    """The closing rows under a hairline, the last of them bold; all of them together with the last row."""
    slabs: list[Slab] = []
    edge = x + columns.left[-1]
    last = len(grid.totals) - 1
    for number, (label, amount) in enumerate(grid.totals):
        face = faces.sans_bold if number == last else faces.sans
        baseline = columns.leading * (1 - _RISE)
        right = min(edge, x + width - face.width(amount) * columns.points / 1000)
        marks: list[Mark] = [_cell(amount, -1, "r", columns, x, baseline, face, BLACK)]
        colour = BLACK if number == last else QUIET
        at = right - _GAP - face.width(label) * columns.points / 1000
        marks.append(Words(max(x, at), baseline, face, columns.points, label, colour))
        if number == 0:
            marks.append(Rule(x, -2.5, x + width, _HAIRLINE, HAIR))
        slabs.append(Slab(columns.leading, marks, space=_BETWEEN_ROWS if number else 6.0, glued=True))
    return slabs


def _closed(slab: Slab, x: float, width: float) -> Slab:
    """The last row of a table without totals, with the hairline that ends it."""
    rule = Rule(x, slab.height + 3, x + width, _HAIRLINE, HAIR)
    return Slab(slab.height + 3, [*slab.marks, rule], slab.space, slab.glued, slab.head)
