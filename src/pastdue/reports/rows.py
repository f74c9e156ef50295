"""The rows of a kind that can be chosen in the settings: policies, ladders, layouts, languages; and one row whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pastdue.model import Column, Table
from pastdue.model.tables import Rank


def rows_table(kind: str, rows: Mapping[str, tuple[Mapping[str, Any], str, bool]]) -> Table:
    """One line a row by its name: what it is, the countries it is for, and whose it is.

    `rows` has of each name the TOML table, the text of its file and whether it is the user's own.
    """
    laws = any("law" in table for table, _, _ in rows.values())
    columns = (
        Column("name", "Name", rank=Rank.KEY),
        Column("what", "What"),
        Column("countries", "For", rank=Rank.EXTRA),
        *((Column("law", "Law", rank=Rank.EXTRA),) if laws else ()),
        Column("of", "Of", rank=Rank.EXTRA),
    )
    lines = tuple(
        (name, about(table, text), _countries(table), *((table.get("law", ""),) if laws else ()), _of(own))
        for name, (table, text, own) in rows.items()
    )
    note = f"`pastdue {kind} NAME` shows one; a file pastdue.d/{kind}/NAME.toml of your own counts before ours."
    return Table(kind.capitalize(), columns, lines, (note,))


def rows_json(kind: str, rows: Mapping[str, tuple[Mapping[str, Any], str, bool]]) -> dict[str, object]:
    """The rows as JSON: each with its name, whether it is the user's own, and its keys as the file has them."""
    return {
        "schema": 1,
        kind: [{"name": name, "own": own, "row": _plain(table)} for name, (table, _, own) in rows.items()],
    }


def about(table: Mapping[str, Any], text: str) -> str:
    """What a row is, in a line: its title, else the first sentence of the comment at the head of its file.

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


def _of(own: bool) -> str:
    return "you" if own else "pastdue"


def _plain(value: object) -> Any:
    """A TOML value in JSON's own kinds: numbers with decimals and days as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | bool | int) else str(value)
