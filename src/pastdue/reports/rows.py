"""The rows of a kind that can be chosen in the settings: policies, ladders, layouts, languages; and one row whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pastdue.model import Column, Table
from pastdue.model.tables import Rank


@dataclass(frozen=True, slots=True)
class ShippedOrOwn:
    """A row by its name: its TOML table, the whole text of its file, and whether it is the user's own."""

    name: str
    table: Mapping[str, Any]
    text: str
    own: bool


def rows_table(kind: str, rows: Sequence[ShippedOrOwn]) -> Table:
    """A line for each row: its description, the countries it is for, and whether it is shipped or the user's own."""
    laws = any("law" in row.table for row in rows)
    columns = (
        Column("name", "Name", rank=Rank.KEY),
        Column("what", "What"),
        Column("countries", "For", rank=Rank.EXTRA),
        *((Column("law", "Law", rank=Rank.EXTRA),) if laws else ()),
        Column("of", "Of", rank=Rank.EXTRA),
    )
    lines = tuple(
        (
            row.name,
            about(row.table, row.text),
            _countries(row.table),
            *((row.table.get("law", ""),) if laws else ()),
            "you" if row.own else "pastdue",
        )
        for row in rows
    )
    note = f"`pastdue {kind} NAME` shows one; a file pastdue.d/{kind}/NAME.toml of your own counts before ours."
    return Table(kind.capitalize(), columns, lines, (note,))


def rows_json(kind: str, rows: Sequence[ShippedOrOwn]) -> dict[str, object]:
    """The rows as JSON: each with its name, whether it is the user's own, and its keys as the file has them."""
    return {
        "schema": 1,
        kind: [{"name": row.name, "own": row.own, "row": _plain(row.table)} for row in rows],
    }


def about(table: Mapping[str, Any], text: str) -> str:
    """A row's description in a line: its title, else the first sentence of the comment at the head of its file.

    >>> about({}, "# By the month: thirty days each. More words.")
    'By the month: thirty days each'
    """
    title = table.get("title")
    if isinstance(title, str):
        return title
    head = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        head.append(line.lstrip("# "))
    return re.split(r"\. (?=[A-ZÄÖÜÉ])", " ".join(head))[0].rstrip(".")


def _countries(table: Mapping[str, Any]) -> str:
    """The countries a row names; a table under that key holds something else."""
    named = table.get("countries", ())
    return ", ".join(named) if isinstance(named, list) else ""


def _plain(value: object) -> Any:
    """A TOML value in JSON's own kinds: numbers with decimals and days as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | bool | int) else str(value)
