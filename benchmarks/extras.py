"""Letters with more to them by pastdue: with a PDF/A to keep, or with an invoice's copy, each on its own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.words import ON, Composer, drafts
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.layouts import load_layout
from pastdue.model.letters import InvoiceCopy, Letter
from pastdue.typeset import Typesetter
from pastdue.typeset.enclosed.copies import CopyFolder
from pastdue.typeset.pdf.pdfa import archived

_INVOICES = 40
"""The number of different invoices: more than the program caches, so that each is read and cleaned anew."""


class WithArchive:
    """Each letter twice: to post, and as PDF/A-2b to keep."""

    def __init__(self) -> None:
        self._typesetter = Typesetter(load_layout(Catalog(), "din-b"))

    def one(self, letter: Letter) -> bytes:
        """Both files, one after the other."""
        pages = self._typesetter.set(letter)
        return pages.pdf + archived(pages.pdf, pages.own, ON)


class WithCopy:
    """Each letter followed by the copy of an invoice of one page, read from its file, checked and cleaned."""

    def __init__(self) -> None:
        layout = load_layout(Catalog(), "din-b")
        self._typesetter = Typesetter(layout)
        self._made = TemporaryDirectory(prefix="pastdue-bench-invoices-")
        self._folder = CopyFolder(Path(self._made.name), layout.paper)
        composer = Composer()
        self._hashes = [self._invoice(n, composer.letter(draft)) for n, draft in enumerate(drafts(_INVOICES))]

    def one(self, letter: Letter) -> bytes:
        """The letter and its copy as a PDF."""
        n = int(letter.number.rpartition("-")[2]) % _INVOICES
        copy = InvoiceCopy(letter.number, f"{n}.pdf", self._hashes[n], 1)
        return self._typesetter.set(
            replace(letter, enclosed=replace(letter.enclosed, copies=(copy,))), self._folder.leaves
        ).pdf

    def _invoice(self, n: int, like: Letter) -> str:
        """Put a page with a table and two embedded faces into the folder, as an invoice is; returns its sha256."""
        data = self._typesetter.set(like).pdf
        (self._folder.path / f"{n}.pdf").write_bytes(data)
        return hashlib.sha256(data).hexdigest()
