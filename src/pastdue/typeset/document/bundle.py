"""Bundles: a document and its exhibits as one numbered, bookmarked file.

An exhibit's pages are drawn anew on our paper, a little smaller where need be, between a line that says what they are
and the number of the page in the bundle. Nothing is laid over them, and the exhibit's own file is not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from pastdue.typeset.document.document import Document
from pastdue.typeset.document.frame import Counted
from pastdue.typeset.document.setter import DocumentSetter, SetDocument
from pastdue.typeset.enclosed.cleaning import clean
from pastdue.typeset.enclosed.extract import Leaves
from pastdue.typeset.enclosed.placing import PageBox
from pastdue.typeset.ink.lines import broken, width_of
from pastdue.typeset.ink.marks import HAIR, POINTS_PER_MM, QUIET, Leaf, Mark, RuledLine, Words
from pastdue.typeset.pdf.drawing import DrawnSheet, drawn
from pastdue.typeset.pdf.printfile import PdfFile
from pastdue.typeset.pdf.xmp import UNDATED, FileFacts

_SIDE, _HEAD, _FOOT = 10 * POINTS_PER_MM, 15 * POINTS_PER_MM, 14 * POINTS_PER_MM
_POINTS = 8.0
_PAGES_AT_MOST = 1000
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class BundledPages:
    """An exhibit's pages as they stand in a bundle, and the line above them, whose words the document has too."""

    title: str
    leaves: Leaves

    @property
    def count(self) -> int:
        return len(self.leaves.forms)


Write = Callable[[Sequence[int]], Document]
"""Makes the document that says on which page each exhibit begins."""


class Bundler:
    """Makes bundles with one setter. Equal documents and exhibits make equal bytes."""

    def __init__(self, setter: DocumentSetter) -> None:
        self._setter = setter
        width, height = setter.size
        self._area = PageBox(_SIDE, _FOOT, width - _SIDE, height - _HEAD)

    def pages(self, data: bytes) -> Leaves:
        """The pages of the PDF `data`, placed; refuses (BadCopy) data that is not a PDF, is damaged, encrypted or too
        long."""
        return clean(data, self._area, _PAGES_AT_MOST)

    def bundle(self, write: Write, exhibits: Sequence[BundledPages]) -> tuple[bytes, list[int]]:
        """The bundle as a PDF, and the page (from 1) on which each exhibit begins. Refuses as `DocumentSetter.set`."""
        document, done, firsts = self._settled(write, exhibits)
        target = BytesIO()
        file = PdfFile(target, self._setter.size)
        pages = len(done.sheets) + sum(one.count for one in exhibits)
        for sheet in done.sheets:
            file.add(sheet)
        for text, page in done.bookmarks:
            file.bookmark(text, page)
        for one, first in zip(exhibits, firsts, strict=True):
            file.bookmark(one.title, first)
            for number, sheet in enumerate(self._sheets(one, document, first, pages)):
                file.add(sheet)
                assert file.pages == first + number
        about = FileFacts(document.title, document.firm, document.subtitle, document.language, document.on or UNDATED)
        file.close(about)
        return target.getvalue(), firsts

    def _settled(self, write: Write, exhibits: Sequence[BundledPages]) -> tuple[Document, SetDocument, list[int]]:
        """The document that names the pages its exhibits truly begin on."""
        firsts = [0] * len(exhibits)
        for _ in range(_ROUNDS):
            document = write(firsts)
            own = len(self._setter.set(document).sheets)
            found, page = [], own + 1
            for one in exhibits:
                found.append(page)
                page += one.count
            if found == firsts:
                return document, self._setter.set(document, Counted(1, page - 1)), firsts
            firsts = found
        raise AssertionError("the index of a bundle changes its own length each time")

    def _sheets(self, one: BundledPages, document: Document, first: int, pages: int) -> list[DrawnSheet]:
        """The pages of an exhibit, each between its line and its number."""
        width, height = self._setter.size
        found: list[list[Mark]] = []
        for number in range(one.count):
            label = document.page_label.format(page=first + number, pages=pages)
            leaf = Leaf(0, 0, width, height, one.leaves, number)
            found.append([leaf, *self._head(one.title, number + 1, one.count), *self._foot(document.firm, label)])
        return drawn(found, height)

    def _head(self, title: str, number: int, of: int) -> list[Mark]:
        sans, right = self._setter.faces.sans, self._setter.size[0] - _SIDE
        counted = f"{number} / {of}"
        wide = width_of(counted, sans, _POINTS)
        whole, *more = broken(title, sans, _POINTS, right - _SIDE - wide - 18)
        y = _HEAD - 5.5 * POINTS_PER_MM
        return [
            Words(_SIDE, y, sans, _POINTS, f"{whole}…" if more else whole, QUIET),
            Words(right - wide, y, sans, _POINTS, counted, QUIET),
            RuledLine(_SIDE, _HEAD - 2.5 * POINTS_PER_MM, right, 0.4, HAIR),
        ]

    def _foot(self, firm: str, label: str) -> list[Mark]:
        sans, (width, height) = self._setter.faces.sans, self._setter.size
        y, right = height - _FOOT + 5.5 * POINTS_PER_MM, width - _SIDE
        wide = width_of(label, sans, _POINTS)
        whole = broken(firm, sans, _POINTS, right - _SIDE - wide - 18)[0]
        return [
            RuledLine(_SIDE, height - _FOOT + 1.5 * POINTS_PER_MM, right, 0.4, HAIR),
            Words(_SIDE, y, sans, _POINTS, whole, QUIET),
            Words(right - wide, y, sans, _POINTS, label, QUIET),
        ]
