"""A document's table: the grid of the letters, with weighted columns and whole rows of totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pastdue.model.letters import Grid
from pastdue.typeset.document.document import DataTable
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import Words
from pastdue.typeset.letter.blocks import TextBlock
from pastdue.typeset.letter.body import Area
from pastdue.typeset.letter.grid import TableSetter
from pastdue.typeset.letter.widths import Columns, fitted, weighted


def table_blocks(table: DataTable, area: Area, faces: Type, room: float) -> list[TextBlock]:
    """`table` as blocks: its head, its rows, its totals, which stay with the last row.

    A row too tall for a page with so much `room` (points) is cut between its lines.
    """
    if not table.rows and not table.totals:
        return []
    grid = Grid(table.headings, table.rows, table.align, under=table.under)
    setter = TableSetter(grid, _columns(table, area.width, faces), area.x, area.width, faces)
    head, *rows = setter.blocks()
    blocks = [head, *(part for row in rows for part in _cut(row, room - head.height))]
    for number, row in enumerate(setter.row(row, faces.sans_bold) for row in table.totals):
        space = 3.0 if table.rows and not number else row.space
        blocks.append(row._replace(space=space, glued=True))
    return blocks


def _columns(table: DataTable, width: float, faces: Type) -> Columns:
    """The columns, wide enough for the totals in bold."""
    measured = Grid(table.headings, (*table.rows, *table.totals), table.align)
    shapes = replace(faces, sans=faces.sans_bold) if table.totals else faces
    if table.weights:
        return weighted(measured, table.weights, width, shapes)
    return fitted([measured], width, shapes)


def _cut(block: TextBlock, room: float) -> Sequence[TextBlock]:
    """`block`, in as many pieces as it needs to be no taller than `room`, cut between its lines of words."""
    if block.height <= room:
        return [block]
    pieces: list[TextBlock] = []
    top = 0.0
    while block.height - top > room:
        lines = [mark.y for mark in block.marks if isinstance(mark, Words) and top < mark.y <= top + room - 2]
        end = max(lines) + 2 if lines else top + room
        inside = [mark._replace(y=mark.y - top) for mark in block.marks if top < mark.y <= end]
        pieces.append(TextBlock(end - top, inside, head=block.head, glued=block.glued and not pieces))
        top = end
    rest = [mark._replace(y=mark.y - top) for mark in block.marks if mark.y > top]
    return [*pieces, TextBlock(block.height - top, rest, head=block.head)]
