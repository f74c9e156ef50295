"""Reports as tables, whatever they are written as."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
Source = TypeVar("Source")
Other = TypeVar("Other")


class OneByOne(Collection[Value], Generic[Value]):
    """Many values, as the rows of a table, that are never held all at once: `make` of each of `sources`, made anew
    whenever they are gone through.

    >>> doubled = OneByOne(lambda n: 2 * n, [1, 2])
    >>> len(doubled), list(doubled), list(doubled)
    (2, [2, 4], [2, 4])
    """

    __slots__ = ("_make", "_sources")

    def __init__(self, make: Callable[[Any], Value], sources: Collection[Any]) -> None:
        self._make, self._sources = make, sources

    def __len__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator[Value]:
        return map(self._make, self._sources)

    def __contains__(self, value: object) -> bool:
        return any(value == each for each in self)


class Rank(IntEnum):
    """The importance of a column. Where a terminal is too narrow for all, the extra ones are left out first and the
    usual ones next; a key names the subject of its row and is neither left out nor cut."""

    KEY = 0
    USUAL = 1
    EXTRA = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its key in CSV and JSON, its heading, what its cells hold, and how much it is needed."""

    key: str
    heading: str
    holds: type = str
    rank: Rank = Rank.USUAL


@dataclass(frozen=True, slots=True)
class Table:
    """Any report: typed columns and rows. Cells are str, int, Decimal, date, Money or None. `summed` says that its
    amounts may be added up, those of one currency."""

    title: str
    columns: tuple[Column, ...]
    rows: Collection[tuple[object, ...]]
    notes: tuple[str, ...] = ()
    summed: bool = False


class ColumnsOf(Generic[Source]):
    """The columns of a table in their order, each with the cell that a source has in it.

    >>> sums = ColumnsOf[int]({Column("n", "N", int): lambda n: n, Column("double", "Double", int): lambda n: 2 * n})
    >>> sums.table("Sums", [1, 2]).rows
    ((1, 2), (2, 4))
    """

    __slots__ = ("cells",)

    def __init__(self, cells: Mapping[Column, Callable[[Source], object]]) -> None:
        self.cells = cells

    def beside(self, others: ColumnsOf[Other], of: Callable[[Source], Other]) -> ColumnsOf[Source]:
        """These columns, and behind them `others`, whose cells are those of what `of` finds for a source."""
        more = {column: _found(cell, of) for column, cell in others.cells.items()}
        return ColumnsOf({**self.cells, **more})

    def only(self, keys: Collection[str]) -> ColumnsOf[Source]:
        """Those of the columns that have one of these keys."""
        return ColumnsOf({column: cell for column, cell in self.cells.items() if column.key in keys})

    def row(self, source: Source) -> tuple[object, ...]:
        """The cells of one source."""
        return tuple([cell(source) for cell in self.cells.values()])

    def table(
        self, title: str, sources: Iterable[Source], notes: tuple[str, ...] = (), *, summed: bool = False
    ) -> Table:
        """The table with a row for each source."""
        return Table(title, tuple(self.cells), tuple(map(self.row, sources)), notes, summed)

    def table_one_by_one(self, title: str, sources: Collection[Source], *, summed: bool = False) -> Table:
        """The same for many sources: its rows are made anew whenever they are gone through."""
        return Table(title, tuple(self.cells), OneByOne(self.row, sources), summed=summed)


def _found(cell: Callable[[Other], object], of: Callable[[Source], Other]) -> Callable[[Source], object]:
    return lambda source: cell(of(source))
