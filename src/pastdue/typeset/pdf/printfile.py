"""PDF files of any number of pages in flat memory: each page is written as soon as it is shown.

reportlab's own document keeps every page until the end. This one hands a finished page to the file at once and
remembers its place only; what all pages share (fonts, page tree, outline) is written when the file is closed.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from pastdue.typeset.ink.cuts import Cut
from pastdue.typeset.ink.face import Face
from pastdue.typeset.ink.marks import Leaf
from pastdue.typeset.ink.parts import TextPart
from pastdue.typeset.ink.pictures import Picture
from pastdue.typeset.pdf.drawing import LEAF, DrawnSheet
from pastdue.typeset.pdf.structure import tree
from pastdue.typeset.pdf.xmp import FileFacts, packet

# Nothing in a letter may make reportlab fetch anything.
rl_config.trustedHosts = None
rl_config.trustedSchemes = []

_VERSION = (1, 7)
"""Of PDF: the one that knows all that an appended invoice may use, and what we tell the viewer about printing."""


class PdfFile:
    """A PDF in the making, page after page, in `target`. Equal pages make equal bytes."""

    def __init__(self, target: BinaryIO, size: tuple[float, float], base: Face) -> None:
        self._document = _Streamed(target)
        self._canvas = Canvas(
            target, pagesize=size, invariant=1, pageCompression=1, initialFontName=base.name, lang=None
        )
        self._canvas._doc = self._document
        self._canvas.setViewerPreference("PrintScaling", "None")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._cuts: dict[str, Cut] = {}

    @property
    def pages(self) -> int:
        """The number of pages so far."""
        return self._document.page_count

    def add(self, sheet: DrawnSheet) -> None:
        """Append one drawn page."""
        for cut in sheet.cuts:
            self._cuts[cut.name] = cut
        for picture in sheet.pictures:
            self._document.paste(picture)
        shown = [picture.name for picture in sheet.pictures]
        if sheet.leaf is not None:
            self._document.adopt(sheet.leaf)
            shown.append(LEAF)
        self._document.tag_next(sheet.parts)
        self._canvas._formsinuse = shown
        self._canvas.addLiteral(sheet.code)
        self._canvas.showPage()

    def resize(self, size: tuple[float, float]) -> None:
        """Let the next pages be `size` points wide and high."""
        self._canvas.setPageSize(size)

    def add_blank(self) -> None:
        """Append a page without any ink."""
        self._canvas.showPage()

    def bookmark(self, title: str, page: int) -> None:
        """An outline entry that opens `page`, counted from 1."""
        self._document.bookmarks.append((title, page))

    def print_duplex(self, duplex: bool) -> None:
        """Tell the viewer to print on both sides, turned over the long edge, or on one."""
        self._canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge" if duplex else "Simplex")

    def close(self, about: FileFacts) -> None:
        """Write everything that all pages share. The language may be empty when there are several."""
        document = self._document
        if about.language:
            document.Catalog.Lang = pdfdoc.PDFString(about.language)
        for name in sorted(self._cuts):
            document.embed(self._cuts[name])
        document.close(about)


class _Streamed(pdfdoc.PDFDocument):  # type: ignore[misc]
    """reportlab's document, but finished pages are written and forgotten."""

    def __init__(self, target: BinaryIO) -> None:
        super().__init__(compression=1, invariant=1)
        self.bookmarks: list[tuple[str, int]] = []
        self._target = target
        self._places = array("Q", [0])
        self._kids = array("Q")
        self._size = 0
        self._pictures: dict[str, int] = {}
        self._adopted = 0
        self._tagged: list[tuple[int, tuple[TextPart, ...]]] = []
        self._next_parts: tuple[TextPart, ...] = ()
        self._pdfVersion = _VERSION
        self.Reference(self.Pages)
        self._put(pdfdoc.PDFFile(self._pdfVersion).format(self))

    @property
    def page_count(self) -> int:
        return len(self._kids)

    def addPage(self, page: Any) -> None:
        """Write `page` and the stream that formatting it brings forth; the canvas calls this."""
        number = self.objectcounter + 1
        self.Reference(page, self.thisPageName())
        self._kids.append(number)
        if self._next_parts:
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = len(self._tagged), pdfdoc.PDFName("S")
            self._tagged.append((number, self._next_parts))
            self._next_parts = ()
        self.pageCounter += 1
        self.inObject = None
        while number <= self.objectcounter:
            name = self._write(number)
            del self.numberToId[number], self.idToObject[name], self.idToObjectNumberAndVersion[name]
            number += 1

    def tag_next(self, parts: tuple[TextPart, ...]) -> None:
        """Let the next page have content of these `parts`, in the order of its numbers; of none, and it has no tags."""
        self._next_parts = parts

    def paste(self, picture: Picture) -> None:
        """Write `picture` unless it is there; all pages that show it share it by its name."""
        if picture.name not in self._pictures:
            self._put_next(picture.body)
            self._pictures[picture.name] = self.objectcounter

    def adopt(self, leaf: Leaf) -> None:
        """Write what `leaf` is a page of when it is the first one, and let the next page lie upon it."""
        if leaf.page == 0:
            self._adopted = self.objectcounter + 1
            for body in leaf.copy.objects(self._adopted):
                self._put_next(body)
        self._pictures[LEAF] = self._adopted + leaf.copy.forms[leaf.page]

    def xobjDict(self, formnames: Iterable[str]) -> Any:
        """The names of a page's pictures with their objects; the canvas calls this."""
        return pdfdoc.PDFDictionary({name: f"{self._pictures[name]} 0 R" for name in formnames})

    def embed(self, cut: Cut) -> None:
        """Write the alphabet `cut` and let every page use it."""
        for body in cut.objects(self.objectcounter + 1):
            self._put_next(body)
        self.idToObject[pdfdoc.BasicFonts].dict[cut.name] = f"{self.objectcounter} 0 R"

    def close(self, about: FileFacts) -> None:
        """Write the parts shared by all pages, the metadata, and the cross-reference table."""
        self._write_page_tree()
        self.Catalog.Outlines = self._outline()
        if self._tagged:
            root = self.objectcounter + 1
            for body in tree(self._tagged, root):
                self._put_next(body)
            self.Catalog.StructTreeRoot = f"{root} 0 R"
            self.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        if self.bookmarks:
            self.Catalog.setPageMode("UseOutlines")
        info = self._describe(about)
        root = self.Reference(self.Catalog)
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

    def _write(self, number: int) -> str:
        """Write the object of this number and return its name."""
        name: str = self.numberToId[number]
        formatted = pdfdoc.PDFIndirectObject(name, self.idToObject[name]).format(self)
        self._note(number)
        self._put(formatted)
        return name

    def _note(self, number: int) -> None:
        """Remember that the object of this number begins here."""
        self._places.extend([0] * (number + 1 - len(self._places)))
        self._places[number] = self._size

    def _put(self, data: bytes) -> None:
        self._target.write(data)
        self._size += len(data)

    def _write_page_tree(self) -> None:
        name = self.Reference(self.Pages).name
        number, _ = self.idToObjectNumberAndVersion[name]
        del self.numberToId[number]
        kids = " ".join(f"{kid} 0 R" for kid in self._kids)
        self._put_as(number, f"<< /Type /Pages /Count {len(self._kids)} /Kids [{kids}] >>".encode("ascii"))

    def _outline(self) -> str | None:
        """A reference to the bookmarks, written straight to the file."""
        count, root = len(self.bookmarks), self.objectcounter + 1
        if not count:
            return None
        ends = f"/First {root + 1} 0 R /Last {root + count} 0 R"
        self._put_next(f"<< /Type /Outlines /Count {count} {ends} >>".encode("ascii"))
        for number, (title, page) in enumerate(self.bookmarks, 1):
            text = pdfdoc.PDFString(title).format(self)
            before = f" /Prev {root + number - 1} 0 R" if number > 1 else ""
            after = f" /Next {root + number + 1} 0 R" if number < count else ""
            rest = f"/Parent {root} 0 R{before}{after} /Dest [{self._kids[page - 1]} 0 R /Fit]"
            self._put_next(b"<< /Title %b %b >>" % (text, rest.encode("ascii")))
        return f"{root} 0 R"

    def _describe(self, about: FileFacts) -> str:
        """Write what `about` says, twice, and return a reference to the list of facts."""
        xmp = packet(about)
        self._put_next(b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%b\nendstream" % (len(xmp), xmp))
        self.Catalog.Metadata = f"{self.objectcounter} 0 R"
        facts = [b"%b %b" % (key.encode(), pdfdoc.PDFString(text).format(self)) for key, text in about.facts.items()]
        self._put_next(b"<< %b >>" % b" ".join(facts))
        return f"{self.objectcounter} 0 R"

    def _put_next(self, body: bytes) -> None:
        self.objectcounter += 1
        self._put_as(self.objectcounter, body)

    def _put_as(self, number: int, body: bytes) -> None:
        self._note(number)
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, body))
