"""Tables on a terminal: aligned, fitted to its width, in characters its encoding has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pastdue.model import Column, Table
from pastdue.model.money import Money
from pastdue.model.tables import Rank
from pastdue.reports.formats.cells import CURRENCY, plain
from pastdue.reports.formats.characters import cells_wide, clean, cut, encodable, lines_of

_GAP = 2
_NARROWEST = 8
_READABLE = 24
"""Cells to which a text column may be narrowed before another column is left out: most names can be told by it."""


def text(table: Table, width: int | None = None, encoding: str = "utf-8") -> str:
    """`table` as lines, each ending in a newline: title, headings, a rule, rows, notes.

    Numbers stand to the right, amounts grouped as 1,234.50; amounts carry their currency unless the
    table has a column for it. With a `width` in terminal cells (None: not a terminal, nothing is cut) headings
    wrap, text columns narrow, and columns are left out, as `_Grid.fitted` says; a last line names them. Figures and
    keys are never cut, so a table of many figures may still be wider. A character that `encoding` lacks becomes its
    plain letter, else `?`.
    """
    grid = whole = _Grid.of(table, encoding)
    if width is not None:
        grid = grid.fitted(width)
    rule = encodable("─", encoding)
    lines = [clean(table.title, encoding), ""] if table.title else []
    lines += [grid.line(heads) for heads in zip(*grid.heads, strict=True) if any(heads)]
    lines.append((" " * grid.gap).join(rule * w for w in grid.widths))
    lines += [line for row in grid.rows for line in grid.lines(row)]
    notes = [clean(note, encoding) for note in table.notes]
    left_out = [column.heading for column in whole.columns if column not in grid.columns]
    if left_out:
        notes.append(f"not shown for want of room: {', '.join(left_out)}; --format csv has them")
    if notes:
        lines += ["", *(line for note in notes for line in lines_of(note, width))]
    return "".join(line.rstrip() + "\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table in words: `heads` has a tuple of equal length per column, the lines of its heading."""

    columns: tuple[Column, ...]
    heads: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    ellipsis: str
    gap: int = _GAP

    @classmethod
    def of(cls, table: Table, encoding: str) -> _Grid:
        table = _named_once(table)
        own_currency = any(column.key == CURRENCY for column in table.columns)
        heads = tuple((clean(column.heading, encoding),) for column in table.columns)
        rows = tuple(tuple(clean(_spoken(cell, own_currency), encoding) for cell in row) for row in table.rows)
        ellipsis = encodable("…", encoding)
        return cls(table.columns, heads, rows, (), ellipsis)._measured()

    def _measured(self) -> _Grid:
        widths = [max(map(cells_wide, heads)) for heads in self.heads]
        for row in self.rows:
            widths = [max(w, cells_wide(cell)) for w, cell in zip(widths, row, strict=True)]
        return _Grid(self.columns, self.heads, self.rows, tuple(widths), self.ellipsis)

    @property
    def width(self) -> int:
        return sum(self.widths) + self.gap * (len(self.widths) - 1)

    def wrapped(self) -> _Grid:
        """With a word of each heading a line, the last line at the bottom."""
        words = [heads[0].split(" ") for heads in self.heads]
        tallest = max(map(len, words))
        heads = tuple(("",) * (tallest - len(w)) + tuple(w) for w in words)
        return _Grid(self.columns, heads, self.rows, (), self.ellipsis)._measured()

    def fitted(self, width: int) -> _Grid:
        """The grid in at most `width` cells, if that can be.

        Headings wrap first, and texts narrow as far as they can be told by. Then columns leave: those with nothing in
        them, then the extra ones, each time the last first. Then texts narrow further, long headings are broken, and
        usual columns leave; at last one space stands between two columns.
        """
        if self.width <= width:
            return self
        grid = self.wrapped()
        for leaves in (None, *grid._first_to_leave()):
            grid = grid if leaves is None else grid.without(leaves)
            if (tried := grid.narrowed(width, _READABLE)).width <= width:
                return tried
        grid = grid.broken()
        for leaves in (None, *grid._last_to_leave()):
            grid = grid if leaves is None else grid.without(leaves)
            if (tried := grid.narrowed(width, _NARROWEST)).width <= width:
                return tried
        return replace(grid, gap=1).narrowed(width, _NARROWEST)

    def _first_to_leave(self) -> list[Column]:
        """The columns with nothing in them and those of rank extra, in the order in which they leave."""
        empty = [c for n, c in enumerate(self.columns) if self.rows and not any(row[n] for row in self.rows)]
        return [*reversed(empty), *(c for c in reversed(self.columns) if c.rank is Rank.EXTRA and c not in empty)]

    def _last_to_leave(self) -> list[Column]:
        """The usual columns that hold text, but the first and the currency, in the order in which they leave; figures
        stay."""
        return [c for c in reversed(self.columns[1:]) if c.rank is Rank.USUAL and c.holds is str and c.key != CURRENCY]

    def without(self, column: Column) -> _Grid:
        """The grid without one of its columns."""
        kept = [n for n, one in enumerate(self.columns) if one != column]
        return _Grid(
            tuple(self.columns[n] for n in kept),
            tuple(self.heads[n] for n in kept),
            tuple(tuple(row[n] for n in kept) for row in self.rows),
            tuple(self.widths[n] for n in kept),
            self.ellipsis,
        )

    def broken(self) -> _Grid:
        """With words of headings broken by a hyphen where they are wider than all that stands under them."""
        heads = []
        for n, lines in enumerate(self.heads):
            widest = max((cells_wide(row[n]) for row in self.rows), default=0)
            heads.append([part for word in lines if word for part in _syllables(word, max(widest, 4))])
        tallest = max(map(len, heads))
        padded = tuple(("",) * (tallest - len(words)) + tuple(words) for words in heads)
        return _Grid(self.columns, padded, self.rows, (), self.ellipsis)._measured()

    def narrowed(self, width: int, narrowest: int) -> _Grid:
        """With text columns that are no keys narrowed to `narrowest` at most, the widest first, until the grid is
        `width` wide or none can give more."""
        widths = list(self.widths)
        texts = [n for n, c in enumerate(self.columns) if c.holds is str and c.rank is not Rank.KEY]
        over = self.width - width
        while over > 0:
            widest = max(texts, key=widths.__getitem__, default=None)
            if widest is None or widths[widest] <= narrowest:
                break
            widths[widest] -= 1
            over -= 1
        return replace(self, widths=tuple(widths))

    def lines(self, cells: tuple[str, ...]) -> list[str]:
        """A row: one line, or more where the text of its last column does not fit into one."""
        *before, last = cells
        if self.columns[-1].holds is not str or cells_wide(last) <= self.widths[-1]:
            return [self.line(cells)]
        first, *more = lines_of(last, self.widths[-1])
        indent = " " * (self.width - self.widths[-1])
        return [self.line((*before, first)), *(indent + cut(part, self.widths[-1], self.ellipsis) for part in more)]

    def line(self, cells: tuple[str, ...]) -> str:
        out = []
        for column, width, cell in zip(self.columns, self.widths, cells, strict=True):
            kept = cut(cell, width, self.ellipsis) if column.holds is str else cell
            pad = " " * (width - cells_wide(kept))
            out.append(pad + kept if column.holds in (int, Decimal, Money) else kept + pad)
        return (" " * self.gap).join(out)


def _named_once(table: Table) -> Table:
    """The table without the customers' numbers where every customer goes by the name alone."""
    keys = [column.key for column in table.columns]
    if "customer_id" not in keys or "customer" not in keys or not table.rows:
        return table
    number, name = keys.index("customer_id"), keys.index("customer")
    if any(row[number] != row[name] for row in table.rows):
        return table
    columns = tuple(column for n, column in enumerate(table.columns) if n != number)
    return replace(table, columns=columns, rows=tuple(row[:number] + row[number + 1 :] for row in table.rows))


def _syllables(word: str, width: int) -> list[str]:
    """`word` in parts of at most `width` cells, each but the last ending in a hyphen."""
    if cells_wide(word) <= max(width, 5):
        return [word]
    half = (len(word) + 1) // 2
    return [f"{word[:half]}-", word[half:]]


def _spoken(cell: object, own_currency: bool) -> str:
    match cell:
        case Money():
            return f"{Decimal(cell.plain):,f}" + ("" if own_currency else f" {cell.currency}")
        case Decimal():
            return f"{cell:,f}"
        case bool():
            return "yes" if cell else "no"
        case _:
            return plain(cell)
