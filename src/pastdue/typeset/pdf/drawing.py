"""Marks as the operators of a PDF page, in the page's own coordinates (y up)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from pastdue.typeset.ink.cuts import Cut
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.marks import (
    BLACK,
    Hatching,
    Leaf,
    Mark,
    Mosaic,
    Outline,
    Pasted,
    RuledLine,
    Slanted,
    Tint,
    Words,
)
from pastdue.typeset.ink.parts import TextPart
from pastdue.typeset.ink.pictures import Picture
from pastdue.typeset.pdf.objects import stream
from pastdue.typeset.pdf.tags import PageTags


class DrawnSheet(NamedTuple):
    """One page, drawn: its operators as one or more streams, and the alphabets and pictures they use, or the page they
    lie upon; where it is tagged, the part of each piece of its marked content."""

    streams: tuple[bytes, ...]
    cuts: tuple[Cut, ...]
    pictures: tuple[Picture, ...] = ()
    leaf: Leaf | None = None
    parts: tuple[TextPart, ...] = ()


_TEXTS = (Words, Slanted)
LEAF = "Copy"
"""The name by which a page refers to the `Leaf` under it."""


def drawn(pages: Sequence[Sequence[Mark]], height: float, figures: Mapping[str, str] | None = None) -> list[DrawnSheet]:
    """Each page of a letter as operators; `height` is that of the sheet in points.

    Which alphabets are used depends on the whole letter and on nothing else. With `figures`, the texts in place of
    pictures by their names and of `CODE`, the pages are tagged.
    """
    rarer: defaultdict[Face, list[str]] = defaultdict(list)
    for page in pages:
        for mark in page:
            if isinstance(mark, _TEXTS):
                own = rarer[mark.face]
                if not mark.text.isascii():  # every alphabet has all of ASCII
                    own.append(mark.text)
    writer = _Writer({face: _Alphabet.of(face, set("".join(own))) for face, own in rarer.items()}, height)
    if figures is None:
        return [writer.sheet(page) for page in pages]
    seen: set[TextPart] = set()
    return [writer.sheet(page, PageTags(page, height, figures, seen)) for page in pages]


class _Alphabet(NamedTuple):
    """The alphabet of one face in a letter, and whether it has every character the letter uses."""

    cut: Cut
    whole: bool

    @classmethod
    def of(cls, face: Face, used: set[str]) -> _Alphabet:
        cut = face.alphabet(used)
        return cls(cut, used <= cut.chars)


class _Writer:
    def __init__(self, alphabets: dict[Face, _Alphabet], height: float) -> None:
        self._alphabets = alphabets
        self._height = height

    def sheet(self, marks: Sequence[Mark], tags: PageTags | None = None) -> DrawnSheet:
        code: list[str] = []
        figures: list[str] = []
        tints: list[str] = []
        words: list[Words] = []
        others: list[Mark] = []
        for mark in marks:
            if isinstance(mark, Words):
                words.append(mark)
            else:
                others.append(mark)
        for mark in others:
            if isinstance(mark, RuledLine):
                y = self._height - mark.y
                code.append(f"{mark.colour} RG {mark.weight} w {mark.x:.2f} {y:.2f} m {mark.until:.2f} {y:.2f} l S")
            elif isinstance(mark, Tint):
                y = self._height - mark.y - mark.height
                tints.append(f"{mark.colour} rg {mark.x:.2f} {y:.2f} {mark.width:.2f} {mark.height:.2f} re f")
            elif isinstance(mark, Mosaic):
                figures.append(_figure(mosaic(mark, self._height), mark, tags))
            elif isinstance(mark, Outline):
                code.append(_outline(mark, self._height))
            elif isinstance(mark, Hatching):
                code.append(_hatching(mark, self._height))
        used: dict[str, Cut] = {}
        slanted = [self._slanted(mark, used) for mark in others if isinstance(mark, Slanted)]
        pasted = [mark for mark in others if isinstance(mark, Pasted)]
        under = [_figure(_pasted(mark, self._height), mark, tags) for mark in pasted]
        pictures = {mark.picture.name: mark.picture for mark in pasted}
        leaf = next((mark for mark in others if isinstance(mark, Leaf)), None)
        under += [f"/{LEAF} Do"] if leaf else []
        # A draft mark lies over the payment box and under the text.
        ink = [*tints, *slanted, *code]
        if tags is not None and ink:
            ink = ["/Artifact BMC", *ink, "EMC"]
        operators = "\n".join([*under, *ink, *figures, self._text(words, used, tags)])
        parts = tags.parts if tags is not None else ()
        return DrawnSheet(
            (stream(operators.encode("latin-1")),), tuple(used.values()), tuple(pictures.values()), leaf, parts
        )

    def _text(self, words: list[Words], used: dict[str, Cut], tags: PageTags | None) -> str:
        code = ["BT"]
        last: Cut | None = None
        size = 0.0
        colour, open_tag = "", ""
        height, alphabets = self._height, self._alphabets
        for mark in words:
            x, y, face, points, text, wanted, _ = mark
            if tags is not None and (tag := tags.operator(mark)) != open_tag:
                code += ["EMC", tag] if open_tag else [tag]
                open_tag = tag
            if wanted != colour:
                colour = wanted
                code.append(f"{colour} rg")
            shown = ""
            main, whole = alphabets[face]
            for cut, written in ((main, main.encoded(text)),) if whole else _split(main, face, text):
                if last is not cut or size != points:
                    last, size = cut, points
                    used[cut.name] = cut
                    shown += f"\n/{cut.name} {points:g} Tf"
                shown += f"\n({written}) Tj"
            code.append("1 0 0 1 %.2f %.2f Tm%s" % (x, height - y, shown))  # noqa: UP031 - a third faster, for every word
        code += ["EMC", "ET"] if open_tag else ["ET"]
        return "\n".join(code)

    def _slanted(self, mark: Slanted, used: dict[str, Cut]) -> str:
        """The operators of a text at 45 degrees whose middle is the mark's place."""
        turn = sqrt(0.5)
        half = mark.face.width(mark.text) * mark.points / 2000
        lift = mark.face.cap_height * mark.points / 2000
        x, y = mark.x - turn * (half - lift), self._height - mark.y - turn * (half + lift)
        code = [f"BT {mark.colour} rg {turn:.5f} {turn:.5f} {-turn:.5f} {turn:.5f} {x:.2f} {y:.2f} Tm"]
        for cut, written in _split(self._alphabets[mark.face].cut, mark.face, mark.text):
            used[cut.name] = cut
            code.append(f"/{cut.name} {mark.points:g} Tf ({written}) Tj")
        return " ".join([*code, "ET"])


