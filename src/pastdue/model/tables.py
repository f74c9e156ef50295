"""Reports as tables, whatever they are written as."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


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
