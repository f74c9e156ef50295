"""Values as JSON: amounts as strings with their currency beside them, ISO dates, keys in the order given."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache

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
    return "".join(json_pieces(value))


def json_pieces(value: Mapping[str, object]) -> Iterator[str]:
    """The same text piece by piece: what is a collection is written as it is gone through, and never held as a
    whole."""
    yield from _pieces(value, "\n")
    yield "\n"


def _pieces(value: object, line: str) -> Iterator[str]:
    """The text of `value`; `line` ends a line and indents the next."""
    if isinstance(value, Mapping):
        yield from _mapping(value, line)
    elif isinstance(value, str | int) or value is None:
        yield json.dumps(value, ensure_ascii=False)
    elif isinstance(value, Collection) and not isinstance(value, bytes):
        between = "[" + line + "  "
        for item in value:
            yield between
            yield from _pieces(item, line + "  ")
            between = "," + line + "  "
        yield f"{line}]" if len(value) else "[]"
    else:
        raise TypeError(f"{value!r} has no place in our JSON: write it as text")


def _mapping(value: Mapping[str, object], line: str) -> Iterator[str]:
    if not value:
        yield "{}"
    elif all(item is None or isinstance(item, str | int) for item in value.values()):
        text = _encoder(line).encode({str(key): item for key, item in value.items()})
        yield f"{{{line}  {text[1:-1]}{line}}}"
    else:
        between = "{" + line + "  "
        for key, item in value.items():
            yield f"{between}{json.dumps(str(key), ensure_ascii=False)}: "
            yield from _pieces(item, line + "  ")
            between = "," + line + "  "
        yield f"{line}}}"


@cache
def _encoder(line: str) -> json.JSONEncoder:
    """The encoder of a mapping without others inside, one item a line."""
    return json.JSONEncoder(ensure_ascii=False, separators=(f",{line}  ", ": "))
