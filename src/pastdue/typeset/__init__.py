"""Letters on paper: words in, PDF pages out; the only home of reportlab.

The names are found when first asked for: settings need the layouts alone, without all that draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pastdue import names_on_demand

if TYPE_CHECKING:
    from pastdue.typeset.ink.fallback import read_fallback
    from pastdue.typeset.ink.look import Look
    from pastdue.typeset.ink.pictures import Artwork, read_artwork
    from pastdue.typeset.letter.typesetter import LaidOut, MergedLetter, Pages, PlacedLetter, Typesetter
    from pastdue.typeset.pdf.drawn_letters import Drawn, DrawnLetters, Packed, Packer

__all__ = [
    "Artwork",
    "Drawn",
    "DrawnLetters",
    "LaidOut",
    "Look",
    "MergedLetter",
    "Packed",
    "Packer",
    "Pages",
    "PlacedLetter",
    "Typesetter",
    "read_artwork",
    "read_fallback",
]

__getattr__ = names_on_demand(
    __name__,
    {
        "ink.fallback": ("read_fallback",),
        "ink.look": ("Look",),
        "ink.pictures": ("Artwork", "read_artwork"),
        "letter.typesetter": ("LaidOut", "MergedLetter", "Pages", "PlacedLetter", "Typesetter"),
        "pdf.drawn_letters": ("Drawn", "DrawnLetters", "Packed", "Packer"),
    },
)
