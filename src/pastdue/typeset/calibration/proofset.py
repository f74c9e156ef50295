"""The proof set: one letter of each kind, and after them the calibration pages of their layout."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from pastdue.letters.language.voice import Voice
from pastdue.typeset.calibration.page import calibration
from pastdue.typeset.layouts import Layout


def with_calibration(letters: bytes, name: str, layout: Layout, voice: Voice) -> bytes:
    """The PDF of `letters` with the calibration pages of `layout`, called `name`, behind it, as `voice` says them."""
    target = BytesIO()
    with pikepdf.open(BytesIO(letters)) as proof, pikepdf.open(BytesIO(calibration({name: layout}, voice))) as pages:
        proof.pages.extend(pages.pages)
        proof.save(target, deterministic_id=True)
    return target.getvalue()
