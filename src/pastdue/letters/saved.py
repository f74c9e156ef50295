"""Frozen values as JSON text that is read back exactly, guided by their dataclasses.

Used for a letter's words and a charge's segments. A field added later with a default is absent from older
text and read as that default; a key no field has is refused, since something would be lost.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Callable, Mapping
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
    """Every word of `letter` as JSON text; `letter_from_json` makes an equal letter of it.

    The text is flat: the parts of a letter that are values of their own have no key in it (`_PLACES`).
    """
    plain = _plain(letter)
    parts = {part: plain.pop(part) for part in _PARTS}
    flat = {key: parts[part][name] for key, (part, name) in _PLACES.items()}
    return _dumped({key: flat[key] if key in flat else plain[key] for key in _KEYS})


def letter_from_json(text: str) -> Letter:
    """The letter that `letter_to_json` wrote; refuses any other text."""
    return typing.cast(Letter, _read(Letter, text, _in_parts))


_PLACES = {
    "sender": ("head", "sender"), "sender_details": ("head", "sender_details"), "return_line": ("head", "return_line"),
    "recipient": ("head", "recipient"), "place_and_date": ("head", "place_and_date"),
    "references": ("head", "references"), "payment_title": ("payment", "title"), "payment": ("payment", "rows"),
    "pay_line": ("payment", "pay_line"), "enclosures": ("enclosed", "line"), "annex_title": ("annex", "title"),
    "annex_intro": ("annex", "intro"), "annex": ("annex", "parts"), "code": ("payment", "code"),
    "stub": ("payment", "stub"), "copies": ("enclosed", "copies"), "forms": ("enclosed", "forms"),
    "service": ("head", "service"), "qr_bill": ("payment", "qr_bill"),
}  # fmt: skip
"""The part of a letter, and the field in it, in which each of these keys of its recorded text is held."""
_PARTS = frozenset(part for part, _ in _PLACES.values())
_KEYS = (
    "number", "language", "stage", "sender", "sender_details", "return_line", "recipient", "place_and_date",
    "references", "subject", "salutation", "opening", "grid", "closing", "payment_title", "payment", "pay_line",
    "farewell", "signature", "enclosures", "footer", "annex_title", "annex_intro", "annex", "page_label",
    "continued_label", "title", "author", "code", "stub", "copies", "service", "forms", "qr_bill", "on", "locale",
    "invoices", "email",
)  # fmt: skip
"""The keys of a recorded letter, in their order. Ledgers hold them: a key is never renamed or taken away."""


def _in_parts(plain: dict[str, Any]) -> dict[str, Any]:
    """The recorded keys of a letter as the fields of its values; keys of no letter stay as they are."""
    found: dict[str, Any] = {part: {} for part in _PARTS}
    for key, value in plain.items():
        part, name = _PLACES.get(key, ("", key))
        if part:
            found[part][name] = value
        elif key in _PARTS:
            raise ValueError(f"a recorded letter has no {key!r}")
        else:
            found[key] = value
    return found


def segments_to_json(segments: tuple[Segment, ...]) -> str:
    """A charge's arithmetic as JSON text, decimals exact."""
    return _dumped(_plain(segments))


def segments_from_json(text: str) -> tuple[Segment, ...]:
    """The segments that `segments_to_json` wrote; refuses any other text."""
    return typing.cast(tuple[Segment, ...], _read(tuple[Segment, ...], text))


def _dumped(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _as_it_is(plain: Any) -> Any:
    return plain


def _read(kind: Any, text: str, changed: Callable[[Any], Any] = _as_it_is) -> Any:
    try:
        return _typed(kind, changed(json.loads(text)))
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation) as error:
        raise UnreadableContent(f"recorded content cannot be read: {error}", "run `pastdue ledger check`") from error


_TEXT = {str}


def _plain(value: object) -> Any:
    """`value` in JSON's own kinds; refuses a float and anything a type hint could not bring back."""
    kind: Any = type(value)
    if value is None or kind is str:
        return value
    if isinstance(value, tuple):
        # Most of a letter is tuples of texts, which JSON writes as lists.
        return value if {*map(type, value)} <= _TEXT else [_plain(item) for item in value]
    if names := _names(kind):
        items = [getattr(value, name) for name in names]
        return {name: item if type(item) is str else _plain(item) for name, item in zip(names, items, strict=True)}
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
