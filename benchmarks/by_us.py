"""The letter by pastdue, through the one class every command uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.letters import Letter
from pastdue.typeset import Typesetter


class ByUs:
    """Letters by our Typesetter in the layout `din-b`."""

    def __init__(self) -> None:
        self._typesetter = Typesetter(load_layout(Catalog(), "din-b"))

    def one(self, letter: Letter) -> bytes:
        """The letter as a PDF of its own."""
        return self._typesetter.set(letter).pdf

    def merged(self, letters: Iterable[Letter], target: BinaryIO) -> None:
        """All letters in one PDF, each with a bookmark."""
        drawn = (self._typesetter.draw(letter, letter.number) for letter in letters)
        self._typesetter.merge(drawn, target, duplex=False)
