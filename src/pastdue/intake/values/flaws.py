"""Flaws of cells: the reason and the remedy, as values that the reader of a column can collect."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one cell's text, and what to do about it."""

    what: str
    remedy: str = ""
