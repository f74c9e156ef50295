"""Cells as bare text with their currency beside them, for CSV, JSON and workbooks.

Money is written as a plain number with its currency beside it: in the table's own `currency` column where there
is one, else in a column added after it, named like it with `_currency`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pastdue.model import Column, Table
from pastdue.model.money import Money

CURRENCY = "currency"


def plain(cell: object) -> str:
    """`cell` without grouping or currency: ISO dates, a decimal point, nothing for None.

    >>> plain(Money.parse("1234.50 EUR")), plain(date(2026, 6, 30)), plain(None)
    ('1234.50', '2026-06-30', '')
    """
    match cell:
        case None:
            return ""
        case Money():
            return cell.plain
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def spread(table: Table) -> tuple[tuple[Column, ...], Iterator[tuple[object, ...]]]:
    """The columns and rows of `table` with a currency beside every amount; Money cells stay Money.

    Refuses (ValueError) an amount in another currency than its row's `currency` column says.
    """
    keys = [column.key for column in table.columns]
    if CURRENCY in keys:
        return table.columns, _checked(table, keys.index(CURRENCY))
    columns: list[Column] = []
    for column in table.columns:
        columns.append(column)
        if column.holds is Money:
            columns.append(Column(f"{column.key}_currency", f"{column.heading} currency"))
    return tuple(columns), _widened(table)


def _checked(table: Table, at: int) -> Iterator[tuple[object, ...]]:
    for row in table.rows:
        currency = row[at]
        for cell in row:
            if isinstance(cell, Money) and cell.currency != currency:
                raise ValueError(f"{table.title}: an amount in {cell.currency} stands in a row of {currency}")
        yield row


def _widened(table: Table) -> Iterator[tuple[object, ...]]:
    for row in table.rows:
        cells: list[object] = []
        for column, cell in zip(table.columns, row, strict=True):
            cells.append(cell)
            if column.holds is Money:
                cells.append(cell.currency if isinstance(cell, Money) else None)
        yield tuple(cells)
