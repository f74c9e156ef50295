"""How is a table of words set? Hairlines only, figures flush right, its head again on each page."""

from __future__ import annotations

from collections.abc import Sequence

from pastdue.model.letters import Grid
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import broken
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import BLACK, HAIR, QUIET, Mark, Rule, Words
from pastdue.typeset.letter.blocks import Slab
from pastdue.typeset.letter.widths import GAP, SLACK, Columns

_BETWEEN_ROWS = 1.5
_HAIRLINE = 0.4
_RISE = 0.3
_SMALLER, _INDENT = 0.5, 8.0


def table(grid: Grid, columns: Columns, x: float, width: float, faces: Type) -> list[Slab]:
    """The slabs of `grid` from `x`: its head (repeated on each page), its rows, its totals.

    The head keeps two rows with it, and the totals the last two.
    """
    head = _head(grid, columns, x, width, faces)
    slabs = [head]
    last = len(grid.rows) - 1
    for number, row in enumerate(grid.rows):
        glued = number < 2 or not row[0] or (number == last and bool(grid.totals))
        slab = _row(row, grid.align, columns, x, faces, head, glued)
        if grid.under and grid.under[number]:
            slab = _with_under(slab, grid.under[number], columns, (x, width), faces)
        slabs.append(slab)
    if grid.totals:
        slabs += _totals(grid, columns, x, width, faces)
    else:
        slabs[-1] = _closed(slabs[-1], x, width)
    return slabs


def _head(grid: Grid, columns: Columns, x: float, width: float, faces: Type) -> Slab:
    """The headings, standing on the rule that parts them from the rows."""
    leading = columns.points * 1.2
    cells = [
        broken(text, faces.sans_bold, columns.points, wide + SLACK)
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
            lines = broken(text, faces.sans, columns.points, columns.widths[n] + SLACK)
        for line, part in enumerate(lines):
            if part:
                y = baseline + line * columns.points * 1.22
                marks.append(_cell(part, n, align[n], columns, x, y, faces.sans, BLACK))
        tall = max(tall, len(lines))
    height = columns.leading + (tall - 1) * columns.points * 1.22 + (_BETWEEN_ROWS if tall > 1 else 0)
    return Slab(height, marks, space=_BETWEEN_ROWS, glued=glued, head=head)


def _with_under(slab: Slab, text: str, columns: Columns, across: tuple[float, float], faces: Type) -> Slab:
    """A row with `text` under it, across the table."""
    x, width = across
    points, marks = columns.points - _SMALLER, list(slab.marks)
    leading, y = points * 1.22, slab.height
    for line in broken(text, faces.sans, points, width - _INDENT):
        y += leading
        marks.append(Words(x + _INDENT, y - leading * _RISE, faces.sans, points, line, QUIET))
    return Slab(y + _BETWEEN_ROWS, marks, slab.space, slab.glued, slab.head)


def _cell(text: str, n: int, side: str, columns: Columns, x: float, y: float, face: Face, colour: str) -> Words:
    left = x + columns.left[n]
    if side == "r":
        left += columns.widths[n] - face.width(text) * columns.points / 1000
    return Words(left, y, face, columns.points, text, colour)


def _totals(grid: Grid, columns: Columns, x: float, width: float, faces: Type) -> list[Slab]:
    """The closing rows under a hairline, the last of them bold; all of them together with the last row."""
    slabs: list[Slab] = []
    last = len(grid.totals) - 1
    widest = max((faces.sans_bold.width(amount) for _, amount in grid.totals), default=0.0)
    edge = x + min(columns.left[-1], width - widest * columns.points / 1000)
    for number, (label, amount) in enumerate(grid.totals):
        face = faces.sans_bold if number == last else faces.sans
        baseline = columns.leading * (1 - _RISE)
        marks: list[Mark] = [_cell(amount, -1, "r", columns, x, baseline, face, BLACK)]
        colour = BLACK if number == last else QUIET
        at = edge - GAP - face.width(label) * columns.points / 1000
        marks.append(Words(max(x, at), baseline, face, columns.points, label, colour))
        if number == 0:
            marks.append(Rule(x, -2.5, x + width, _HAIRLINE, HAIR))
        slabs.append(Slab(columns.leading, marks, space=_BETWEEN_ROWS if number else 6.0, glued=True))
    return slabs


def _closed(slab: Slab, x: float, width: float) -> Slab:
    """The last row of a table without totals, with the hairline that ends it."""
    rule = Rule(x, slab.height + 3, x + width, _HAIRLINE, HAIR)
    return Slab(slab.height + 3, [*slab.marks, rule], slab.space, slab.glued, slab.head)
