"""How does a letter become pages? Its parts are placed, cut into pages, furnished, and drawn into one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from pastdue.letters.layouts import Layout
from pastdue.letters.letter import Letter
from pastdue.letters.typeset.body import TIGHT, Area, Body
from pastdue.letters.typeset.check import check_words
from pastdue.letters.typeset.drawing import Sheet, drawn
from pastdue.letters.typeset.firstpage import first_page
from pastdue.letters.typeset.furniture import Furniture
from pastdue.letters.typeset.look import Look, Type
from pastdue.letters.typeset.marks import POINTS_PER_MM, Mark
from pastdue.letters.typeset.printfile import Credits, PdfFile
from pastdue.letters.typeset.slabs import Column, Slab, height_of, paged, squeezed

_BEFORE_ANNEX = 34.0
_CLOSER = 0.75
_CLOSEST = 0.6
_LITTLE = 0.5


@dataclass(frozen=True, slots=True)
class Pages:
    """A letter as a PDF, and how many pages it has."""

    pdf: bytes
    count: int


@dataclass(frozen=True, slots=True)
class MergedLetter:
    """Where in a print file a letter lies: first and last page, counted from 1 and both included (a blank page
    that only fills the sheet is not the letter's), its pages, and the sheets of paper it takes."""

    number: str
    first_page: int
    last_page: int
    pages: int
    sheets: int


class Typesetter:
    """Sets letters in one layout and look. Keeps nothing between letters: the same letter gives the same bytes."""

    def __init__(self, layout: Layout, look: Look = Look()) -> None:  # noqa: B008 - a frozen value
        self._layout = layout
        self._look = look
        self._faces = Type.of(look)
        self._size = (float(layout.paper[0]) * POINTS_PER_MM, float(layout.paper[1]) * POINTS_PER_MM)
        text = layout.text
        area = Area(*(float(mm) * POINTS_PER_MM for mm in (text.left, text.width, text.measure)))
        self._body = Body(area, self._faces, look.accent_operands)
        self._tight = Body(area, self._faces, look.accent_operands, TIGHT)
        self._furniture = Furniture(layout, look, self._faces)

    def set(self, letter: Letter) -> Pages:
        """`letter` as a PDF of its own.

        Refuses (CannotPrint) a character without a glyph, one that steers the text around it, and an address
        or any other part that does not fit its place.
        """
        sheets = self._sheets(letter)
        target = BytesIO()
        file = PdfFile(target, self._size, self._faces.sans)
        for sheet in sheets:
            file.add(sheet)
        file.close(Credits(letter.title or letter.number, letter.author, letter.subject), letter.language)
        return Pages(target.getvalue(), len(sheets))

    def merge(
        self, letters: Iterable[Letter], target: BinaryIO, duplex: bool, bookmark: Callable[[Letter], str]
    ) -> list[MergedLetter]:
        """All `letters` as one print file in `target`, each with an outline entry worded by `bookmark`.

        With `duplex` a blank page fills the last sheet of a letter with an odd number of pages. Letters are
        taken, set and written one by one, so memory does not grow with their number; the file is complete
        when this returns. Refuses what `set` refuses.
        """
        file = PdfFile(target, self._size, self._faces.sans)
        file.print_duplex(duplex)
        places: list[MergedLetter] = []
        languages: set[str] = set()
        for letter in letters:
            sheets = self._sheets(letter)
            first = file.pages + 1
            for sheet in sheets:
                file.add(sheet)
            file.bookmark(bookmark(letter), first)
            places.append(_place(letter, first, len(sheets), duplex))
            if duplex and len(sheets) % 2:
                file.add_blank()
            languages.add(letter.language)
        file.close(Credits("Letters to print", "pastdue", ""), languages.pop() if len(languages) == 1 else "")
        return places

    def _sheets(self, letter: Letter) -> list[Sheet]:
        """The pages of `letter`, drawn."""
        check_words(letter, self._faces.all)
        columns = self._columns(letter)
        pages: list[list[Mark]] = []
        for number, column in enumerate(columns, 1):
            marks = self._furniture.page(letter, number, len(columns))
            if number == 1:
                marks += first_page(letter, self._layout, self._faces, self._look.accent_operands)
            pages.append(marks + column.marks(self._furniture.top(number)))
        return drawn(pages, self._size[1])

    def _columns(self, letter: Letter) -> list[Column]:
        """The text of `letter`, page by page; the annex follows the signature where all of it fits there."""
        first, later = self._furniture.room(letter, 1), self._furniture.room(letter, 2)
        columns = self._main(letter, first, later)
        annex = self._body.annex(letter)
        if not annex:
            return columns
        last = columns[-1]
        room = (first if len(columns) == 1 else later) - last.height
        if height_of(annex) + _BEFORE_ANNEX <= room:
            opening = annex[0]
            spaced = Slab(opening.height, opening.marks, _BEFORE_ANNEX)
            slabs = [*last.slabs, spaced, *annex[1:]]
            return [*columns[:-1], Column(slabs, height_of(slabs))]
        return columns + paged(annex, later, later)

    def _main(self, letter: Letter, first: float, later: float) -> list[Column]:
        """The letter without its annex: set closer where that saves a page, and tight where one page then is enough."""
        slabs = self._body.main(letter)
        columns = paged(slabs, first, later)
        if len(columns) == 1:
            return columns
        closer = paged(squeezed(slabs, _CLOSER), first, later)
        if len(closer) < len(columns):
            return closer
        if len(columns) == 2 and columns[1].height < first * _LITTLE:
            tight = paged(squeezed(self._tight.main(letter), _CLOSEST), first, later)
            if len(tight) == 1:
                return tight
        return columns


def _place(letter: Letter, first: int, pages: int, duplex: bool) -> MergedLetter:
    sheets = (pages + 1) // 2 if duplex else pages
    return MergedLetter(letter.number, first, first + pages - 1, pages, sheets)
