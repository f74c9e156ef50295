"""What does a letter look like, apart from where things stand? Typeface, accent colour, a draft mark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pastdue.errors import SettingsError
from pastdue.faces import family
from pastdue.letters.typeset.face import Face, face


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look. `accent` is `#RRGGBB`; `draft_mark`, when given, is drawn lightly across each page.

    >>> Look(accent="teal")
    Traceback (most recent call last):
    pastdue.errors.SettingsError: accent: 'teal' is not a colour
      write it as #1F4E79
    """

    typeface: str = "noto-sans"
    accent: str = "#1F4E79"
    draft_mark: str = ""

    def __post_init__(self) -> None:
        family(self.typeface)
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", self.accent):
            raise SettingsError(f"accent: {self.accent!r} is not a colour", "write it as #1F4E79")

    @property
    def accent_operands(self) -> str:
        """The accent as PDF writes a colour: red, green and blue from 0 to 1."""
        return " ".join(f"{int(self.accent[n : n + 2], 16) / 255:.3g}" for n in (1, 3, 5))


@dataclass(frozen=True, slots=True)
class Type:
    """The faces of a letter by their task: body text may be a serif, everything small or tabular is sans."""

    body: Face
    body_bold: Face
    sans: Face
    sans_bold: Face

    @classmethod
    def of(cls, look: Look) -> Type:
        """The faces `look` asks for, parsed once per process."""
        return cls(
            face(look.typeface, "regular"),
            face(look.typeface, "bold"),
            face("noto-sans", "regular"),
            face("noto-sans", "bold"),
        )

    @property
    def all(self) -> tuple[Face, ...]:
        return (self.body, self.body_bold, self.sans, self.sans_bold)
