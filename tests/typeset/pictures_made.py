"""Pictures and fonts that tests put beside pastdue.toml, made here: no test depends on what a machine has."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

RED, BLUE = (200, 30, 40), (20, 40, 160)


def picture(path: Path, size: tuple[int, int], mode: str = "RGB", colour: object = RED, **how: object) -> Path:
    """A picture of one colour, in the format that the name of `path` says."""
    Image.new(mode, size, colour).save(path, **how)  # type: ignore[arg-type]
    return path


def turned(path: Path, size: tuple[int, int], orientation: int) -> Path:
    """A JPEG whose left half is red and right half blue, with an EXIF mark that says how it was held."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(path, quality=95, exif=exif)
    return path


def font(path: Path, chars: str, embedding: int = 0) -> Path:
    """A TrueType font that has a full square for each of `chars`; `embedding` is what its maker allows (fsType)."""
    builder = _builder(chars, truetype=True, embedding=embedding)
    builder.save(path)
    return path


def postscript_font(path: Path, chars: str) -> Path:
    """The same with PostScript outlines."""
    _builder(chars, truetype=False, embedding=0).save(path)
    return path


def _builder(chars: str, truetype: bool, embedding: int) -> FontBuilder:
    names = [".notdef", *(f"u{ord(char):X}" for char in chars)]
    builder = FontBuilder(1000, isTTF=truetype)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):X}" for char in chars})
    if truetype:
        builder.setupGlyf({name: _square(TTGlyphPen(None)).glyph() for name in names})
    else:
        strings = {name: _square(T2CharStringPen(1000, None)).getCharString() for name in names}
        builder.setupCFF("Squares", {"FullName": "Squares"}, strings, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares-Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=embedding)
    builder.setupPost()
    return builder


def _square(pen: TTGlyphPen | T2CharStringPen):  # type: ignore[no-untyped-def]
    pen.moveTo((100, 0))
    for point in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen
