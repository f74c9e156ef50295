"""Which typefaces do we print with, how wide is each character, and which characters have a glyph?

Each file is parsed once per process. A face is cut into fixed alphabets; a letter carries those it needs. So no
letter waits for its own subset, and its bytes depend on nothing that was set before it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pastdue.errors import OutputError

STYLES = {"regular": "Regular", "bold": "Bold", "italic": "Italic"}
FAMILIES = {"noto-sans": "NotoSans", "noto-serif": "NotoSerif"}

_TYPOGRAPHIC = "–—‘’“”„‚…•§°©®€£×·"
_SPACES = "\u00a0\u202f\u2009\u2007\u2011\u2212\u200b\u00ad\u2060\ufeff"
_PLAIN = "".join(map(chr, range(32, 127))) + _TYPOGRAPHIC + _SPACES
_POLISH = "ĄąĆćĘęŁłŃńŚśŹźŻż"
_WESTERN = _PLAIN + "".join(c for c in map(chr, range(0xA1, 0x100)) if c not in _PLAIN) + _POLISH + "Œœ"
_ALPHABETS = (_PLAIN, _WESTERN)
_BLOCK = 128

# What stands in for a character the face lacks or whose own glyph must not show; the character itself is kept
# in the file, so that copied text is exact.
_LOOKS_LIKE = {
    0x00A0: (0x0020,),
    0x2011: (0x2010, 0x002D),
    0x202F: (0x2009, 0x0020),
    0x2007: (0x0030,),
    0x2009: (0x0020,),
    0x2212: (0x2013, 0x002D),
}
_NO_INK = (0x00AD, 0x200B, 0x2060, 0xFEFF)


@dataclass(frozen=True, slots=True)
class Cut:
    """One alphabet of one face, ready to be embedded: `codes` gives the byte of each character."""

    name: str
    base_font: str
    chars: frozenset[str]
    codes: dict[int, int]
    widths: tuple[float, ...]
    font_file: bytes
    font_length: int
    to_unicode: bytes


class Face:
    """One style of a family. Widths are in thousandths of the type size."""

    def __init__(self, family: str, style: str) -> None:
        name = f"{FAMILIES[family]}-{STYLES[style]}"
        self._font: Any = TTFont(f"pastdue-{name}", str(_file(family, f"{name}.ttf")))
        self._code = f"{family[5:7]}{style[0]}"
        self._cuts: dict[str, Cut] = {}
        _stand_in(self._font.face)
        pdfmetrics.registerFont(self._font)
        self.known: frozenset[str] = frozenset(chr(c) for c in self._font.face.charToGlyph if c >= 32)
        self.width = _measurer(self._font.face.charWidths)

    @property
    def name(self) -> str:
        """The name under which reportlab knows this face."""
        return str(self._font.fontName)

    @property
    def cap_height(self) -> float:
        return float(self._font.face.capHeight)

    @property
    def metrics(self) -> Any:
        """The face as reportlab parsed it: ascent, descent, flags and box for the file."""
        return self._font.face

    def alphabet(self, chars: Iterable[str]) -> Cut:
        """The smallest of our alphabets that holds all of `chars`, else the widest; `block` holds what is left."""
        wanted = set(chars)
        for number, alphabet in enumerate(_ALPHABETS):
            if wanted.issubset(alphabet):
                break
        return self._cut(f"{self._code}{number}", alphabet)

    def block(self, char: str) -> Cut:
        """The alphabet of the rarer characters around `char`, which must be known."""
        number = ord(char) // _BLOCK
        block = map(chr, range(number * _BLOCK, (number + 1) * _BLOCK))
        return self._cut(f"{self._code}b{number}", "".join(c for c in block if c in self.known))

    def _cut(self, name: str, alphabet: str) -> Cut:
        if name not in self._cuts:
            self._cuts[name] = self._made(name, alphabet)
        return self._cuts[name]

    def _made(self, name: str, alphabet: str) -> Cut:
        present = [c for c in alphabet if c in self.known]
        codes = {c: ord(c) for c in present if ord(c) < 127}
        free = iter([*range(127, 256), *range(1, 32), *range(32, 127)])
        taken = set(codes.values())
        for char in present:
            if char not in codes:
                codes[char] = next(code for code in free if code not in taken)
        subset = [0] * (max(codes.values()) + 1)
        for char, code in codes.items():
            subset[code] = ord(char)
        font_file = self._font.face.makeSubset(subset)
        base_font = f"{_tag(name)}+{self._font.face.name.decode('ascii')}"
        return Cut(
            name=name,
            base_font=base_font,
            chars=frozenset(codes),
            codes={ord(c): code for c, code in codes.items()},
            widths=tuple(self._font.face.getCharWidth(c) if c else 0 for c in subset),
            font_file=zlib.compress(font_file, 9),
            font_length=len(font_file),
            to_unicode=zlib.compress(_to_unicode(base_font, codes).encode("ascii"), 9),
        )


@cache
def face(family: str, style: str) -> Face:
    """The face of `family` (`noto-sans`, `noto-serif`) and `style` (`regular`, `bold`, `italic`)."""
    return Face(family, style)


def _file(family: str, file: str) -> Path:
    """Where a font file lies: inside the installed package, else in the repository's own folder."""
    inside = Path(str(resources.files("pastdue"))) / "fonts" / family / file
    beside = Path(__file__).resolve().parents[4] / "fonts" / family / file
    for path in (inside, beside):
        if path.is_file():
            return path
    raise OutputError(f"the font {file} is missing", "install pastdue again: its fonts are part of the package")


def _stand_in(metrics: Any) -> None:
    """Give the characters of `_LOOKS_LIKE` and `_NO_INK` a glyph that the face has."""
    glyphs, widths = metrics.charToGlyph, metrics.charWidths
    for char, looks in _LOOKS_LIKE.items():
        if char not in glyphs or char == 0x00A0:
            like = next(look for look in looks if look in glyphs)
            glyphs[char], widths[char] = glyphs[like], widths[like]
    empty = glyphs.get(0x200B, glyphs[0x20])
    for char in _NO_INK:
        glyphs[char], widths[char] = empty, 0


def _measurer(widths: dict[int, float]) -> Callable[[str], float]:
    @lru_cache(maxsize=1 << 16)
    def width(text: str) -> float:
        """How wide `text` is set solid, in thousandths of the type size; every character must be known."""
        return sum(map(widths.__getitem__, map(ord, text)))

    return width


def _tag(name: str) -> str:
    """The six capitals that mark a subset in a PDF, one for each alphabet."""
    number = sum(ord(c) * 31**n for n, c in enumerate(name)) % 26**6
    letters = []
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters.append(chr(65 + rest))
    return "".join(letters)


def _to_unicode(base_font: str, codes: dict[str, int]) -> str:
    """The map from bytes back to characters, at most 100 of them in a group as PDF asks."""
    pairs = [f"<{code:02X}> <{ord(char):04X}>" for char, code in sorted(codes.items(), key=lambda item: item[1])]
    groups = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{base_font} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
