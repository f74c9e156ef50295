"""The typesetter: a letter's parts placed, cut into pages, and drawn into one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import BinaryIO, NamedTuple

from pastdue.model.errors.left_out import CannotPrint
from pastdue.model.letters import Letter, QrBill
from pastdue.typeset.ink.check import check_words
from pastdue.typeset.ink.look import Look, Type
from pastdue.typeset.ink.marks import POINTS_PER_MM, Leaf, Mark, moved
from pastdue.typeset.layouts import Layout
from pastdue.typeset.letter.blocks import TextColumn
from pastdue.typeset.letter.body import NORMAL, SIGNATURE, TIGHT, Area, Body
from pastdue.typeset.letter.exposure import Exposure
from pastdue.typeset.letter.first_page import FirstPage
from pastdue.typeset.letter.head_and_foot import FOOT, HeadAndFoot
from pastdue.typeset.letter.letter_text import LetterText
from pastdue.typeset.letter.letterhead import Letterhead
from pastdue.typeset.letter.paging import Paging
from pastdue.typeset.letter.qrbill import ABOVE as ABOVE_BILL
from pastdue.typeset.letter.qrbill import TALL as TALL_BILL
from pastdue.typeset.letter.qrbill import QrBillPart
from pastdue.typeset.letter.sheet_mark import SheetMark
from pastdue.typeset.letter.stub import LIFT, stub_marks
from pastdue.typeset.pdf.appended import Appended
from pastdue.typeset.pdf.drawing import DrawnSheet, drawn
from pastdue.typeset.pdf.drawn_letters import Drawn
from pastdue.typeset.pdf.printfile import PdfFile
from pastdue.typeset.pdf.tags import CODE
from pastdue.typeset.pdf.xmp import UNDATED, FileFacts


@dataclass(frozen=True, slots=True)
class Pages:
    """A letter as a PDF, and its pages as drawn; the last `copied` of them are of documents that follow it."""

    pdf: bytes
    sheets: tuple[DrawnSheet, ...]
    copied: int = 0

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.sheets)

    @property
    def own(self) -> int:
        """The number of pages that are the letter's own."""
        return self.count - self.copied


class PlacedLetter(NamedTuple):
    """A letter and the marks of its pages; the first `own` of them are the letter's own, the others of documents that
    follow it."""

    letter: Letter
    pages: list[list[Mark]]
    own: int


class LaidOut(NamedTuple):
    """A letter and its pages as drawn, the first `own` of them its own."""

    letter: Letter
    sheets: tuple[DrawnSheet, ...]
    own: int


Following = Callable[[Letter], Sequence[Appended]]
"""The documents that follow a letter in its envelope."""


def nothing(letter: Letter) -> Sequence[Appended]:  # noqa: ARG001 - the shape of `Following`
    """No document follows any letter."""
    return ()


@dataclass(frozen=True, slots=True)
class MergedLetter:
    """The place of a letter in a print file: first and last page, counted from 1 and both included (a blank page that
    only fills the sheet does not count), its pages, and the sheets of paper it takes."""

    number: str
    first_page: int
    last_page: int
    pages: int
    sheets: int


