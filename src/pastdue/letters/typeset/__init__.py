"""What does a letter look like on paper? Words in, PDF pages out; the only home of reportlab."""

from __future__ import annotations

from pastdue.letters.typeset.calibration import calibration
from pastdue.letters.typeset.fallback import read_fallback
from pastdue.letters.typeset.galley import Drawn, Galley, Packed, Packer
from pastdue.letters.typeset.look import Look
from pastdue.letters.typeset.pictures import Artwork, read_artwork
from pastdue.letters.typeset.typesetter import MergedLetter, Pages, Typesetter

__all__ = [
    "Artwork",
    "Drawn",
    "Galley",
    "Look",
    "MergedLetter",
    "Packed",
    "Packer",
    "Pages",
    "Typesetter",
    "calibration",
    "read_artwork",
    "read_fallback",
]
