"""Tables: hairlines only, figures flush right, the head again on each page, sums carried from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from pastdue.model.letters import Grid
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.lines import broken
from pastdue.typeset.ink.look import Type
from pastdue.typeset.ink.marks import BLACK, HAIR, QUIET, Mark, RuledLine, Words
from pastdue.typeset.ink.parts import ARTIFACT, TextPart
from pastdue.typeset.letter.blocks import Carried, TextBlock
from pastdue.typeset.letter.widths import GAP, SLACK, Columns, reach

_BETWEEN_ROWS = 1.5
_HAIRLINE = 0.4
_DROP = 0.3
"""The height of the baseline above the foot of a line, as a part of the leading."""
_TURNED_LEADING = 1.22
"""The leading of a cell's further lines, as a part of the type size."""
_SMALLER, _INDENT = 0.5, 8.0
"""The text under a row: its type smaller by so many points, and its indent in points."""
_LEAST_POINTS = 8.0


@dataclass(frozen=True, slots=True)
class TableSetter:
    """Sets `grid` from `x` on, `width` points wide, in `columns`; its last total in `total_points`."""

    grid: Grid
    columns: Columns
    x: float
    width: float
    faces: Type
    total_points: float = 0.0
    part: TextPart = field(default_factory=lambda: TextPart("Table"))

    def blocks(self) -> list[TextBlock]:
        """The head (repeated on each page), the rows, the totals. The head keeps two rows with it, the totals the last
        two."""
        head = self._head()
        blocks = [head]
        last = len(self.grid.rows) - 1
        for number, row in enumerate(self.grid.rows):
            glued = number < 2 or not row[0] or (number == last and bool(self.grid.totals))
            block = self.row(row, self.faces.sans)._replace(glued=glued, head=head)
            if self.grid.under and self.grid.under[number]:
                block = self._with_under(block, self.grid.under[number])
            if self.grid.running and number < last:
                block = block._replace(carried=Carried(partial(self._sums, number)))
            blocks.append(block)
        if self.grid.totals:
            return [*blocks, *self._totals()]
        return [*blocks[:-1], self._closed(blocks[-1])]

    def _head(self) -> TextBlock:
        """The headings, standing on the rule that parts them from the rows."""
        bold, points = self.faces.sans_bold, self.columns.points
        leading = points * 1.2
        cells = [
            broken(text, bold, points, wide + SLACK)
            for text, wide in zip(self.grid.headings, self.columns.widths, strict=True)
        ]
        tall, row = max(map(len, cells)), self._row_part()
        height = tall * leading + 7
        marks: list[Mark] = [self._rule(0), self._rule(height)]
        for n, lines in enumerate(cells):
            part = TextPart("TH", row, column=n)
            for line, text in enumerate(lines):
                baseline = 3.5 + (tall - len(lines) + line + 0.8) * leading
                marks.append(Words(self._left(text, n, bold), baseline, bold, points, text, part=part))
        return TextBlock(height, marks)

    def _row_part(self) -> TextPart:
        """A new row of the table, as it is read."""
        return TextPart("TR", self.part, cells=len(self.grid.headings))

    def row(self, row: Sequence[str], face: Face, colour: str = BLACK, carried: bool = False) -> TextBlock:
        """A row; a text at whose right nothing stands reaches over the empty columns before it is turned over. One of
        `carried` sums is no part of what is read."""
        marks: list[Mark] = []
        within = self._row_part()
        points, leading = self.columns.points, self.columns.leading
        baseline, tall = leading * (1 - _DROP), 1
        for n, text in enumerate(row):
            if not text:
                continue
            cell = ARTIFACT if carried else TextPart("TD", within, column=n)
            turned = self.grid.align[n] == "l"
            lines = broken(text, face, points, self._reach(row, n) + SLACK) if turned else (text,)
            for line, part in enumerate(lines):
                if part:
                    y = baseline + line * points * _TURNED_LEADING
                    marks.append(Words(self._left(part, n, face), y, face, points, part, colour, cell))
            tall = max(tall, len(lines))
        height = leading + (tall - 1) * points * _TURNED_LEADING + (_BETWEEN_ROWS if tall > 1 else 0)
        return TextBlock(height, marks, space=_BETWEEN_ROWS)

    def _reach(self, row: Sequence[str], n: int) -> float:
        """The width the text in column `n` of `row` may take, in points: up to the end of the last empty column after
        it."""
        until = reach(row, n, self.grid.align)
        return self.columns.left[until] + self.columns.widths[until] - self.columns.left[n]

    def _with_under(self, block: TextBlock, text: str) -> TextBlock:
        """A row with `text` under it, across the table."""
        points, marks = max(_LEAST_POINTS, self.columns.points - _SMALLER), list(block.marks)
        leading, y = points * _TURNED_LEADING, block.height
        cell = self._wide_cell(self._row_part(), 0)
        for line in broken(text, self.faces.sans, points, self.width - _INDENT):
            y += leading
            marks.append(Words(self.x + _INDENT, y - leading * _DROP, self.faces.sans, points, line, QUIET, cell))
        return block._replace(height=y + _BETWEEN_ROWS, marks=marks)

    def _sums(self, number: int) -> tuple[TextBlock, TextBlock]:
        """The sums up to row `number`, as they end a page and as they begin the next."""
        _, *sums = self.grid.running[number]
        under, over = (self.row((label, *sums), self.faces.sans, QUIET, carried=True) for label in self.grid.carried)
        ended = TextBlock(under.height, [self._rule(-2.5), *under.marks], space=6.0)
        begun = TextBlock(over.height + 3, [*over.marks, self._rule(over.height + 1.5)], over.space)
        return ended, begun

    def _totals(self) -> list[TextBlock]:
        """The closing rows under a hairline, the last of them bold; all of them together with the last row."""
        blocks: list[TextBlock] = []
        points, leading, last = self.columns.points, self.columns.leading, len(self.grid.totals) - 1
        large = max(points, self.total_points)
        sizes = [large if number == last else points for number in range(last + 1)]
        bold = self.faces.sans_bold
        widest = max(
            bold.width(amount) * size / 1000 for (_, amount), size in zip(self.grid.totals, sizes, strict=True)
        )
        right = self.x + self.columns.left[-1] + self.columns.widths[-1]
        edge = min(self.x + self.columns.left[-1], right - widest) - GAP
        for number, (label, amount) in enumerate(self.grid.totals):
            face, colour = (bold, BLACK) if number == last else (self.faces.sans, QUIET)
            size, tall = sizes[number], leading + sizes[number] - points
            baseline = tall - leading * _DROP
            at = max(self.x, edge - face.width(label) * size / 1000)
            shown = right - face.width(amount) * size / 1000
            row = self._row_part()
            last_cell = TextPart("TD", row, column=row.cells - 1)
            marks: list[Mark] = [
                Words(at, baseline, face, size, label, colour, self._wide_cell(row, 1)),
                Words(shown, baseline, face, size, amount, part=last_cell),
            ]
            if number == 0:
                marks.append(self._rule(-2.5))
            blocks.append(TextBlock(tall, marks, space=_BETWEEN_ROWS if number else 6.0, glued=True))
        return blocks

    def _wide_cell(self, row: TextPart, but: int) -> TextPart:
        """A cell of `row` over all its columns but the last `but`."""
        return TextPart("TD", row, spans=max(1, row.cells - but))

    def _closed(self, block: TextBlock) -> TextBlock:
        """The last row of a table without totals, with the hairline that ends it."""
        return block._replace(height=block.height + 3, marks=[*block.marks, self._rule(block.height + 3)])

    def _left(self, text: str, n: int, face: Face) -> float:
        """The left edge of `text` in column `n`, on the sheet."""
        left = self.x + self.columns.left[n]
        if self.grid.align[n] == "r":
            left += self.columns.widths[n] - face.width(text) * self.columns.points / 1000
        return left

    def _rule(self, y: float) -> RuledLine:
        return RuledLine(self.x, y, self.x + self.width, _HAIRLINE, HAIR)
