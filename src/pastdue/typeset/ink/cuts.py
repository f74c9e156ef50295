"""Alphabets: parts of a face small enough for one-byte codes and ready to be embedded.

An alphabet is fixed: it is made once per process and is the same in every letter, whatever the letter says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pastdue.typeset.pdf.objects import padded, stream

_ESCAPED = {ord("("): r"\(", ord(")"): r"\)", ord("\\"): r"\\", ord("\r"): r"\r"}
"""Bytes that mean something else within the brackets of a text, as they are written there."""
_READ_AS = {"\ufeff": "\u2060"}
"""Characters that a PDF may not name, as others that mean the same: U+FEFF within a text joins words."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One alphabet of one face: `written` gives what stands for each character within the brackets of a text.

    The rest are bodies of PDF objects: two whole streams, and two dictionaries that still lack a reference.
    """

    name: str
    chars: frozenset[str]
    written: dict[int, str]
    file: bytes
    to_unicode: bytes
    descriptor: str
    font: str

    def encoded(self, text: str) -> str:
        """`text`, all of whose characters are in the alphabet, as it stands within the brackets: ASCII keeps its codes,
        and most texts have nothing else and nothing to escape."""
        if text.isascii() and "(" not in text and ")" not in text and "\\" not in text:
            return text
        return text.translate(self.written)

    def objects(self, number: int) -> tuple[bytes, bytes, bytes, bytes]:
        """The bodies of four objects, the first to be numbered `number`; the last of them is the font."""
        descriptor = f"{self.descriptor} /FontFile2 {number} 0 R >>"
        font = f"{self.font} /ToUnicode {number + 1} 0 R /FontDescriptor {number + 2} 0 R >>"
        return self.file, self.to_unicode, descriptor.encode("ascii"), font.encode("ascii")


def cut(name: str, alphabet: Iterable[str], metrics: Any) -> Cut:
    """The characters of `alphabet`, at most 255, out of the face that reportlab parsed as `metrics`."""
    codes = _codes(alphabet)
    subset = [0] * (max(codes.values()) + 1)
    for char, code in codes.items():
        subset[code] = ord(char)
    widths = " ".join(f"{metrics.charWidths[char] if char else 0:g}" for char in subset)
    base_font = f"{_tag(name)}+{metrics.name.decode('ascii')}"
    program = padded(metrics.makeSubset(subset))
    box = " ".join(f"{side:g}" for side in metrics.bbox)
    return Cut(
        name=name,
        chars=frozenset(codes),
        written={ord(char): _ESCAPED.get(code, chr(code)) for char, code in codes.items()},
        file=stream(program, f" /Length1 {len(program)}", level=9),
        to_unicode=stream(_to_unicode(base_font, codes).encode("ascii"), level=9),
        descriptor=(
            f"<< /Type /FontDescriptor /FontName /{base_font} /Flags 4 /FontBBox [{box}] "
            f"/Ascent {metrics.ascent:g} /Descent {metrics.descent:g} /CapHeight {metrics.capHeight:g} "
            f"/ItalicAngle {metrics.italicAngle:g} /StemV {metrics.stemV:g}"
        ),
        font=(
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{base_font} "
            f"/FirstChar 0 /LastChar {len(subset) - 1} /Widths [{widths}]"
        ),
    )


def _codes(alphabet: Iterable[str]) -> dict[str, int]:
    """A byte for each character: ASCII keeps its own, the others take the free ones, from 127 up."""
    chars = list(alphabet)
    codes = {char: ord(char) for char in chars if ord(char) < 127}
    taken = set(codes.values())
    free = (code for code in (*range(127, 256), *range(1, 127)) if code not in taken)
    for char in chars:
        if char not in codes:
            codes[char] = next(free)
    return codes


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
    by_code = sorted(((_READ_AS.get(char, char), code) for char, code in codes.items()), key=lambda item: item[1])
    pairs = [f"<{code:02X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in by_code]
    groups = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        f"/CMapName /{base_font} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
