"""TOML tables as typed values, read strictly: an unknown key is an error that names the known ones.

A dataclass is its own schema: field names are the keys, field types say what a value must be.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from pastdue.model import Threshold
from pastdue.model.errors import PastdueError, SettingsError
from pastdue.model.frozen import fields_of, without_none
from pastdue.model.money import Money
from pastdue.model.names import hint, one_of
from pastdue.model.spans import Span, parse_day

T = TypeVar("T")


def bind(cls: type[T], table: Mapping[str, Any], where: str) -> T:
    """The `cls` that `table` describes; `where` names the file and section in messages.

    Refuses unknown keys, missing ones and values of the wrong kind, each with a message naming `where`.

    >>> bind(Span, {"count": 5, "unit": "days"}, "x.toml")
    Span(count=5, unit=<Unit.DAYS: 'days'>)
    >>> bind(Span, {"count": 5, "units": "days"}, "x.toml")
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: x.toml: unknown key 'units', did you mean 'unit'?
      known keys: count, unit
    """
    fields = {key_of(f): f for f in dataclasses.fields(cls) if f.init}  # type: ignore[arg-type]
    for key in table:
        if key not in fields:
            raise SettingsError(
                f"{where}: unknown key {key!r}{hint(key, list(fields))}", "known keys: " + ", ".join(fields)
            )
    kinds = fields_of(typing.cast(type, cls))
    values = {
        fields[key].name: convert(kinds[fields[key].name], value, f"{where}: {key}") for key, value in table.items()
    }
    missing = [
        key
        for key, f in fields.items()
        if f.name not in values and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise SettingsError(f"{where}: missing {', '.join(missing)}")
    try:
        return cls(**values)
    except PastdueError as error:
        raise SettingsError(f"{where}: {error.what}", error.remedy) from None


def key_of(field: dataclasses.Field[Any]) -> str:
    """The key that a field stands for: its name, without the underscore that keeps it from being a word of Python."""
    return field.name.removesuffix("_")


def convert(kind: Any, value: Any, where: str) -> Any:
    """`value` from TOML as the type `kind`; refuses what does not fit."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if wanted := without_none(kind):
        return convert(wanted, value, where)
    if origin is tuple:
        return _tuple(args, value, where)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise SettingsError(f"{where}: must be a table")
        items = _flat(value) if args[1] is str else value
        return {str(k): convert(args[1], v, f"{where}.{k}") for k, v in items.items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and isinstance(value, kind):
        return value
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and isinstance(value, Mapping):
        return bind(kind, value, where)
    return _scalar(kind, value, where)


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table of texts with those of a table within it under both keys with a point between, as TOML writes them."""
    within = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    found = {key: value for key, value in table.items() if key not in within}
    return found | {f"{key}.{k}": v for key, value in within.items() for k, v in value.items()}


def _tuple(args: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise SettingsError(f"{where}: must be a list, as [..]")
    if len(args) == 2 and args[1] is ...:
        return tuple(convert(args[0], item, f"{where}[{n}]") for n, item in enumerate(value, 1))
    if len(args) != len(value):
        raise SettingsError(f"{where}: must have {len(args)} values")
    return tuple(convert(a, item, f"{where}[{n}]") for n, (a, item) in enumerate(zip(args, value, strict=True), 1))


def _scalar(kind: Any, value: Any, where: str) -> Any:
    if kind is Any or kind is object:
        return value
    if kind in (Span, Money, Threshold) and isinstance(value, str):
        try:
            return kind.parse(value)
        except SettingsError as error:
            raise SettingsError(f"{where}: {error.what}", error.remedy) from None
    if isinstance(kind, type) and issubclass(kind, StrEnum) and isinstance(value, str):
        return kind(one_of(value, [member.value for member in kind], where))
    if kind is Decimal and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    if kind is date and isinstance(value, date) and not isinstance(value, datetime):
        return value
    if kind is date and isinstance(value, str):
        return parse_day(value)
    if kind in (str, bool) and isinstance(value, kind):
        return value
    if kind is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    raise SettingsError(f"{where}: {value!r} is not {_spoken(kind)}")


def _spoken(kind: Any) -> str:
    words = {
        str: "text in quotes",
        int: "a whole number",
        bool: "true or false",
        Decimal: "a number",
        date: "a date, as 2026-11-23",
        Span: 'a span, as "30 days"',
        Money: 'an amount, as "40 EUR"',
        Threshold: 'a span, as "30 days", "EOM + 5 days" or "-5 days"',
    }
    return words.get(kind, f"a {getattr(kind, '__name__', kind)}")
