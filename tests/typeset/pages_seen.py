"""The pages as a reader of the PDF sees them: every word and rule with its place in millimetres, from the file alone.

Nothing of pastdue is used here. Words are measured with the widths the file itself carries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pikepdf

MM = 25.4 / 72


@dataclass(frozen=True)
class Ink:
    """A mark and the box around it, in mm from the top left corner of the sheet. `text` is empty for what is none;
    `picture` names a picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    points: float = 0.0
    bold: bool = False
    baseline: float = 0.0
    picture: str = ""

    def within(self, zone: Any, margin: float = 0.0) -> bool:
        return (
            self.left >= float(zone.x) + margin
            and self.right <= float(zone.right) - margin
            and self.top >= float(zone.y) + margin
            and self.bottom <= float(zone.bottom) - margin
        )

    def touches(self, zone: Any) -> bool:
        return (
            self.left < float(zone.right)
            and self.right > float(zone.x)
            and self.top < float(zone.bottom)
            and self.bottom > float(zone.y)
        )


def pages_of(pdf: bytes) -> list[list[Ink]]:
    """The ink of each page."""
    fonts: dict[tuple[int, int], _Font] = {}
    with pikepdf.open(BytesIO(pdf)) as file:
        return [_ink(page, fonts) for page in file.pages]


def text_of(pdf: bytes) -> list[str]:
    """The words of each page, a line for each run."""
    return ["\n".join(ink.text for ink in page if ink.text) for page in pages_of(pdf)]


class _Font:
    def __init__(self, font: Any) -> None:
        self.bold = "Bold" in str(font["/BaseFont"])
        self.widths = [float(w) for w in font["/Widths"]]
        cmap = font["/ToUnicode"].read_bytes().decode("ascii")
        pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4})>", cmap.split("endcodespacerange")[1])
        self.chars = {int(code, 16): chr(int(char, 16)) for code, char in pairs}


_NUMBERED = frozenset(("Tm", "w", "m", "l", "re", "cm"))
"""The operators whose operands are numbers alone."""
_SEEN = " ".join((*_NUMBERED, "Tf", "Tj", "Do", "Q"))


def _ink(page: pikepdf.Page, known: dict[tuple[int, int], _Font]) -> list[Ink]:
    """The ink of a page; the file's fonts are `known` once one of its pages has had them."""
    fonts = {}
    for name, font in page.Resources.Font.items():
        if font.objgen not in known:
            known[font.objgen] = _Font(font)
        fonts[name] = known[font.objgen]
    height = float(page.mediabox[3]) - float(page.mediabox[1])
    found: list[Ink] = []
    pen: dict[str, Any] = {}
    for instruction in pikepdf.parse_content_stream(page, _SEEN):
        operands, operator = instruction.operands, str(instruction.operator)
        numbers = [float(n) for n in operands] if operator in _NUMBERED else []
        if operator == "Tm":
            pen["matrix"], pen["x"], pen["y"] = numbers[:4], numbers[4], numbers[5]
        elif operator == "Tf":
            pen["font"], pen["points"] = fonts[str(operands[0])], float(operands[1])
        elif operator == "Tj":
            found.append(_word(operands[0], pen, height))
        elif operator == "w":
            pen["weight"] = numbers[0]
        elif operator == "m":
            pen["from"] = numbers
        elif operator == "l":
            found.append(_rule(pen["from"], numbers, pen["weight"], height))
        elif operator == "re":
            found.append(_box(numbers, pen.get("scale"), height))
        elif operator == "cm":
            pen["scale"] = numbers
        elif operator == "Do":
            found.append(replace(_box([0, 0, 1, 1], pen["scale"], height), picture=str(operands[0])[1:]))
        elif operator == "Q":
            pen.pop("scale", None)
    return found


def _box(sides: list[float], scale: list[float] | None, height: float) -> Ink:
    """A rectangle as x, y, width and height, under a matrix that scales and moves (None: as it is)."""
    across, _, _, up, right, lift = scale or [1, 0, 0, 1, 0, 0]
    x, y, wide, tall = sides
    left, until = sorted((right + across * x, right + across * (x + wide)))
    low, high = sorted((lift + up * y, lift + up * (y + tall)))
    return Ink("", left * MM, (height - high) * MM, until * MM, (height - low) * MM)


def _word(shown: Any, pen: dict[str, Any], height: float) -> Ink:
    codes = bytes(shown)
    font, points = pen["font"], pen["points"]
    wide = sum([font.widths[code] for code in codes]) * points / 1000
    text = "".join([font.chars[code] for code in codes])
    left, base = pen["x"], height - pen["y"]
    pen["x"] += wide
    if pen["matrix"][1]:
        text = ""
    return Ink(
        text, left * MM, (base - 0.75 * points) * MM, (left + wide) * MM, (base + 0.25 * points) * MM,
        points, font.bold, base * MM,
    )  # fmt: skip


def _rule(since: list[float], until: list[float], weight: float, height: float) -> Ink:
    """A line from one point (x, y) to another, as broad as `weight`."""
    (x, y), (right, end) = since, until
    top, bottom = height - max(y, end), height - min(y, end)
    return Ink("", x * MM, (top - weight / 2) * MM, right * MM, (bottom + weight / 2) * MM)
