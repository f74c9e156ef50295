"""Values as JSON: amounts as strings with their currency beside them, ISO dates, keys in the order given."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pastdue.model import Table
from pastdue.reports.formats.cells import plain, spread


def table_json(table: Table) -> dict[str, object]:
    """`table` as values JSON can hold: whole numbers stay numbers, amounts and decimals are strings."""
    columns, rows = spread(table)
    keys = [column.key for column in columns]
    return {
        "schema": 1,
        "title": table.title,
        "rows": [dict(zip(keys, map(_value, row), strict=True)) for row in rows],
        "notes": list(table.notes),
    }


def _value(cell: object) -> object:
    return cell if cell is None or isinstance(cell, int | str) else plain(cell)


def json_text(value: Mapping[str, object]) -> str:
    """`value` as JSON text ending in a newline; letters stay letters, keys keep their order.

    Refuses (TypeError) what is not text, a whole number, true, false, null, a list or a mapping of these: a
    float or a Decimal here would be an amount on its way to being rounded.

    >>> json_text({"name": "Łódź", "n": 1})
    '{\\n  "name": "Łódź",\\n  "n": 1\\n}\\n'
    >>> json_text({"amount": 1.5})
    Traceback (most recent call last):
    TypeError: 1.5 has no place in our JSON: write it as text
    """
    return json.dumps(_strict(value), ensure_ascii=False, indent=2) + "\n"


def _strict(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _strict(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_strict(item) for item in value]
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"{value!r} has no place in our JSON: write it as text")