def _figure(operators: str, mark: Mark, tags: PageTags | None) -> str:
    """The operators of a picture or code, tagged where the page is."""
    return operators if tags is None else f"{tags.operator(mark)}\n{operators}\nEMC"


def _pasted(mark: Pasted, height: float) -> str:
    """The operators of a picture; it lies under everything else, so that its white corners hide nothing."""
    picture = mark.picture
    y = height - mark.y - picture.height
    return f"q {picture.width:.2f} 0 0 {picture.height:.2f} {mark.x:.2f} {y:.2f} cm /{picture.name} Do Q"


def _outline(mark: Outline, height: float) -> str:
    dash = f"[{mark.dash:g}] 0 d " if mark.dash else ""
    y = height - mark.y - mark.height
    place = f"{mark.x:.2f} {y:.2f} {mark.width:.2f} {mark.height:.2f}"
    return f"q {dash}{mark.colour} RG {mark.weight:g} w {place} re S Q"


_HATCHED = 3.0
"""From one line of a hatching to the next, along its edge (points)."""


def _hatching(mark: Hatching, height: float) -> str:
    y = height - mark.y - mark.height
    place = f"{mark.x:.2f} {y:.2f} {mark.width:.2f} {mark.height:.2f} re"
    code = [f"q {mark.colour} RG {mark.weight:g} w {place} W S"]
    for n in range(int((mark.width + mark.height) / _HATCHED) + 1):
        x = mark.x - mark.height + n * _HATCHED
        code.append(f"{x:.2f} {y:.2f} m {x + mark.height:.2f} {y + mark.height:.2f} l S")
    return "\n".join([*code, "Q"])


def mosaic(mark: Mosaic, height: float) -> str:
    """The operators of a code: every run a rectangle of one path, which is filled once, so that no seam can show."""
    size = mark.module
    place = f"q {BLACK} rg {size:g} 0 0 {-size:g} {mark.x:.2f} {height - mark.y:.2f} cm"
    return "\n".join([place, *[f"{column} {row} {wide} 1 re" for column, row, wide in mark.runs], "f Q"])


def _split(main: Cut, face: Face, text: str) -> list[tuple[Cut, str]]:
    """`text` as a PDF writes it within brackets, in pieces of one alphabet each."""
    runs: list[tuple[Cut, str]] = []
    for char in text:
        cut = main if char in main.chars else face.block(char)
        written = cut.written[ord(char)]
        if runs and runs[-1][0] is cut:
            runs[-1] = (cut, runs[-1][1] + written)
        else:
            runs.append((cut, written))
    return runs
