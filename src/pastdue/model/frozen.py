"""The fields of a frozen dataclass with their types, for those who read such values from TOML or JSON."""

from __future__ import annotations

import dataclasses
import types
import typing
from functools import cache
from typing import Any


@cache
def fields_of(kind: type) -> dict[str, Any]:
    """The fields that `kind` is made from, in order, each with its type as an object, not as text.

    >>> from pastdue.model.spans import Span
    >>> fields_of(Span)
    {'count': <class 'int'>, 'unit': <enum 'Unit'>}
    """
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.init}


def without_none(kind: Any) -> Any | None:
    """The type that may also be None, of `X | None`; None where `kind` is no such union.

    >>> without_none(int | None)
    <class 'int'>
    >>> without_none(int) is None
    True
    """
    if typing.get_origin(kind) not in (types.UnionType, typing.Union):
        return None
    return next(one for one in typing.get_args(kind) if one is not types.NoneType)
