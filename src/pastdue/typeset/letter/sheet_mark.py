"""Sheet marks: a Code 128 in the left margin, read by a machine that inserts letters.

It says `letter|sheet|of`, stands upright on the front of every sheet, always at the same place, between two folds
and below all that a window may show, left of the text, clear of the fold and hole marks and above any QR-bill.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pastdue.model.errors import SettingsError
from pastdue.model.errors.left_out import CannotPrint
from pastdue.typeset.ink.marks import POINTS_PER_MM, Mosaic
from pastdue.typeset.layouts import Layout
from pastdue.typeset.letter.qrbill import ABOVE, TALL
from pastdue.typeset.pdf.drawing import DrawnSheet, mosaic
from pastdue.typeset.pdf.objects import stream

MODULE = 0.85
"""The width of the thinnest bar: 0.3 mm in points, which an office printer draws and any reader sees."""

_LEFT, _ACROSS = 11.5, 20
_QUIET_MODULES = 10
_LONGEST_MODULES = 250
_CLEAR = 3.0
_FOOT = 20.0


class SheetMark:
    """The marks for one layout's sheets, above the place of a QR-bill where letters may have one (`bills`). Refuses a
    layout that has no place for them."""

    def __init__(self, layout: Layout, bills: bool = False) -> None:
        self._top = _place(layout, bills) * POINTS_PER_MM
        self._height = float(layout.paper[1]) * POINTS_PER_MM

    def onto(self, pages: Sequence[DrawnSheet], letter: str, pages_a_sheet: int) -> list[DrawnSheet]:
        """The `pages` of the letter with the number `letter`, its mark on the front of every sheet."""
        fronts = range(0, len(pages), pages_a_sheet)
        marked = list(pages)
        for sheet, front in enumerate(fronts, 1):
            mark = mosaic(self.mark(f"{letter}|{sheet}|{len(fronts)}"), self._height)
            marked[front] = pages[front]._replace(streams=(*pages[front].streams, stream(mark.encode("ascii"))))
        return marked

    def mark(self, text: str) -> Mosaic:
        """The bars of `text` where they stand on a sheet; refuses (CannotPrint) a text too long for its margin."""
        bars = modules(text)
        if len(bars) > _LONGEST_MODULES:
            raise CannotPrint(f"the sheet mark {text!r} is too long to print")
        dark = tuple((0, row, _ACROSS) for row, bar in enumerate(bars) if bar)
        return Mosaic(_LEFT * POINTS_PER_MM, self._top, MODULE, dark)


def modules(text: str) -> tuple[bool, ...]:
    """The modules of `text` as Code 128, dark ones True, from the start pattern to the stop pattern's last bar.

    >>> "".join("#" if dark else "." for dark in modules("1"))
    '##.#..#....#..###..##.##..###..#.##...###.#.##'
    """
    from reportlab.graphics.barcode.code128 import Code128

    code = Code128(value=text)
    code.validate()
    if not code.valid:
        raise CannotPrint(f"{text!r} cannot be written as a sheet mark")
    code.encode()
    code.decompose()
    # Each letter is a bar or a space: A for one module, B for two, ..., upper case for a bar.
    widths = [(sign.isupper(), ord(sign.lower()) - ord("a") + 1) for sign in code.decomposed]
    return tuple(dark for dark, wide in widths for _ in range(wide))


def _place(layout: Layout, bills: bool) -> float:
    """The distance of the marks from the top of the sheet, in mm: in the first panel below the windows with room."""
    exposed = max(float(zone.bottom) for zone in layout.exposed_frames)
    end = float(layout.paper[1]) - ((TALL + ABOVE) / POINTS_PER_MM if bills else _FOOT)
    folds = [float(fold) for fold in layout.folds if exposed < float(fold) < end]
    quiet = _QUIET_MODULES * MODULE / POINTS_PER_MM
    need = _LONGEST_MODULES * MODULE / POINTS_PER_MM + 2 * (quiet + _CLEAR)
    for since, until in pairwise([exposed, *folds, end]):
        if until - since >= need:
            return since + quiet + _CLEAR
    if bills:
        raise SettingsError(
            "mail.sheet_mark: the layout has no panel with room for it between the window and a QR-bill",
            "leave sheet_mark out, or [letters] qr_bill",
        )
    raise SettingsError(
        "mail.sheet_mark: the layout has no panel with room for it below the window", "leave sheet_mark out"
    )
