"""What does any report hold?"""

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
    """Any report: typed columns and rows. Cells are str, int, Decimal, date, Money or None."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...] = ()
