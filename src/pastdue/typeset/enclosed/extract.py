"""A part of a foreign PDF copied, object by object, as bytes that fit into any file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream, String

from pastdue.typeset.enclosed.refusal import BadCopy

OBJECTS_AT_MOST = 50_000
_DEPTH_AT_MOST = 60
_UNWANTED = frozenset(
    (
        "/AF", "/Alternates", "/LastModified", "/Length", "/Metadata", "/OC", "/OPI", "/PieceInfo", "/Ref",
        "/StructParent", "/StructParents",
    )
)  # fmt: skip
"""The keys of a stream that do not concern the look of a page, or refer to things left out of the copy."""
_ELSEWHERE = frozenset(("/F", "/FFilter", "/FDecodeParms"))
_STRANGERS = frozenset(("/Action", "/Annot", "/Catalog", "/Filespec", "/Page", "/Pages"))
"""Kinds of objects no page needs to be drawn; a thing that refers to one gets nothing in its place."""

Body = tuple[bytes | int, ...]
"""A PDF object; each number in it is a reference to one of the objects it was taken out with."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """Pages taken out of a PDF: objects, and which of them are the pages, each a form placed on our paper.

    With `own_sheet` they begin on the front of a sheet that is printed on both sides.
    """

    forms: tuple[int, ...]
    bodies: tuple[Body, ...]
    own_sheet: bool = False

    def objects(self, first: int) -> Iterator[bytes]:
        """Every object, for a file in which the first of them has the number `first`."""
        for body in self.bodies:
            yield b"".join(part if isinstance(part, bytes) else b"%d 0 R" % (first + part) for part in body)


class Extract:
    """Copies objects out of one PDF, each once. Refuses (BadCopy) objects nested or scattered too far."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[int, Any]] = []
        self._bodies: list[Body | None] = []

    def add(self, parts: Iterable[bytes | int]) -> int:
        """The number of a new object."""
        self._bodies.append(tuple(parts))
        return len(self._bodies) - 1

    def leaves(self, forms: Iterable[int]) -> Leaves:
        """All that was taken out; `forms` are the pages."""
        while self._waiting:
            number, thing = self._waiting.pop()
            self._bodies[number] = tuple(_joined(self._object(thing)))
        return Leaves(tuple(forms), tuple(body for body in self._bodies if body is not None))

    def value(self, thing: Any, depth: int = 0) -> list[bytes | int]:
        """`thing` as it stands within an object."""
        if getattr(thing, "is_indirect", False):
            return [self._reference(thing)]
        return self._written(thing, depth)

    def entries(self, of: Any, without: Iterable[str] = (), depth: int = 0) -> list[bytes | int]:
        """The entries of a dictionary or stream, sorted, but for those called as in `without`."""
        parts: list[bytes | int] = []
        for key in sorted(set(of.keys()) - set(without)):
            parts += [Name(key).unparse(), b" ", *self.value(of.get(key), depth + 1), b" "]
        return parts

    def _written(self, thing: Any, depth: int) -> list[bytes | int]:
        if depth > _DEPTH_AT_MOST:
            raise BadCopy("is nested too deeply", "print it to a PDF again")
        if isinstance(thing, Dictionary):
            if str(thing.get("/Type")) in _STRANGERS:
                return [b"null"]
            return [b"<<", *self.entries(thing, depth=depth), b">>"]
        if isinstance(thing, Array):
            return [b"[", *(part for item in thing for part in (*self.value(item, depth + 1), b" ")), b"]"]
        return [plain(thing)]

    def _reference(self, thing: Any) -> int:
        if thing.objgen not in self._numbers:
            if len(self._bodies) >= OBJECTS_AT_MOST:
                raise BadCopy(f"has more than {OBJECTS_AT_MOST:,} parts", "print it to a PDF again")
            self._numbers[thing.objgen] = len(self._bodies)
            self._waiting.append((len(self._bodies), thing))
            self._bodies.append(None)
        return self._numbers[thing.objgen]

    def _object(self, thing: Any) -> list[bytes | int]:
        if not isinstance(thing, Stream):
            return self._written(thing, 0)
        if _ELSEWHERE & set(thing.keys()):
            raise BadCopy("keeps part of itself in another file", "print it to a PDF again")
        if "/PS" in (str(thing.get("/Subtype")), str(thing.get("/Subtype2"))):
            return [b"null"]
        data = thing.read_raw_bytes()
        return [b"<<", *self.entries(thing, _UNWANTED), b"/Length %d>>\nstream\n" % len(data), data, b"\nendstream"]


def plain(thing: Any) -> bytes:
    """A name, text, number, truth or nothing, as PDF writes it."""
    if thing is None:
        return b"null"
    if isinstance(thing, bool):
        return b"true" if thing else b"false"
    if isinstance(thing, int):
        return b"%d" % thing
    if isinstance(thing, Decimal | float):
        return f"{thing:f}".encode("ascii")
    if isinstance(thing, Name | String):
        return bytes(thing.unparse())
    raise BadCopy("has a part of a kind no PDF has", "print it to a PDF again")


def _joined(parts: Iterable[bytes | int]) -> Iterator[bytes | int]:
    """The same with neighbouring bytes made one."""
    run: list[bytes] = []
    for part in parts:
        if isinstance(part, bytes):
            run.append(part)
            continue
        yield b"".join(run)
        yield part
        run = []
    yield b"".join(run)
