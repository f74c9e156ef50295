"""Reports as tables, whatever they are written as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its key in CSV and JSON, its heading, and what its cells hold."""

    key: str
    heading: str
    holds: type = str


@dataclass(frozen=True, slots=True)
class Table:
    """Any report: typed columns and rows. Cells are str, int, Decimal, date, Money or None. `summed` says that its
    amounts may be added up, those of one currency."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...] = ()
    summed: bool = False
