"""Bars as SVG to stand in a page of HTML: shapes alone, as wide as their place; the words stand beside them.

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

    >>> '<rect class="new" x="0" width="25" height="1"/>' in bar([Part(1, Decimal(0), Decimal(25))], ["old", "new"])
    True
    """
    shapes = "".join(
        f'<rect class="{kinds[part.of]}" x="{_said(part.start)}" width="{_said(max(_LEAST, part.length))}" height="1"/>'
        for part in parts
        if part.length
    )
    return f'<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{shapes}</svg>'


def _said(percent: Decimal) -> str:
    return f"{percent:.2f}".rstrip("0").rstrip(".")
