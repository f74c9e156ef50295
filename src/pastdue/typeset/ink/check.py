"""The check that every word can be printed: each character has a glyph and none controls the direction of its line."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.errors.problems import shown
from pastdue.model.messages import Message, Text
from pastdue.model.messages.printing import PRINTING
from pastdue.typeset.ink.face import Face

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_STEERING = ("Cc", "Cf", "Zl", "Zp", "Mn", "Mc", "Me", "Cs", "Co")
_RIGHT_TO_LEFT = ("R", "AL")
_TEXT = {str}
_INKLESS = "\u00ad\u200b\u2060\ufeff"


BY_HAND = Message.of("send_by_hand")


def check_words(words: DataclassInstance, faces: tuple[Face, ...], otherwise: Text = BY_HAND, breaks: str = "") -> None:
    """Nothing when all `faces` can print every character of `words` (a letter, a document); else refuses, naming field
    and character. `otherwise` is what can be done instead; `breaks` are characters that begin a line, and so are none.

    Control characters, bidi controls, combining marks and letters written from right to left are refused too: they
    would be drawn wrongly or not at all, and no letter goes out with a name that is not the customer's.
    """
    known = printable(faces, breaks)
    if known.issuperset("".join(_texts(words))):
        return
    for field, value in _parts(words):
        for text in _texts(value):
            for char in text:
                if char not in known:
                    raise _refusal((field, text), char, otherwise)


def _parts(words: DataclassInstance, whole: str = "") -> Iterator[tuple[str, object]]:
    """Each value of a letter or document with the part it is of: its field, or the field of the `whole` that holds it
    where it has no words of its own."""
    for field in fields(words):
        value, name = getattr(words, field.name), field.name
        if whole and f"part_{name}" not in PRINTING:
            name = whole
        if is_dataclass(value) and not isinstance(value, type):
            yield from _parts(value, name)
        else:
            yield name, value


@cache
def printable(faces: tuple[Face, ...], breaks: str = "") -> frozenset[str]:
    """The characters every one of `faces` has a glyph for, without those that steer, and with `breaks`."""
    known = frozenset.intersection(*(face.known for face in faces))
    return frozenset(c for c in known if not _steers(c)).union(breaks)


def _steers(char: str) -> bool:
    if char in _INKLESS:
        return False
    return unicodedata.category(char) in _STEERING or unicodedata.bidirectional(char) in _RIGHT_TO_LEFT


def _texts(value: object) -> list[str]:
    """Every string inside `value`, in their order: a text, a tuple of them, a table, a whole letter."""
    texts: list[str] = []
    _gather((value,), texts)
    return texts


def _gather(values: Iterable[Any], texts: list[str]) -> None:
    """Add to `texts` every string inside `values`."""
    for value in values:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple):
            if {*map(type, value)} <= _TEXT:  # as most are
                texts += value
            else:
                _gather(value, texts)
        elif value is not None:
            _gather(_values_of(value.__class__)(value), texts)


@cache
def _values_of(kind: type) -> Callable[[Any], Iterable[Any]]:
    """The way to the values of a dataclass; a thing of any other type has none."""
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: [getattr(value, name) for name in names]


def _refusal(where: tuple[str, str], char: str, otherwise: Text) -> CannotPrint:
    field, text = where
    name = unicodedata.name(char, "a control character")
    steers = _steers(char)
    what = Message.of(
        "not_printable" if steers else "no_glyph",
        part=part_of(field), character=f"U+{ord(char):04X}", name=name, text=shown(text, 80),
    )  # fmt: skip
    return CannotPrint(what, Message.of("write_otherwise" if steers else "name_font", otherwise=otherwise))


def part_of(field: str) -> Text:
    """The words for a part of a letter; of another paper its own name."""
    return Message.of(f"part_{field}") if f"part_{field}" in PRINTING else field
