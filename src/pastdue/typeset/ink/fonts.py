"""The families of embedded faces and the places of their files. The one home of font files.

A family is a folder of TrueType files with its licence: `fonts/<family>/<Name>-Regular.ttf`, `-Bold`, `-Italic`.
The wheel carries the folder as `pastdue/fonts`; in a checkout it lies at the top level.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pastdue.model.errors import PastdueError
from pastdue.model.names import one_of

STYLES = ("Regular", "Bold", "Italic")


@dataclass(frozen=True, slots=True)
class Family:
    """The names under which reportlab knows a family's three styles."""

    regular: str
    bold: str
    italic: str


@cache
def family(name: str = "noto-sans") -> Family:
    """The faces of the family `name`, registered with reportlab once; refuses a family we do not carry.

    >>> family("comic")
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: typeface: 'comic' is unknown
      known: liberation-sans, noto-sans, noto-serif
    """
    folder = _folder()
    one_of(name, sorted(f.name for f in folder.iterdir() if f.is_dir()), "typeface")
    names = {}
    for file in (folder / name).iterdir():
        base, _, style = file.name.removesuffix(".ttf").rpartition("-")
        if base and style in STYLES:
            names[style] = f"{base}-{style}"
            pdfmetrics.registerFont(TTFont(names[style], io.BytesIO(file.read_bytes())))
    lacking = [style for style in STYLES if style not in names]
    if lacking:
        raise PastdueError(f"fonts/{name}: no {', '.join(lacking)} face", "install pastdue again")
    return Family(names["Regular"], names["Bold"], names["Italic"])


def _folder() -> Traversable:
    for folder in (resources.files("pastdue") / "fonts", Path(__file__).resolve().parents[4] / "fonts"):
        if folder.is_dir():
            return folder
    raise PastdueError("the faces pastdue embeds are not there", "install pastdue again")
