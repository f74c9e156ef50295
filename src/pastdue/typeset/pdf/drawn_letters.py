"""Drawn letters that wait for their print file: on the disk, packed, so that memory holds none of them.

What many letters share (alphabets, pictures) is kept once, in memory, under the hash of its content. Who packs a letter
is told which of these are known already, and sends only the others along.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, NamedTuple, Self

from pastdue.typeset.ink.cuts import Cut
from pastdue.typeset.ink.pictures import Picture
from pastdue.typeset.pdf.drawing import DrawnSheet

Shared = Cut | Picture
"""The parts that are the same for every letter of a firm."""
_SHARED = (Cut, Picture)

_Place = tuple[int, int]


class Drawn(NamedTuple):
    """A letter's pages, drawn, and what a print file says of it: its number, its outline entry, language and day."""

    number: str
    title: str
    language: str
    on: date
    sheets: tuple[DrawnSheet, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """A drawn letter as bytes, and those of its shared parts that the receiver lacks, each under its hash."""

    number: str
    data: bytes
    shared: tuple[tuple[str, Shared], ...]


class Packer:
    """Packs drawn letters for one `DrawnLetters` that has the parts with the hashes `known`; parts sent become
    known."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = set(known)

    def packed(self, drawn: Drawn) -> Packed:
        """`drawn` as bytes that `DrawnLetters` can keep."""
        target = BytesIO()
        pickler = _Pickler(target, pickle.HIGHEST_PROTOCOL)
        pickler.dump(drawn)
        new = {name: thing for name, thing in pickler.shared.items() if name not in self._known}
        self._known.update(new)
        return Packed(drawn.number, target.getvalue(), tuple(new.items()))


class DrawnLetters:
    """Keeps packed letters in a file of the `folder`, which has no name where the system can do that and goes with the
    process. Raises OSError where it cannot be written."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - it is closed with the object
        self._end, self._is_at_end = 0, True
        self._places: dict[str, tuple[_Place, _Place]] = {}
        self._shared: dict[str, Shared] = {}

    def learn(self, packed: Packed) -> None:
        """Remember what a letter brings along, whether or not the letter itself is kept."""
        self._shared.update(packed.shared)

    @property
    def known(self) -> frozenset[str]:
        """The hashes of the shared things that need not be sent again."""
        return frozenset(self._shared)

    def keep(self, packed: Packed, words: str) -> None:
        """Keep a letter and its `words` under its number. Its shared parts must have been passed to `learn` before."""
        begun, said = self._end, words.encode()
        half = begun + len(packed.data)
        if not self._is_at_end:
            self._file.seek(begun)
        self._file.write(packed.data)
        self._file.write(said)
        self._end, self._is_at_end = half + len(said), True
        self._places[packed.number] = (begun, len(packed.data)), (half, len(said))

    def drawn(self, number: str) -> Drawn:
        """The letter with this number, as it was drawn."""
        found: Drawn = _Unpickler(BytesIO(self._taken(self._places[number][0])), self._shared).load()
        return found

    def words(self, number: str) -> str:
        """The words kept of the letter with this number."""
        return self._taken(self._places[number][1]).decode()

    def _taken(self, place: _Place) -> bytes:
        self._is_at_end = False
        self._file.seek(place[0])
        return self._file.read(place[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        with suppress(OSError):  # what a full disk did not take is not needed any more
            self._file.close()


class _Pickler(pickle.Pickler):
    def __init__(self, target: BytesIO, protocol: int) -> None:
        super().__init__(target, protocol)
        self.shared: dict[str, Shared] = {}

    def persistent_id(self, obj: Any) -> str | None:
        """The hash of a shared thing, which stands for it; None for what belongs to the letter alone."""
        if not isinstance(obj, _SHARED):
            return None
        name = _hash_of(obj)
        self.shared[name] = obj
        return name


class _Unpickler(pickle.Unpickler):
    """Unpickles data this run has packed itself, from a file that no other process can open."""

    def __init__(self, source: BytesIO, shared: dict[str, Shared]) -> None:
        super().__init__(source)
        self._shared = shared

    def persistent_load(self, pid: str) -> Shared:
        return self._shared[pid]


_HASHES: dict[int, tuple[Shared, str]] = {}
"""The hashes worked out so far, by the identity of the thing, which is kept so that no other can take it."""


def _hash_of(thing: Shared) -> str:
    """The hash of the thing's content, the same in every process."""
    known = _HASHES.get(id(thing))
    if known is None:
        values = (getattr(thing, field.name) for field in fields(thing))
        text = repr([sorted(value) if isinstance(value, frozenset) else value for value in values])
        known = _HASHES[id(thing)] = thing, hashlib.sha256(text.encode()).hexdigest()
    return known[1]
