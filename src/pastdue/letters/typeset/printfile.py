"""How does a PDF of any number of pages come about in flat memory? Each page is written as soon as it is shown.

reportlab's own document keeps every page until the end. This one hands a finished page to the file at once and
remembers its place only; what all pages share (fonts, page tree, outline) is written when the document is closed.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from pastdue.letters.typeset.drawing import Sheet
from pastdue.letters.typeset.faces import Cut, Face


class _Streamed(pdfdoc.PDFDocument):  # type: ignore[misc]
    """reportlab's document, but finished pages are written and forgotten."""

    def __init__(self, target: BinaryIO, lang: str) -> None:
        super().__init__(compression=1, invariant=1, lang=lang)
        self._target = target
        self._places = array("Q", [0])
        self._kids = array("Q")
        self._size = 0
        self.outlined: list[tuple[str, int]] = []
        self.Reference(self.Pages)
        self._put(pdfdoc.PDFFile(self._pdfVersion).format(self))

    @property
    def page_count(self) -> int:
        return len(self._kids)

    def addPage(self, page: pdfdoc.PDFPage) -> None:  # noqa: N802 - reportlab's name
        """Write `page` and the stream it refers to; called by the canvas."""
        number = self.objectcounter + 1
        self.Reference(page, self.thisPageName())
        self._kids.append(number)
        self.pageCounter += 1
        self.inObject = None
        while number <= self.objectcounter:
            self._write(number)
            number += 1

    def close(self) -> None:
        """Write what is shared by all pages, and the table of places."""
        self.Pages.pages = [f"{number} 0 R" for number in self._kids]
        self.Catalog.Outlines = self._outline()
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        number = 1
        while number <= self.objectcounter:
            if number in self.numberToId:
                self._write(number)
            number += 1
        start = self._size
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._places))
        for place in self._places[1:]:
            self._put(b"%010d 00000 n \n" % place)
        trailer = pdfdoc.PDFTrailer(start, Size=len(self._places), Root=root, Info=info, ID=self.ID())
        self._put(trailer.format(self))

    def _write(self, number: int) -> None:
        name = self.numberToId[number]
        formatted = pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
        self._places.extend([0] * (number + 1 - len(self._places)))
        self._places[number] = self._size
        self._put(formatted)
        for known, key in ((self.numberToId, number), (self.idToObject, name)):
            del known[key]
        if name.startswith("Page") or number in self._kids[-1:]:
            del self.idToObjectNumberAndVersion[name]

    def _put(self, data: bytes) -> None:
        self._target.write(data)
        self._size += len(data)

    def _outline(self) -> pdfdoc.PDFObjectReference | None:
        """The bookmarks as raw objects, each knowing its neighbours."""
        if not self.outlined:
            return None
        first = self.objectcounter + 2
        last = first + len(self.outlined) - 1
        root = self.Reference(_Raw(f"<< /Type /Outlines /Count {len(self.outlined)} /First {first} 0 R /Last {last} 0 R >>"))
        for number, (title, page) in enumerate(self.outlined, first):
            text = pdfdoc.PDFString(title).format(self).decode("latin-1")
            near = (f" /Prev {number - 1} 0 R" if number > first else "") + (f" /Next {number + 1} 0 R" if number < last else "")
            self.Reference(_Raw(f"<< /Title {text} /Parent {first - 1} 0 R{near} /Dest [{self._kids[page]} 0 R /Fit] >>"))
        return root


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    __RefOnly__ = 1

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        return self.text.encode("latin-1")
