"""Notes, stamps and form fields of a page: those seen on paper are drawn, their actions are left out."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Page, Stream

from pastdue.typeset.enclosed.extract import Extract
from pastdue.typeset.enclosed.refusal import BadCopy

_HIDDEN, _PRINTED = 2, 4
_NEVER = ("/Link", "/Popup")
_LEAST = 1e-6


def drawn_annotations(extract: Extract, page: Page) -> tuple[bytes, list[bytes | int]]:
    """The operators that draw the page's annotations, and the names they use, as a resource dictionary has them.

    As in print: only what is marked to be printed, is not hidden and has a look of its own.
    """
    code: list[str] = []
    names: list[bytes | int] = []
    for number, note in enumerate(page.obj.get("/Annots", Array())):
        look = _look(note)
        if look is not None and (matrix := _placed(note, look)):
            names += [b"/A%d " % number, *extract.value(look), b" "]
            code.append(f"q {matrix} cm /A{number} Do Q")
    return "\n".join(code).encode("ascii"), names


def _look(note: Any) -> Any:
    """The appearance stream of an annotation on paper; None when it is not printed."""
    if not isinstance(note, Dictionary) or str(note.get("/Subtype")) in _NEVER:
        return None
    flags = int(note.get("/F", 0))
    if flags & _HIDDEN or not flags & _PRINTED:
        return None
    look = note.get("/AP", Dictionary()).get("/N")
    if isinstance(look, Stream):
        return look
    if isinstance(look, Dictionary):
        chosen = look.get(str(note.get("/AS", "/Off")))
        return chosen if isinstance(chosen, Stream) else None
    if str(note.get("/Subtype")) == "/Widget" and ("/V" in note or "/V" in note.get("/Parent", Dictionary())):
        raise BadCopy("has a filled-in form field without a look of its own", "print it to a PDF again")
    return None


def _placed(note: Any, look: Any) -> str:
    """The matrix that fits the look's box into the annotation's rectangle; empty when either has no area."""
    left, bottom, right, top = (float(side) for side in note.get("/Rect"))
    a, b, c, d, e, f = (float(number) for number in look.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
    x0, y0, x1, y1 = (float(side) for side in look.get("/BBox"))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    wide, high = xs[-1] - xs[0], ys[-1] - ys[0]
    if min(wide, high) < _LEAST:
        return ""
    across, up = abs(right - left) / wide, abs(top - bottom) / high
    x, y = min(left, right) - xs[0] * across, min(bottom, top) - ys[0] * up
    return f"{across:.6f} 0 0 {up:.6f} {x:.6f} {y:.6f}"
