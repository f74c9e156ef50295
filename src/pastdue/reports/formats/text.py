"""Tables on a terminal: aligned, fitted to its width, in characters its encoding has."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from pastdue.model import Column, Table
from pastdue.model.errors import shown
from pastdue.model.money import Money
from pastdue.reports.formats.cells import CURRENCY, plain

_GAP = 2
_NARROWEST = 8
# Letters and signs that Unicode does not take apart into a plain one.
_TAKEN_APART = 'łl ŁL øo ØO đd ĐD ħh ĦH ŧt ŦT ıi æae ÆAE œoe ŒOE ßss þth ÞTh –- —- −- ─- ’\' ‘\' ‚, “" ”" „" …...'
_PLAIN = {pair[0]: pair[1:] for pair in _TAKEN_APART.split(" ")}


def text(table: Table, width: int | None = None, encoding: str = "utf-8") -> str:
    """`table` as lines, each ending in a newline: title, headings, a rule, rows, notes.

    Numbers stand to the right, amounts grouped as 1,234.50; amounts carry their currency unless the
    table has a column for it. With a `width` in terminal cells (None: not a terminal, nothing is cut) headings
    wrap, then text columns narrow, the widest first, down to 8 cells; figures are never cut, so a table of many
    figures may still be wider. A character that `encoding` lacks becomes its plain letter, else `?`.
    """
    grid = _Grid.of(table, encoding)
    if width is not None and grid.width > width:
        grid = grid.wrapped().narrowed(width)
    rule = _encodable("─", encoding)
    lines = [_clean(table.title, encoding), ""] if table.title else []
    lines += [grid.line(heads) for heads in zip(*grid.heads, strict=True)]
    lines.append((" " * _GAP).join(rule * w for w in grid.widths))
    lines += [grid.line(row) for row in grid.rows]
    if table.notes:
        lines += ["", *(_clean(note, encoding) for note in table.notes)]
    return "".join(line.rstrip() + "\n" for line in lines)


def cells_wide(said: str) -> int:
    """How many terminal cells `said` takes: wide East Asian characters two, combining marks none.

    >>> cells_wide("Łódź"), cells_wide("東京"), cells_wide("e\\u0301")
    (4, 4, 1)
    """
    return sum(_cell(c) for c in said)


def _cell(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(said: str, width: int, ellipsis: str = "…") -> str:
    """`said` in at most `width` cells, ending in `ellipsis` where something was cut."""
    if cells_wide(said) <= width:
        return said
    left, kept = width - cells_wide(ellipsis), ""
    for char in said:
        left -= _cell(char)
        if left < 0:
            break
        kept += char
    return kept.rstrip() + ellipsis


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table in words: `heads` has a tuple of equal length per column, the lines of its heading."""

    columns: tuple[Column, ...]
    heads: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    ellipsis: str

    @classmethod
    def of(cls, table: Table, encoding: str) -> _Grid:
        own_currency = any(column.key == CURRENCY for column in table.columns)
        heads = tuple((_clean(column.heading, encoding),) for column in table.columns)
        rows = tuple(tuple(_clean(_spoken(cell, own_currency), encoding) for cell in row) for row in table.rows)
        ellipsis = _encodable("…", encoding)
        return cls(table.columns, heads, rows, (), ellipsis)._measured()

    def _measured(self) -> _Grid:
        widths = [max(map(cells_wide, heads)) for heads in self.heads]
        for row in self.rows:
            widths = [max(w, cells_wide(cell)) for w, cell in zip(widths, row, strict=True)]
        return _Grid(self.columns, self.heads, self.rows, tuple(widths), self.ellipsis)

    @property
    def width(self) -> int:
        return sum(self.widths) + _GAP * (len(self.widths) - 1)

    def wrapped(self) -> _Grid:
        """With a word of each heading a line, the last line at the bottom."""
        words = [heads[0].split(" ") for heads in self.heads]
        tallest = max(map(len, words))
        heads = tuple(("",) * (tallest - len(w)) + tuple(w) for w in words)
        return _Grid(self.columns, heads, self.rows, (), self.ellipsis)._measured()

    def narrowed(self, width: int) -> _Grid:
        """With text columns narrowed, the widest first, until the grid is `width` wide or none can give more."""
        widths = list(self.widths)
        texts = [n for n, column in enumerate(self.columns) if column.holds is str]
        over = self.width - width
        while over > 0:
            widest = max(texts, key=widths.__getitem__, default=None)
            if widest is None or widths[widest] <= _NARROWEST:
                break
            widths[widest] -= 1
            over -= 1
        return _Grid(self.columns, self.heads, self.rows, tuple(widths), self.ellipsis)

    def line(self, cells: tuple[str, ...]) -> str:
        out = []
        for column, width, cell in zip(self.columns, self.widths, cells, strict=True):
            kept = cut(cell, width, self.ellipsis) if column.holds is str else cell
            pad = " " * (width - cells_wide(kept))
            out.append(pad + kept if column.holds in (int, Decimal, Money) else kept + pad)
        return (" " * _GAP).join(out)


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


def _clean(said: str, encoding: str) -> str:
    """`said` on one line, harmless on a terminal, in characters `encoding` has."""
    line = " ".join(said.split())
    return _encodable(shown(line, len(line)), encoding)


def _encodable(said: str, encoding: str) -> str:
    try:
        said.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest(char, encoding) for char in said)
    return said


def _nearest(char: str, encoding: str) -> str:
    for candidate in (char, _PLAIN.get(char, ""), unicodedata.normalize("NFKD", char)[0], "?"):
        if candidate and candidate.encode(encoding, "ignore").decode(encoding) == candidate:
            return candidate
    return "?"
