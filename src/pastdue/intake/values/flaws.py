"""Flaws of cells: the reason and the remedy, as values that the reader of a column can collect."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """The fault in one cell's text, and its remedy."""

    what: str
    remedy: str = ""
