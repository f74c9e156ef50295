"""The look of a letter: typeface, colour, logo, signature, a draft mark."""

from __future__ import annotations

from dataclasses import dataclass

from pastdue.typeset.ink.colours import check_colour, operands, readable
from pastdue.typeset.ink.face import Face, face
from pastdue.typeset.ink.fonts import family
from pastdue.typeset.ink.pictures import Artwork


@dataclass(frozen=True, slots=True)
class Look:
    """The look of letters. `accent` is `#RRGGBB`; `draft_mark`, when given, is drawn lightly across each page;
    `sheet_mark` says whether the sheets of a print file carry a code for an inserting machine, `qr_bill` whether
    letters may end with a QR-bill, which that code stays above, `tagged` whether the letters' own files name their
    parts for a screen reader.

    `logo` stands in the letterhead, `signature` above the signatory's name, `fallback` is the face for characters
    that the typeface lacks.

    >>> Look(accent="teal")
    Traceback (most recent call last):
    pastdue.model.errors.SettingsError: accent: 'teal' is not a colour
      write it as #1F4E79
    """

    typeface: str = "noto-sans"
    accent: str = "#1F4E79"
    draft_mark: str = ""
    sheet_mark: bool = False
    qr_bill: bool = False
    tagged: bool = False
    logo: Artwork | None = None
    signature: Artwork | None = None
    fallback: Face | None = None

    def __post_init__(self) -> None:
        family(self.typeface)
        check_colour(self.accent, "accent")

    @property
    def accent_operands(self) -> str:
        """The accent as PDF writes a colour, for rules: red, green and blue from 0 to 1."""
        return operands(self.accent)

    @property
    def ink_operands(self) -> str:
        """The accent for text: darkened where it could not be read on white."""
        return operands(readable(self.accent))


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
            face(look.typeface, "regular", look.fallback),
            face(look.typeface, "bold", look.fallback),
            face("noto-sans", "regular", look.fallback),
            face("noto-sans", "bold", look.fallback),
        )

    @property
    def all(self) -> tuple[Face, ...]:
        return (self.body, self.body_bold, self.sans, self.sans_bold)
