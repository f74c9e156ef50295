"""Frozen values as JSON text that is read back exactly, guided by their dataclasses.

Used for a letter's words and a charge's segments. A field added later with a default is absent from older
text and read as that default; a key no field has is refused, since something would be lost.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any

from pastdue.model import Segment
from pastdue.model.errors import LedgerError
from pastdue.model.frozen import fields_of, without_none
from pastdue.model.letters import Letter


class UnreadableContent(LedgerError):
    """Recorded content that is not as it was recorded."""


def letter_to_json(letter: Letter) -> str:
    """Every word of `letter` as JSON text; `letter_from_json` makes an equal letter of it."""
    return _text(letter)


def letter_from_json(text: str) -> Letter:
    """The letter that `letter_to_json` wrote; refuses any other text."""
    return typing.cast(Letter, _read(Letter, text))


def segments_to_json(segments: tuple[Segment, ...]) -> str:
    """A charge's arithmetic as JSON text, decimals exact."""
    return _text(segments)


def segments_from_json(text: str) -> tuple[Segment, ...]:
    """The segments that `segments_to_json` wrote; refuses any other text."""
    return typing.cast(tuple[Segment, ...], _read(tuple[Segment, ...], text))


def _text(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _read(kind: Any, text: str) -> Any:
    try:
        return _typed(kind, json.loads(text))
    except (ValueError, TypeError, KeyError, InvalidOperation) as error:
        raise UnreadableContent(f"recorded content cannot be read: {error}", "run `pastdue ledger check`") from error


def _plain(value: object) -> Any:
    """`value` in JSON's own kinds; refuses a float and anything a type hint could not bring back."""
    kind: Any = type(value)
    if value is None or kind is str:
        return value
    if isinstance(value, tuple):  # most of a letter is tuples of texts
        return [item if type(item) is str else _plain(item) for item in value]
    if names := _names(kind):
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    raise TypeError(f"a {type(value).__name__} is never recorded as content")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields that a dataclass is made from; none of any other type."""
    return tuple(fields_of(typing.cast(type, kind))) if dataclasses.is_dataclass(kind) else ()


def _typed(kind: Any, plain: Any) -> Any:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and not isinstance(plain, list):
        raise TypeError(f"{plain!r} is not a list")
    if wanted := without_none(kind):
        return None if plain is None else _typed(wanted, plain)
    if origin is tuple:
        each = [args[0]] * len(plain) if args[-1] is ... else args
        return tuple(_typed(a, item) for a, item in zip(each, plain, strict=True))
    if origin is not None:
        return {key: _typed(args[1], item) for key, item in plain.items()}
    if dataclasses.is_dataclass(kind):
        return _typed_dataclass(typing.cast(type, kind), plain)
    return _typed_scalar(kind, plain)


def _typed_dataclass(kind: type, plain: object) -> Any:
    fields = fields_of(kind)
    if not isinstance(plain, dict):
        raise TypeError(f"{plain!r} is not a {kind.__name__}")
    for key in plain:
        if key not in fields:
            raise ValueError(f"{kind.__name__} has no {key!r}")
    return kind(**{key: _typed(fields[key], item) for key, item in plain.items()})


def _typed_scalar(kind: type, plain: Any) -> Any:
    if kind is date:
        return date.fromisoformat(plain)
    if kind is Decimal or issubclass(kind, Enum):
        if not isinstance(plain, str):
            raise TypeError(f"{plain!r} is not the text of a {kind.__name__}")
        return kind(plain)
    if type(plain) is not kind:
        raise TypeError(f"{plain!r} is not {kind.__name__}")
    return plain
