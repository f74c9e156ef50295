"""Letters on paper: words in, PDF pages out; the only home of reportlab.

The names are found when first asked for: settings need the layouts alone, without all that draws.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "Artwork": "ink.pictures",
    "Drawn": "pdf.drawn_letters",
    "DrawnLetters": "pdf.drawn_letters",
    "Look": "ink.look",
    "MergedLetter": "letter.typesetter",
    "Packed": "pdf.drawn_letters",
    "Packer": "pdf.drawn_letters",
    "Pages": "letter.typesetter",
    "Typesetter": "letter.typesetter",
    "read_artwork": "ink.pictures",
    "read_fallback": "ink.fallback",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
