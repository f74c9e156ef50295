"""The setter of documents: parts into blocks, blocks into pages, pages into a file with its bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pastdue.typeset.document.document import Document, DocumentPart, Heading, Items, KeyValues, Paragraph
from pastdue.typeset.document.frame import Counted, DocumentFrame
from pastdue.typeset.document.prose import DocumentProse
from pastdue.typeset.document.table import table_blocks
from pastdue.typeset.ink.check import check_words
from pastdue.typeset.ink.look import Look, Type
from pastdue.typeset.ink.marks import Mark
from pastdue.typeset.layouts import Layout
from pastdue.typeset.letter.blocks import TextBlock, TextColumn, paged
from pastdue.typeset.letter.exposure import Exposure
from pastdue.typeset.pdf.drawing import DrawnSheet, drawn
from pastdue.typeset.pdf.printfile import PdfFile
from pastdue.typeset.pdf.xmp import UNDATED, FileFacts

_OTHERWISE = "leave it out of the data"


@dataclass(frozen=True, slots=True)
class SetDocument:
    """A document, drawn: its pages, and for each heading of level 1 its text and the page (from 1) it stands on."""

    sheets: tuple[DrawnSheet, ...]
    bookmarks: tuple[tuple[str, int], ...]


class DocumentSetter:
    """Sets documents in one layout and look. Keeps nothing between documents: equal ones make equal bytes."""

    def __init__(self, layout: Layout, look: Look = Look()) -> None:  # noqa: B008 - a frozen value
        self.faces = Type.of(look)
        self._frame = DocumentFrame(layout, look, self.faces)
        self._prose = DocumentProse(self._frame.area, self.faces, look.ink_operands)
        self._exposure = Exposure(layout)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet in points."""
        return self._frame.size

    def pdf(self, document: Document) -> bytes:
        """`document` as a PDF of its own, with a bookmark for each heading of level 1. Refuses as `set` does."""
        done, target = self.set(document), BytesIO()
        file = PdfFile(target, self.size)
        for sheet in done.sheets:
            file.add(sheet)
        for text, page in done.bookmarks:
            file.bookmark(text, page)
        file.close(
            FileFacts(document.title, document.firm, document.subtitle, document.language, document.on or UNDATED)
        )
        return target.getvalue()

    def set(self, document: Document, counted: Counted = Counted()) -> SetDocument:  # noqa: B008 - a frozen value
        """The pages of `document`, numbered as `counted` says.

        Refuses (CannotPrint) a character without a glyph, one that steers the text around it, and an address that
        does not fit its window.
        """
        check_words(document, self.faces.all, _OTHERWISE, breaks="\n")
        columns, starts = self._columns(document)
        pages: list[list[Mark]] = []
        for number, column in enumerate(columns, 1):
            label = counted.label(document.page_label, number, len(columns))
            around = self._frame.marks(document, number, label)
            pages.append(around + column.marks(self._frame.top(document, number)))
        if document.post:
            self._exposure.check(pages[0])
        return SetDocument(tuple(drawn(pages, self.size[1])), tuple(starts))

    def _columns(self, document: Document) -> tuple[list[TextColumn], list[tuple[str, int]]]:
        """The document's text page by page, and its headings of level 1 with their pages."""
        columns: list[TextColumn] = []
        starts: list[tuple[str, int]] = []
        for blocks, opening in self._chapters(document):
            rooms = [self._frame.room(document, len(columns) + n) for n in (1, 2)]
            before = len(columns)
            columns += paged(blocks, rooms)
            for text, mark in opening:
                page = next(n for n, column in enumerate(columns[before:], before + 1) if _stands(mark, column))
                starts.append((text, page))
        return columns, starts

    def _chapters(self, document: Document) -> list[tuple[list[TextBlock], list[tuple[str, TextBlock]]]]:
        """The blocks between one forced beginning of a page and the next, and the first block of each heading; the last
        of them never stands alone on a page."""
        blocks = self._prose.title(document.title, document.subtitle)
        chapters: list[tuple[list[TextBlock], list[tuple[str, TextBlock]]]] = [(blocks, [])]
        for before, part in zip((None, *document.parts), document.parts, strict=False):
            made = self._blocks(part, self._frame.room(document, 2))
            if isinstance(before, Heading) and made:
                made = [made[0]._replace(glued=True), *made[1:]]
            if isinstance(part, Heading) and part.new_page and chapters[-1][0]:
                chapters.append(([], []))
            if isinstance(part, Heading) and part.level == 1:
                chapters[-1][1].append((part.text, made[0]))
            chapters[-1][0].extend(made)
        for blocks, _ in chapters:
            blocks[-1] = blocks[-1]._replace(glued=True)
        return chapters

    def _blocks(self, part: DocumentPart, room: float) -> Sequence[TextBlock]:
        if isinstance(part, Heading):
            return self._prose.heading(part)
        if isinstance(part, Paragraph):
            return self._prose.paragraph(part)
        if isinstance(part, KeyValues):
            return self._prose.key_values(part)
        if isinstance(part, Items):
            return self._prose.items(part)
        found = table_blocks(part, self._frame.area, self.faces, room)
        return [found[0]._replace(space=10.0), *found[1:]] if found else []


def _stands(wanted: TextBlock, column: TextColumn) -> bool:
    """True when `wanted` is on the page `column`; a block is known by its marks."""
    return any(block.marks is wanted.marks for block in column.blocks)
