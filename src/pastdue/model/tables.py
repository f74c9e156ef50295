"""Reports as tables, whatever they are written as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


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
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...] = ()
    summed: bool = False
