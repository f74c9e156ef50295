"""What is looked at before a run? The letters to prove, and after them the calibration pages of their layout."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from pastdue.letters.layouts import Layout
from pastdue.letters.typeset.calibration import calibration


def with_calibration(letters: bytes, name: str, layout: Layout) -> bytes:
    """The PDF of `letters` with the calibration pages of `layout`, called `name`, behind it; equal for equal."""
    target = BytesIO()
    with pikepdf.open(BytesIO(letters)) as proof, pikepdf.open(BytesIO(calibration({name: layout}))) as pages:
        proof.pages.extend(pages.pages)
        proof.save(target, deterministic_id=True)
    return target.getvalue()
