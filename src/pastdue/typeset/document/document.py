"""A document in words: its title, its parts in their order, and the address it is posted to, if it is.

All text is plain and already in its language: typesetting draws it as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pastdue.model.letters import LetterHead


class Tone(StrEnum):
    """The emphasis of a paragraph: none, small and grey, bold, or in a box with a coloured edge."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    BOXED = "boxed"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 or 2. One of level 1 is a bookmark of the file; with `new_page` it begins a page."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break in it begins a line."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Labels with their values, under one another in two columns; a line break in a value begins a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list: each item behind a dash, or behind its number counted from `first`."""

    texts: tuple[str, ...]
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table. `align` has one of `l` or `r` for each column; figures are set flush right in digits of one width.

    `under` has a text for each row that stands under it, across the table; it may be empty. `totals` are closing rows
    under a rule, bold, with a cell for each column. With `weights`, one a column, the columns
    share the width in these parts as far as their words and figures let them; without, each is as wide as it needs.
    The head is repeated on each page, and no row is parted by the end of a page unless it is taller than one.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    totals: tuple[tuple[str, ...], ...] = ()
    weights: tuple[float, ...] = ()
    under: tuple[str, ...] = ()


DocumentPart = Heading | Paragraph | KeyValues | Items | DataTable


@dataclass(frozen=True, slots=True)
class PostedTo:
    """The first page of a document that is posted: its head, each part in its frame as a letter's, and its foot."""

    head: LetterHead
    footer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of `firm`, whose name stands at the foot of each page beside `page_label`.

    `subtitle` stands under the title, `language` and `on` (its day) are said in the file. With `post` the first page
    is laid out as a letter's, for a window envelope; without, the title begins it.
    """

    title: str
    parts: tuple[DocumentPart, ...]
    firm: str
    page_label: str
    subtitle: str = ""
    language: str = ""
    on: date | None = None
    post: PostedTo | None = None
