"""Colours that can be read on white paper: contrast by the web's accessibility guidelines (WCAG 2.2)."""

from __future__ import annotations

import re
from functools import lru_cache

from pastdue.model.errors import SettingsError

READABLE = 4.5
"""The least contrast of small text (WCAG 2.2, 1.4.3)."""


def check_colour(colour: str, where: str) -> None:
    """Refuses a colour not written as `#RRGGBB`; `where` names it.

    >>> check_colour("teal", "accent")
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: accent: 'teal' is not a colour
      write it as #1F4E79
    """
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise SettingsError(f"{where}: {colour!r} is not a colour", "write it as #1F4E79")


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#RRGGBB`, from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@lru_cache(maxsize=64)
def operands(colour: str) -> str:
    """`#RRGGBB` as PDF writes a colour: red, green and blue from 0 to 1.

    >>> operands("#1F4E79")
    '0.122 0.306 0.475'
    """
    return " ".join(f"{channel:.3g}" for channel in channels(colour))


def contrast(colour: str) -> float:
    """The contrast of `#RRGGBB` on white, from 1 (white) to 21 (black).

    >>> round(contrast("#1F3A5F"), 1), round(contrast("#F58220"), 1)
    (11.5, 2.6)
    """
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@lru_cache(maxsize=64)
def readable(colour: str) -> str:
    """`colour`, or where text in it could not be read, the lightest shade of it that can.

    >>> readable("#1f3a5f"), readable("#F58220")
    ('#1F3A5F', '#B56018')
    """
    for percent in range(100, -1, -1):
        shade = "#" + "".join(f"{round(c * 255 * percent / 100):02X}" for c in channels(colour))
        if contrast(shade) >= READABLE:
            return shade
    raise AssertionError("black can be read")
