"""The parts of a text that a screen reader tells apart: headings, paragraphs, tables, their rows and cells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class TextPart:
    """A part of a letter by its role, as PDF names it (`P`, `H1`, `Table`, `TR`, `TD`); each is itself alone. It stands
    in `within`, None for the letter itself.

    A row has `cells` columns; a cell begins in `column` and reaches over `spans` of them. A figure has a text in its
    place and the corners of its place on the page (left, bottom, right, top in points). Nothing changes one; it is
    not frozen because a letter has over a hundred, and making a frozen one takes four times as long.
    """

    role: str
    within: TextPart | None = None
    cells: int = 0
    column: int = 0
    spans: int = 1
    text: str = ""
    box: tuple[float, float, float, float] | None = None

    @property
    def is_artifact(self) -> bool:
        """True when the mark is no part of the text: repeated, or there for the paper alone."""
        return self.role == "Artifact"


ARTIFACT = TextPart("Artifact")
"""The part of all words that are not read out: running heads, page numbers, sums carried forward."""
