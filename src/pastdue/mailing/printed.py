"""The paper and the sides that a print file asks for, read back from the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf

from pastdue.model.errors import OutputError


@dataclass(frozen=True, slots=True)
class Wishes:
    """The properties of a PDF to print: its pages, the size of the first (mm), and whether both sides are printed
    (None: the file does not say)."""

    pages: int
    width: float
    height: float
    duplex: bool | None


def wishes(path: Path) -> Wishes:
    """The print properties of the PDF at `path`; refuses (OutputError) a missing file, or one that is not a PDF with
    pages."""
    try:
        with pikepdf.open(path) as file:
            pages = len(file.pages)
            if not pages:
                raise OutputError(f"{path}: has no pages")
            left, low, right, high = (float(side) for side in file.pages[0].mediabox)
            viewer = file.Root.get("/ViewerPreferences", pikepdf.Dictionary())
            sides = str(viewer.get("/Duplex", ""))
    except (OSError, pikepdf.PdfError) as error:
        raise OutputError(f"{path}: cannot be read as a PDF: {error}", "run `pastdue ledger check`") from None
    duplex = sides == "/DuplexFlipLongEdge" if sides else None
    return Wishes(pages, (right - left) * 25.4 / 72, (high - low) * 25.4 / 72, duplex)
