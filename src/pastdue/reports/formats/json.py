"""Values as JSON: amounts as strings with their currency beside them, ISO dates, keys in the order given."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

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
    """The same text piece by piece: what is a collection is written item by item as it is gone through, and never held
    as a whole."""
    yield from _pieces(value, "\n")
    yield "\n"


def _pieces(value: object, line: str) -> Iterator[str]:
    """The text of `value`; `line` ends a line and indents the next."""
    inner = f"{line}  "
    if not isinstance(value, Collection) or isinstance(value, str | bytes) or not len(value):
        yield _text(value, line)
    elif isinstance(value, Mapping):
        between = "{"
        for key, item in value.items():
            yield f"{between}{inner}{_encoded(str(key))}: "
            yield from _pieces(item, inner)
            between = ","
        yield f"{line}}}"
    else:
        between = "["
        for item in value:
            yield f"{between}{inner}{_text(item, inner)}"
            between = ","
        yield f"{line}]"


def _text(value: object, line: str) -> str:
    """The text of `value` as a whole."""
    if isinstance(value, str):
        return _encoded(value)
    if value is None or isinstance(value, bool):
        return _NAMED[value]
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, _MAPPINGS):
        inner = f"{line}  "
        items = f",{inner}".join([f"{_encoded(str(key))}: {_text(item, inner)}" for key, item in value.items()])
        return f"{{{inner}{items}{line}}}" if items else "{}"
    if isinstance(value, Collection) and not isinstance(value, bytes):
        inner = f"{line}  "
        items = f",{inner}".join([_text(item, inner) for item in value])
        return f"[{inner}{items}{line}]" if items else "[]"
    raise TypeError(f"{value!r} has no place in our JSON: write it as text")


_encoded = json.encoder.encode_basestring
"""A text in quotes, with what must be escaped in it; letters stay letters."""
_NAMED = {None: "null", True: "true", False: "false"}
_MAPPINGS = (dict, Mapping)
"""Most are dicts, which are told by their type alone."""
