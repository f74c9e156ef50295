"""Foreign pages in the form a print file takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol


class Appended(Protocol):
    """A document to follow a letter: objects of a PDF, and which of them are its pages, placed on the letter's
    paper."""

    @property
    def forms(self) -> Sequence[int]:
        """For each page, which object draws it, counted from 0."""
        ...

    @property
    def own_sheet(self) -> bool:
        """True when a blank page goes before it where it would begin on the back of a sheet."""
        ...

    def objects(self, first: int) -> Iterable[bytes]:
        """Every object, for a file in which the first of them has the number `first`."""
        ...
