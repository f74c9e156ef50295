"""The folder of invoice copies: each file's bytes and its pages, cleaned and placed on the letter's paper."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path

from pastdue.model.letters import InvoiceCopy, Letter
from pastdue.typeset.enclosed.boundary import as_recorded, inside, read
from pastdue.typeset.enclosed.cleaning import clean
from pastdue.typeset.enclosed.extract import Leaves
from pastdue.typeset.enclosed.finding import SUFFIX, name_of
from pastdue.typeset.enclosed.placing import PageBox
from pastdue.typeset.pdf.pdfa import Attached

_CLEANED_AT_ONCE = 8
_POINTS_PER_MM = 72 / 25.4


class CopyFolder:
    """The copies in `folder`, for letters on `paper` (width and height in mm), of which `left` mm stay free."""

    def __init__(self, folder: Path, paper: tuple[Decimal, Decimal], left: int = 0) -> None:
        self.path = folder
        self._area = area_of(paper, left)

    def copy(self, invoice: str, file: str) -> InvoiceCopy:
        """The copy of `invoice` in `file` (as seen from the folder), read and found fit; else refuses (BadCopy)."""
        data = self._bytes(file)
        return InvoiceCopy(invoice, file, hashlib.sha256(data).hexdigest(), len(cleaned(data, self._area).forms))

    def leaves(self, letter: Letter) -> tuple[Leaves, ...]:
        """The pages that follow `letter`; refuses (InputError) a copy that is not the one the letter was made with."""
        return tuple(cleaned(self.data(copy, letter.number), self._area) for copy in letter.enclosed.copies)

    def attached(self, letter: Letter) -> Sequence[Attached]:
        """The files themselves, to be kept with `letter`; each has its invoice's name. Refuses as `leaves` does."""
        return [
            Attached(f"{n}-{name_of(copy.invoice)}{SUFFIX}", copy.invoice, self.data(copy, letter.number))
            for n, copy in enumerate(letter.enclosed.copies, 1)
        ]

    def data(self, copy: InvoiceCopy, letter: str) -> bytes:
        """The file of `copy` as it was when the letter with this number was made, else refuses (InputError)."""
        taken = partial(self._bytes, copy.file)
        return as_recorded(self.path / copy.file, copy.sha256, taken, ("the invoice copy", letter))

    def _bytes(self, file: str) -> bytes:
        return read(inside(self.path, self.path / file))


def area_of(paper: tuple[Decimal, Decimal], left: int) -> PageBox:
    """The area of the `paper` foreign pages may use, in points: all but `left` mm."""
    return PageBox(*(float(mm) * _POINTS_PER_MM for mm in (left, 0, *paper)))


@lru_cache(maxsize=_CLEANED_AT_ONCE)
def cleaned(data: bytes, area: PageBox) -> Leaves:
    """The pages of the PDF `data` in `area`, the last few files remembered; refuses as `clean` does."""
    return clean(data, area)
