"""Faces: the width of each character, which has a glyph, and the alphabets that a letter needs.

Each file is parsed once per process. A face is cut into fixed alphabets; a letter carries those it needs. So no
letter waits for a subset of its own, and its bytes depend on nothing that was set before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics

from pastdue.typeset.ink.cuts import Cut, cut
from pastdue.typeset.ink.fonts import family

_TYPOGRAPHIC = "–—‘’“”„‚…•§°©®€£×·"
_SPACES = "\u00a0\u202f\u2009\u2007\u2011\u2212\u200b\u00ad\u2060\ufeff"
_PLAIN = "".join(map(chr, range(32, 127))) + _TYPOGRAPHIC + _SPACES
_POLISH = "ĄąĆćĘęŁłŃńŚśŹźŻż"
_WESTERN = _PLAIN + "".join(c for c in map(chr, range(0xA1, 0x100)) if c not in _PLAIN) + _POLISH + "Œœ"
_ALPHABETS = {"0": _PLAIN, "1": _WESTERN}
_HELD = {number: frozenset(alphabet) for number, alphabet in _ALPHABETS.items()}
_BLOCK = 128

# What stands in for a character the face lacks or whose own glyph must not show; the character itself is kept
# in the file, so that copied text is exact.
_LOOKS_LIKE = {
    0x00A0: (0x0020,),
    0x2007: (0x0030,),
    0x2009: (0x0020,),
    0x202F: (0x2009, 0x0020),
    0x2011: (0x2010, 0x002D),
    0x2212: (0x2013, 0x002D),
}
_NO_INK = (0x00AD, 0x200B, 0x2060, 0xFEFF)


class Face:
    """One style of a family, with `helper` for the characters it lacks. Widths are in thousandths of the type size."""

    _block = _BLOCK

    def __init__(self, name: str, parsed: Any, helper: Face | None = None) -> None:
        self.name = name
        """The name under which reportlab knows this face, if it does."""
        self._metrics = self._prepared(parsed)
        self._helper = helper
        self._cuts: dict[str, Cut] = {}
        self._own = frozenset(chr(code) for code, glyph in self._metrics.charToGlyph.items() if glyph and code >= 32)
        self.known: frozenset[str] = self._own if helper is None else self._own | helper.known
        """The characters that can be printed."""
        self._widths: dict[int, float] = {**({} if helper is None else helper._widths), **self._metrics.charWidths}
        self.width = _measurer(self._widths)
        self.cap_height = float(self._metrics.capHeight)

    def _prepared(self, parsed: Any) -> Any:
        return _with_stand_ins(parsed)

    def alphabet(self, chars: Iterable[str]) -> Cut:
        """The smallest shipped alphabet that holds all of `chars`, else the widest; `block` has the characters it
        lacks."""
        wanted = set(chars)
        number = next((n for n, held in _HELD.items() if wanted <= held), "1")
        return self._cut(number, _ALPHABETS[number])

    def block(self, char: str) -> Cut:
        """The alphabet of the rarer characters around `char`, which must be known."""
        if self._helper is not None and char not in self._own:
            return self._helper.block(char)
        number = ord(char) // self._block
        return self._cut(f"b{number}", map(chr, range(number * self._block, (number + 1) * self._block)))

    def _cut(self, which: str, alphabet: Iterable[str]) -> Cut:
        if which not in self._cuts:
            present = (char for char in alphabet if char in self._own)
            self._cuts[which] = cut(f"{self.name}-{which}", present, self._metrics)
        return self._cuts[which]


class Helper(Face):
    """A fallback face for characters another face lacks, embedded in blocks of 16 code points: a name needs few."""

    _block = 16

    def _prepared(self, parsed: Any) -> Any:
        return parsed


@cache
def face(typeface: str, style: str, helper: Face | None = None) -> Face:
    """The face of `typeface` (`noto-sans`) in `style` (`regular`, `bold`, `italic`), helped out by `helper`."""
    name = getattr(family(typeface), style)
    return Face(name, pdfmetrics.getFont(name).face, helper)


def _with_stand_ins(parsed: Any) -> Any:
    """A copy of the face in which the characters of `_LOOKS_LIKE` and `_NO_INK` have a glyph."""
    metrics = copy(parsed)
    glyphs = metrics.charToGlyph = dict(parsed.charToGlyph)
    widths = metrics.charWidths = dict(parsed.charWidths)
    for char, looks in _LOOKS_LIKE.items():
        if char not in glyphs or char == 0x00A0:
            like = next(look for look in looks if look in glyphs)
            glyphs[char], widths[char] = glyphs[like], widths[like]
    empty = glyphs.get(0x200B, glyphs[0x20])
    for char in _NO_INK:
        glyphs[char], widths[char] = empty, 0
    return metrics


def _measurer(widths: dict[int, float]) -> Callable[[str], float]:
    @lru_cache(maxsize=1 << 11)
    def width(text: str) -> float:
        """The width of `text` without kerning, in thousandths of the type size; every character must be in the face."""
        return sum(map(widths.__getitem__, map(ord, text)))

    return width
