"""Results on stdout, as a table, CSV or JSON; stdout carries nothing else."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from pastdue.model import Table

if TYPE_CHECKING:
    from pastdue.firm.catalog import Catalog

Record = Mapping[str, object]


def show(table: Table | Sequence[Table], record: Record | Callable[[], Record], form: str) -> None:
    """Write one result to stdout: tables for people, the first of them as CSV, `record` as JSON.

    A `record` that takes time to make may be given as a function, which is called for JSON only.
    """
    tables = (table,) if isinstance(table, Table) else tuple(table)
    if form == "json":
        from pastdue.reports.formats.json import json_pieces
        from pastdue.reports.formats.pieces import together

        values = record() if callable(record) else record
        iso = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
        for piece in together(json_pieces(iso)):
            click.echo(piece, nl=False)
    elif form == "csv":
        from pastdue.reports.formats.csv import csv_text

        click.echo(csv_text(tables[0]), nl=False)
    else:
        click.echo("\n".join(table_text(each) for each in tables), nl=False)


def show_rows(catalog: Catalog, kind: str, name: str | None, form: str) -> None:
    """The rows of a kind, shipped and the user's, on stdout; with a `name` that row alone, as a table its whole
    file."""
    from pastdue.reports.rows import ShippedOrOwn, rows_json, rows_table

    if name is not None:
        catalog.row(kind, name)  # refuses an unknown name with the nearest one
    names = catalog.names(kind) if name is None else (name,)
    rows = [
        ShippedOrOwn(one, catalog.row(kind, one)[0], catalog.text(kind, one), catalog.is_own(kind, one))
        for one in names
    ]
    if name is not None and form == "table":
        click.echo(rows[0].text, nl=False)
    else:
        show(rows_table(kind, rows), rows_json(kind, rows), form)


_PAGE = 80


def page_width() -> int:
    """The width of a page of text: the terminal's, or 80 characters where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PAGE


def page_text(*parts: Sequence[str] | Table) -> str:
    """Lines and tables one below the other, an empty line between, as stdout can show them."""
    blocks = (table_text(part).rstrip("\n") if isinstance(part, Table) else "\n".join(part) for part in parts)
    return "\n\n".join(block for block in blocks if block.strip()).rstrip() + "\n"


def fits(table: Table) -> bool:
    """True when the table is no wider than the terminal; anywhere else a line may be as long as it is."""
    if not sys.stdout.isatty():
        return True
    from pastdue.reports.formats.characters import cells_wide
    from pastdue.reports.formats.text import text

    lines = text(table, None, sys.stdout.encoding or "ascii").splitlines()
    return max(map(cells_wide, lines), default=0) <= shutil.get_terminal_size().columns


def table_text(table: Table) -> str:
    """The table as stdout can show it: as wide as the terminal, in its characters."""
    from pastdue.reports.formats.text import text

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return text(table, width, sys.stdout.encoding or "ascii")
