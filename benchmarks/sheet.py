"""The places of each part of the letter: one set of measures, in points from the top left, for the plain contenders.

They are those of the shipped layout `din-b`, so that every contender fills the same page.
"""

from __future__ import annotations

from pathlib import Path

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, MEASURE, FULL = 25 * MM, 153 * MM, 165 * MM
RIGHT = LEFT + FULL
SENDER_TOP, RULE = 17 * MM, 42.5 * MM
RETURN_LINE, ADDRESS = 58 * MM, 62.4 * MM
ASIDE, DATE, REFERENCES = 125 * MM, 52 * MM, 60 * MM
TEXT_TOP, FOOT = 103 * MM, 286 * MM
FOLDS = ((105, 4), (148.5, 6), (210, 4))

TEXT, LEADING = 10.5, 14.0
SMALL, SMALL_LEADING = 8.5, 11.5
COLUMNS = tuple(part * MM for part in (25, 29, 20, 20, 18, 20, 16, 17))
ACCENT, QUIET, TINT = (0x1F, 0x4E, 0x79), (0x66, 0x66, 0x66), (0xF4, 0xF6, 0xF9)

_FONTS = Path(__file__).resolve().parents[1] / "fonts" / "noto-sans"
REGULAR, BOLD = _FONTS / "NotoSans-Regular.ttf", _FONTS / "NotoSans-Bold.ttf"


def shade(colour: tuple[int, int, int]) -> tuple[float, float, float]:
    """The colour as reportlab takes it, each part from 0 to 1."""
    red, green, blue = colour
    return red / 255, green / 255, blue / 255
