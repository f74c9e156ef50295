"""Finding an invoice's copy: the file its row names, else the one in the folder that has its number."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from pastdue.model import Invoice
from pastdue.typeset.enclosed.boundary import inside
from pastdue.typeset.enclosed.refusal import BadCopy, NoCopy

SUFFIX = ".pdf"


class Finder:
    """Finds copies in `folder` and nowhere else.

    `home` is the folder of pastdue.toml, from which a row may name a file too; `numbers` are all invoices of the
    export, so that a file that could be two invoices' is used for neither.
    """

    def __init__(self, folder: Path, home: Path, numbers: Iterable[str]) -> None:
        self._folder, self._home, self._numbers = folder, home, numbers

    def find(self, invoice: Invoice) -> str:
        """The copy of `invoice`, its links followed, as seen from the folder and written with `/`.

        Refuses (BadCopy) a path that leads outside, and a name that fits two files or two invoices; NoCopy: no file.
        """
        found = self._named(invoice.copy) if invoice.copy else self._numbered(invoice.number)
        return found.relative_to(self._folder.resolve()).as_posix()

    def _named(self, text: str) -> Path:
        """The file a row names, as seen from the folder of copies or from that of pastdue.toml."""
        path = Path(text.replace("\\", "/"))
        found, refused = set[Path](), list[BadCopy]()
        for start in (self._folder, self._home):
            try:
                found.add(inside(self._folder, start / path))
            except BadCopy as error:
                refused.append(error)
        if len(found) > 1:
            raise BadCopy(f"{text} is there twice, as seen from {self._folder} and from {self._home}")
        if not found:
            raise next((error for error in refused if not isinstance(error, NoCopy)), refused[0]).of(text)
        return found.pop()

    def _numbered(self, number: str) -> Path:
        """The file named like the invoice."""
        key = name_of(number)
        names = self._files.get(key, ())
        if not names:
            raise NoCopy(f"no copy in {self._folder.name}/", f"its file would be called {key}{SUFFIX}")
        if len(names) > 1:
            raise BadCopy(f"several files fit: {', '.join(sorted(names))}", "keep one of them")
        if self._bearers[key] > 1:
            raise BadCopy(
                f"the file {names[0]} could be the copy of several invoices of the export",
                "name each invoice's file in the column invoice_pdf",
            )
        try:
            return inside(self._folder, self._folder / names[0])
        except BadCopy as error:
            raise error.of(names[0]) from None

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        """The PDFs of the folder, without subfolders, by the file name an invoice's number gives."""
        found: dict[str, list[str]] = defaultdict(list)
        for file in self._folder.iterdir():
            if file.suffix.lower() == SUFFIX:
                found[name_of(file.name[: -len(SUFFIX)])].append(file.name)
        return dict(found)

    @cached_property
    def _bearers(self) -> Counter[str]:
        """The number of invoices of the export that a file name could belong to."""
        return Counter(map(name_of, self._numbers))


def name_of(number: str) -> str:
    """An invoice's number as the name of a file: small letters, and `-` for all but letters, digits, points.

    >>> name_of("FV/2026/001 A")
    'fv-2026-001-a'
    """
    plain = unicodedata.normalize("NFC", number).casefold()
    return "".join(c if c.isalnum() or c == "." else "-" for c in plain)
