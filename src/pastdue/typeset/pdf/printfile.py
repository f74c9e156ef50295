"""PDF files of any number of pages in flat memory: each page is written as soon as it is added.

Of a finished page only its number is remembered; what all pages share (fonts, page tree, outline) is written when the
file is closed.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import BinaryIO

from pastdue.typeset.ink.cuts import Cut
from pastdue.typeset.ink.marks import Leaf
from pastdue.typeset.ink.parts import TextPart
from pastdue.typeset.pdf.drawing import LEAF, DrawnSheet
from pastdue.typeset.pdf.objects import ObjectFile, text_string
from pastdue.typeset.pdf.structure import tree
from pastdue.typeset.pdf.xmp import FileFacts, packet


class PdfFile:
    """A PDF in the making, page after page, in `target`. Equal pages make equal bytes."""

    def __init__(self, target: BinaryIO, size: tuple[float, float]) -> None:
        self._objects = ObjectFile(target)
        self._fonts, self._page_tree = self._objects.reserve(), self._objects.reserve()
        self._kids = array("Q")
        self._cuts: dict[str, Cut] = {}
        self._pictures: dict[str, int] = {}
        self._first_leaf = 0
        self._tagged: list[tuple[int, tuple[TextPart, ...]]] = []
        self._bookmarks: list[tuple[str, int]] = []
        self._duplex: bool | None = None
        self.resize(size)

    @property
    def pages(self) -> int:
        """The number of pages so far."""
        return len(self._kids)

    def add(self, sheet: DrawnSheet) -> None:
        """Append one drawn page."""
        for cut in sheet.cuts:
            self._cuts[cut.name] = cut
        contents = [self._objects.add(stream) for stream in sheet.streams]
        self._add_page(contents, self._shown(sheet), sheet.parts)

    def resize(self, size: tuple[float, float]) -> None:
        """Let the next pages be `size` points wide and high."""
        self._box = f"[0 0 {size[0]:.4f} {size[1]:.4f}]"

    def add_blank(self) -> None:
        """Append a page without any ink."""
        self._add_page((), {}, ())

    def bookmark(self, title: str, page: int) -> None:
        """An outline entry that opens `page`, counted from 1."""
        self._bookmarks.append((title, page))

    def print_duplex(self, duplex: bool) -> None:
        """Tell the viewer to print on both sides, turned over the long edge, or on one."""
        self._duplex = duplex

    def close(self, about: FileFacts) -> None:
        """Write everything that all pages share. The language may be empty when there are several."""
        self._write_fonts()
        kids = " ".join(f"{kid} 0 R" for kid in self._kids)
        self._objects.write(self._page_tree, f"<< /Type /Pages /Count {self.pages} /Kids [{kids}] >>".encode("ascii"))
        entries = [b"/Type /Catalog /Pages %d 0 R" % self._page_tree, self._preferences()]
        if about.language:
            entries.append(b"/Lang %b" % text_string(about.language))
        if self._bookmarks:
            entries.append(b"/Outlines %d 0 R /PageMode /UseOutlines" % self._write_outline())
        if self._tagged:
            entries.append(b"/StructTreeRoot %d 0 R /MarkInfo << /Marked true >>" % self._write_structure())
        entries.append(b"/Metadata %d 0 R" % self._write_packet(about))
        facts = b" ".join(b"%b %b" % (key.encode(), text_string(text)) for key, text in about.facts.items())
        info = self._objects.add(b"<< %b >>" % facts)
        self._objects.close(self._objects.add(b"<< %b >>" % b" ".join(entries)), info)

    def _add_page(self, contents: Sequence[int], shown: dict[str, int], parts: tuple[TextPart, ...]) -> None:
        """Write a page with these streams and pictures; `parts` are those of its marked content, in the order of its
        numbers."""
        resources = f"/Font {self._fonts} 0 R"
        if shown:
            resources += f" /XObject << {' '.join(f'/{name} {number} 0 R' for name, number in shown.items())} >>"
        entries = [f"/Type /Page /Parent {self._page_tree} 0 R /MediaBox {self._box} /Resources << {resources} >>"]
        if contents:
            streams = " ".join(f"{number} 0 R" for number in contents)
            entries.append(f"/Contents {streams if len(contents) == 1 else f'[{streams}]'}")
        if parts:
            entries.append(f"/StructParents {len(self._tagged)} /Tabs /S")
        page = self._objects.add(f"<< {' '.join(entries)} >>".encode("ascii"))
        self._kids.append(page)
        if parts:
            self._tagged.append((page, parts))

    def _shown(self, sheet: DrawnSheet) -> dict[str, int]:
        """The pictures of `sheet` by name, and the page it lies upon; what is new among them is written. All pages that
        show a picture share it."""
        for picture in sheet.pictures:
            if picture.name not in self._pictures:
                self._pictures[picture.name] = self._objects.add(picture.body)
        shown = {picture.name: self._pictures[picture.name] for picture in sheet.pictures}
        return shown if sheet.leaf is None else {**shown, LEAF: self._adopted(sheet.leaf)}

    def _adopted(self, leaf: Leaf) -> int:
        """The object of `leaf`; what it is a page of is written with its first one."""
        if leaf.page == 0:
            self._first_leaf = self._objects.last + 1
            for body in leaf.copy.objects(self._first_leaf):
                self._objects.add(body)
        return self._first_leaf + leaf.copy.forms[leaf.page]

    def _write_fonts(self) -> None:
        """Write the alphabets used, in the order of their names."""
        fonts = []
        for name, cut in sorted(self._cuts.items()):
            for body in cut.objects(self._objects.last + 1):
                self._objects.add(body)
            fonts.append(f"/{name} {self._objects.last} 0 R")
        self._objects.write(self._fonts, f"<< {' '.join(fonts)} >>".encode("ascii"))

    def _preferences(self) -> bytes:
        sides = {None: "", True: " /Duplex /DuplexFlipLongEdge", False: " /Duplex /Simplex"}[self._duplex]
        return f"/ViewerPreferences << /PrintScaling /None /DisplayDocTitle true{sides} >>".encode("ascii")

    def _write_outline(self) -> int:
        """Write the bookmarks; returns the number of their root."""
        count, root = len(self._bookmarks), self._objects.last + 1
        ends = f"/First {root + 1} 0 R /Last {root + count} 0 R"
        self._objects.add(f"<< /Type /Outlines /Count {count} {ends} >>".encode("ascii"))
        for number, (title, page) in enumerate(self._bookmarks, 1):
            before = f" /Prev {root + number - 1} 0 R" if number > 1 else ""
            after = f" /Next {root + number + 1} 0 R" if number < count else ""
            rest = f"/Parent {root} 0 R{before}{after} /Dest [{self._kids[page - 1]} 0 R /Fit]"
            self._objects.add(b"<< /Title %b %b >>" % (text_string(title), rest.encode("ascii")))
        return root

    def _write_structure(self) -> int:
        """Write the parts of the text of all tagged pages; returns the number of their root."""
        root = self._objects.last + 1
        for body in tree(self._tagged, root):
            self._objects.add(body)
        return root

    def _write_packet(self, about: FileFacts) -> int:
        """Write what `about` says as XMP, which is never packed, so that any program can find it."""
        xmp = packet(about)
        head = b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(xmp)
        return self._objects.add(b"%b\nstream\n%b\nendstream" % (head, xmp))
