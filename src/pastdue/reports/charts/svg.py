"""Bars as SVG for an HTML page: shapes without text, as wide as their container; labels are in the HTML.

Each shape has a class, whose colour the page's own styles say: nothing in it is styled by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pastdue.reports.charts.bars import Part

_LEAST = Decimal("0.4")
"""The least length of a part, so that it is seen."""


def bar(parts: Sequence[Part], kinds: Sequence[str]) -> str:
    """`parts` as one bar; `kinds` has the class of each thing that a part can stand for.

    Readers of a screen pass over it: its figures stand in the table that it is part of.

    >>> quarter = bar([Part(1, Decimal(0), Decimal(25))], ["old", "new"])
    >>> '<rect class="new" x="0%" width="25%" height="100%"/>' in quarter
    True
    """
    shapes = "".join(_shape(kinds[part.of], part) for part in parts if part.length)
    return f'<svg class="bar" aria-hidden="true">{shapes}</svg>'


def _shape(kind: str, part: Part) -> str:
    start, length = _said(part.start), _said(max(_LEAST, part.length))
    return f'<rect class="{kind}" x="{start}%" width="{length}%" height="100%"/>'


def _said(percent: Decimal) -> str:
    return f"{percent:.2f}".rstrip("0").rstrip(".")
