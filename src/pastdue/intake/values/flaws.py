"""Flaws of cells: the reason and the remedy, as values that the reader of a column can collect."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.model.messages import Text


@dataclass(frozen=True, slots=True, repr=False)
class Flaw:
    """The fault in one cell's text, and its remedy."""

    what: Text
    remedy: Text = ""

    def __repr__(self) -> str:
        return f"Flaw(what={str(self.what)!r}, remedy={str(self.remedy)!r})"