class Typesetter:
    """Sets letters in one layout and look. The same letter gives the same bytes, whatever was set before it."""

    def __init__(self, layout: Layout, look: Look = Look()) -> None:  # noqa: B008 - a frozen value
        self._look = look
        self._faces = Type.of(look)
        self._size = (float(layout.paper[0]) * POINTS_PER_MM, float(layout.paper[1]) * POINTS_PER_MM)
        text = layout.text
        area = Area(*(float(mm) * POINTS_PER_MM for mm in (text.left, text.width, text.measure)))
        signature = look.signature.within(*SIGNATURE) if look.signature else None
        self._body = Body(area, self._faces, look.ink_operands, NORMAL, signature)
        self._tight = Body(area, self._faces, look.ink_operands, TIGHT, signature)
        self._letterhead = Letterhead(layout, self._faces, look.logo)
        self._first_page = FirstPage(layout, self._faces, look.accent_operands)
        self._exposure = Exposure(layout)
        self._sheet_mark = SheetMark(layout, look.qr_bill) if look.sheet_mark else None
        self._left = area.x
        self._qr_bill = QrBillPart(self._size[1])
        self._head_and_foot = HeadAndFoot(layout, look, self._faces)
        self._paging = Paging(self._head_and_foot, [float(mm) * POINTS_PER_MM for mm in layout.folds])

    def set(self, letter: Letter, following: Following = nothing) -> Pages:
        """`letter`, and the pages `following` it, as a PDF of its own.

        Refuses (CannotPrint) a character without a glyph, one that steers the text around it, and an address
        or any other part that does not fit its place.
        """
        return self.filed(self.laid_out(self.placed(letter, following)))

    def placed(self, letter: Letter, following: Following = nothing) -> PlacedLetter:
        """`letter`, and the pages `following` it, as marks in their places. Refuses what `set` refuses; a refusal names
        the letter."""
        copies = following(letter)
        try:
            return self._placed(letter, copies)
        except CannotPrint as error:
            raise error.of(letter.number, letter.invoices) from None

    def laid_out(self, placed: PlacedLetter) -> LaidOut:
        """The pages of a letter as drawn."""
        letter, pages, own = placed
        sheets = drawn(pages, self._size[1], self._figures(letter) if self._look.tagged else None)
        return LaidOut(letter, tuple(sheets), own)

    def filed(self, laid_out: LaidOut) -> Pages:
        """The pages of a letter as a PDF of its own."""
        letter, sheets, own = laid_out
        target = BytesIO()
        file = PdfFile(target, self._size)
        for sheet in sheets:
            file.add(sheet)
        title, on = letter.title or letter.number, letter.on or UNDATED
        # The pages of other documents have no tags of ours.
        accessible = self._look.tagged and own == len(sheets)
        file.close(FileFacts(title, letter.author, letter.subject, _spoken(letter), on, accessible=accessible))
        return Pages(target.getvalue(), sheets, len(sheets) - own)

    def draw(self, letter: Letter, title: str, following: Following = nothing) -> Drawn:
        """`letter` for a print file, under the outline entry `title`. Refuses what `set` refuses."""
        return self.drawn(self.laid_out(self.placed(letter, following)), title)

    def drawn(self, laid_out: LaidOut, title: str) -> Drawn:
        """The pages of a letter as a print file takes them, without tags."""
        letter, sheets, _ = laid_out
        bare = tuple(sheet._replace(parts=()) if sheet.parts else sheet for sheet in sheets)
        return Drawn(letter.number, title, _spoken(letter), letter.on or UNDATED, bare)

    def merge(
        self, letters: Iterable[Drawn], target: BinaryIO, duplex: bool, title: str = "Letters to print"
    ) -> list[MergedLetter]:
        """All `letters` as one print file in `target` with that title, each with its outline entry; its day is that of
        its last letter.

        With `duplex` a blank page fills the last sheet of a letter with an odd number of pages, those that follow
        it counted. Letters are taken and written one by one, so memory does not grow with their number; the file is
        complete when this returns.
        """
        file = PdfFile(target, self._size)
        file.print_duplex(duplex)
        places: list[MergedLetter] = []
        languages: set[str] = set()
        on = UNDATED
        for letter in letters:
            first = file.pages + 1
            for sheet in self._marked(letter, 2 if duplex else 1):
                file.add(sheet)
            file.bookmark(letter.title, first)
            places.append(_place(letter, first, duplex))
            if duplex and len(letter.sheets) % 2:
                file.add_blank()
            languages.add(letter.language)
            on = max(on, letter.on)
        file.close(FileFacts(title, language=languages.pop() if len(languages) == 1 else "", on=on))
        return places

    def _add_bill(self, letter: Letter, bill: QrBill, pages: list[list[Mark]], last: TextColumn) -> None:
        """The QR-bill on the last page, where that is the front of a sheet and has the room, else on a sheet of its
        own. The back of a bill is never printed on."""
        check_words(bill, self._qr_bill.faces)
        number = len(pages)
        foot = self._head_and_foot.foot(letter, number, number)
        raised = moved(foot, FOOT - TALL_BILL - ABOVE_BILL)
        ends = self._head_and_foot.top(number) + last.height
        if number % 2 and ends + ABOVE_BILL <= min(mark.y for mark in raised):
            pages[-1] = [*pages[-1][: -len(foot)], *raised, *self._qr_bill.marks(bill)]
            return
        if number % 2:
            pages.append([])
        pages.append([*self._head_and_foot.head(letter, number + 1), *self._qr_bill.marks(bill)])

    def _head(self, letter: Letter, number: int) -> list[Mark]:
        """The marks above the text of page `number`, in the order in which it is read."""
        marks = self._head_and_foot.head(letter, number)
        if number == 1:
            marks += self._letterhead.marks(letter.head)
            marks += self._first_page.marks(letter.head)
        return marks

    def _marked(self, letter: Drawn, pages_a_sheet: int) -> Sequence[DrawnSheet]:
        """The pages of `letter`, with sheet marks where the look wants them."""
        if self._sheet_mark is None:
            return letter.sheets
        return self._sheet_mark.onto(letter.sheets, letter.number, pages_a_sheet)

    def _placed(self, letter: Letter, copies: Sequence[Appended]) -> PlacedLetter:
        """The marks of `letter`, and of what follows it, page by page."""
        check_words(letter.alone, self._faces.all)
        above = bool(letter.head.service) and self._first_page.fits_above(letter.head)
        text = replace(letter, head=replace(letter.head, service="")) if above else letter
        paged = self._paging.pages(LetterText(text, self._body, self._tight))
        pages: list[list[Mark]] = []
        for number, column in enumerate(paged.columns, 1):
            marks = self._head(letter, number) + column.marks(self._head_and_foot.top(number))
            foot = self._head_and_foot.foot(letter, number, len(paged.columns))
            if number == 1 and paged.stub and letter.payment.stub:
                foot = moved(foot, -LIFT) + stub_marks(letter.payment.stub, (*self._size, self._left), self._faces)
            pages.append(marks + foot)
        if (bill := letter.payment.qr_bill) is not None:
            self._add_bill(letter, bill, pages, paged.columns[-1])
        own = len(pages)
        for copy in copies:
            if len(pages) % 2 and (copy.own_sheet or (bill is not None and len(pages) == own)):
                pages.append([])
            pages += [[Leaf(0, 0, *self._size, copy, page)] for page in range(len(copy.forms))]
        self._exposure.check(pages[0])
        return PlacedLetter(letter, pages, own)

    def _figures(self, letter: Letter) -> dict[str, str]:
        """The texts in place of a letter's pictures and its code."""
        look, paid = self._look, letter.payment
        code = paid.code.caption if paid.code is not None else ""
        bill = paid.qr_bill.words.payment_part if paid.qr_bill is not None else ""
        figures = {CODE: code or bill}
        for picture, names in ((look.logo, letter.head.sender), (look.signature, letter.signature)):
            if picture is not None and names:
                figures[picture.name] = names[0]
        return figures


def _spoken(letter: Letter) -> str:
    return letter.locale or letter.language


def _place(letter: Drawn, first: int, duplex: bool) -> MergedLetter:
    pages = len(letter.sheets)
    sheets = (pages + 1) // 2 if duplex else pages
    return MergedLetter(letter.number, first, first + pages - 1, pages, sheets)
