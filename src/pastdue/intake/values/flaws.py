"""Why can a cell not be used? The reason and its remedy, as a value that the reader of a column can collect."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one cell's text, and what to do about it."""

    what: str
    remedy: str = ""
