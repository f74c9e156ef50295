"""Letters on paper: words in, PDF pages out; the only home of reportlab."""

from __future__ import annotations

from pastdue.typeset.ink.fallback import read_fallback
from pastdue.typeset.ink.look import Look
from pastdue.typeset.ink.pictures import Artwork, read_artwork
from pastdue.typeset.letter.typesetter import MergedLetter, Pages, Typesetter
from pastdue.typeset.pdf.drawn_letters import Drawn, DrawnLetters, Packed, Packer

__all__ = [
    "Artwork",
    "Drawn",
    "DrawnLetters",
    "Look",
    "MergedLetter",
    "Packed",
    "Packer",
    "Pages",
    "Typesetter",
    "read_artwork",
    "read_fallback",
]
